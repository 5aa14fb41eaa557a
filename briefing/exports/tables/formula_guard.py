"""Text that a spreadsheet would take for a formula, made plain text."""

from __future__ import annotations

import re

_STARTS = "=+\\-@＝＋－＠\t\r\n|%"
"""The wide forms are read as formulas too, by spreadsheets of some languages."""
_BEGINNING = re.compile(rf"[\s\"]*[{_STARTS}]")
_AFTER_A_BREAK = re.compile(rf"([;\t\r\n][\s\"']*)(?=[{_STARTS.replace(chr(9), '')}])")


_NUMBER = r"\d[\d.,'’ \u00a0\u202f]*(?:[eE][+\-]?\d+)?"
_UNIT = r"(?:[ \u00a0\u202f]?(?:[^\W\d_]|[%‰°€$£¥]))*"
_HARMLESS = re.compile(rf"[+\-＋－][ \u00a0\u202f]?{_NUMBER}{_UNIT} *|[+\-]")
"""A number with its sign, and perhaps a unit in words; or the sign alone, which tables use for "none"."""

_CELL_END = re.compile(r"[;\t\r\n]")


def looks_like_formula(text: str) -> bool:
    """Return whether a spreadsheet might calculate with a text instead of showing it.

    A number with a sign is the same calculated and shown, so it is not one.
    """
    return bool(_BEGINNING.match(text)) and not _HARMLESS.fullmatch(text)


def neutralised(text: str) -> str:
    """Put an apostrophe before each place of a text where a spreadsheet would begin a formula.

    These are its start, and after what a spreadsheet of other regional settings takes for the end of a
    cell, however the file is quoted.
    """
    inner = _AFTER_A_BREAK.sub(_guarded, text)
    return f"'{inner}" if looks_like_formula(inner) else inner


def _guarded(match: re.Match[str]) -> str:
    rest = _CELL_END.split(match.string[match.end() :], maxsplit=1)[0]
    is_bare = not {'"', "'"} & set(match.group())
    return match.group() if is_bare and _HARMLESS.fullmatch(rest) else f"{match.group()}'"
