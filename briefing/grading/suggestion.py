"""The confidence that the evidence by itself would bear, with its reasons; see docs/user/review.md.

A suggestion is never applied by the program. It is on three steps, which `term_on` finds on the scale in
use. F (reliability) and 6 (credibility) mean that there is no basis: they lift nothing and are no middle.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from briefing.grading.scheme import Scale, ScaleTerm
from briefing.model.briefing import Bearing, Briefing, FactItem, Grade, Judgement
from briefing.model.dates import LAST_DAY, parse_edtf
from briefing.model.fact import Fact
from briefing.model.library import Catalogue
from briefing.model.source import Source
from briefing.model.terms import Reliability, SourceKind, Standing


class ConfidenceStep(IntEnum):
    LOW = 1
    MODERATE = 2
    HIGH = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A step, or None where nothing can be said, and the reasons, each a sentence."""

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
"""Where a suggestion begins: the letter of the best source, and the information's figures 1 to 6."""

_TRUSTED = frozenset({Reliability.A, Reliability.B, Reliability.C, Reliability.D})
_LIKELY_TRUE = 2
_UNKNOWN_FIGURE = 6
_OLD_DAYS = 365
_CHANGING = frozenset(
    {Standing.PLANNED, Standing.NEGOTIATING, Standing.CONSIDERED, Standing.CONDITIONAL, Standing.POSSIBLE}
)
_DISPUTED = frozenset({Standing.ALLEGED, Standing.DENIED})
_WORDS = {ConfidenceStep.LOW: "low", ConfidenceStep.MODERATE: "moderate", ConfidenceStep.HIGH: "high"}


def considered_sources(fact: Fact, catalogue: Catalogue, cut_off: str | None) -> list[Source]:
    """The sources of a fact, without those that were issued after the cut-off."""
    cited = {citation.source_id: catalogue.sources[citation.source_id] for citation in fact.citations}
    if cut_off is None:
        return list(cited.values())
    last = datetime.date.fromisoformat(cut_off)
    return [each for each in cited.values() if not each.issued or parse_edtf(each.issued).earliest <= last]


def independent_origins(fact: Fact, catalogue: Catalogue, sources: Iterable[Source]) -> frozenset[str]:
    """Who first said it: republications are one origin, and so is one voice however many carry it."""
    if fact.attributed_to and fact.standing is not Standing.REPORTED:
        return frozenset({fact.attributed_to})
    return catalogue.origins_of(source.id for source in sources)


