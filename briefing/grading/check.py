"""Whether the grades and the marking of a briefing are on the scales that it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefing.errors import Problem
from briefing.grading.scheme import MarkingSet, Scheme, Subject
from briefing.model.briefing import Briefing, Grade, Graded


def check_grades(briefing: Briefing, schemes: Mapping[str, Scheme]) -> list[Problem]:
    """A problem for every grade that its scheme does not know."""
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


def check_marking(label: str, sets: Mapping[str, MarkingSet]) -> list[Problem]:
    """A problem if no marking set knows the label."""
    if any(marking_set.marking(label) for marking_set in sets.values()):
        return []
    known = ", ".join(marking.label for marking_set in sets.values() for marking in marking_set.markings)
    return [Problem(f"'{label}' is not a known marking.", f"Use one of: {known}.", field="marking")]
