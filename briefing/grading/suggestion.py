"""Suggest a confidence from the evidence alone, with reasons; the rules are in docs/user/review.md.

The program never applies a suggestion by itself. A suggestion is one of three steps; `term_on` finds the
term for a step on the scale in use. F (reliability) and 6 (credibility) mean "cannot be judged": they never
raise a confidence, and are not between the other grades.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from briefing.grading.scheme import Scale, ScaleTerm
from briefing.model.briefing import Bearing, Briefing, FactItem, Grade, Item, Judgement
from briefing.model.dates import LAST_DAY, calendar_day
from briefing.model.edtf import parse_edtf
from briefing.model.fact import Fact
from briefing.model.library import Catalogue
from briefing.model.remembered import MAX_ROWS, remembered
from briefing.model.sections import items_with
from briefing.model.source import Source
from briefing.model.terms import Reliability, SourceKind, Standing


class ConfidenceStep(IntEnum):
    LOW = 1
    MODERATE = 2
    HIGH = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A step, or None where there is no basis for one, and the reasons, each a sentence."""

    step: ConfidenceStep | None
    reasons: tuple[str, ...]

    @property
    def paragraph(self) -> str:
        return " ".join(self.reasons)


BASE: Mapping[str, tuple[ConfidenceStep, ...]] = {
    "A": (
        ConfidenceStep.HIGH,
        ConfidenceStep.HIGH,
        ConfidenceStep.MODERATE,
        ConfidenceStep.LOW,
        ConfidenceStep.LOW,
        ConfidenceStep.LOW,
    ),
    "B": (
        ConfidenceStep.HIGH,
        ConfidenceStep.MODERATE,
        ConfidenceStep.MODERATE,
        ConfidenceStep.LOW,
        ConfidenceStep.LOW,
        ConfidenceStep.LOW,
    ),
    "C": (
        ConfidenceStep.MODERATE,
        ConfidenceStep.MODERATE,
        ConfidenceStep.LOW,
        ConfidenceStep.LOW,
        ConfidenceStep.LOW,
        ConfidenceStep.LOW,
    ),
    "D": (
        ConfidenceStep.MODERATE,
        ConfidenceStep.LOW,
        ConfidenceStep.LOW,
        ConfidenceStep.LOW,
        ConfidenceStep.LOW,
        ConfidenceStep.LOW,
    ),
    "E": (
        ConfidenceStep.LOW,
        ConfidenceStep.LOW,
        ConfidenceStep.LOW,
        ConfidenceStep.LOW,
        ConfidenceStep.LOW,
        ConfidenceStep.LOW,
    ),
    "F": (
        ConfidenceStep.LOW,
        ConfidenceStep.LOW,
        ConfidenceStep.LOW,
        ConfidenceStep.LOW,
        ConfidenceStep.LOW,
        ConfidenceStep.LOW,
    ),
}
"""The first step of a suggestion: by the letter of the best source, and the credibility from 1 to 6."""

_TRUSTED = frozenset({Reliability.A, Reliability.B, Reliability.C, Reliability.D})
_LIKELY_TRUE = 2
_CANNOT_BE_JUDGED = 6
_OLD_DAYS = 365
_CHANGING = frozenset(
    {Standing.PLANNED, Standing.NEGOTIATING, Standing.CONSIDERED, Standing.CONDITIONAL, Standing.POSSIBLE}
)
_DISPUTED = frozenset({Standing.ALLEGED, Standing.DENIED})
_WORDS = {ConfidenceStep.LOW: "low", ConfidenceStep.MODERATE: "moderate", ConfidenceStep.HIGH: "high"}


def considered_sources(fact: Fact, catalogue: Catalogue, cut_off: str | None) -> list[Source]:
    """List the sources of a fact, without those issued after the cut-off."""
    sources = {citation.source_id: catalogue.sources[citation.source_id] for citation in fact.citations}
    if cut_off is None:
        return list(sources.values())
    last = calendar_day(cut_off)
    return [s for s in sources.values() if not s.issued or parse_edtf(s.issued).earliest <= last]