def suggest_for_fact(
    fact: Fact, catalogue: Catalogue, cut_off: str | None = None, credibility: int | None = None
) -> Suggestion:
    """What the sources of a fact would bear; `credibility` is the analyst's own figure, if there is one."""
    sources = considered_sources(fact, catalogue, cut_off)
    if not sources:
        return Suggestion(None, ("No source from before the cut-off speaks to it.",))
    figure = credibility or fact.credibility
    letter = min(catalogue.reliability(source) for source in sources)
    if letter is Reliability.F and figure == _UNKNOWN_FIGURE:
        return Suggestion(
            None,
            ("Neither the sources (F) nor the information (6) can be judged: nothing can be suggested.",),
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
        reasons.append("It is disputed, so no more than moderate.")
    return Suggestion(step, tuple(reasons))


Reasoned = tuple[ConfidenceStep, list[str]]


def _base_reason(letter: Reliability, figure: int, step: ConfidenceStep) -> str:
    unknown = {"F": "its best source cannot be judged", "6": "the information cannot be judged"}
    lacking = unknown.get(str(letter)) or unknown.get(str(figure))
    because = f"; {lacking}, which counts for nothing and not as a middle" if lacking else ""
    return f"Graded {letter}{figure}, it begins at {_WORDS[step]}{because}."


def _by_origins(
    step: ConfidenceStep, fact: Fact, figure: int, sources: list[Source], catalogue: Catalogue
) -> Reasoned:
    origins = independent_origins(fact, catalogue, sources)
    trusted = [source for source in sources if catalogue.reliability(source) in _TRUSTED]
    good = independent_origins(fact, catalogue, trusted) if trusted else frozenset()
    if len(good) > 1 and figure <= _LIKELY_TRUE:
        if step is ConfidenceStep.HIGH:
            return step, [f"{len(good)} independent origins bear it out."]
        return ConfidenceStep(step + 1), [f"{len(good)} independent origins bear it out, a step up."]
    if len(origins) == 1:
        what = f"{len(sources)} sources share one origin" if len(sources) > 1 else "It has one source"
        text = any(source.kind is SourceKind.TREATY_TEXT for source in sources)
        if step is ConfidenceStep.HIGH and not text:
            return ConfidenceStep.MODERATE, [f"{what}, so no more than moderate."]
        return step, [f"{what}{', the text itself' if text else ''}."]
    return step, [f"{len(origins)} origins, but no two of known reliability that make it probable."]


def _by_contradiction(step: ConfidenceStep, fact: Fact, catalogue: Catalogue) -> Reasoned:
    against = [catalogue.facts[each] for each in catalogue.contradicting(fact.id)]
    if not against:
        return step, []
    own = _strength(fact, catalogue)
    count = "Another fact contradicts" if len(against) == 1 else f"{len(against)} other facts contradict"
    if step > ConfidenceStep.LOW and any(_strength(other, catalogue) >= own for other in against):
        return ConfidenceStep(step - 1), [f"{count} it, no less well founded: a step down."]
    return step, [f"{count} it, less well founded." if step > ConfidenceStep.LOW else f"{count} it."]


def _strength(fact: Fact, catalogue: Catalogue) -> ConfidenceStep:
    letter = min(catalogue.reliability(catalogue.sources[each.source_id]) for each in fact.citations)
    return BASE[letter][fact.credibility - 1]


def _by_age(step: ConfidenceStep, fact: Fact, sources: list[Source], cut_off: str | None) -> Reasoned:
    days = [parse_edtf(source.issued).latest for source in sources if source.issued]
    if cut_off is None or fact.standing not in _CHANGING or not days or max(days) is LAST_DAY:
        return step, []
    age = (datetime.date.fromisoformat(cut_off) - max(days)).days
    if age <= _OLD_DAYS or step is ConfidenceStep.LOW:
        return step, []
    return ConfidenceStep(step - 1), [
        f"The matter may change, and its newest source is {age} days older than the cut-off, a step down."
    ]


def suggest_for_judgement(judgement: Judgement, steps: Mapping[str, ConfidenceStep | None]) -> Suggestion:
    """What the evidence named for a judgement would bear; `steps` has that of each piece by item id."""
    pro = sorted(
        (steps.get(e.item_id) or 0 for e in judgement.evidence if e.bearing is Bearing.SUPPORTS),
        reverse=True,
    )
    contra = [steps.get(e.item_id) or 0 for e in judgement.evidence if e.bearing is Bearing.CONTRADICTS]
    if not pro or not pro[0]:
        return Suggestion(None, ("No evidence that can be weighed is named for it.",))
    if len(pro) == 1:
        step = ConfidenceStep(max(ConfidenceStep.LOW, pro[0] - 1))
        reasons = [
            f"It rests on one piece of evidence, held with {_WORDS[ConfidenceStep(pro[0])]} confidence, "
            "and stands a step below that where there is one."
        ]
    else:
        step = ConfidenceStep(pro[1] or ConfidenceStep.LOW)
        reasons = [
            f"Of {len(pro)} pieces of evidence the second strongest is held with {_WORDS[step]} confidence."
        ]
    if contra and max(contra) >= pro[0] and step > ConfidenceStep.LOW:
        step = ConfidenceStep(step - 1)
        reasons.append("What speaks against it is founded as well as what speaks for it, a step down.")
    elif contra:
        reasons.append("What speaks against it is less well founded, or the step is the lowest already.")
    return Suggestion(step, tuple(reasons))


def suggestions(briefing: Briefing, catalogue: Catalogue, scale: Scale | None) -> dict[str, Suggestion]:
    """A suggestion for each row that can be graded, by item id.

    A judgement's evidence counts as the analyst graded it, and as suggested where it was not graded.
    """
    found: dict[str, Suggestion] = {}
    steps: dict[str, ConfidenceStep | None] = {}
    judgements: list[Judgement] = []
    for item in briefing.walk_items():
        if isinstance(item, FactItem):
            own = item.grade.credibility if item.grade else None
            found[item.id] = suggest_for_fact(
                catalogue.facts[item.fact_id], catalogue, briefing.cut_off, own
            )
            steps[item.id] = _given(item.grade, scale) or found[item.id].step
        elif isinstance(item, Judgement):
            judgements.append(item)
            steps[item.id] = _given(item.grade, scale)
    return found | {each.id: suggest_for_judgement(each, steps) for each in judgements}


def _given(grade: Grade | None, scale: Scale | None) -> ConfidenceStep | None:
    return step_of(grade.confidence, scale) if grade and grade.confidence and scale else None


_NAMES: Mapping[ConfidenceStep, frozenset[str]] = {
    ConfidenceStep.LOW: frozenset({"low"}),
    ConfidenceStep.MODERATE: frozenset({"moderate", "medium"}),
    ConfidenceStep.HIGH: frozenset({"high"}),
}


def term_on(scale: Scale, step: ConfidenceStep) -> ScaleTerm | None:
    """The term of a scale that says this step: by its name, else by its place, never rounded upwards."""
    for term in scale.terms:
        if _NAMES[step] & set(term.words):
            return term
    level = 1 + (step - 1) * (scale.top_level - 1) // 2
    return next((term for term in scale.terms if term.level == level), None)


def step_of(term_id: str, scale: Scale) -> ConfidenceStep | None:
    """The highest step whose term is not above this one; None for a term without a level."""
    term = scale.term(term_id)
    if term is None or term.level is None:
        return None
    reached = [
        step
        for step in ConfidenceStep
        if (at := term_on(scale, step)) is not None and (at.level or 0) <= term.level
    ]
    return max(reached, default=ConfidenceStep.LOW)


def departs(grade: Grade, suggestion: Suggestion, scale: Scale) -> bool:
    """Whether a confidence lies more than a step from the suggestion."""
    given = step_of(grade.confidence, scale) if grade.confidence else None
    return given is not None and suggestion.step is not None and abs(given - suggestion.step) > 1
