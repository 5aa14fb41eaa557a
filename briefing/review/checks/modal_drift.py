"""Check that a wording does not read stronger than its fact's standing (see docs/user/review.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from briefing.language import Parse
from briefing.model.fact import Fact
from briefing.model.terms import Standing
from briefing.review.alignment.held_figures import recorded_dates
from briefing.review.check import RowCheck
from briefing.review.context import ReviewContext, ReviewRow
from briefing.review.finding import RawFinding
from briefing.review.structure.condition_actors import changed_actors
from briefing.review.structure.conditions import (
    conditions_in,
    has_condition,
    keeps_condition,
    lost_result,
    lost_trigger,
    names_who_acts,
    permits_what_is_wanted,
    turns_unless,
)
from briefing.review.structure.modality import (
    Certainty,
    Strength,
    compare_strength,
    hedges_in,
    leaves_open,
)
from briefing.review.structure.pairs import pairs_of
from briefing.review.structure.polarity import Polarity
from briefing.review.structure.reversal import answers_claim
from briefing.review.structure.scopes import governing_verb
from briefing.review.structure.timing.dating import foretold, told_as_past
from briefing.review.structure.timing.denials import limited_denial
from briefing.review.structure.timing.progress import finished
from briefing.review.structure.timing.provisions import carried_out
from briefing.review.structure.tree import Tree, tree_of
from briefing.review.text.dates import dates_in, without_dates
from briefing.review.text.segmentation import Span, sentences, stem, words
from briefing.review.text.word_lists import WordLists, phrases, word_lists

_STRENGTHS: tuple[tuple[str, tuple[Standing, ...], str], ...] = (
    ("possibility", (Standing.POSSIBLE,), "possible"),
    ("consideration", (Standing.CONSIDERED,), "an option that is being considered"),
    ("negotiation", (Standing.NEGOTIATING,), "under negotiation"),
    ("plan", (Standing.PLANNED,), "planned"),
)
"""Word lists from the weakest to the strongest: a wording may use its standing's list and all before it."""
_BOUNDS = {
    Standing.POSSIBLE: Certainty.HOPED_FOR,
    Standing.CONSIDERED: Certainty.CONSIDERED,
    Standing.NEGOTIATING: Certainty.NEGOTIATED,
    Standing.PLANNED: Certainty.PLANNED,
}
_OPEN_AS = {
    Certainty.POSSIBLE: "This is only possible",
    Certainty.HOPED_FOR: "This is only hoped for or possible",
    Certainty.CONSIDERED: "This is only considered",
    Certainty.NEGOTIATED: "This is only being negotiated",
    Certainty.PLANNED: "This is only planned",
    Certainty.FUTURE: "This is still to come",
}
_PROVISIONS = frozenset({Standing.SIGNED, Standing.IN_FORCE})
_HEDGES = ("possibility", "hope")
_GRAMMAR = frozenset({"DET", "ADP"})
_REACH = 30
"""Two words that belong together are at most so many characters apart."""
_SHORT_WORD = 3
"""Words of no more letters are not compared: most of them carry no meaning of their own."""
_NO_DENIAL = re.compile(
    r"\b(?:not|never|nor|without)\s+(?:yet\s+)?(?:den(?:y|ied|ying)|disput\w+|reject\w+)\b", re.I
)
_NOT_YET = frozenset({"not", "yet", "never", "before", "until", "awaits", "awaiting", "pending"})


