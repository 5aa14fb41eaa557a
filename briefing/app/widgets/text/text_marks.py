"""Marks of words in a text that differ in the form of their lines, and not by colour alone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtGui import QColor, QTextCharFormat

_LINE = QTextCharFormat.UnderlineStyle


class MarkStyle(Enum):
    """The line of a mark: the style of the underline, and whether there is a line above the word."""

    NONE = (_LINE.NoUnderline, False)
    LINE = (_LINE.SingleUnderline, False)
    DASHES = (_LINE.DashUnderline, False)
    DOTS = (_LINE.DotLine, False)
    DASHES_AND_DOTS = (_LINE.DashDotLine, False)
    DASHES_AND_TWO_DOTS = (_LINE.DashDotDotLine, False)
    WAVE = (_LINE.WaveUnderline, False)
    LINE_ABOVE = (_LINE.NoUnderline, True)
    LINES_ABOVE_AND_BELOW = (_LINE.SingleUnderline, True)

    def format(self, colour: str) -> QTextCharFormat:
        """Return the format of marked characters; `colour` is that of the underline."""
        underline, has_line_above = self.value
        format_ = QTextCharFormat()
        format_.setUnderlineStyle(underline)
        format_.setUnderlineColor(QColor(colour))
        format_.setFontOverline(has_line_above)
        return format_


@dataclass(frozen=True, slots=True)
class TextMark:
    """Characters `start` to `end` (not included) with a mark, and the text that explains it."""

    start: int
    end: int
    message: str
    style: MarkStyle = MarkStyle.WAVE
