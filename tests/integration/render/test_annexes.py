"""In print: the evidence matrix, changes since the last issue, waived findings, the box of scales."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from briefing.editing import (
    Edit,
    GradeItem,
    RemoveItem,
    Reword,
    SetOption,
    SetReasoning,
    WaiveFinding,
    apply,
)
from briefing.grading import Scales
from briefing.model.briefing import Briefing, FactItem, Grade, Judgement, Waiver
from briefing.render import Template, render
from tests.pdf_reader import page_texts
from tests.small_briefing import PICTURE, PICTURE_ID


class Press:
    def __init__(self, template: Template, scales: Scales) -> None:
        self._template, self._scales = template, scales

    def text(self, briefing: Briefing, **more: Any) -> str:
        made = render(briefing, self._template, self._scales, attachments={PICTURE_ID: PICTURE}, **more)
        return " ".join(" ".join(page_texts(made.pdf)).split())


@pytest.fixture
def press(assessment: Template, scales: Scales) -> Press:
    return Press(assessment, scales)


def with_edits(briefing: Briefing, *edits: Edit) -> Briefing:
    for edit in edits:
        briefing = apply(briefing, edit)
    return briefing


def test_the_matrix_says_what_bears_on_which_judgement(press: Press, briefing: Briefing) -> None:
    said = press.text(with_edits(briefing, SetOption("matrix", True)))
    assert "Annex B. Evidence for the judgements" in said
    matrix = said.split("Annex B. Evidence for the judgements")[-1]
    judgement = next(item for item in briefing.walk_items() if isinstance(item, Judgement))
    bearings = {str(piece.bearing) for piece in judgement.evidence}
    assert ("against" in matrix) == ("contradicts" in bearings)
    assert "for" in matrix.split()
    without = press.text(with_edits(briefing, SetOption("matrix", False)))
    assert "Evidence for the judgements" not in without


def test_a_first_issue_tells_of_no_changes_and_a_later_one_of_each_with_its_reason(
    press: Press, briefing: Briefing
) -> None:
    assert "Changes since the last issue" not in press.text(briefing)
    assert "Changes since the last issue" not in press.text(briefing, earlier=briefing)
    judgement = next(item for item in briefing.walk_items() if isinstance(item, Judgement))
    grade = judgement.grade or Grade(graded_by="A", graded_on="2025-11-03")
    facts = [item for item in briefing.walk_items() if isinstance(item, FactItem)]
    later = with_edits(
        briefing,
        GradeItem(judgement.id, replace(grade, likelihood="very-unlikely")),
        SetReasoning(judgement.id, change_since_last="The talks were broken off."),
        Reword(facts[0].id, "Reworded it is reported."),
        RemoveItem(facts[-1].id, release_evidence=True),
    )
    said = press.text(later, earlier=briefing).split("Changes since the last issue")[1].split("Contents")[0]
    assert "Moved" in said
    assert "Now: very unlikely" in said
    assert "The talks were broken off." in said
    assert "Reworded it is reported." in said
    assert "Dropped" in said
    off = with_edits(later, SetOption("changes", False))
    assert "Changes since the last issue" not in press.text(off, earlier=briefing)


def test_waived_findings_are_printed_where_they_are_asked_for(press: Press, briefing: Briefing) -> None:
    waiver = Waiver(
        rule_id="no-cut-off",
        row_id="",
        words="",
        context="",
        reason="A standing brief",
        by="A",
        on="2025-11-03",
    )
    waived = with_edits(briefing, WaiveFinding(waiver))
    assert "let stand" not in press.text(waived)
    said = press.text(with_edits(waived, SetOption("waivers", True)))
    assert "Annex B. Findings of the review that were let stand" in said
    assert "No cut off A standing brief. A, 3 November 2025." in said.replace("\u00a0", " ").replace(
        "– ", ""
    )


def test_the_box_of_scales_can_be_left_out(press: Press, briefing: Briefing) -> None:
    assert "How to read the grades" not in press.text(with_edits(briefing, SetOption("scheme-box", False)))


def test_a_confidence_of_factors_is_printed_with_all_of_them(press: Press, briefing: Briefing) -> None:
    judgement = next(item for item in briefing.walk_items() if isinstance(item, Judgement))
    factors = {
        "information-base": "weak",
        "analytical-rigour": "strong",
        "complexity-and-volatility": "high",
    }
    grade = Grade(graded_by="A", graded_on="2025-11-03", confidence="low", factors=factors)
    ungraded = replace(
        briefing,
        scheme_id="phia",
        sections=tuple(
            replace(s, items=tuple(_without_grade(item) for item in s.items), sections=())
            for s in briefing.sections
        ),
    )
    said = press.text(with_edits(ungraded, GradeItem(judgement.id, grade)))
    assert "information base: weak, analytical rigour: strong, complexity and volatility: high" in said


def _without_grade(item: Any) -> Any:
    return replace(item, grade=None) if isinstance(item, FactItem | Judgement) else item