def independent_origins(fact: Fact, catalogue: Catalogue, sources: Iterable[Source]) -> frozenset[str]:
    """List the origins of a fact: republications have one, and so has a speaker with many outlets."""
    if fact.attributed_to and fact.standing is not Standing.REPORTED:
        return frozenset({fact.attributed_to})
    return catalogue.origins_of(source.id for source in sources)


def suggest_for_fact(
    fact: Fact, catalogue: Catalogue, cut_off: str | None = None, credibility: int | None = None
) -> Suggestion:
    """Suggest a confidence for a fact; `credibility` is the analyst's own, in place of the library's."""
    sources = considered_sources(fact, catalogue, cut_off)
    if not sources:
        return Suggestion(None, ("It has no source from before the cut-off date.",))
    figure = credibility or fact.figure
    letter = min(catalogue.reliability(source) for source in sources)
    if letter is Reliability.F and figure == _CANNOT_BE_JUDGED:
        return Suggestion(
            None,
            ("Neither its sources (F) nor the information (6) can be judged.",),
        )
    step = BASE[letter][figure - 1]
    reasons = [_base_reason(letter, figure, step)]
    step, reason = _by_origins(step, fact, figure, sources, catalogue)
    reasons += reason
    step, reason = _by_contradiction(step, fact, catalogue)
    reasons += reason
    step, reason = _by_age(step, fact, sources, cut_off)
    reasons += reason
    if fact.standing in _DISPUTED and step is ConfidenceStep.HIGH:
        step = ConfidenceStep.MODERATE
        reasons.append("It is disputed: moderate at most.")
    return Suggestion(step, tuple(reasons))


Reasoned = tuple[ConfidenceStep, list[str]]


def _base_reason(letter: Reliability, figure: int, step: ConfidenceStep) -> str:
    unknown = {"F": "its best source cannot be judged", "6": "the information cannot be judged"}
    missing = unknown.get(str(letter)) or unknown.get(str(figure))
    explanation = f", because {missing}" if missing else ""
    return f"The grade {letter}{figure} gives {_WORDS[step]}{explanation}."


def _by_origins(
    step: ConfidenceStep, fact: Fact, figure: int, sources: list[Source], catalogue: Catalogue
) -> Reasoned:
    origins = independent_origins(fact, catalogue, sources)
    trusted = [source for source in sources if catalogue.reliability(source) in _TRUSTED]
    reliable = independent_origins(fact, catalogue, trusted) if trusted else frozenset()
    if len(reliable) > 1 and figure <= _LIKELY_TRUE:
        if step is ConfidenceStep.HIGH:
            return step, [f"{len(reliable)} independent origins confirm it."]
        return ConfidenceStep(step + 1), [f"{len(reliable)} independent origins confirm it: one step up."]
    if len(origins) == 1:
        count = f"{len(sources)} sources share one origin" if len(sources) > 1 else "It has one source"
        is_text = any(source.kind is SourceKind.TREATY_TEXT for source in sources)
        if step is ConfidenceStep.HIGH and not is_text:
            return ConfidenceStep.MODERATE, [f"{count}: moderate at most."]
        return step, [f"{count}{', the text of the treaty' if is_text else ''}."]
    reason = f"It has {len(origins)} origins, but not two of known reliability that make it probable."
    return step, [reason]


def _by_contradiction(step: ConfidenceStep, fact: Fact, catalogue: Catalogue) -> Reasoned:
    contradicting = [catalogue.facts[fact_id] for fact_id in catalogue.contradicting(fact.id)]
    if not contradicting:
        return step, []
    own = _strength(fact, catalogue)
    number = len(contradicting)
    start = "Another fact contradicts it" if number == 1 else f"{number} other facts contradict it"
    if step is ConfidenceStep.LOW:
        return step, [f"{start}."]
    if any(_strength(other, catalogue) >= own for other in contradicting):
        return ConfidenceStep(step - 1), [f"{start}, graded at least as high: one step down."]
    return step, [f"{start}, graded lower."]


