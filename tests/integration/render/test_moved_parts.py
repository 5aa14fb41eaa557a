"""A part that was laid out elsewhere on a page is moved, and looks as if it had been laid out there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.grading import Scales
from briefing.render.layout.laid_out_part import LaidOutPart
from briefing.render.layout.page_joining import join_pages
from briefing.render.layout.row_boxes import row_boxes
from briefing.render.layout.typesetter import Typesetter
from briefing.render.pdf.drawn_pieces import DrawnPieces
from briefing.render.pdf.grown_subsets import GrownSubsets
from briefing.render.pdf.single_page import write_page
from briefing.render.pipeline import composed, new_typesetter
from briefing.render.templates.loader import Template, load_templates
from briefing.render.templates.parts import ANYWHERE_PX, parts
from briefing.render.templates.renderer import TemplateRenderer
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
        typesetter, fresh = a_typesetter(template), a_typesetter(template)
        typesetter.fetcher.drawings = fresh.fetcher.drawings = printed.drawings
        typesetter.lay_out_below(html, ABOVE)
        moved, laid_out = (each.lay_out_below(html, BELOW) for each in (typesetter, fresh))
        moving += bool(moved.moved_px)
        assert seen(moved, typesetter) == seen(laid_out, fresh)
        assert moved.end == laid_out.end
        assert laid_out.moved_px == 0
    assert moving


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


def seen(part: LaidOutPart, typesetter: Typesetter) -> list[object]:
    """What is drawn of a part, and where its rows, links, anchors and bookmarks are."""
    pages = join_pages([replace(part, runs_on=False)])
    drawn: list[object] = list(row_boxes(pages))
    for page in pages:
        with typesetter.writing():
            pieces = DrawnPieces()
            keys = [
                write_page(part.document, page, GrownSubsets(), each).key for each in (None, pieces, pieces)
            ]
        assert len(set(keys)) == 1  # drawn whole, from new pieces and from pieces that were kept
        drawn.append(keys[0])
        links = [(target, place) for _, target, place, _ in page.links]
        drawn.append((links, page.anchors, page.bookmarks))
    return drawn
