"""Lines of text on laid-out pages: what is in each, how large its type is, and what kind of text it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes

from briefing.model.briefing import Briefing
from briefing.render import Template
from briefing.render.layout.typesetter import Typesetter
from briefing.render.pipeline import composed, lay_out
from tests.builders import bundled_scales

EXEMPT_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "table"})
EXEMPT_CLASSES = frozenset({"kicker", "subtitle", "side-label", "half-label", "contents", "badge"})
REFERENCE_CLASSES = frozenset(
    {
        *(
            "refs",
            "grade",
            "endnotes",
            "source-list",
            "foot-note",
            "basis",
            "number",
            "code",
            "flow-grades",
        ),
        *("likelihood", "confidence", "overleaf", "head-left", "head-right", "foot-left", "foot-center"),
        *(
            "foot-right",
            "particulars-run",
            "issue-block",
            "superseded",
            "notes",
            "key",
            "provenance",
            "statements",
        ),
    }
)
"""Codes, lists of sources, notes and running heads; all other lines are running text."""
_PX_TO_PT = 0.75


@dataclass(frozen=True)
class PrintedLine:
    """A line; `size_pt` is that of its smallest text."""

    page: int
    text: str
    size_pt: float
    is_reference: bool


def printed_lines(briefing: Briefing, template: Template) -> list[PrintedLine]:
    """The lines of all pages, without those of tables and titles."""
    printed = composed(briefing, template, bundled_scales())
    document = lay_out(printed, template, Typesetter(template.folder, {}))
    return [
        line
        for number, page in enumerate(document.pages, start=1)
        for line in _lines(page._page_box, number, ())
    ]


def _lines(box: Any, page: int, above: Sequence[str]) -> Iterator[PrintedLine]:
    box = getattr(box, "_box", box)
    names = [*above, *_names(box)]
    if EXEMPT_TAGS & set(names) or EXEMPT_CLASSES & set(names):
        return
    if isinstance(box, boxes.LineBox):
        yield from _line(box, page, names)
        return
    for child in getattr(box, "children", ()):
        yield from _lines(child, page, names)


def _line(box: Any, page: int, names: Sequence[str]) -> Iterator[PrintedLine]:
    """Yield the running text of a line, and each reference in it by itself; or the lines within it."""
    running = ""
    sizes = []
    for child, within in _inline(box, names):
        if isinstance(child, boxes.InlineBlockBox):
            yield from (line for each in child.children for line in _lines(each, page, within))
        elif REFERENCE_CLASSES & set(within):
            yield PrintedLine(page, child.text, _size(child), is_reference=True)
        else:
            running += child.text
            sizes.append(_size(child))
    if running.strip():
        yield PrintedLine(page, running.strip(), min(sizes), is_reference=False)


def _inline(box: Any, names: Sequence[str]) -> Iterator[tuple[Any, Sequence[str]]]:
    for child in box.children:
        within = [*names, *_names(child)]
        if isinstance(child, boxes.InlineBlockBox) or (
            isinstance(child, boxes.TextBox) and child.text.strip()
        ):
            yield child, within
        elif isinstance(child, boxes.InlineBox):
            yield from _inline(child, within)


def _size(box: Any) -> float:
    return float(box.style["font_size"]) * _PX_TO_PT


def _names(box: Any) -> list[str]:
    element = getattr(box, "element", None)
    if element is None:
        return []
    return [element.tag, *(element.get("class") or "").split()]
