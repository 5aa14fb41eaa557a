"""The title in the head of each page: whole, or shortened where it still says the same, or not there."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.grading import Scales
from briefing.model.issue import IssueBlock
from briefing.render import Template, render
from tests.pdf_reader import page_texts
from tests.small_briefing import PICTURE, PICTURE_ID, a_briefing

UNLIKELY = "The Russia–Iran treaty almost certainly binds, but mutual defence in 2026 is very unlikely"
TOPIC = (
    "Russia and Iran: what the treaty provides for pipelines, ports, power stations, trade and transport"
)
SUBTITLE = "Treaty on the Comprehensive Strategic Partnership"
REFERENCE = "PPU 2025/114"


def head(template: Template, scales: Scales, title: str, subtitle: str, *, large_print: bool) -> str:
    """Return the text in the head of the second page, from the reference to the marking."""
    briefing = replace(
        a_briefing(),
        title=title,
        subtitle=subtitle,
        issue=IssueBlock(reference=REFERENCE),
        template_options={"large-print": large_print},
    )
    text = " ".join(
        page_texts(render(briefing, template, scales, attachments={PICTURE_ID: PICTURE}).pdf)[1].split()
    )
    return text[text.index(REFERENCE) : text.index("TLP:")].strip()


@pytest.mark.parametrize("large_print", [False, True])
def test_a_title_that_fits_is_whole(assessment: Template, scales: Scales, large_print: bool) -> None:
    shown = head(assessment, scales, "Gas for Iran is unlikely", "", large_print=large_print)
    assert shown.endswith("· Gas for Iran is unlikely")


def test_a_title_never_loses_its_likelihood(assessment: Template, scales: Scales) -> None:
    assert head(assessment, scales, UNLIKELY, "", large_print=False).endswith("is very unlikely")
    assert head(assessment, scales, UNLIKELY, SUBTITLE, large_print=True).endswith(f"· {SUBTITLE}")
    assert "treaty" not in head(assessment, scales, UNLIKELY, "", large_print=True)


def test_a_long_topic_ends_with_its_first_clauses(assessment: Template, scales: Scales) -> None:
    shown = head(assessment, scales, TOPIC, SUBTITLE, large_print=True)
    assert "· Russia and Iran" in shown
    assert shown.endswith("…")
    assert "and transport" not in shown
