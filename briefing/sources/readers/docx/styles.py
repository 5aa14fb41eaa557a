"""The paragraph styles of a Word document: headings, tables of contents, and lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from briefing.sources.readers.docx.package import W

_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_MOST_STEPS = 20
_LEVELS = frozenset("012345678")


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """`level` is that of a heading, from 1, or 0. `list_id` and `list_level` name a numbered list."""

    level: int = 0
    is_contents: bool = False
    list_id: str = ""
    list_level: int = 0


def styles_of(root: Any | None) -> dict[str, ParagraphStyle]:
    """Return the styles by their ids; `root` is that of the part styles.xml."""
    elements = (
        {} if root is None else {each.get(f"{W}styleId", ""): each for each in root.iter(f"{W}style")}
    )
    return {key: _style(key, elements) for key in elements}


def _style(key: str, elements: dict[str, Any]) -> ParagraphStyle:
    level, is_contents, list_id, list_level = 0, False, "", 0
    for _ in range(_MOST_STEPS):
        element = elements.get(key)
        if element is None:
            break
        name = value_in(element, "name").lower()
        if match := _HEADING.fullmatch(name):
            level = level or int(match[1])
        elif name in {"title", "subtitle"}:
            level = level or 1
        is_contents = is_contents or name.startswith(("toc ", "table of contents"))
        outline = value_in(element, "pPr", "outlineLvl")
        if outline in _LEVELS:
            level = level or int(outline) + 1
        list_id = list_id or value_in(element, "pPr", "numPr", "numId")
        list_level = list_level or level_of(value_in(element, "pPr", "numPr", "ilvl"))
        key = value_in(element, "basedOn")
    return ParagraphStyle(level, is_contents, list_id, list_level)


def value_in(element: Any, *path: str) -> str:
    """Return the value of the element at a path of names; empty where there is none."""
    for name in path:
        element = element.find(f"{W}{name}")
        if element is None:
            return ""
    return element.get(f"{W}val") or ""


def level_of(text: str) -> int:
    return int(text) if text in _LEVELS else 0
