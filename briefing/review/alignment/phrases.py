"""Phrases of a wording and of a statement that are in the same member of a contrast set."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from briefing.language import Parse
from briefing.review.alignment.negations import negated
from briefing.review.alignment.treaties import concluded_texts, effective_notices
from briefing.review.lexicon import Lexicon, Membership, Mention, NameKind, NameMention, TextWord
from briefing.review.text.segmentation import Span

_EVENTS: Mapping[str, frozenset[str]] = {
    "phases": frozenset({"in force", "begun", "completed", "ended", "cancelled", "collapsed", "resumed"}),
    "periods": frozenset(),
    "frequency": frozenset(),
}
"""Sets, and members where not all count, whose words say that or how often something happens."""
ASKING = frozenset({"request", "ask", "seek", "demand", "appeal"})
"""Words by which somebody is asked for something that comes from him."""
CONVERSE = frozenset({"transfer-roles"})
"""Sets in which one member means the other one where giver and taker change places."""


@functools.lru_cache(maxsize=2048)
def mentions_in(parse: Parse, lexicon: Lexicon) -> tuple[Mention, ...]:
    """Find the entries of contrast sets in a text; words of a name say nothing: the Workers' Party."""
    groups = _joined(parse)
    terms = [_text_word(parse, group) for group in groups]
    mentions = (
        Mention(groups[each.start].start, groups[each.end - 1].stop, each.membership)
        for each in lexicon.mentions(terms)
    )
    names = [each for each in lexicon.names(parse.text) if each.kind is not NameKind.ROLE]
    return tuple(
        mention
        for mention in mentions
        if not any(_is_part(span_of(parse, mention), each) for each in names)
    )


def _is_part(span: Span, name: NameMention) -> bool:
    is_within = name.start <= span.start and span.end <= name.end
    return is_within and span.end - span.start < name.end - name.start


def _joined(parse: Parse) -> list[range]:
    """Return the tokens of each word: a compound with hyphens, such as short-range, is one word."""
    groups: list[range] = []
    for number, token in enumerate(parse.tokens):
        previous = parse.tokens[number - 1] if number else None
        is_joint = previous is not None and previous.end == token.start
        if groups and is_joint and "-" in {token.text, previous.text if previous else ""}:
            groups[-1] = range(groups[-1].start, number + 1)
        else:
            groups.append(range(number, number + 1))
    return groups


def _text_word(parse: Parse, group: range) -> TextWord:
    first, last = parse.tokens[group.start], parse.tokens[group.stop - 1]
    if len(group) == 1:
        return TextWord(first.text, first.lemma, first.pos or None)
    text = parse.text[first.start : last.end]
    return TextWord(text, text.lower(), None)


def span_of(parse: Parse, mention: Mention) -> Span:
    """Return the characters of a mention."""
    start, end = parse.tokens[mention.start].start, parse.tokens[mention.end - 1].end
    return Span(start, end, parse.text[start:end])


def shared_phrases(parse: Parse, statement: Parse, lexicon: Lexicon) -> list[tuple[Span, str]]:
    """Return the mentions in a wording that the statement has another form of, each with that form."""
    held = mentions_in(statement, lexicon)
    shared = []
    for mention in mentions_in(parse, lexicon):
        basis = next((each for each in held if _says_same(mention.membership, each.membership)), None)
        if basis is not None:
            shared.append((span_of(parse, mention), span_of(statement, basis).text))
    return shared


def _says_same(ours: Membership, theirs: Membership) -> bool:
    """Return whether two entries are of one member, or of converse ones: send, receive."""
    if ours.contrast_set is not theirs.contrast_set:
        return False
    is_same = ours.member == theirs.member
    return not is_same if ours.contrast_set.id in CONVERSE else is_same and ours.is_alike


def unheld_events(parse: Parse, statement: Parse, lexicon: Lexicon) -> list[Span]:
    """Find phases, periods and frequencies of a wording that the statement has in no form.

    Their words may be too light to need support by themselves: took effect, once a year.
    """
    held = mentions_in(statement, lexicon)
    return [
        span_of(parse, mention)
        for mention in mentions_in(parse, lexicon)
        if _is_event(mention.membership)
        and _is_asserted(parse, mention)
        and not any(_says_same(mention.membership, each.membership) for each in held)
    ]


def _is_event(membership: Membership) -> bool:
    members = _EVENTS.get(membership.contrast_set.id)
    return members is not None and (not members or membership.member in members)


def _is_asserted(parse: Parse, mention: Mention) -> bool:
    """Return whether a mention is of a verb that is not negated, or of a whole period."""
    numbers = range(mention.start, mention.end)
    if (concluded_texts(parse) | effective_notices(parse)) & set(numbers):
        return False
    if mention.membership.contrast_set.id == "phases":
        is_verb = any(parse.tokens[number].pos == "VERB" for number in numbers)
        return is_verb and not any(number in negated(parse) for number in numbers)
    return parse.tokens[mention.start - 1].text.lower() != "half"
