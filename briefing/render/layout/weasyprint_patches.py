"""WeasyPrint 70 with what it has no setting for; import this module before WeasyPrint itself.

- A name, a code or an abbreviation is never parted at the end of a line.
- Parts of a line that run from right to left are in the order of the Unicode Bidirectional Algorithm.
- A float is not divided between pages where its style says so.
- A line holds the words that fit. WeasyPrint breaks after the first where the space at the end does not.
- Text is mapped to the characters that were typed (`text_layer`).
- A source is noted once at the foot of a page, however often the page cites it, in their order.
- A character that the families of a style lack is taken from the font of its script, first of its language.
- Boxes are on a grid and blocks end on one (`grid`), and there are margin boxes only where `margin_boxes`
  says so.
- Styles that parts of a document share are computed once (`shared_styles`), and so is what is derived of
  them for each box (`kept_values`). Short texts are measured and shaped once, and lines split off
  once (`kept_text`); what Pango needs of a style is made once (`pango_contexts`), and the key of a font is
  asked for once (`font_keys`).
- Lines of a document that is laid out several times are kept (`kept_lines`).
- Columns are balanced in two or three layouts (`balanced_columns`), in which paragraphs are moved.
- A layout can be ended at each block (`briefing.render.checkpoints`).
- A variable font is written quickly (`static_fonts`), however many glyphs it has that are not used.
- HTML is parsed and searched, and boxes are copied and drawn, with less work, and inline blocks with equal
  short content are laid out once (`shortcuts`). Selectors are found by kinds of elements (`element_kinds`).
- Text in SVG pictures is set as in a paragraph (`whole_svg_lines`): WeasyPrint sets it letter by letter,
  which leaves Arabic unjoined and in the wrong order.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from types import SimpleNamespace
from typing import Any

import pyphen

from briefing.operating_system import libraries_loaded_by_file_name
from briefing.render import checkpoints
from briefing.render.layout.shortcuts.deferred_font_tools import deferred_font_tools
from briefing.render.layout.styling import selector_matching
from briefing.typography import fonts, scripts

fonts.use_packaged_fonts_only()
selector_matching.apply()
with warnings.catch_warnings(), libraries_loaded_by_file_name(), deferred_font_tools():
    # WeasyPrint warns that fontconfig lists no font: that is what we want.
    warnings.simplefilter("ignore")
    from weasyprint import css as weasyprint_css
    from weasyprint import layout as weasyprint_layout
    from weasyprint import pdf as weasyprint_pdf
    from weasyprint import svg as weasyprint_svg
    from weasyprint.css.properties import INITIAL_VALUES
    from weasyprint.draw import text as weasyprint_text
    from weasyprint.formatting_structure import build
    from weasyprint.layout import LayoutContext, block, inline
    from weasyprint.layout import page as weasyprint_page
    from weasyprint.layout.float import float_layout
    from weasyprint.matrix import Matrix
    from weasyprint.pdf import stream as weasyprint_stream
    from weasyprint.pdf.fonts import Font
    from weasyprint.svg.text import Style, TextBox
    from weasyprint.text import line_break

    from briefing.render.layout import balanced_columns, bidirectional_lines
    from briefing.render.layout.font_instances import static_fonts
    from briefing.render.layout.grid import ending_on_grid, put_on_grid
    from briefing.render.layout.shortcuts import (
        backgrounds,
        box_copies,
        box_measures,
        box_trees,
        drawing,
        equal_inline_blocks,
        html_parsing,
        named_elements,
        page_names,
        paragraphs_in_columns,
        released_context,
        running_elements,
        strict_html,
    )
    from briefing.render.layout.styling import kept_values, style_copies
    from briefing.render.layout.styling.shared_styles import SharingStyleFor
    from briefing.render.layout.text_layer import embedding, kept_text, pango_contexts
    from briefing.render.layout.text_layer.font_keys import FontKeys
    from briefing.render.layout.text_layer.kept_lines import kept_once
    from briefing.render.layout.text_layer.lines import drawing_with

PDF_VARIANT = "pdf/a-3a"
"""The variant of PDF as which documents are laid out and written."""
OUTPUT_INTENT: str = weasyprint_pdf.VARIANTS[PDF_VARIANT][1]["output_intent"]
"""The colour space in which that variant has gradients and transparent groups."""
NOTE = "data-note"
"""The attribute of a note's element; its value is the anchor of the source."""
NUMBER = "data-number"
"""The attribute with the number by which the notes of a page are ordered."""