def check_modal_drift(row: ReviewRow, context: ReviewContext) -> Iterator[RawFinding]:
    fact = row.fact
    if fact is None or not row.is_own_wording or row.text == fact.statement:
        return
    lists = word_lists()
    wording, statement = context.parse(row.text), context.parse(fact.statement)
    strength = (
        _strength(wording, statement, fact) if wording and statement else Strength(is_comparable=False)
    )
    if strength.is_comparable and wording is not None:
        yield from _strengthened(tree_of(wording), strength)
    else:
        is_open = wording is not None and (
            leaves_open(tree_of(wording)) or (statement is not None and _is_conditional(wording, statement))
        )
        if not is_open:
            yield from _stronger(row.text, fact, lists)
        if statement is None or _leaves_open(tree_of(statement), fact.standing):
            found = _hedge_dropped(row.text, fact, lists)
            # Nothing that the parser shows to be left open corresponds in the two texts.
            yield from (replace(raw, is_uncertain=wording is not None) for raw in found)
    yield from _settled(row.text, fact, lists)
    if wording is not None and statement is not None:
        yield from _finished(wording, statement)
        yield from _told_as_past(wording, statement, fact, context)
        if fact.standing in _PROVISIONS:
            yield from _carried_out(wording, statement)
        yield from _other_actors(wording, statement)
        yield from _limited_denial(wording, statement)
    yield from _condition_dropped(row.text, fact, lists, wording, statement)
    yield from _signed_as_in_force(row.text, fact, lists)
    yield from _denial_dropped(row.text, fact, lists, statement)


def _leaves_open(statement: Tree, standing: Standing) -> bool:
    """Return whether a statement has a hedge that does not forbid: neither may, is not entitled to."""
    polarity = Polarity(statement)
    is_provision = standing in _PROVISIONS
    conditional = {each for found in conditions_in(statement, with_temporal=False) for each in found.own}
    for hedge in hedges_in(statement, strict=True):
        if hedge.index in conditional:
            continue  # "If a party wants to leave"
        before = any(each.index < hedge.index for each in polarity.negations if hedge.index in each.scope)
        if not polarity.is_negative(hedge.index) or not (is_provision or before):
            return True
    return False


def _is_conditional(wording: Parse, statement: Parse) -> bool:
    """Return whether both texts make what they say depend on something."""
    pairs = pairs_of(wording, statement)
    return has_condition(tree_of(statement)) and keeps_condition(
        tree_of(wording), pairs, with_temporal=False
    )


def _strength(wording: Parse, statement: Parse, fact: Fact) -> Strength:
    pairs = pairs_of(wording, statement)
    return compare_strength(tree_of(wording), tree_of(statement), pairs, _BOUNDS.get(fact.standing))


def _finished(wording: Parse, statement: Parse) -> Iterator[RawFinding]:
    index = finished(tree_of(wording), tree_of(statement), pairs_of(wording, statement))
    if index is not None:
        token = wording.tokens[index]
        message = f"In the fact, this is going on; by the wording, “{token.text}” is over."
        yield RawFinding("stronger-than-standing", message, Span(token.start, token.end, token.text))


def _told_as_past(
    wording: Parse, statement: Parse, fact: Fact, context: ReviewContext
) -> Iterator[RawFinding]:
    """Find what is still to come after the fact was recorded, and over by the wording."""
    years = [date.year for date in recorded_dates(fact, context) if date.year is not None]
    dates = dates_in(fact.statement) if years else []
    verbs = {foretold(tree_of(statement), date, max(years)) for date in dates} - {None}
    for pair in pairs_of(wording, statement):
        if pair.held in verbs and told_as_past(tree_of(wording), pair.word):
            token = wording.tokens[pair.word]
            message = f"In the fact, this is still to come; by the wording, “{token.text}” is over."
            yield RawFinding("stronger-than-standing", message, Span(token.start, token.end, token.text))
            return


def _carried_out(wording: Parse, statement: Parse) -> Iterator[RawFinding]:
    index = carried_out(tree_of(wording), tree_of(statement), pairs_of(wording, statement))
    if index is not None:
        token = wording.tokens[index]
        message = f"The fact is a provision; by the wording, “{token.text}” has been carried out."
        span = Span(token.start, token.end, token.text)
        yield RawFinding("stronger-than-standing", message, span, is_uncertain=True)


def _other_actors(wording: Parse, statement: Parse) -> Iterator[RawFinding]:
    """Find a condition in which both parties have to act where, in the fact, one has to, or vice versa."""
    changed = changed_actors(tree_of(wording), tree_of(statement))
    if changed is not None:
        span = tree_of(wording).span(changed)
        message = f"In the condition of the fact, not “{span.text}” has to act."
        yield RawFinding("condition-dropped", message, span, is_uncertain=True)


