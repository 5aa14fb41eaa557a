"""The width of text, from the packaged fonts' own tables, and its division into lines.

Widths are the sum of the letters' advances. Kerning and the joining of Arabic letters make the printed
text a little narrower, so what fits here fits on the page.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path

from briefing.typography import fonts
from briefing.typography.advance_widths import AdvanceWidths, advance_widths

FAMILIES = ("Source Sans 3", "Amiri")
REGULAR, BOLD = 400, 700
LINE_HEIGHT = 1.24
ASCENT = 0.78
"""Of the size: how far letters reach above their line."""
_FILES = {
    REGULAR: ("SourceSans3[wght].ttf", "Amiri-Regular.ttf"),
    BOLD: ("SourceSans3[wght].ttf", "Amiri-Bold.ttf"),
}
_UNKNOWN_ADVANCE = 1.0
_SPACES = re.compile(r"[ \t\n\r\f\v]+")


@functools.cache
def _faces(weight: int) -> tuple[AdvanceWidths, ...]:
    return tuple(_face(fonts.font_files()[name], weight) for name in _FILES[weight])


@functools.cache
def _face(path: Path, weight: int) -> AdvanceWidths:
    """Return the advances of a font's characters, as fractions of the size."""
    return advance_widths(path, weight)


@functools.lru_cache(maxsize=8192)
def _advance(character: str, weight: int) -> float:
    """Return the advance of a character, as a fraction of the size."""
    code = ord(character)
    for face in _faces(weight):
        if (advance := face.get(code)) is not None:
            return advance
    for font in fonts.script_fonts(character).values():
        if font.path and code in fonts.characters_of(font.path):
            return _face(font.path, weight)[code]
    return _UNKNOWN_ADVANCE


def width(text: str, size: float, weight: int = REGULAR) -> float:
    """Return the width of a line of text, in the unit of `size`."""
    return size * sum(_advance(character, weight) for character in text)


def lines(text: str, size: float, room: float, weight: int = REGULAR, *, indent: float = 0) -> list[str]:
    """Break the text into lines no wider than `room`; a word that is wider by itself is broken.

    The first line is narrower by `indent`.
    """
    broken: list[str] = []
    space = width(" ", size, weight)
    left = 0.0
    for word in _SPACES.split(text.strip()):
        for piece in _pieces(word, size, room, weight):
            needed = width(piece, size, weight)
            if broken and left >= space + needed:
                broken[-1] += f" {piece}"
                left -= space + needed
            else:
                left = room - needed - (0 if broken else indent)
                broken.append(piece)
    return [line for line in broken if line]


def _pieces(word: str, size: float, room: float, weight: int) -> list[str]:
    """Break a word where it is wider than the room; each piece has at least one character."""
    if width(word, size, weight) <= room:
        return [word]
    pieces, used = [""], 0.0
    for character in word:
        needed = width(character, size, weight)
        if pieces[-1] and used + needed > room:
            pieces.append("")
            used = 0.0
        pieces[-1] += character
        used += needed
    return pieces
