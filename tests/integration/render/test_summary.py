"""The main message and the source summary on the pages."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.grading import Scales
from briefing.model.issue import MainMessage
from briefing.render import load_templates, render
from tests.pdf_reader import page_texts
from tests.small_briefing import PICTURE, PICTURE_ID, a_briefing


@pytest.mark.parametrize("template_id", ["assessment", "one-page", "two-pages"])
def test_message_and_source_summary_are_on_the_first_page_and_the_purpose_among_the_particulars(
    template_id: str, scales: Scales
) -> None:
    message = MainMessage(text="Gas will likely not flow from Russia to Iran", judgement_ids=("j1",))
    briefing = replace(
        a_briefing(),
        main_message=message,
        source_remark="One agency alone saw it.",
        purpose="Will gas flow?",
    )
    pdf = render(
        briefing, load_templates()[template_id], scales, attachments={PICTURE_ID: PICTURE}, allow_flaws=True
    ).pdf
    text = " ".join(page_texts(pdf)[0].replace("\u00a0", " ").split())
    assert "Gas will likely not flow from Russia to Iran. Draws on J1. Confidence: moderate." in text
    assert "how well this is sourced" in text.casefold()
    assert "2 sources of 2 publishers." in text
    assert "The author adds One agency alone saw it." in text
    if template_id != "one-page":
        assert "Answers Will gas flow?" in text