def _limited_denial(wording: Parse, statement: Parse) -> Iterator[RawFinding]:
    limit = limited_denial(tree_of(wording), tree_of(statement))
    if limit is not None:
        message = f"By “{limit.text}”, the denial holds for a time only; the fact does not say so."
        yield RawFinding("denial-dropped", message, limit, is_uncertain=True)


def _strengthened(wording: Tree, strength: Strength) -> Iterator[RawFinding]:
    excess = strength.excess
    if excess is None:
        return
    verb = governing_verb(wording, excess.index)
    span = wording.span(
        {excess.index} if verb is None else {verb, *wording.children(verb, "aux", "auxpass")}
    )
    message = f"{_OPEN_AS[excess.bound]} in the fact; the wording says more than that."
    yield RawFinding("stronger-than-standing", message, span, is_uncertain=not strength.is_certain)


def _main_verb(text: str) -> Span:
    """Find the words a finding about strength points at: "will", "is", "has", else the first sentence."""
    strong = phrases("will", "shall", "is", "are", "has", "have", "had", "was", "were", "would")
    return strong.first(text) or sentences(text)[0]


def _stronger(text: str, fact: Fact, lists: WordLists) -> Iterator[RawFinding]:
    allowed: list[str] = [*lists.hope]
    for name, standings, description in _STRENGTHS:
        allowed += getattr(lists, name)
        if fact.standing in standings:
            is_worded = without_dates(fact.statement) in phrases(*allowed)
            if is_worded and without_dates(text) not in phrases(*allowed):
                message = f"The fact is only {description}; the wording says more than that."
                yield RawFinding("stronger-than-standing", message, _main_verb(text))
            return


def _settled(text: str, fact: Fact, lists: WordLists) -> Iterator[RawFinding]:
    """Find talks described as concluded: the word "talks" alone does not leave the result open."""
    if fact.standing not in {Standing.NEGOTIATING, Standing.CONSIDERED}:
        return
    settled = phrases(*lists.settled)
    for mark in settled.all(text) if fact.statement not in settled else ():
        before = {
            word.low for word in words(text) if word.end <= mark.start and mark.start - word.end < _REACH
        }
        if not before & {*lists.leaves_open}:
            message = f"The fact is still open; “{mark.text}” says that it is settled."
            yield RawFinding("stronger-than-standing", message, mark)
            return


def _hedge_dropped(text: str, fact: Fact, lists: WordLists) -> Iterator[RawFinding]:
    """Find a wording without a hedge where the statement has one, for standings not in `_STRENGTHS`."""
    if fact.standing in {standing for _, standings, _ in _STRENGTHS for standing in standings}:
        return
    hedges = phrases(*(word for name in _HEDGES for word in getattr(lists, name)))
    weak = phrases(
        *lists.possibility, *lists.hope, *lists.consideration, *lists.negotiation, *lists.plan,
        *lists.condition,
    )  # fmt: skip
    statement = without_dates(fact.statement)
    hedge = next((h for h in hedges.all(statement) if not statement[h.end :].startswith(" not")), None)
    if hedge is not None and without_dates(text) not in weak:
        message = f"The statement says “{hedge.text}”; the wording leaves nothing open."
        yield RawFinding("stronger-than-standing", message, _main_verb(text))


