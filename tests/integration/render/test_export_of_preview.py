"""An export of what the preview has drawn draws only what changed since, with the bytes of a cold one."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from briefing.editing import RemoveItem, Reword, SetDetails, apply
from briefing.grading import Scales
from briefing.model.briefing import Briefing, ImageItem
from briefing.render import load_templates, render
from briefing.render.layout.typesetter import Typesetter
from briefing.render.live.document import Content, LiveDocument
from tests.examples import thorough
from tests.extreme_briefing import stress_briefing
from tests.sized_briefings import in_template
from tests.small_briefing import PICTURE, PICTURE_ID, a_briefing

from weasyprint import draw  # isort: skip

ATTACHMENTS = {PICTURE_ID: PICTURE}


@dataclass
class DrawnTexts:
    """The texts that were drawn."""

    texts: list[str] = field(default_factory=list)

    def during(self, work: Callable[[], object]) -> list[str]:
        """Return the texts that some work draws."""
        self.texts.clear()
        work()
        return [text for text in self.texts if text.strip()]


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> DrawnTexts:
    texts = DrawnTexts()
    draw_text = draw.draw_text

    def noted(stream: Any, box: Any, *arguments: Any) -> None:
        texts.texts.append(box.text)
        draw_text(stream, box, *arguments)

    monkeypatch.setattr(draw, "draw_text", noted)
    return texts


class Previewed:
    """A preview whose pages were all drawn."""

    def __init__(self, briefing: Briefing, template_id: str, scales: Scales) -> None:
        self._template, self._scales = load_templates()[template_id], scales
        self._typesetter = Typesetter(self._template.folder, ATTACHMENTS)
        self._document = LiveDocument(scales)
        self.briefing = in_template(briefing, template_id)
        self.draw()

    def draw(self, in_view: range = range(1)) -> None:
        for _ in self._document.pages(self._content, in_view):
            pass

    @property
    def _content(self) -> Content:
        return Content(self.briefing, self._template, self._typesetter)

    def export(self) -> bytes:
        laid_out = self._document.layout_of(self._content)
        assert laid_out is not None
        return render(
            self.briefing,
            self._template,
            self._scales,
            allow_flaws=True,
            typesetter=self._typesetter,
            laid_out=laid_out,
        ).pdf

    def export_cold(self) -> bytes:
        return render(
            self.briefing, self._template, self._scales, allow_flaws=True, attachments=ATTACHMENTS
        ).pdf


def without_pictures() -> Briefing:
    """Return the briefing without pictures, of which all that is around them is drawn each time."""
    briefing = a_briefing()
    pictures = [item.id for item in briefing.walk_items() if isinstance(item, ImageItem)]
    return functools.reduce(apply, [RemoveItem(item_id=each) for each in pictures], briefing)


def test_an_export_draws_no_text_that_the_preview_has_drawn(scales: Scales, drawn: DrawnTexts) -> None:
    preview = Previewed(without_pictures(), "factsheet", scales)
    assert drawn.during(preview.export_cold)
    assert drawn.during(preview.export) == []


def test_an_export_after_an_edit_draws_nothing_either(scales: Scales, drawn: DrawnTexts) -> None:
    preview = Previewed(without_pictures(), "factsheet", scales)
    whole = len(drawn.during(preview.export_cold))
    preview.briefing = apply(preview.briefing, Reword(item_id="f1", text="Other words for the same fact."))
    after_edit = drawn.during(preview.draw)
    assert "Other" in " ".join(after_edit)
    assert len(after_edit) < whole
    assert drawn.during(preview.export) == []


def test_words_that_are_typed_in_the_title_are_drawn_once_for_all_headers(
    scales: Scales, drawn: DrawnTexts
) -> None:
    preview = Previewed(without_pictures(), "assessment", scales)
    preview.briefing = apply(preview.briefing, SetDetails(title="Gas pipelines"))
    preview.draw()
    preview.briefing = apply(preview.briefing, SetDetails(title="Gas pipelines of Iran"))
    after_edit = " ".join(drawn.during(preview.draw))
    assert after_edit.count("· Gas pipelines of Iran") == 1
    assert "Page" not in after_edit
    assert preview.export() == preview.export_cold()


@pytest.mark.parametrize(
    ("briefing", "template_id"),
    [
        pytest.param(a_briefing(), "assessment", id="small-assessment"),
        pytest.param(stress_briefing(), "factsheet", id="stress-factsheet"),
        *thorough(
            pytest.param(a_briefing(), "factsheet", id="small-factsheet"),
            pytest.param(stress_briefing(), "assessment", id="stress-assessment"),
        ),
    ],
)
def test_exports_of_a_preview_and_later_ones_have_the_bytes_of_a_cold_one(
    scales: Scales, briefing: Briefing, template_id: str
) -> None:
    preview = Previewed(briefing, template_id, scales)
    cold = preview.export_cold()
    assert preview.export() == cold
    assert preview.export() == cold
