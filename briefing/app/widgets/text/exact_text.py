"""The text of a briefing next to the text that an edit widget shows for it, character for character.

Qt's text documents cannot hold some characters: carriage return, U+2029, U+FDD0 and U+FDD1 become line
breaks. `toPlainText` also turns U+00A0 into a space and U+2028 into a line break. Therefore the text is
kept here, and each change of the widget is applied to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

TYPED_SPACE = " \t\r\n"
"""White space that is removed from the ends of typed text; others, such as U+00A0, are part of the text."""
_SHOWN = {"\r": "\n", "\u2029": "\n", "\ufdd0": "\ufffd", "\ufdd1": "\ufffd"}
_CRLF_SHOWN = "\u200b\n"
"""A carriage return before a line feed is shown without width, so that positions stay equal."""


@dataclass(frozen=True, slots=True)
class TextChange:
    """A replacement at a position, in code points."""

    position: int
    removed: str
    inserted: str


class ExactText:
    """A text, and `shown`, which has the same length and which Qt's documents can hold."""

    def __init__(self, text: str = "") -> None:
        self.text = text
        self.shown = shown_text(text)

    def follow(self, shown: str, caret: int, selected_from: int | None = None) -> TextChange:
        """Apply the change after which the widget shows `shown`, with its caret at a code point.

        `selected_from` is the start of the selection before the change, where there was one.
        """
        change = difference(self.shown, shown, caret, selected_from)
        end = change.position + len(change.removed)
        self.text = f"{self.text[: change.position]}{change.inserted}{self.text[end:]}"
        self.shown = shown
        return change


def shown_text(text: str) -> str:
    """Return the text with the characters replaced that Qt's documents cannot hold, one by one."""
    return re.sub(
        "[\r\u2029\ufdd0\ufdd1]", lambda match: _SHOWN[match[0]], text.replace("\r\n", _CRLF_SHOWN)
    )


def difference(
    before: str, after: str, caret: int | None = None, selected_from: int | None = None
) -> TextChange:
    """Return the one replacement that leads from a text to another.

    Where several would, it is the one that ends at the caret, as after typing and deleting, and that begins
    with the selection that was replaced.
    """
    if caret is not None and before.endswith(after[caret:]):
        tail = len(after) - caret
    else:
        tail = _common_length(before[::-1], after[::-1])
    head = _common_length(before[: len(before) - tail], after[: len(after) - tail])
    if selected_from is not None:
        head = min(head, selected_from)
    return TextChange(head, before[head : len(before) - tail], after[head : len(after) - tail])


def _common_length(one: str, other: str) -> int:
    """Return the length of the common beginning of two texts."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(one), len(other)))


def utf_16_length(text: str) -> int:
    """Return the length of a text as Qt counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def from_utf_16(text: str, position: int) -> int:
    """Return a position that Qt counts in UTF-16 units in code points."""
    units = text.encode("utf-16-le", "surrogatepass")[: 2 * position]
    return len(units.decode("utf-16-le", "ignore"))
