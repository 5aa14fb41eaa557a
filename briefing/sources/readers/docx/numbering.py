"""The numbers of numbered paragraphs, which a Word document does not contain as text."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from briefing.sources.readers.docx.package import W

_PLACEHOLDER = re.compile(r"%(\d)")
_MOST = 4000


class Numbering:
    """Counts numbered paragraphs in the order of the text; `root` is that of the part numbering.xml."""

    def __init__(self, root: Any | None) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        if root is not None:
            for each in root.iter(f"{W}abstractNum"):
                self._levels[each.get(f"{W}abstractNumId", "")] = dict(_levels(each))
            for each in root.iter(f"{W}num"):
                self._abstract[each.get(f"{W}numId", "")] = _value(each, "abstractNumId")

    def next(self, num_id: str, level: int) -> str:
        """Return the number of the next paragraph of a list at a level; empty for a bullet."""
        abstract = self._abstract.get(num_id)
        levels = self._levels.get(abstract or "")
        if abstract is None or not levels or level not in levels:
            return ""
        counts = self._counts[abstract]
        counts[level] = counts.get(level, levels[level][2] - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        kind, pattern, _ = levels[level]
        if kind in {"bullet", "none"}:
            return ""

        def number(match: re.Match[str]) -> str:
            which = int(match[1]) - 1
            own, _, start = levels.get(which, ("decimal", "", 1))
            return _written(counts.get(which, start), own)

        return _PLACEHOLDER.sub(number, pattern).strip()


def _levels(abstract: Any) -> Any:
    for level in abstract.iter(f"{W}lvl"):
        index = level.get(f"{W}ilvl", "")
        if index.isascii() and index.isdigit():
            start = _value(level, "start")
            yield (
                int(index),
                (
                    _value(level, "numFmt") or "decimal",
                    _value(level, "lvlText"),
                    int(start) if start.isascii() and start.isdigit() else 1,
                ),
            )


def _value(element: Any, name: str) -> str:
    child = element.find(f"{W}{name}")
    return "" if child is None else child.get(f"{W}val") or ""


def _written(value: int, kind: str) -> str:
    if kind in {"upperRoman", "lowerRoman"}:
        roman = _roman(value)
        return roman if kind == "upperRoman" else roman.lower()
    if kind in {"upperLetter", "lowerLetter"} and value > 0:
        # After z come aa, bb and so on.
        letters = chr(ord("A") + (value - 1) % 26) * min(1 + (value - 1) // 26, 40)
        return letters if kind == "upperLetter" else letters.lower()
    return f"{value:02d}" if kind == "decimalZero" else str(value)


def _roman(value: int) -> str:
    if not 0 < value < _MOST:
        return str(value)
    signs = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
             (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
    text = ""
    for worth, sign in signs:
        text += sign * (value // worth)
        value %= worth
    return text
