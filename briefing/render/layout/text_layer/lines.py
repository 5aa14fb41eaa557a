"""Draw a line of text so that readers of the PDF extract it in logical order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from weasyprint.matrix import Matrix
from weasyprint.text.ffi import pango

from briefing.render.layout.text_layer.clusters import Run, ShapedRun, runs_of, shaped_runs
from briefing.render.layout.text_layer.embedded import draw_embedded
from briefing.render.layout.text_layer.kept_text import shaped_once
from briefing.render.layout.text_layer.places import Embedding, embedding_of, marks_needed
from briefing.render.layout.text_layer.shown_text import ShownSigns, note, show_again
from briefing.render.layout.text_layer.signs import DirectionOfReaders, show_on, signs_of

_SMALLEST_SIZE = 1e-6
Draw = Callable[[Any, Any, str, Any, Any], list[Any]]


def drawing_with(draw_as_weasyprint: Draw) -> Draw:
    """Return a function that draws a text box as here, or as WeasyPrint where this draws less.

    That is for a line cut short with an ellipsis, and for a font of pictures or without TrueType outlines.
    """

    def draw_first_line(
        stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any
    ) -> list[Any]:
        if textbox.style["font_size"] < _SMALLEST_SIZE:
            return []
        if not textbox.text.strip() and not _counts(stream, textbox):
            return []
        if text_overflow != "ellipsis" and block_ellipsis == "none":
            layout = textbox.pango_layout
            if show_again(stream, layout, matrix):
                return []
            shaped = shaped_once(layout, textbox.style, partial(_shaped, layout))
            runs = list(runs_of(shaped, stream.add_font, textbox.style["font_size"]))
            if all(_has_outlines(run.font) for run in runs):
                own = embedding_of(textbox)
                parts = [(runs, own)] if own else _parts(runs, layout.text, textbox.style["direction"])
                _draw(stream, layout, matrix, list(parts))
                return []
        text = textbox.pango_layout.text
        try:
            return draw_as_weasyprint(stream, textbox, text_overflow, block_ellipsis, matrix)
        finally:
            # WeasyPrint leaves the text that it has cut: drawn again, it would be cut once more.
            textbox.pango_layout.text = text

    return draw_first_line


def _shaped(layout: Any) -> tuple[ShapedRun, ...]:
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
    line, _ = layout.get_first_line()
    return shaped_runs(line, layout.text)


def _counts(stream: Any, space: Any) -> bool:
    """Say whether readers need a space: beside text from right to left they do not see one by its place."""
    return bool(space.text) and bool(embedding_of(space) or DirectionOfReaders(stream).is_from_right)


def _has_outlines(font: Any) -> bool:
    return "glyf" in font.tables and not (font.bitmap or font.png or font.svg or font.colr)


def _draw(
    stream: Any, layout: Any, matrix: Any, parts: Sequence[tuple[list[Run], Embedding | None]]
) -> None:
    for part, place in parts:
        if place:
            draw_embedded(stream, part, matrix, place)
        else:
            shown = _draw_from_left(stream, part, matrix)
            if shown and len(parts) == 1:
                note(stream, layout, part[0].x, shown)


def _parts(runs: list[Run], text: str, direction: str) -> Iterator[tuple[list[Run], Embedding | None]]:
    """Divide the runs of a line that is drawn at once by whether they are in an embedding."""
    for embedded, part in groupby(runs, lambda run: run.level > 0):
        inside = list(part)
        if embedded and any(run.from_right for run in inside):
            right = inside[-1].x + inside[-1].width
            from_right = direction == "rtl"
            marks = marks_needed(text, from_right=from_right)
            yield inside, Embedding(object(), inside[0].x, right, True, from_right, marks)
        else:
            yield inside, None


def _draw_from_left(stream: Any, runs: list[Run], matrix: Any) -> list[ShownSigns]:
    """Draw runs; return what shows them, nothing where that depends on what was drawn before."""
    stream.set_text_matrix(*(Matrix(e=runs[0].x) @ matrix).values)
    readers = DirectionOfReaders(stream)
    is_from_right = readers.is_from_right
    shown = []
    for _, part in groupby(runs, lambda run: (id(run.font), run.size)):
        same_font = list(part)
        first = same_font[0]
        signs = [sign for run in same_font for sign in signs_of(run)]
        alone = readers.first_from_left(signs)
        for sign in signs[:alone]:
            show_on(stream, first, [sign], alone=True)
        text = show_on(stream, first, signs[alone:], alone=bool(alone))
        shown.append(ShownSigns(first.pango_font, first.font.hash, first.size, text))
    return [] if is_from_right else shown
