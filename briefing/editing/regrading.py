"""Convert grades from one scheme to another by a mapping that must cover every term in use."""

from __future__ import annotations

from collections import Counter

from msgspec.structs import replace

from briefing.editing import tree
from briefing.editing.edits import SetScheme
from briefing.errors import EditError, Problem
from briefing.model.briefing import Briefing, Grade, Graded


def terms_in_use(briefing: Briefing) -> tuple[Counter[str], Counter[str]]:
    """Count how often each likelihood, and each confidence, is used."""
    grades = [item.grade for item in briefing.walk_items() if isinstance(item, Graded) and item.grade]
    return (
        Counter(grade.likelihood for grade in grades if grade.likelihood),
        Counter(grade.confidence for grade in grades if grade.confidence),
    )


def with_scheme(briefing: Briefing, edit: SetScheme) -> Briefing:
    """Return the briefing with every grade converted. Raises EditError for a term that is not mapped."""
    if edit.scheme_id == briefing.scheme_id:
        return briefing
    likelihoods, confidences = terms_in_use(briefing)
    problems = [
        Problem(
            f"{count} {'row has' if count == 1 else 'rows have'} the {name} '{term}', and the edit "
            "does not map it.",
            "Map it to a term of the new scheme, or to null to remove it from the grades.",
            field=f"SetScheme.{name}.{term}",
        )
        for name, used, mapping in (
            ("likelihood", likelihoods, edit.likelihood),
            ("confidence", confidences, edit.confidence),
        )
        for term, count in sorted(used.items())
        if term not in mapping
    ]
    if problems:
        raise EditError(problems)
    for item in briefing.walk_items():
        if isinstance(item, Graded) and item.grade:
            briefing = tree.with_item(briefing, replace(item, grade=converted(item.grade, edit)))
    return replace(briefing, scheme_id=edit.scheme_id)


def converted(grade: Grade, edit: SetScheme) -> Grade | None:
    """Return a grade on the new scheme; None where nothing of it remains.

    A grade without a term of the old scheme stays as it is, with who gave it.
    """
    if not (grade.likelihood or grade.confidence or grade.factors):
        return grade
    changed = replace(
        grade,
        likelihood=edit.likelihood.get(grade.likelihood) if grade.likelihood else None,
        confidence=edit.confidence.get(grade.confidence) if grade.confidence else None,
        factors={},
        graded_by=edit.graded_by or grade.graded_by,
        graded_on=edit.graded_on or grade.graded_on,
    )
    is_grade = changed.likelihood or changed.confidence or changed.credibility or changed.rationale
    return changed if is_grade else None