def _condition_dropped(
    text: str, fact: Fact, lists: WordLists, wording: Parse | None, statement: Parse | None
) -> Iterator[RawFinding]:
    is_conditional = fact.standing is Standing.CONDITIONAL or fact.statement in phrases("if")
    if wording is None or statement is None:
        is_kept = text in phrases(*lists.condition)
    else:
        is_conditional = is_conditional or has_condition(tree_of(statement))
        is_legal = fact.standing is not Standing.CONDITIONAL
        pairs = pairs_of(wording, statement)
        is_kept = keeps_condition(tree_of(wording), pairs, with_temporal=is_legal)
        is_kept = is_kept or permits_what_is_wanted(tree_of(wording), tree_of(statement), pairs)
        is_kept = is_kept or names_who_acts(tree_of(wording), tree_of(statement))
        if is_conditional and turns_unless(tree_of(wording), tree_of(statement)):
            yield RawFinding(
                "condition-dropped", "In the fact, the condition is “unless”.", _main_verb(text)
            )
    if is_conditional and is_kept and wording is not None and statement is not None:
        tree, pairs = tree_of(statement), pairs_of(wording, statement)
        lost = lost_trigger(tree, pairs) or lost_result(tree, pairs)
        stems = {stem(word.text) for word in words(text)}
        named = {
            stem(tree.tokens[each].text) for each in lost or () if tree.tokens[each].pos not in _GRAMMAR
        }
        if lost is not None and not stems & named:
            message = f"The condition of the fact is “{tree.span(lost).text}”."
            yield RawFinding("condition-dropped", message, _main_verb(text), is_uncertain=True)
    if is_conditional and not is_kept and not _keeps_condition(text, fact.statement, lists):
        message = "The fact holds only on a condition, which the wording leaves out."
        has_word = wording is not None and text in phrases(*lists.condition)
        yield RawFinding("condition-dropped", message, _main_verb(text), is_uncertain=has_word)


def _keeps_condition(text: str, statement: str, lists: WordLists) -> bool:
    """Return whether a wording gives the condition in other words than "if", and not as fulfilled."""
    clause = re.search(r"\bif\s+([^,;.]+)", statement, re.IGNORECASE)
    if clause is None or text in phrases(*lists.cause):
        return False
    rest = {stem(word.text) for word in words(statement.replace(clause[0], " "))}
    # Who acts in the condition may act in what depends on it too.
    own = (word.text for word in words(clause[1]) if not word.text[0].isupper())
    expected = {stem(text) for text in own if len(text) > _SHORT_WORD or text in {"end", "war"}} - rest
    matches = len(expected & {stem(word.text) for word in words(text)})
    return 2 * matches > len(expected) or (matches > 0 and text in phrases("would"))


def _signed_as_in_force(text: str, fact: Fact, lists: WordLists) -> Iterator[RawFinding]:
    if fact.standing is not Standing.SIGNED:
        return
    in_force = phrases(*lists.in_force)
    in_statement = in_force.first(fact.statement)
    if in_statement is not None and not _is_negated(fact.statement, in_statement):
        return
    if (mark := in_force.first(text)) and not _is_negated(text, mark):
        message = f"The provision is signed but not in force; “{mark.text}” says that it binds."
        yield RawFinding("stronger-than-standing", message, mark)


def _is_negated(text: str, span: Span) -> bool:
    before = [word.low for word in words(text) if word.end <= span.start][-3:]
    return bool(_NOT_YET & set(before)) or "still to" in " ".join(before)


def _denial_dropped(
    text: str, fact: Fact, lists: WordLists, statement: Parse | None
) -> Iterator[RawFinding]:
    denial = phrases(*lists.denial)
    is_denied = text in denial or _is_contradicted(text, lists)
    if _NO_DENIAL.search(text) and fact.statement in denial and not _NO_DENIAL.search(fact.statement):
        is_denied = False
    has_answer = statement is not None and answers_claim(tree_of(statement))
    if (fact.standing is Standing.ALLEGED or has_answer) and fact.statement in denial and not is_denied:
        message = "The claim is denied or not confirmed, and the wording does not say so."
        yield RawFinding("denial-dropped", message, sentences(text)[0])
    if fact.standing is Standing.DENIED and not is_denied and text not in phrases(*lists.plain_negation):
        message = "The fact is a denial, and the wording contains none."
        yield RawFinding("denial-dropped", message, sentences(text)[0])


def _is_contradicted(text: str, lists: WordLists) -> bool:
    """Recognise a denial in other words: "says that they did not", "calls it false"."""
    if text in phrases(*lists.falsity):
        return True
    verbs = phrases(*lists.report.verbs).all(text)
    negations = [mark for mark in phrases(*lists.plain_negation).all(text) if mark.low != "without"]
    return any(0 < negation.start - verb.end <= _REACH for verb in verbs for negation in negations)


CHECKS = (
    RowCheck(
        check_modal_drift, frozenset({"stronger-than-standing", "condition-dropped", "denial-dropped"})
    ),
)
