"""The scales and labels that are known, and whether a briefing keeps to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefing.errors import Problem
from briefing.grading.scheme import Marking, MarkingSet, Scheme, Subject
from briefing.model.briefing import Briefing, Grade, Graded


@dataclass(frozen=True, slots=True)
class Scales:
    """Every grading scheme and every marking set, by id."""

    schemes: Mapping[str, Scheme]
    marking_sets: Mapping[str, MarkingSet]

    def check(self, briefing: Briefing) -> list[Problem]:
        """A problem for every grade, and for a marking, that is not known."""
        return [*_check_grades(briefing, self.schemes), *self._check_marking(briefing.marking)]

    def marking(self, label: str) -> Marking:
        """The marking of that label. Raises KeyError."""
        for marking_set in self.marking_sets.values():
            if found := marking_set.marking(label):
                return found
        raise KeyError(label)

    def _check_marking(self, label: str) -> list[Problem]:
        known = [marking.label for each in self.marking_sets.values() for marking in each.markings]
        if label in known:
            return []
        message = f"'{label}' is not a known marking."
        return [Problem(message, f"Use one of: {', '.join(known)}.", field="marking")]


def _check_grades(briefing: Briefing, schemes: Mapping[str, Scheme]) -> list[Problem]:
    scheme = schemes.get(briefing.scheme_id)
    if scheme is None:
        known = ", ".join(sorted(schemes))
        return [Problem(f"There is no grading scheme '{briefing.scheme_id}'.", f"Use one of: {known}.")]
    return [
        problem
        for item in briefing.walk_items()
        if isinstance(item, Graded) and item.grade is not None
        for problem in _check_grade(item.id, item.grade, scheme)
    ]


def _check_grade(item_id: str, grade: Grade, scheme: Scheme) -> Iterator[Problem]:
    for subject, term_id in (
        (Subject.CONFIDENCE, grade.confidence),
        (Subject.LIKELIHOOD, grade.likelihood),
    ):
        if term_id is None:
            continue
        scale = scheme.scale(subject)
        place = f"{item_id}.grade.{subject}"
        if scale is None:
            yield Problem(f"{scheme.name} has no scale of {subject}.", "Leave it out.", field=place)
        elif scale.term(term_id) is None:
            known = ", ".join(term.id for term in scale.terms)
            message = f"'{term_id}' is not a {subject} of {scheme.name}."
            yield Problem(message, f"Use one of: {known}.", field=place)
