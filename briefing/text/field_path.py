"""Paths of field names in the words and numbers of the user, who counts rows, columns and facts from 1."""

from __future__ import annotations

import re

_STEP = re.compile(r"([^\W\d]\w*|^(?=\[))((?:\[\d+\])*)")
_INDEX = re.compile(r"\d+")
_ONE = {
    "": "entry",
    "aspects": "obligation",
    "entries": "entry",
    "factors": "factor",
    "ramp": "colour",
    "route": "stop",
    "words": "wording",
}
"""The word for one entry of a list, where it is not the field's name in the singular."""


def in_words(field: str) -> str:
    """Return a path such as ``facts[3].date`` as "fact 4, date"; empty for a path without an index.

    A cell of a table is a row of its body and a column, as the user sees them; a heading is a column of the
    header row. A section of a section has its number in outline form, such as "section 2.1".
    """
    parts: list[str] = []
    previous: str | None = None
    for name, indexes in _STEP.findall(field):
        numbers = [int(index) + 1 for index in _INDEX.findall(indexes)]
        if numbers and name == previous:
            parts[-1] += f".{numbers[0]}"
        elif numbers:
            parts += _entry(name, numbers)
        elif not name[:1].isupper():  # the name of an edit or of a type says nothing to the user
            parts.append(name.replace("_", " "))
        previous = name
    return ", ".join(parts) if "[" in field else ""


def _entry(name: str, numbers: list[int]) -> list[str]:
    if name == "columns":
        return ["header row", f"column {numbers[0]}"]
    row, *columns = numbers
    return [f"{_one(name)} {row}", *(f"column {column}" for column in columns)]


def _one(name: str) -> str:
    if name in _ONE:
        return _ONE[name]
    words = name.replace("_", " ")
    return f"{words[:-3]}y" if words.endswith("ies") else words.removesuffix("s")