def _strength(fact: Fact, catalogue: Catalogue) -> ConfidenceStep:
    return BASE[catalogue.best_reliability(fact)][fact.figure - 1]


def _by_age(step: ConfidenceStep, fact: Fact, sources: list[Source], cut_off: str | None) -> Reasoned:
    days = [parse_edtf(source.issued).latest for source in sources if source.issued]
    if cut_off is None or fact.standing not in _CHANGING or not days or max(days) == LAST_DAY:
        return step, []
    age = calendar_day(cut_off).ordinal - max(days).ordinal
    if age <= _OLD_DAYS or step is ConfidenceStep.LOW:
        return step, []
    reason = (
        f"The matter may have changed: its newest source is {age} days older than the cut-off date, "
        "one step down."
    )
    return ConfidenceStep(step - 1), [reason]


def suggest_for_judgement(
    judgement: Judgement,
    steps: Mapping[str, ConfidenceStep | None],
    ungraded: frozenset[str] = frozenset(),
) -> Suggestion:
    """Suggest a confidence for a judgement from that of its evidence; `steps` has it by item id.

    `ungraded` are the items whose step is only suggested.
    """
    supporting = sorted(
        (steps.get(e.item_id) or 0 for e in judgement.evidence if e.bearing is Bearing.SUPPORTS),
        reverse=True,
    )
    against = [steps.get(e.item_id) or 0 for e in judgement.evidence if e.bearing is Bearing.CONTRADICTS]
    if not supporting or not supporting[0]:
        return Suggestion(None, ("None of its supporting evidence has a confidence.",))
    if len(supporting) == 1:
        step = ConfidenceStep(max(ConfidenceStep.LOW, supporting[0] - 1))
        confidence = _WORDS[ConfidenceStep(supporting[0])]
        reasons = [
            f"It has one piece of evidence, with {confidence} confidence: one step lower, if possible."
        ]
    else:
        step = ConfidenceStep(supporting[1] or ConfidenceStep.LOW)
        count = len(supporting)
        reasons = [f"The second strongest of {count} pieces of evidence has {_WORDS[step]} confidence."]
    if against and max(against) >= supporting[0] and step > ConfidenceStep.LOW:
        step = ConfidenceStep(step - 1)
        reasons.append("The evidence against it is at least as strong: one step down.")
    elif against:
        reasons.append("The evidence against it is weaker, or the suggestion is already the lowest.")
    reasons += _of_ungraded(judgement, ungraded)
    return Suggestion(step, tuple(reasons))


def _of_ungraded(judgement: Judgement, ungraded: frozenset[str]) -> list[str]:
    """Say how many pieces of evidence count with a confidence that nobody has given."""
    number = sum(piece.item_id in ungraded for piece in judgement.evidence)
    count = len(judgement.evidence)
    if not number:
        return []
    if count == 1:
        return ["It is not graded: the confidence is the one that is suggested for it."]
    if number == count:
        return ["None of them is graded: their confidence is the one that is suggested for each."]
    are = "is" if number == 1 else "are"
    return [f"{number} of the {count} {are} not graded and counted with the suggested confidence."]


def suggestions(briefing: Briefing, catalogue: Catalogue, scale: Scale | None) -> dict[str, Suggestion]:
    """Return a suggestion for each fact and judgement of a briefing, by item id.

    A judgement's evidence counts with the analyst's grade, or with the suggestion where it has no grade.
    """
    return _suggestions(briefing.walk_items(), briefing, catalogue, scale)


def suggestions_for(
    rows: Iterable[FactItem | Judgement], briefing: Briefing, catalogue: Catalogue, scale: Scale | None
) -> dict[str, Suggestion]:
    """Return the suggestions for some rows, and for those that they have as evidence, by item id."""
    wanted = {row.id: row for row in rows}
    evidence = {
        piece.item_id for row in wanted.values() if isinstance(row, Judgement) for piece in row.evidence
    }
    beside = items_with(briefing, evidence - wanted.keys())
    return _suggestions((*beside.values(), *wanted.values()), briefing, catalogue, scale)