_WRAPPED = ("normal", "pre-line")
UNBROKEN = ("avoid", "avoid-page")
"""The values of `break-inside` with which a box is not divided between pages."""
_MOST_LETTERS_PER_EM = 8
_NOUNS_ARE_CAPITALISED = ("de", "lb")
_lay_out_footnote, _report_footnote = LayoutContext.layout_footnote, LayoutContext.report_footnote
_create_anonymous_boxes, _text_align = build.create_anonymous_boxes, inline.text_align
_build_fonts, _clean_font = weasyprint_pdf.build_fonts_dictionary, Font.clean
_draw_first_line = drawing_with(weasyprint_text.draw_first_line)
_font_description = line_break.get_font_description
_lay_out_block = paragraphs_in_columns.moved_in_columns(block.block_container_layout)
_split_first_line = kept_text.measured_once(inline.split_first_line)
_make_margin_boxes, _lay_out_backgrounds = (
    weasyprint_layout.make_margin_boxes,
    weasyprint_layout.layout_backgrounds,
)
_measure_footnotes = LayoutContext._update_footnote_area  # noqa: SLF001 - there is no public way to order them


def _share_equal_patterns(dictionary: Any) -> None:
    """Keep the places where words of a language can be parted once for all patterns with the same ones."""
    if "are_shared" not in dictionary.__dict__:
        known: dict[Any, Any] = {}
        for word, places in dictionary.patterns.items():
            if all(type(value) is int for value in places[1]):  # others have a spelling with them
                dictionary.patterns[word] = known.setdefault(places, places)
        dictionary.are_shared = True


class _Hyphenator(pyphen.Pyphen):  # type: ignore[misc] # ships no types
    """Parts words, and neither names nor codes: what has a capital letter or a digit stays whole."""

    def __init__(self, lang: str, **limits: Any) -> None:
        super().__init__(lang=lang, **limits)
        _share_equal_patterns(self.hd)
        self._may_begin_with_capital = lang.startswith(_NOUNS_ARE_CAPITALISED)

    def iterate(self, word: str) -> Iterator[tuple[str, str]]:
        inside = word[1:] if self._may_begin_with_capital else word
        if any(letter.isupper() or letter.isdigit() for letter in inside):
            return iter(())
        parts: Iterator[tuple[str, str]] = super().iterate(word)
        return parts


def _note_once_a_page(context: Any, footnote: Any) -> bool:
    """Put a note at the foot of the page, unless one for the same source is there."""
    source = footnote.element.get(NOTE)
    noted = {other.element.get(NOTE) for other in context.current_page_footnotes}
    if source and source in noted:
        context.footnotes.remove(footnote)
    else:
        # The result says whether the notes overflow their area. That has no height here and grows with
        # them, so that what overflows is a rounding error.
        _lay_out_footnote(context, footnote)
    return False


def _report_what_is_there(context: Any, footnote: Any) -> None:
    """Move a note to the next page; one that was left out has nothing to move."""
    if footnote in context.current_page_footnotes:
        _report_footnote(context, footnote)


def _in_order_of_numbers(context: Any) -> Any:
    """Measure the notes of a page, and leave them as they are to be printed."""
    overflows = _measure_footnotes(context)
    notes = context.current_page_footnotes
    context.current_footnote_area.children = sorted(
        notes, key=lambda note: int(note.element.get(NUMBER, 0))
    )
    return overflows


_has_margin_boxes: ContextVar[bool] = ContextVar("has_margin_boxes", default=False)


