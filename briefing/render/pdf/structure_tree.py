"""Join the structure elements that a page break divides, once all pages are tagged.

WeasyPrint tags page by page, so a paragraph, a table, a list or a section that runs on is in its tree
as several. Elements are pydyf dictionaries; `sources` names the HTML element of each, by its object number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

_INLINE = frozenset({"/Span", "/Link", "/Figure", "/Form"})
"""Types that are left in pieces: each piece has content of one page or line."""
_CONTENTS = {"/LI": "/TOCI", "/LBody": "/Reference"}
"""The types of a list's parts in a table of contents."""


def join(pdf: Any, sources: Mapping[int, Any], repeated: Iterable[tuple[Any, Any]]) -> None:
    """Join the pieces of each element, through the whole tree.

    `repeated` pairs the header cells that were printed again on a further page with their HTML elements:
    cells that name them as their headers name the first ones instead.
    """
    root = pdf.objects[_number(pdf.catalog["StructTreeRoot"])]
    waiting = [pdf.objects[_number(reference)] for reference in root["K"]]
    first: dict[int, Any] = {}
    cells: list[Any] = []
    while waiting:
        element = waiting.pop()
        if element["S"] == "/TH":
            first.setdefault(id(sources.get(element.number)), element)
        if element["S"] == "/TD":
            cells.append(element)
        children = _joined(element, pdf, sources)
        if element["S"] in {"/TOC", "/TOCI"}:
            for child in children:
                child["S"] = _CONTENTS.get(child["S"], child["S"])
        waiting.extend(children)
    _name_first_headers(cells, {m["ID"].data: first[id(html)]["ID"] for m, html in repeated if "ID" in m})


def _joined(element: Any, pdf: Any, sources: Mapping[int, Any]) -> list[Any]:
    """Join the pieces among an element's children, correct its list of them, and return them.

    Two children are pieces of one element if they come from the same HTML element and have the same type:
    one HTML element can have several structure elements, such as a list item with its label and its body.
    Pieces are joined only where nothing came between them: what came between would else be read after both.
    """
    kids: list[Any] = []
    children: list[Any] = []
    whole: dict[tuple[int, str], Any] = {}
    waiting = list(element["K"])
    while waiting:
        kid = waiting.pop(0)
        child = pdf.objects[_number(kid)] if isinstance(kid, bytes) else None
        # A list set in columns has a list for each: its items belong to the list itself.
        if child is not None and _is_wrapper(child, element, sources):
            _merge(element, child, pdf)
            waiting[:0] = child["K"]
            continue
        # Marked content or an object reference: text of the element itself, after which nothing is joined.
        if child is None or child.get("Type") != "/StructElem":
            kids.append(kid)
            whole = {}
            continue
        html = sources.get(child.number)
        key = (id(html), child["S"])
        if html is not None and child["S"] not in _INLINE and key in whole:
            _merge(whole[key], child, pdf)
            continue
        kids.append(kid)
        children.append(child)
        # Cells of a row go on side by side; anything else only where it left off. Notes at the foot of the
        # page are read after what goes on overleaf.
        goes_on = element["S"] == "/TR" or _has_only_notes(child, pdf)
        whole = {**whole, key: child} if goes_on else {key: child}
    element["K"][:] = kids
    return children


def _has_only_notes(element: Any, pdf: Any) -> bool:
    """Return whether an element is the area of the notes of a page."""
    kids = [pdf.objects[_number(kid)] for kid in element["K"] if isinstance(kid, bytes)]
    return bool(kids) and all(kid.get("S") == "/Note" for kid in kids)


def _is_wrapper(child: Any, parent: Any, sources: Mapping[int, Any]) -> bool:
    """Return whether a list in a list is only a column of the same."""
    html = sources.get(parent.number)
    return child.get("S") in {"/L", "/TOC"} and html is not None and html is sources.get(child.number)


def _merge(whole: Any, piece: Any, pdf: Any) -> None:
    """Append the content of a piece to the whole; the piece itself is left out of the tree."""
    whole["K"].extend(piece["K"])
    for kid in piece["K"]:
        child = pdf.objects[_number(kid)] if isinstance(kid, bytes) else None
        if child is not None and "P" in child:
            child["P"] = whole.reference


def _name_first_headers(cells: Iterable[Any], first: Mapping[bytes, Any]) -> None:
    """Replace the ids of repeated header cells, which are not in the tree, by those of the first ones."""
    for cell in cells:
        if headers := cell.get("A", {}).get("Headers"):
            headers[:] = [first.get(header.data, header) for header in headers]


def _number(reference: bytes) -> int:
    return int(reference.split()[0])
