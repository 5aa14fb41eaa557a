"""Verbs that a wording only foresees, where its statement states them as done."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.language import Parse, Token
from briefing.review.alignment.changes.changed_word import ChangedWord
from briefing.review.alignment.changes.named_words import span_of_word
from briefing.review.alignment.frame import frame
from briefing.review.alignment.matching import Alignment
from briefing.review.alignment.negations import negated
from briefing.review.lexicon import RelationKind
from briefing.review.text.segmentation import Span

_EVIDENT = frozenset({RelationKind.SAME, RelationKind.FORM, RelationKind.SYNONYM})
_INTENDING = frozenset(
    {"plan", "intend", "aim", "prepare", "propose", "hope", "want", "wish", "expect", "mean", "seek"}
    | {"schedule", "slate", "threaten", "vow", "promise", "pledge", "offer", "undertake", "agree", "decide"}
    | {"consider", "contemplate", "mull", "weigh", "think", "discuss", "ponder", "anticipate", "resolve"}
)
"""Verbs before what somebody has not done yet: plans to send, is considering sending."""
_PLANNING = frozenset(
    {"plan", "intend", "intention", "consider", "contemplate", "mull", "prepare", "preparation", "hope"}
    | {"want", "wish", "propose", "proposal"}
)
"""Of these, the words for what nobody does yet. A treaty's parties do what they undertake or are to do."""
_INTENTIONS = frozenset(
    {"plan", "intention", "aim", "intent", "proposal", "promise", "hope", "wish", "pledge", "offer"}
    | {"preparation", "decision", "agreement", "idea"}
)
_READY = frozenset({"set", "due", "ready", "about", "poised", "prepared", "willing", "likely", "keen"})
_COMING = frozenset({"be", "go"})
"""Verbs that with an infinitive make a future: is to send, is going to send."""
_TOLD = frozenset({"would", "'d"})
"""What "will" becomes in a report of the past: said that it would send."""
_STATES = frozenset({"in", "into", "object"})
_BEING = frozenset({"be", "enter", "come", "go", "take", "stay", "remain"})
"""Verbs that with a noun make a state: is in force, entered into force."""
_OBJECTS = frozenset({"xcomp", "pcomp", "ccomp", "dobj"})


def intended(parse: Parse, statement: Parse, alignment: Alignment) -> Iterator[ChangedWord]:
    """Yield each verb that is only foreseen in the wording, and done or going on in the statement."""
    for match in alignment.matches.values():
        word, held = alignment.wording[match.word], alignment.statement[match.held]
        if match.relation.kind not in _EVIDENT or not word.pos == held.pos == "VERB":
            continue
        is_done, goes_on = _is_told(statement, held.index), _goes_on(statement, held.index)
        sign = _foreseen_by(parse, word.index) if is_done or goes_on else None
        if sign is None or word.lemma in frame().presenting:
            continue
        if goes_on and parse.tokens[sign].lemma not in _PLANNING:
            continue
        if goes_on and statement.tokens[held.index].dep == "advcl":
            continue  # Before the term ends, a party says that it wishes to end the treaty.
        may_be_told = parse.tokens[sign].tag == "MD" or _was_to(parse.tokens[sign])
        is_certain = is_done and word.lemma == held.lemma and not may_be_told
        first, last = sorted((parse.tokens[sign], parse.tokens[word.index]), key=lambda each: each.start)
        span = Span(first.start, last.end, parse.text[first.start : last.end])
        message = f"In the fact, “{held.text}” is no plan; the wording only foresees it."
        yield ChangedWord(span, span_of_word(held), message, is_uncertain=not is_certain)
    yield from _states_to_come(parse, statement, alignment)


