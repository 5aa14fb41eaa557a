"""Floats at the end of a page."""

from __future__ import annotations

import itertools

import pytest

from briefing import paths
from briefing.render.layout.row_boxes import row_boxes
from briefing.render.layout.typesetter import Typesetter
from briefing.render.templates.loader import BASE

_STYLE = """
<style>
  @page { size: 400px 300px; margin: 20px }
  * { margin: 0; font: 16px/20px 'Source Sans 3' }
  .row { display: flow-root; break-inside: avoid }
  .label { float: left; width: 80px; break-inside: avoid }
  .words { margin-left: 80px }
</style>
"""
_ROW = "<div class=row data-row=r{0}><p class=label>A<br>label</p><p class=words>Words</p></div>"


@pytest.mark.parametrize("above_px", range(180, 260, 5))
def test_a_label_beside_a_row_is_on_its_page_and_beside_no_other(above_px: int) -> None:
    rows = "".join(map(_ROW.format, range(3)))
    html = f"{_STYLE}<div style='height: {above_px}px'></div>{rows}"
    part = Typesetter(paths.templates() / BASE, {}).lay_out(html)
    places = row_boxes(part.pages)
    assert [place.row for place in places] == ["r0", "r1", "r2"]
    for before, after in itertools.pairwise(places):
        assert before.page < after.page or before.top + before.height <= after.top + 0.1
    assert all(place.height == pytest.approx(30) for place in places)
