"""The issue block as it is printed: number, signatures, addressees, and the state of the issue."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.composition.issue.issue_block import issue_view
from briefing.model.briefing import Status
from briefing.model.issue import IssueBlock, SignOff
from tests.small_briefing import PICTURE_ID, a_briefing

BLOCK = IssueBlock(
    reference="PPU 2025/114",
    prepared=SignOff(name="A. Nalyst", on="2025-11-03"),
    reviewed=SignOff(name="R. Eviewer", post="Deputy head"),
    distribution=("Director, Eurasia", "Sanctions"),
    emblem=PICTURE_ID,
)


def test_a_signature_has_name_post_and_date_and_one_that_is_due_a_rule() -> None:
    lines = {line.role: line for line in issue_view(replace(a_briefing(), issue=BLOCK)).lines}
    assert (lines["prepared"].text, lines["prepared"].unsigned) == (
        "A. Nalyst, 3\u00a0November\u00a02025",
        False,
    )
    assert (lines["reviewed"].text, lines["reviewed"].unsigned) == ("R. Eviewer, Deputy head", True)
    assert lines["distribution"].text == "Director, Eurasia; Sanctions"
    assert "approved" not in lines


def test_reference_and_issue_number_make_the_name() -> None:
    assert issue_view(replace(a_briefing(), issue=BLOCK, version=2)).name == "PPU 2025/114, issue 2"
    assert issue_view(a_briefing()).name == "Issue 1"


def test_without_a_block_the_author_has_prepared_the_issue() -> None:
    lines = issue_view(a_briefing()).lines
    assert [(line.role, line.text) for line in lines] == [("number", "1"), ("prepared", "A. Nalyst")]


@pytest.mark.parametrize(
    ("status", "word"),
    [
        (Status.DRAFT, "Draft"),
        (Status.IN_REVIEW, "In review"),
        (Status.FINAL, ""),
        (Status.SUPERSEDED, "Superseded"),
    ],
)
def test_every_state_but_final_has_a_word(status: Status, word: str) -> None:
    assert issue_view(replace(a_briefing(), status=status)).state == word


def test_only_a_dated_approval_is_one() -> None:
    named = replace(BLOCK, approved=SignOff(name="C. Hief"))
    assert issue_view(replace(a_briefing(), issue=named)).approval == ""
    dated = replace(BLOCK, approved=SignOff(name="C. Hief", on="2025-11-04"))
    expected = "Approved by C. Hief, 4\u00a0November\u00a02025"
    assert issue_view(replace(a_briefing(), issue=dated)).approval == expected