def _suggestions(
    items: Iterable[Item], briefing: Briefing, catalogue: Catalogue, scale: Scale | None
) -> dict[str, Suggestion]:
    """Return the suggestions for items, among which is all that the judgements that matter rest on."""
    result: dict[str, Suggestion] = {}
    steps: dict[str, ConfidenceStep | None] = {}
    judgements: list[Judgement] = []
    ungraded = set[str]()
    suggested = _suggester(catalogue, briefing.cut_off)
    for item in items:
        if isinstance(item, FactItem):
            result[item.id] = suggested(item)
            graded = _graded_step(item.grade, scale)
            if graded is None:
                ungraded.add(item.id)
            steps[item.id] = graded or result[item.id].step
        elif isinstance(item, Judgement):
            judgements.append(item)
            steps[item.id] = _graded_step(item.grade, scale)
    return result | {j.id: suggest_for_judgement(j, steps, frozenset(ungraded)) for j in judgements}


@remembered(4)
def _known(_catalogue: Catalogue) -> dict[tuple[str, str | None, int | None], Suggestion]:
    """Return the suggestions for facts of a catalogue so far, by fact, cut-off date and own credibility."""
    return {}


def _suggester(catalogue: Catalogue, cut_off: str | None) -> Callable[[FactItem], Suggestion]:
    """Return a function that suggests a confidence for a row, from what was suggested before if it can."""
    known = _known(catalogue)
    if len(known) > MAX_ROWS:
        known.clear()

    def suggested(item: FactItem) -> Suggestion:
        own = item.grade.credibility if item.grade else None
        key = item.fact_id, cut_off, own
        if key not in known:
            known[key] = suggest_for_fact(catalogue.facts[item.fact_id], catalogue, cut_off, own)
        return known[key]

    return suggested


def _graded_step(grade: Grade | None, scale: Scale | None) -> ConfidenceStep | None:
    return step_of(grade.confidence, scale) if grade and grade.confidence and scale else None


_NAMES: Mapping[ConfidenceStep, frozenset[str]] = {
    ConfidenceStep.LOW: frozenset({"low"}),
    ConfidenceStep.MODERATE: frozenset({"moderate", "medium"}),
    ConfidenceStep.HIGH: frozenset({"high"}),
}


def term_on(scale: Scale, step: ConfidenceStep) -> ScaleTerm | None:
    """Return the term of a scale for a step: by its word, else by its level, rounded down."""
    for term in scale.terms:
        if _NAMES[step] & set(term.words):
            return term
    level = 1 + (step - 1) * (scale.top_level - 1) // 2
    return next((term for term in scale.terms if term.level == level), None)


def step_of(term_id: str, scale: Scale) -> ConfidenceStep | None:
    """Return the highest step whose term is not above this one; None for a term without a level."""
    return _steps(scale).get(term_id)


@remembered(1_000)
def _steps(scale: Scale) -> Mapping[str, ConfidenceStep | None]:
    """Return the step of each term of a scale, by the id of the term."""
    return {term.id: _step(term, scale) for term in scale.terms}


def _step(term: ScaleTerm, scale: Scale) -> ConfidenceStep | None:
    if term.level is None:
        return None
    reached = [
        step
        for step in ConfidenceStep
        if (other := term_on(scale, step)) is not None and (other.level or 0) <= term.level
    ]
    return max(reached, default=ConfidenceStep.LOW)


def departs(grade: Grade, suggestion: Suggestion, scale: Scale) -> bool:
    """Return whether a grade's confidence is more than one step away from the suggestion."""
    graded = step_of(grade.confidence, scale) if grade.confidence else None
    return graded is not None and suggestion.step is not None and abs(graded - suggestion.step) > 1
