"""The installed grading schemes and markings, and the check of a briefing against them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefing.errors import Problem
from briefing.grading.scheme import GradedThing, Marking, MarkingSet, Scheme, Subject
from briefing.model.briefing import Briefing, FactItem, Grade, Judgement, Section
from briefing.model.remembered import MAX_ROWS, Remembered, remembered
from briefing.model.sections import rows_in


@dataclass(frozen=True, slots=True)
class Scales:
    """Every grading scheme and every marking set, by id."""

    schemes: Mapping[str, Scheme]
    marking_sets: Mapping[str, MarkingSet]

    def check(self, briefing: Briefing) -> list[Problem]:
        """List a problem for each unknown grade, and for an unknown marking."""
        return [*_check_grades(briefing, self.schemes), *self._check_marking(briefing.marking)]

    @property
    def marking_labels(self) -> tuple[str, ...]:
        """The labels of all markings."""
        return tuple(m.label for marking_set in self.marking_sets.values() for m in marking_set.markings)

    def marking(self, label: str) -> Marking:
        """Return the marking with that label. Raises KeyError."""
        for marking_set in self.marking_sets.values():
            if marking := marking_set.marking(label):
                return marking
        raise KeyError(label)

    def _check_marking(self, label: str) -> list[Problem]:
        known = self.marking_labels
        if label in known:
            return []
        message = f"'{label}' is not a known marking."
        return [Problem(message, f"Use one of: {', '.join(known)}.", field="marking")]


def _check_grades(briefing: Briefing, schemes: Mapping[str, Scheme]) -> list[Problem]:
    scheme = schemes.get(briefing.scheme_id)
    if scheme is None:
        known = ", ".join(sorted(schemes))
        return [Problem(f"There is no grading scheme '{briefing.scheme_id}'.", f"Use one of: {known}.")]
    problems_in = _grade_check(scheme)
    return [problem for section in briefing.walk_sections() for problem in problems_in(section)]


@remembered(8)
def _grade_check(scheme: Scheme) -> Remembered[Section, tuple[Problem, ...]]:
    """Return the function that checks the grades of a section against a scheme."""

    def check(section: Section) -> tuple[Problem, ...]:
        return tuple(
            problem
            for item in section.items
            if isinstance(item, FactItem | Judgement) and item.grade is not None
            for problem in _check_grade(item, item.grade, scheme)
        )

    return Remembered(check, MAX_ROWS, rows_in)


def _check_grade(item: FactItem | Judgement, grade: Grade, scheme: Scheme) -> Iterator[Problem]:
    graded = GradedThing.INFORMATION if isinstance(item, FactItem) else GradedThing.JUDGEMENT
    for subject, term_id in (
        (Subject.CONFIDENCE, grade.confidence),
        (Subject.LIKELIHOOD, grade.likelihood),
    ):
        if term_id is None:
            continue
        scale = scheme.scale(subject)
        place = f"{item.id}.grade.{subject}"
        if scale is None:
            yield Problem(f"{scheme.name} has no scale of {subject}.", "Leave it out.", field=place)
        elif not scale.applies_to(graded):
            yield Problem(
                f"{scheme.name} does not grade {_PLURALS[graded]} by {subject}.",
                "Leave it out.",
                field=place,
            )
        elif scale.term(term_id) is None:
            yield _unknown(term_id, subject, scheme, [term.id for term in scale.terms], place)
    confidence = scheme.scale(Subject.CONFIDENCE)
    for factor_id, term_id in grade.factors.items():
        factor = confidence.factor(factor_id) if confidence else None
        place = f"{item.id}.grade.factors.{factor_id}"
        if factor is None:
            known = [other.id for other in confidence.factors] if confidence else []
            yield _unknown(factor_id, "factor", scheme, known, place)
        elif factor.term(term_id) is None:
            yield _unknown(term_id, factor_id, scheme, [term.id for term in factor.terms], place)


_PLURALS = {GradedThing.INFORMATION: "facts", GradedThing.JUDGEMENT: "judgements"}


def _unknown(name: str, kind: str, scheme: Scheme, known: list[str], place: str) -> Problem:
    remedy = f"Use one of: {', '.join(known)}." if known else "Leave it out."
    return Problem(f"'{name}' is not a {kind} of {scheme.name}.", remedy, field=place)
