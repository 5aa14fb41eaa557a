"""What shows a text that goes from left to right, kept for the next time that the text is drawn.

It is kept with the layout of the text, where that is asked for (`keep_with`), and only what is drawn with
fonts that give each sign a mark of its own in place of a code: such a mark is the same wherever it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from weasyprint.matrix import Matrix

from briefing.render.layout.text_layer.signs import DirectionOfReaders

SHOWN = "shown_text"
"""The attribute of a layout with what is kept, which copies of the layout share."""


class ShownSigns(NamedTuple):
    """Text in one font, as an operator shows it; `font` is its name in the PDF."""

    pango_font: Any
    font: str
    size: float
    text: str


@dataclass(slots=True)
class KeptText:
    """What showed a text with some fonts, from `x` on, in pixels from the place of the text."""

    fonts: Any = None
    x: float = 0.0
    signs: Sequence[ShownSigns] = ()


def keep_with(layout: Any) -> None:
    """Have what shows a text kept with its layout once it is drawn."""
    setattr(layout, SHOWN, KeptText())


def note(stream: Any, layout: Any, x: float, signs: Sequence[ShownSigns]) -> None:
    """Note what showed a text on a stream, where it is to be kept."""
    kept: KeptText | None = layout.__dict__.get(SHOWN)
    if kept is not None and _has_marks(stream):
        kept.fonts, kept.x, kept.signs = _fonts(stream), x, signs


def show_again(stream: Any, layout: Any, matrix: Any) -> bool:
    """Show a text as it was shown before, if that is kept; return whether it is."""
    kept: KeptText | None = layout.__dict__.get(SHOWN)
    if kept is None or kept.fonts is not _fonts(stream) or DirectionOfReaders(stream).is_from_right:
        return False
    stream.set_text_matrix(*(Matrix(e=kept.x) @ matrix).values)
    for signs in kept.signs:
        stream.add_font(signs.pango_font)
        stream.set_font_size(signs.font, signs.size)
        stream.show_text(signs.text)
    return True


def _fonts(stream: Any) -> Any:
    return stream._fonts  # noqa: SLF001 - a stream has no public way to its fonts


def _has_marks(stream: Any) -> bool:
    return bool(getattr(_fonts(stream), "gives_marks", False))
