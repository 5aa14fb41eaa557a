"""A part that was laid out elsewhere on a page is moved, and looks as if it had been laid out there."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image

from briefing.grading import Scales
from briefing.render.layout.laid_out_part import LaidOutPart
from briefing.render.layout.typesetter import Typesetter
from briefing.render.pipeline import composed, new_typesetter
from briefing.render.templates.loader import Template, load_templates
from briefing.render.templates.parts import ANYWHERE, ANYWHERE_PX, parts
from briefing.render.templates.renderer import TemplateRenderer
from tests.laid_out_parts import places, written
from tests.sized_briefings import in_template
from tests.small_briefing import PICTURE, PICTURE_ID, a_briefing

ABOVE, BELOW, AT_THE_FOOT = 12.5, 201.015625, 830.0


@pytest.mark.parametrize("name", ["assessment", "factsheet"])
def test_moved_parts_are_drawn_as_parts_that_are_laid_out_in_their_place(scales: Scales, name: str) -> None:
    template = load_templates()[name]
    printed = composed(in_template(a_briefing(), name), template, scales)
    renderer = TemplateRenderer(template, printed)
    moving = 0
    for part in parts(printed, template)[1:-1]:
        html = renderer.part(replace(part, offset_px=ANYWHERE_PX, margin_px=8.31))
        typesetter = a_typesetter(template)
        typesetter.fetcher.drawings = printed.drawings
        typesetter.lay_out_below(html, ABOVE)
        moved = typesetter.lay_out_below(html, BELOW)
        laid_out = typesetter.lay_out(html.replace(ANYWHERE, str(BELOW)), runs_on=True)
        moving += bool(moved.moved_px)
        assert places(moved) == places(laid_out)
        images, others = images_of(moved, typesetter), images_of(laid_out, typesetter)
        assert images == others
        assert moved.end == laid_out.end
        assert laid_out.moved_px == 0
    assert moving


@pytest.mark.parametrize("name", ["assessment", "factsheet", "one-page", "two-pages"])
def test_a_part_is_drawn_alike_wherever_it_was_laid_out_first(scales: Scales, name: str) -> None:
    template = load_templates()[name]
    printed = composed(in_template(a_briefing(), name), template, scales)
    renderer = TemplateRenderer(template, printed)
    for part in parts(printed, template)[1:]:
        html = renderer.part(replace(part, offset_px=ANYWHERE_PX, margin_px=8.31))
        typesetter, fresh = a_typesetter(template), a_typesetter(template)
        typesetter.fetcher.drawings = fresh.fetcher.drawings = printed.drawings
        typesetter.lay_out_below(html, ABOVE)
        moved, laid_out = (each.lay_out_below(html, BELOW) for each in (typesetter, fresh))
        assert [page.key for page in written(moved, typesetter)] == [
            page.key for page in written(laid_out, fresh)
        ]


def test_a_part_without_room_where_it_is_to_be_is_laid_out_there(scales: Scales) -> None:
    template = load_templates()["assessment"]
    printed = composed(in_template(a_briefing(), "assessment"), template, scales)
    part = parts(printed, template)[1]
    html = TemplateRenderer(template, printed).part(replace(part, offset_px=ANYWHERE_PX))
    typesetter = a_typesetter(template)
    typesetter.fetcher.drawings = printed.drawings
    assert len(typesetter.lay_out_below(html, ABOVE).pages) == 1
    broken = typesetter.lay_out_below(html, AT_THE_FOOT)
    assert (len(broken.pages), broken.moved_px) == (2, 0)
    assert len(typesetter.lay_out_below(html, BELOW).pages) == 1


def a_typesetter(template: Template) -> Typesetter:
    return new_typesetter(template, {PICTURE_ID: PICTURE})


def images_of(part: LaidOutPart, typesetter: Typesetter) -> list[Image.Image]:
    documents = (pypdfium2.PdfDocument(page.content) for page in written(part, typesetter))
    return [document[0].render(scale=100 / 72).to_pil().convert("RGB") for document in documents]