@contextmanager
def margin_boxes() -> Iterator[None]:
    """Lay out headers and footers, which the parts of a document do not have."""
    token = _has_margin_boxes.set(True)
    try:
        yield
    finally:
        _has_margin_boxes.reset(token)


def _margin_boxes_where_wanted(context: Any, page: Any, state: Any) -> Iterator[Any]:
    return _make_margin_boxes(context, page, state) if _has_margin_boxes.get() else iter(())


def _lay_out_checked_block(*arguments: Any, **options: Any) -> Any:
    checkpoints.pass_by()
    return _lay_out_block(*arguments, **options)


def _on_grid_with_backgrounds(page: Any, get_image_from_uri: Any) -> None:
    """Lay out the backgrounds of a page, whose boxes are put on the grid."""
    put_on_grid(page)
    _lay_out_backgrounds(page, get_image_from_uri)


def _lay_out_float(context: Any, box: Any, *around: Any, skip_stack: Any) -> Any:
    """Lay out a float; one that is not to be divided is as high as it needs, and goes to the next page."""
    *others, bottom_space = around
    if box.style["break_inside"] in UNBROKEN:
        bottom_space = -math.inf
    return float_layout(context, box, *others, bottom_space, skip_stack)


def _with_divided_lines(box: Any) -> Any:
    """Complete the box tree, and divide its text boxes by direction."""
    box = _create_anonymous_boxes(box)
    bidirectional_lines.divide_lines(box)
    return box


def _align_in_visual_order(context: Any, line: Any, available_width: float, last: bool) -> Any:
    """Return the offset of a line, whose boxes are put into visual order."""
    offset = _text_align(context, line, available_width, last)
    bidirectional_lines.reorder_line(line, context)
    return offset


def _split_by_words(
    text: str, style: Any, context: Any, max_width: float | None, spacing: float, **options: Any
) -> Any:
    """Split the first line off a text; that is all of it where only the space at its end does not fit."""
    line = _split_first_line(text, style, context, max_width, spacing, **options)
    words = text.rstrip(" ")
    if line[2] is None or max_width is None or words == text or style["white_space"] not in _WRAPPED:
        return line
    if "\n" in words or len(words) * style["font_size"] > max_width * _MOST_LETTERS_PER_EM:
        return line
    if _split_first_line(words, style, context, float("inf"), spacing, **options)[3] > max_width:
        return line
    return _split_first_line(text, style, context, float("inf"), spacing, **options)


def _clean_static_font(font: Any, to_unicode: Any, hinting: bool) -> None:
    """Reduce a font to the glyphs that are used, of the one weight that is used."""
    static_fonts.make_static(font, to_unicode)
    _clean_font(font, to_unicode, hinting)


def _fonts_with_shapes(pdf: Any, fonts: Any, compress: bool, subset: bool, options: Any) -> Any:
    """Embed the fonts of a document, with the shapes and codes of its text."""
    embedding.keep_parts(fonts.values())
    dictionaries = _build_fonts(pdf, fonts, compress, subset, options)
    for font in fonts.values():
        embedding.complete(pdf, font, dictionaries[font.hash], compress=compress)
    return dictionaries


class _StyleWithFamilies:
    """A style with other font families."""

    def __init__(self, style: Any, families: list[str]) -> None:
        self._style = style
        self._families = families

    def __getitem__(self, name: str) -> Any:
        return self._families if name == "font_family" else self._style[name]


def _description_with_script_fonts(style: Any) -> Any:
    """Describe the font of a style, followed by the fonts of further scripts that the page loads."""
    families = getattr(style.font_config, "script_families", ())
    if not families:
        return _font_description(style)
    own = fonts.family_of(style["lang"] or "")
    ordered = sorted(families, key=lambda family: family != own)
    return _font_description(_StyleWithFamilies(style, [*style["font_family"], *ordered]))


