"""The issue block and the state of an issue on the pages and in the metadata of a PDF."""

from __future__ import annotations

import io

import pikepdf
from msgspec.structs import replace

from briefing.grading import Scales
from briefing.model.briefing import Status
from briefing.model.issue import Comment, IssueBlock, SignOff
from briefing.render import Template, load_templates, render
from tests.pdf_reader import page_texts
from tests.small_briefing import PICTURE, PICTURE_ID, a_briefing

BLOCK = IssueBlock(
    reference="PPU 2025/114",
    approved=SignOff(name="C. Hief", post="Head of unit"),
    contact="ppu@example.org",
    emblem=PICTURE_ID,
)


def printed(template: Template, scales: Scales, status: Status) -> bytes:
    comment = Comment(id="k1", row_id="f1", text="Is this so?", by="R. Eviewer", on="2025-11-03")
    briefing = replace(a_briefing(), issue=BLOCK, status=status, comments=(comment,))
    return render(briefing, template, scales, attachments={PICTURE_ID: PICTURE}).pdf


def test_state_reference_and_block_are_printed_and_no_comment(assessment: Template, scales: Scales) -> None:
    raw = printed(assessment, scales, Status.IN_REVIEW)
    texts = page_texts(raw)
    assert all("In review" in text and "PPU 2025/114, issue 1" in text for text in texts)
    assert sum("Issue of this briefing" in text for text in texts) == 1
    assert "Approved by" in texts[-1]
    assert "Date and signature" in texts[-1]
    assert "ppu@example.org" in texts[-1]
    assert not any("Is this so?" in text for text in texts)
    assert b"Is this so?" not in raw
    with pikepdf.open(io.BytesIO(raw)) as pdf, pdf.open_metadata() as metadata:
        assert metadata["dc:identifier"] == "PPU 2025/114, issue 1"
        assert "PPU 2025/114, issue 1 · In review" in str(pdf.docinfo["/Subject"])


def test_a_final_issue_bears_no_state(scales: Scales) -> None:
    texts = page_texts(printed(load_templates()["one-page"], scales, Status.FINAL))
    assert "PPU 2025/114, issue 1" in texts[0]
    assert "Draft" not in texts[0]
