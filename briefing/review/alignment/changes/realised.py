"""Verbs that a wording states as done or happening, where its statement only foresees them."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.language import Parse, Token
from briefing.review.alignment.frame import frame
from briefing.review.alignment.matching import Alignment
from briefing.review.alignment.negations import negated
from briefing.review.alignment.words import ContentWord
from briefing.review.lexicon import RelationKind
from briefing.review.text.segmentation import Span

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_SUPPOSING = frozenset(
    {"if", "unless", "should", "whether", "provided", "once", "until", "when", "before"}
    | {"how", "what", "why", "who", "which", "whichever", "whoever", "whatever"}
)
_HELPERS = frozenset({"aux", "auxpass"})
_REPORTING = frozenset(
    {"report", "say", "believe", "think", "know", "allege", "claim", "begin", "start", "continue"}
    | {"appear", "seem", "cease", "hold", "find", "deem", "declare", "judge", "prove", "show"}
)
"""Verbs whose infinitive is a claim or happens: is reported to supply, began to flow."""
_PROPOSING = frozenset({"submit", "send", "propose", "nominate", "put", "present", "table", "refer", "ask"})
_SENDING = frozenset({"send", "dispatch", "deploy", "post", "assign", "bring"})
_EVIDENT = frozenset({RelationKind.SAME, RelationKind.FORM, RelationKind.SYNONYM})


def realised(parse: Parse, statement: Parse, alignment: Alignment) -> Iterator[tuple[Span, Span]]:
    """Yield each verb that is only realised in the wording, with the verb of the statement."""
    for match in alignment.matches.values():
        word, held = alignment.wording[match.word], alignment.statement[match.held]
        is_foreseen = _is_purpose(statement, held) or _is_misread_aim(statement, held.index)
        if word.pos == "VERB" and is_foreseen and is_realised(parse, word.index):
            if is_done(parse, word.index):
                yield Span(word.start, word.end, word.text), Span(held.start, held.end, held.text)
            continue
        if match.relation.kind not in _EVIDENT or not word.pos == held.pos == "VERB":
            continue
        if match.relation.kind is not RelationKind.SAME and frame().has(word.lemma, "VERB"):
            continue
        is_timeless = _is_simple_present(parse, word.index) and (
            _is_future(statement, held.index) or _are_relative(parse, statement, word.index, held.index)
        )
        is_within = _is_within_event(parse, word, statement, held, alignment)
        if is_within or _is_wanted_if(statement, held.index):
            continue  # The rule of conditions judges what happens if somebody wants it.
        is_reached = _is_aim(statement, held.index) and is_done(parse, word.index)
        if is_timeless or not (is_reached or _is_unrealised(statement, held.index)):
            continue
        if is_realised(parse, word.index):
            yield Span(word.start, word.end, word.text), Span(held.start, held.end, held.text)


def _is_within_event(
    parse: Parse, word: ContentWord, statement: Parse, held: ContentWord, alignment: Alignment
) -> bool:
    """Return whether two verbs belong to the same event: talks in which they agree, talk to agree on it."""
    clause, aim = _first_of_joined(parse, word.index), _first_of_joined(statement, held.index)
    if parse.tokens[clause].dep != "relcl":
        return False
    event, other = parse.tokens[clause].head, statement.tokens[aim].head
    return any(
        alignment.wording[match.word].index == event and alignment.statement[match.held].index == other
        for match in alignment.matches.values()
    )


def _first_of_joined(parse: Parse, verb: int) -> int:
    while parse.tokens[verb].dep == "conj":
        verb = parse.tokens[verb].head
    return verb


def _is_purpose(statement: Parse, held: ContentWord) -> bool:
    """Return whether a noun is what something is done for: submitted for ratification."""
    verb = statement.tokens[held.head]
    return held.pos == "NOUN" and held.role == "for" and verb.lemma in _PROPOSING


def is_done(parse: Parse, index: int) -> bool:
    """Return whether a verb is in the past, and neither in progress nor after a modal."""
    token, helpers = parse.tokens[index], _helpers(parse, index)
    return token.tag in {"VBD", "VBN"} and not any(each.tag in {"MD", "VBG", "TO"} for each in helpers)


def _is_unrealised(parse: Parse, index: int) -> bool:
    """Return whether a verb is an infinitive or after a modal, and what governs it reports nothing."""
    token = parse.tokens[index]
    helpers = [
        parse.tokens[child] for child in parse.children(index) if parse.tokens[child].dep in _HELPERS
    ]
    if token.tag != "VB" or any(helper.lemma in {"have", "do"} for helper in helpers):
        return False
    if any(helper.tag == "MD" for helper in helpers):
        return True
    head = parse.tokens[token.head]
    is_infinitive = any(helper.tag == "TO" for helper in helpers)
    return is_infinitive and token.dep in {"xcomp", "acl"} and head.lemma not in _REPORTING


def _is_wanted_if(parse: Parse, index: int) -> bool:
    """Return whether a verb is in a clause of condition: if a party wants to end the treaty."""
    return any(
        parse.tokens[child].text.lower() == "if" and parse.tokens[child].dep == "mark"
        for number in (index, *parse.ancestors(index))
        for child in parse.children(number)
        if parse.tokens[number].dep == "advcl" or number == index
    )


def _is_aim(parse: Parse, index: int) -> bool:
    """Return whether a verb says what somebody is sent for: sent sappers to clear mines."""
    token = parse.tokens[index]
    is_infinitive = token.tag == "VB" and any(helper.tag == "TO" for helper in _helpers(parse, index))
    return is_infinitive and token.dep == "advcl" and parse.tokens[token.head].lemma in _SENDING


def _is_misread_aim(parse: Parse, index: int) -> bool:
    """Return whether the parser took the verb of such an aim for an adjective before its object."""
    before = parse.tokens[max(index - 1, 0)]
    is_adjective = parse.tokens[index].pos == "ADJ" and before.text.lower() == "to"
    return is_adjective and before.dep == "prep" and parse.tokens[before.head].lemma in _SENDING


def is_realised(parse: Parse, index: int) -> bool:
    """Return whether a verb is finite, or its auxiliary is, and nothing leaves it open."""
    token = parse.tokens[index]
    helpers = [
        parse.tokens[child] for child in parse.children(index) if parse.tokens[child].dep in _HELPERS
    ]
    if index in negated(parse) or any(helper.tag in {"MD", "TO"} for helper in helpers):
        return False
    if token.tag not in _FINITE and not any(helper.tag in _FINITE for helper in helpers):
        return False
    return not _is_supposed(parse, index)


def _helpers(parse: Parse, index: int) -> list[Token]:
    return [parse.tokens[child] for child in parse.children(index) if parse.tokens[child].dep in _HELPERS]


def _is_future(parse: Parse, index: int) -> bool:
    return any(helper.lemma in {"will", "shall"} for helper in _helpers(parse, index))


def _is_simple_present(parse: Parse, index: int) -> bool:
    return parse.tokens[index].tag in {"VBZ", "VBP"} and not _helpers(parse, index)


def _are_relative(parse: Parse, statement: Parse, index: int, held: int) -> bool:
    """Return whether two verbs describe nouns: help that prolongs it, help that would prolong it."""
    return parse.tokens[index].dep == statement.tokens[held].dep == "relcl"


def _is_supposed(parse: Parse, index: int) -> bool:
    """Return whether a verb is in a clause of condition or time, or under a word of possibility."""
    for number in (index, *parse.ancestors(index)):
        children = [parse.tokens[child] for child in parse.children(number)]
        marks = {child.text.lower() for child in children}
        if marks & _SUPPOSING and parse.tokens[number].dep in {"advcl", "ccomp", "pcomp"}:
            return True
        if {"so", "that"} <= marks and parse.tokens[number].dep == "advcl":
            return True  # "so that they coordinate"
        above = {parse.tokens[number].lemma, *(child.lemma for child in children if child.dep == "nsubj")}
        if number != index and above & frame().open_words:
            return True
    return False