def _states_to_come(parse: Parse, statement: Parse, alignment: Alignment) -> Iterator[ChangedWord]:
    """Yield the verb of "will be in force" where the statement has "has entered into force"."""
    for match in alignment.matches.values():
        word, held = alignment.wording[match.word], alignment.statement[match.held]
        if not {word.role, held.role} <= _STATES or word.lemma != held.lemma:
            continue
        verb, other = parse.tokens[word.head], statement.tokens[held.head]
        sign = _foreseen_by(parse, word.head)
        if not {verb.lemma, other.lemma} <= _BEING or verb.lemma == other.lemma or sign is None:
            continue
        if _is_told(statement, held.head) and parse.tokens[sign].tag == "MD":
            start, end = parse.tokens[sign].start, parse.tokens[word.index].end
            message = f"In the fact, “{other.text} {held.text}” is no plan; the wording only foresees it."
            yield ChangedWord(
                Span(start, end, parse.text[start:end]), span_of_word(held), message, is_uncertain=True
            )


def _is_told(statement: Parse, index: int) -> bool:
    """Return whether a verb is in the past or the perfect, and neither negated nor after a modal."""
    token, helpers = statement.tokens[index], _helpers(statement, index)
    if index in negated(statement) or any(each.tag in {"MD", "TO", "VBG"} for each in helpers):
        return False
    is_perfect = any(each.lemma == "have" or each.tag == "VBD" for each in helpers)
    if token.tag == "VBD" and token.text.lower() == token.lemma:
        return False  # The parser takes the "set" of a provision for the past.
    return token.tag == "VBD" or (token.tag == "VBN" and is_perfect)


def _goes_on(statement: Parse, index: int) -> bool:
    """Return whether a verb is in the simple present: produces gas."""
    token = statement.tokens[index]
    is_simple = token.tag in {"VBZ", "VBP"} and not _helpers(statement, index)
    return is_simple and index not in negated(statement)


def _helpers(parse: Parse, index: int) -> list[Token]:
    tokens = [parse.tokens[child] for child in parse.children(index)]
    return [each for each in tokens if each.dep in {"aux", "auxpass"}]


def _foreseen_by(parse: Parse, index: int) -> int | None:
    """Return the word by which a verb is still to come: plans to send, a plan to send, will send."""
    children = tuple(parse.children(index))
    modals = [each for each in children if parse.tokens[each].tag == "MD"]
    for modal in modals:
        is_told = parse.tokens[modal].text.lower() in _TOLD and _is_reported(parse, index)
        if parse.tokens[modal].lemma in {"will", "shall"} or is_told:
            return modal
    is_infinitive = any(parse.tokens[each].tag == "TO" for each in children)
    is_gerund = parse.tokens[index].tag == "VBG" and parse.tokens[index].dep in _OBJECTS
    if not is_infinitive and not is_gerund:
        return None
    above = parse.tokens[index].head
    if parse.tokens[above].dep in {"prep", "mark"} or parse.tokens[above].pos == "ADP":
        above = parse.tokens[above].head
    return above if above != index and _foresees(parse, above, is_infinitive=is_infinitive) else None


def _is_reported(parse: Parse, index: int) -> bool:
    """Return whether a clause is what somebody said: reported that it would send."""
    token = parse.tokens[index]
    verb = parse.tokens[token.head]
    return token.dep == "ccomp" and verb.tag in {"VBD", "VBN"} and verb.lemma in frame().presenting


def _foresees(parse: Parse, index: int, *, is_infinitive: bool) -> bool:
    token = parse.tokens[index]
    if token.pos == "NOUN":
        return token.lemma in _INTENTIONS
    if is_infinitive and token.text.lower() in _READY:
        return True
    if token.lemma in _INTENDING:
        return index not in negated(parse)
    is_coming = token.tag in {"VBZ", "VBP"} or token.text.lower() == "going" or _was_to(token)
    return is_infinitive and token.lemma in _COMING and is_coming


def _was_to(token: Token) -> bool:
    """Return whether a verb is the "was" of "was to meet", which may tell what then happened."""
    return token.lemma == "be" and token.tag == "VBD"
