"""Text that a spreadsheet would take for a formula, made plain text."""

from __future__ import annotations

import re

_STARTS = "=+\\-@＝＋－＠\t\r\n|%"
"""The wide forms are read as formulas too, by spreadsheets of some languages."""
_BEGINNING = re.compile(rf"[\s\"]*[{_STARTS}]")
_AFTER_A_BREAK = re.compile(rf"([;\t\r\n][\s\"']*)(?=[{_STARTS.replace(chr(9), '')}])")


def looks_like_formula(text: str) -> bool:
    """Return whether a spreadsheet might calculate with a text instead of showing it."""
    return bool(_BEGINNING.match(text))


def neutralised(text: str) -> str:
    """Put an apostrophe before each place of a text where a spreadsheet would begin a formula.

    These are its start, and after what a spreadsheet of other regional settings takes for the end of a
    cell, however the file is quoted.
    """
    inner = _AFTER_A_BREAK.sub(r"\1'", text)
    return f"'{inner}" if looks_like_formula(inner) else inner
