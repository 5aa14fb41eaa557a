"""Shorter ways through WeasyPrint give the same pages and the same bytes."""

from __future__ import annotations

import gc
import threading
from contextlib import nullcontext
from typing import Any

import pytest
from tinyhtml5 import inputstream

from briefing import paths
from briefing.render.layout import balanced_columns
from briefing.render.layout import typesetter as typesetters
from briefing.render.layout.laid_out_part import LaidOutPart
from briefing.render.layout.shortcuts import (
    box_measures,
    empty_inline_blocks,
    equal_inline_blocks,
    running_elements,
)
from briefing.render.layout.styling import template_styles
from briefing.render.layout.styling.kept_values import derived
from briefing.render.layout.text_layer import kept_text, pango_contexts
from briefing.render.layout.typesetter import Typesetter
from briefing.render.templates.loader import BASE

from weasyprint.css import InitialStyle  # isort: skip
from weasyprint.css.properties import Dimension  # isort: skip
from weasyprint.formatting_structure import boxes  # isort: skip
from weasyprint.layout import LayoutContext, block, inline  # isort: skip
from weasyprint.layout import float as floats  # isort: skip
from weasyprint.layout.absolute import AbsolutePlaceholder  # isort: skip
from weasyprint.text.line_break import Layout  # isort: skip

_SHORT = "Moderate confidence"
_ALL_KINDS = """
<style>
  .round { background: #ccd; border: 1mm solid #335; border-radius: 3mm; padding: 2mm }
  .cut { border-left: 1mm double #000; box-decoration-break: clone }
  .columns { columns: 2 }
  .percent { width: 40%; min-height: 3%; box-sizing: border-box; margin: auto }
  p::first-line { font-weight: bold }
  table { border-collapse: collapse } td { border: 1px solid }
</style>
<p class="round">A round block with <span class="round">a round part that goes on over more than one line of
  its block, so that it is cut where the line ends, and the corners are where it begins and ends</span></p>
<p class="percent cut">Half of it</p>
<div class="columns"><p>One</p><p>Two, which is <u>underlined</u></p><p style="float: right">Three</p></div>
<table><tr><td>1</td><td>2</td></tr></table><ul><li>An item</li></ul>
"""


def _laid_out(html: str) -> LaidOutPart:
    return Typesetter(paths.templates() / BASE, {}).lay_out(html)


def _pdf(part: LaidOutPart) -> bytes:
    return bytes(part.document.write_pdf(uncompressed_pdf=True))


def _text_boxes(part: LaidOutPart) -> list[Any]:
    page_box = part.pages[0]._page_box
    return [box for box in page_box.descendants() if isinstance(box, boxes.TextBox)]