kept_values.apply()
style_copies.apply()
kept_text.apply()
pango_contexts.apply()
drawing.apply()
equal_inline_blocks.apply()
backgrounds.apply()
box_measures.apply()
box_copies.apply()
box_trees.apply()
html_parsing.apply()
strict_html.apply()
named_elements.apply()
page_names.apply()
released_context.apply()
running_elements.apply()
weasyprint_css.StyleFor = SharingStyleFor
weasyprint_layout.make_margin_boxes = _margin_boxes_where_wanted
weasyprint_layout.layout_backgrounds = _on_grid_with_backgrounds
weasyprint_text.draw_first_line = _draw_first_line
weasyprint_pdf.build_fonts_dictionary = _fonts_with_shapes
weasyprint_stream.get_pango_font_key = FontKeys()
Font.clean = _clean_static_font
line_break.get_font_description = _description_with_script_fonts
build.create_anonymous_boxes = _with_divided_lines
inline.split_first_line = _split_by_words
block.block_container_layout = _lay_out_checked_block
block.block_level_layout = weasyprint_page.block_level_layout = ending_on_grid(block.block_level_layout)
block.float_layout = inline.float_layout = _lay_out_float
block.columns_layout = balanced_columns.lay_out_columns
inline.text_align = _align_in_visual_order
inline.get_next_linebox = kept_once(inline.get_next_linebox)
line_break.pyphen = SimpleNamespace(Pyphen=_Hyphenator, language_fallback=pyphen.language_fallback)
LayoutContext.layout_footnote = _note_once_a_page
LayoutContext.report_footnote = _report_what_is_there
LayoutContext._update_footnote_area = _in_order_of_numbers  # noqa: SLF001


# Text in SVG pictures


@contextmanager
def whole_svg_lines() -> Iterator[None]:
    """Set each line of an SVG picture's text as one, so that it is shaped and ordered as in a paragraph."""
    letter_by_letter = weasyprint_svg.TAGS["text"]

    def text(svg: Any, node: Any, font_size: float) -> None:
        if list(node) or not {"x", "y"} <= node.attrib.keys():
            node.text_bounding_box = weasyprint_svg.EMPTY_BOUNDING_BOX
            letter_by_letter(svg, node, font_size)
        elif node.text:
            _draw_line(svg, node, font_size)

    weasyprint_svg.TAGS["text"] = text
    try:
        yield
    finally:
        weasyprint_svg.TAGS["text"] = letter_by_letter


def _draw_line(svg: Any, node: Any, font_size: float) -> None:
    style = _line_style(svg, node, font_size)
    layout, _, _, width, _, baseline = line_break.split_first_line(
        node.text, style, svg.context, float("inf"), 0
    )
    from_right = style["direction"] == "rtl"
    before = {"start": from_right, "middle": 0.5, "end": not from_right}[node.get("text-anchor", "start")]
    x, y = svg.point(node.get("x"), node.get("y"), font_size)
    svg.stream.push_state()
    fill, stroke = svg.set_graphical_state(node, font_size)
    svg.stream.begin_text()
    layout.reactivate(style)
    svg.fill_stroke(fill, stroke, text=True)
    box = TextBox(layout, style)
    box.baseline = baseline
    _draw_first_line(svg.stream, box, "none", "none", Matrix(d=-1, e=x - width * before, f=y))
    svg.stream.end_text()
    svg.stream.pop_state()


def _line_style(svg: Any, node: Any, font_size: float) -> Any:
    style = Style(INITIAL_VALUES)
    style.font_config = svg.font_config
    style["font_family"] = [name.strip(" \"'") for name in node.get("font-family", "sans-serif").split(",")]
    style["font_style"] = node.get("font-style", "normal")
    weight = {"normal": "400", "bold": "700"}.get(node.get("font-weight"), node.get("font-weight", "400"))
    style["font_weight"] = int(weight) if weight.isdecimal() else 400
    style["font_size"] = font_size
    style["lang"] = scripts.language_of(node.text, "en")
    if node.get("direction") == "rtl":
        style["direction"] = "rtl"
    return style