def test_pages_are_drawn_as_without_compact_boxes(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = _laid_out(_ALL_KINDS)
    assert all("min_width" not in box.__dict__ for box in _text_boxes(ours))
    monkeypatch.setattr(typesetters, "compact", lambda _pages: None)
    theirs = _laid_out(_ALL_KINDS)
    assert all("min_width" in box.__dict__ for box in _text_boxes(theirs))
    assert _pdf(ours) == _pdf(theirs)


def test_boxes_come_in_their_order_and_those_taken_out_of_the_flow_where_they_are_wanted() -> None:
    inner, taken = _box("inner"), _box("taken")
    out_of_flow = AbsolutePlaceholder(taken)
    row = _box("row", _box("cell", inner), out_of_flow, _box("last"))
    assert [each.element_tag for each in row.descendants(placeholders=True)] == [
        "row", "cell", "inner", "taken", "last",
    ]  # fmt: skip
    assert list(row.descendants())[3] is out_of_flow
    assert list(inner.descendants()) == [inner]


def test_a_box_is_moved_with_all_that_is_in_it_but_floats_that_are_left() -> None:
    taken, floated, text = _box("taken"), _box("floated", _box("in it")), _box("text")
    floated.style["float"] = "left"
    table = boxes.TableBox("table", InitialStyle(None), None, [_box("group", text)])
    table.position_x = table.position_y = 0
    table.column_positions, table.column_groups = [0, 10], ()
    out_of_flow = AbsolutePlaceholder(taken)
    row = _box("row", table, floated, out_of_flow)
    row.translate(2, 3, ignore_floats=True)
    row.translate()
    assert [(each.position_x, each.position_y) for each in (row, table, text)] == [(2, 3)] * 3
    assert table.column_positions == [2, 12]
    assert [(each.position_x, each.position_y) for each in (floated, floated.children[0])] == [(0, 0)] * 2
    assert (out_of_flow.position_x, out_of_flow.position_y) == (2, 3)


def _box(tag: str, *children: Any) -> Any:
    box = boxes.BlockBox(tag, InitialStyle(None), None, children)
    box.position_x = box.position_y = 0
    return box


def test_decorations_are_removed_from_one_box_alone_although_boxes_have_the_same_set() -> None:
    one, other = _box("p"), _box("p")
    assert one.remove_decoration_sides is other.remove_decoration_sides
    one.remove_decoration(start=True, end=False)
    part = one.copy_with_children([])
    part.remove_decoration(start=False, end=True)
    removed = [set(box.remove_decoration_sides) for box in (one, part, other, _box("p"))]
    assert removed == [set(), {"top", "bottom"}, set(), set()]


def test_what_is_derived_of_a_style_is_derived_again_after_a_change() -> None:
    style = InitialStyle(None)
    assert derived(style, "half", lambda: style["orphans"] / 2) == 1
    assert derived(style, "half", lambda: 7) == 1
    style["orphans"] = 8
    assert derived(style, "half", lambda: style["orphans"] / 2) == 4


def test_a_short_text_that_is_measured_already_is_divided_where_it_does_not_fit() -> None:
    wide = f"<p>{_SHORT}</p>" * 3
    narrow = f'<p style="width: 4em">{_SHORT}</p>'
    lines = [box.text for box in _text_boxes(_laid_out(wide + narrow))]
    assert lines == [_SHORT, _SHORT, _SHORT, "Moderate", "confidence"]


def test_a_text_that_is_shaped_already_is_drawn_as_the_first_time() -> None:
    part = _laid_out(f"<p>{_SHORT} <b>{_SHORT}</b></p>" * 3)
    assert _pdf(part) == _pdf(part)


_DOTS = """
<style>
  .dot { display: inline-block; width: 2mm; height: 50%; margin: -1mm 1mm; border: 1px solid }
  .wide { width: 10% } .wide, .cut { padding: 1mm } .lower { vertical-align: -2mm }
  .held { position: relative; top: 1mm }
</style>
<p><i class=dot></i><i class="dot wide"></i> one <i class="dot lower"></i></p>
<div style="width: 5cm; height: 2cm"><i class=dot></i><i class="dot wide"></i><i class=dot></i></div>
<p><i class="dot cut"></i><i class="dot cut"></i><i class="dot held"></i><i class="dot held"></i></p>
"""


def test_empty_inline_blocks_are_laid_out_as_the_first_time(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = _pdf(_laid_out(_DOTS))
    monkeypatch.setattr(inline, "inline_block_box_layout", empty_inline_blocks._lay_out)
    assert ours == _pdf(_laid_out(_DOTS))


_GRADES = """
<style>
  .grade { display: inline-block; width: 40mm; padding-top: 1mm; vertical-align: top }
  .half { width: 50% } .pip { display: inline-block; width: 2mm; height: 2mm; border: 1px solid }
  .narrow { width: 5cm }
</style>
<p><i class=grade title=One><i class=pip></i> <b>High</b><br>C1 <a href="#here">established</a></i>
  <i class=grade id=here>C1</i></p>
<p><i class=grade title=Two><i class=pip></i> <b>High</b><br>C1 <a href="https://two.invalid">established</a></i>
  <i class="grade half">C2</i> <i class="grade half">C2</i> <i class=grade>C1</i></p>
<p class=narrow><i class=grade><i class=pip></i> <b>High</b><br>C1 <a href="#here">established</a></i>
  <i class="grade half">C2</i></p>
<p><i class=grade style="text-align: justify">A grade of several words</i>
  <i class=grade style="text-align: justify">A grade of several words</i> <i class=grade dir=rtl>C1</i></p>
<p><i class=grade lang=fa>سه، و C1</i></p><p><i class=grade lang=fa>سه، و C1</i></p>
"""


def test_equal_inline_blocks_are_laid_out_as_the_first_time(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = _pdf(_laid_out(_GRADES))
    monkeypatch.setattr(inline, "inline_block_box_layout", empty_inline_blocks._lay_out)
    assert ours == _pdf(_laid_out(_GRADES))


def test_an_inline_block_is_laid_out_once_for_its_content_and_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    laid_out: list[str] = []

    def noting(context: Any, box: Any, *rest: Any) -> Any:
        laid_out.append("".join(each.text for each in box.descendants() if isinstance(each, boxes.TextBox)))
        return empty_inline_blocks.lay_out_if_filled(context, box, *rest)

    monkeypatch.setattr(equal_inline_blocks, "lay_out_if_filled", noting)
    block = '<i style="display: inline-block"><b>{}</b></i>'
    lines = [block.format(text) for text in ("C1", "C1", "C2", "C1", "C2")]
    _laid_out("".join(f"<p>{line}</p>" for line in [*lines, "A word " + lines[0]]))
    assert laid_out == ["C1", "C2", "C1"]


def test_a_copied_inline_block_has_the_elements_of_its_own() -> None:
    block = '<p><i style="display: inline-block" title={0}><b title={0}>C1</b></i></p>'
    texts = _text_boxes(_laid_out("".join(map(block.format, ("One", "Two", "Three")))))
    assert [text.element.get("title") for text in texts] == ["One", "Two", "Three"]


def test_lengths_in_percent_are_of_the_block_around_each_box() -> None:
    containers = [f'<div style="width: {px}px"><p class=half>Half</p></div>' for px in (100, 300, 100)]
    style = "<style>.half { width: 50%; margin-left: 10%; padding-top: 5% }</style>"
    texts = _text_boxes(_laid_out(style + "".join(containers)))
    assert [text.position_x - texts[0].position_x for text in texts] == [0, pytest.approx(20), 0]


def test_equal_lengths_of_boxes_are_kept_once_and_are_of_the_same_kind_of_number() -> None:
    texts = [_with_margin(margin) for margin in (3, 3.0, 3)]
    kept: list[Any] = [derived(style, "lengths", dict) for style in texts]
    assert [type(lengths["margin_left"]) for lengths in kept] == [int, float, int]
    assert kept[0] is kept[2]


def _with_margin(margin: float) -> Any:
    """Return the style of a box whose lengths are resolved."""
    box = boxes.BlockBox("p", InitialStyle(None), None, ())
    box.style["margin_left"] = Dimension(margin, "px")
    block.resolve_percentages(box, (100, 100))
    return box.style


def test_a_page_of_another_name_is_begun_also_after_documents_with_one_name() -> None:
    style = "<style>@page wide { size: 400pt 200pt } .wide { page: wide }</style>"
    assert len(_laid_out("<p>One</p><div><p class=wide>Two</p></div>").pages) == 1
    assert len(_laid_out(f"{style}<p>One</p><div><p class=wide>Two</p></div>").pages) == 2
    assert len(_laid_out("<p>One</p><div><p style='page: wide'>Two</p></div>").pages) == 2


_SET_IN_MANY_WAYS = """
<title>All that is set</title><meta name=author content="A. Analyst">
<style>.thin { font-weight: 300; width: 5em }</style>
<p>One <b>sentence</b> <i lang=de>mit einem langen Donaudampfschifffahrtsgesellschaftskapitän</i> and
  <u>a line below it</u>,
  <span style="font-variant-numeric: oldstyle-nums; letter-spacing: 1px">1234567890</span></p>
<p dir=rtl lang=fa>یک جمله، و 12 کلمه</p><p class=thin>Words and again words and again words</p>
<div style="columns: 2"><p>In the first column, and then</p><p>in the second column, and then</p></div>
"""


def test_texts_are_set_as_where_nothing_is_kept_of_their_styles(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = _pdf(_laid_out(_SET_IN_MANY_WAYS))
    monkeypatch.setattr(template_styles, "_kept", threading.local())
    monkeypatch.setattr(Layout, "setup", pango_contexts._set_up)
    assert ours == _pdf(_laid_out(_SET_IN_MANY_WAYS))


def test_lines_that_are_split_off_again_are_those_of_the_first_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    part = _laid_out(_SET_IN_MANY_WAYS * 2)
    ours = [(box.text, box.position_x, box.width) for box in _text_boxes(part)]
    monkeypatch.setattr(template_styles, "_kept", threading.local())
    monkeypatch.setattr(kept_text, "_lines_of", lambda _context: {})
    again = [(box.text, box.position_x, box.width) for box in _text_boxes(_laid_out(_SET_IN_MANY_WAYS * 2))]
    assert ours == again
    assert len(ours) % 2 == 0


def test_a_document_has_its_style_sheets_and_what_it_says_of_itself() -> None:
    part = _laid_out(_SET_IN_MANY_WAYS)
    assert part.document.metadata.title == "All that is set"
    assert part.document.metadata.authors == ["A. Analyst"]
    weights = {box.text: box.style["font_weight"] for box in _text_boxes(part)}
    assert next(weight for text, weight in weights.items() if text.startswith("Words and")) == 300


def test_the_parser_makes_no_expression_twice() -> None:
    _laid_out("<p class=a>One &amp; two</p>")
    made = dict(inputstream.characters_until_regex)
    _laid_out("<p class=a>Three &amp; four</p>")
    assert made
    assert inputstream.characters_until_regex == made


_IN_COLUMNS = """
<style>
  ul { columns: 2; list-style: none; padding: 0 }
  li { border-bottom: 1px solid; margin: 2mm 0; padding-left: 9mm }
  .entry { position: relative; top: 1mm } .page { position: absolute; right: 0; bottom: 0 }
  li > p { margin-top: 5mm }
  .cut::first-letter { font-size: 2em } .own { overflow: hidden } .narrow { max-width: 2cm }
</style>
<p>Above</p><ul>{}</ul>
"""
_KINDS_OF_ENTRIES = (
    "<li>One <a href='#two'>with</a> some <a href='#five'>words</a></li>",
    "<li id=two class=entry>Two <span class=page>17</span></li>",
    "<li class=narrow>Three, of which the lines are shorter than those of others</li>",
    "<li class='cut own'>Four</li>",
    "<li id=five><p>Five</p><ul><li>within</li><li>another</li><li>list</li></ul></li>",
    "<li>Six <span style='position: absolute'>taken out</span> <i style='float: right'>beside it</i></li>",
)


@pytest.mark.parametrize("rows", [1, 3, 40])
def test_columns_are_balanced_as_where_each_paragraph_is_laid_out_again(
    monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    html = _IN_COLUMNS.replace("{}", "".join(_KINDS_OF_ENTRIES) * rows)
    ours = _laid_out(html)
    monkeypatch.setattr(balanced_columns, "moved_paragraphs", lambda _context: nullcontext())
    assert _pdf(ours) == _pdf(_laid_out(html))


def test_a_paragraph_in_columns_is_laid_out_once_unless_a_column_ends_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    laid_out: list[str] = []
    lines = block.iter_line_boxes

    def noting(context: Any, box: Any, *rest: Any) -> Any:
        laid_out.append("".join(each.text for each in box.descendants() if isinstance(each, boxes.TextBox)))
        return lines(context, box, *rest)

    monkeypatch.setattr(block, "iter_line_boxes", noting)
    _laid_out(_IN_COLUMNS.replace("{}", "".join(f"<li>Entry {place}</li>" for place in range(60))))
    entries = [text for text in laid_out if text.startswith("Entry")]
    assert len(set(entries)) == 60
    assert len(entries) < 90


_SHEETS = """
<style>
  @page { @top-left { content: element(head) } @bottom-right { content: element(foot) } }
  .head { position: running(head); padding: 2mm; font-weight: bold } .foot { position: running(foot) }
  .last { color: red } section { break-after: page }
</style>
<section><div class=head>Title <i>1</i></div><div class=foot>A <b>marking</b></div></section>
<section><div class=head>Title <i>2</i></div><div class=foot>A <b>marking</b></div></section>
<section><div class="head last">Title <i>3</i></div></section>
"""


def _furniture() -> LaidOutPart:
    return Typesetter(paths.templates() / BASE, {}).lay_out_furniture(_SHEETS)


def test_headers_and_footers_are_those_of_styles_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = _furniture()
    monkeypatch.setattr(LayoutContext, "get_running_element_for", running_elements._elements)
    assert _pdf(ours) == _pdf(_furniture())


def test_headers_of_equal_elements_have_one_style() -> None:
    page_boxes = [page._page_box for page in _furniture().pages]
    heads = [
        next(box for box in page_box.descendants() if box.element is not None and "head" in _class_of(box))
        for page_box in page_boxes
    ]
    assert heads[0].style is heads[1].style
    assert heads[0].style is not heads[2].style


def _class_of(box: Any) -> str:
    return str(box.element.get("class", "")) if hasattr(box.element, "get") else ""


_SIDES = ("top", "right", "bottom", "left")


def test_measures_of_boxes_have_the_digits_of_sums_from_the_inside_outwards() -> None:
    box = _box("p")
    lengths = (f"{kind}_{side}" for kind in ("padding", "margin") for side in _SIDES)
    for number, name in enumerate(("width", "height", *lengths), start=1):
        setattr(box, name, number / 10 + 1 / 3)
    for side in _SIDES:
        setattr(box, f"border_{side}_width", 0.1)
    assert box.border_width() == box.padding_width() + 0.1 + 0.1
    assert box.border_height() == box.padding_height() + 0.1 + 0.1
    assert box.margin_width() == box.border_width() + box.margin_left + box.margin_right
    assert box.margin_height() == box.border_height() + box.margin_top + box.margin_bottom


@pytest.mark.parametrize(
    ("margins", "collapsed"),
    [([], 0), ([0, 0.0], 0), ([3.0, 5, 1], 5), ([-3.0, -5, -1], -5), ([4.5, -3.0, 2, -7], -2.5)],
)
def test_of_adjoining_margins_the_highest_and_the_lowest_count(
    margins: list[float], collapsed: float
) -> None:
    assert block.collapse_margin(margins) == collapsed


_BESIDE_FLOATS = """
<style>
  .right { float: right; width: 3cm; margin: 2mm } .left { float: left }
  .own { overflow: hidden; margin: 3mm }
</style>
<p>Before all floats, words on lines of a paragraph</p>
<div class=own>In a block of its own</div><div class=own dir=rtl>سه، و 12</div>
<p class=right>A float</p>
<p>Beside it, words on lines of a paragraph, which are longer than one line of the page</p>
<div class=own>In a block of its own</div><p class=left>Another</p><p dir=rtl>سه، و 12 کلمه</p>
"""


def test_lines_and_blocks_are_where_they_are_beside_floats_and_without(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ours = _pdf(_laid_out(_BESIDE_FLOATS))
    for module in (block, floats, inline):
        monkeypatch.setattr(module, "avoid_collisions", box_measures._avoid_collisions)
    assert ours == _pdf(_laid_out(_BESIDE_FLOATS))


def test_a_layout_leaves_no_boxes_to_a_collection_of_garbage() -> None:
    garbage_of(links=1)  # the parser of HTML leaves some for the first document of a kind
    assert garbage_of(links=200) < 200


def garbage_of(links: int) -> int:
    """Return the number of objects that only a collection finds after a layout."""
    listed = "".join(f'<li id="i{number}"><a href="#i{number}">Row</a></li>' for number in range(links))
    head = '<!DOCTYPE html><html lang="en"><head><title>Links</title></head>'
    typesetter = Typesetter(paths.templates() / BASE, {})
    gc.collect()
    gc.disable()
    try:
        laid_out = typesetter.lay_out(f"{head}<body><ul>{listed}</ul></body></html>")
        found = gc.collect()
    finally:
        gc.enable()
    assert laid_out.pages
    return found
