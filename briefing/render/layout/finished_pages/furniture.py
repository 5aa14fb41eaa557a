"""Headers and footers: equal ones are the same boxes, and only those whose text changed are laid out again.

The headers and footers of all pages are laid out as empty pages, one for each element in the body of their
HTML. Most of their margin boxes have the same text on each page. Such boxes are replaced by the first of
them, which is so drawn once. It stands for the others, too, when their text changes: then the first pages
are laid out again, as many as are needed for one of each kind, and the other pages get these boxes.

That needs margin boxes that depend neither on what is in others, nor on their page but by their style:
each has one running element of its page. Where others are, all are laid out as WeasyPrint does.
"""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from briefing.render.layout.finished_pages.equal_boxes import EqualBoxes
from briefing.render.layout.finished_pages.html_differences import (
    are_alike_but_for_text,
    are_same,
    begin_alike,
    has_own_styles,
)
from briefing.render.layout.finished_pages.tag_numbers import within

from weasyprint.document import Document, Page  # isort: skip
from weasyprint.formatting_structure import boxes  # isort: skip

_BODY = "body"
_PLAIN_CONTENT = frozenset({"element()", "string"})
"""What a margin box may have for its content, so that it does not depend on the number of its page."""
_NO_CONTENT = frozenset({"normal", "none", "inhibit"})
"""The content of elements with nothing but what is in the HTML."""
_SHARING_WIDTH = (
    ("@top-left", "@top-center", "@top-right"),
    ("@bottom-left", "@bottom-center", "@bottom-right"),
)
"""Margin boxes whose widths depend on what is in all three, unless they are given."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page with the element that it is laid out of, and its margin boxes by their names.

    `children` has the number of the child of the element that is in each of them, None without one.
    """

    page: Page
    element: Element
    margins: dict[str, Any]
    children: dict[str, int | None]

    def margins_of(self, child: int) -> list[str]:
        """Return the names of the margin boxes in which a child of the element is."""
        return [name for name, number in self.children.items() if number == child]

    def is_independent(self, name: str) -> bool:
        """Return whether the width of a margin box does not depend on what is in others."""
        side = next((side for side in _SHARING_WIDTH if name in side), ())
        return all(self.margins[each].style["width"] != "auto" for each in side if each in self.margins)

    def with_margins(self, margins: Mapping[str, Any], element: Element) -> _Sheet:
        """Return it with other margin boxes of these names, and another element."""
        page = copy.copy(self.page)
        page_box = page._page_box = copy.copy(page._page_box)  # noqa: SLF001 - there is no public way to the boxes
        all_margins = {**self.margins, **margins}
        page_box.children = tuple(
            all_margins[child.at_keyword] if isinstance(child, boxes.MarginBox) else child
            for child in page_box.children
        )
        return _Sheet(page, element, all_margins, self.children)


class Furniture:
    """The headers and footers of all pages, as they were laid out of the HTML that has this root."""

    def __init__(self, document: Document, root: Element, sheets: Sequence[_Sheet]) -> None:
        self.document = document.copy([sheet.page for sheet in sheets])
        self._root, self._sheets = root, sheets

    def changed_to(self, root: Element) -> ChangedFurniture | None:
        """Return what is to be laid out again for other HTML; None where that is unknown."""
        elements = list(_body_of(root))
        if len(elements) != len(self._sheets) or not _are_same_around(self._root, root):
            return None
        if has_own_styles(root):
            return None
        first_of: dict[Hashable, int] = {}
        places: list[dict[str, int]] = []
        for place, (sheet, element) in enumerate(zip(self._sheets, elements, strict=True)):
            changed = _changed_children(sheet.element, element)
            names = [name for child in changed or () for name in sheet.margins_of(child)]
            if changed is None or {sheet.children[name] for name in names} != set(changed):
                return None
            if not all(map(sheet.is_independent, names)):
                return None
            keys = {
                name: (name, id(sheet.margins[name]), _content(element[sheet.children[name] or 0]))
                for name in names
            }
            places.append({name: first_of.setdefault(key, place) for name, key in keys.items()})
        count = max(first_of.values(), default=0) + 1
        return ChangedFurniture(self.document, root, self._sheets, elements, places, count)


@dataclass(frozen=True, slots=True)
class ChangedFurniture:
    """Headers and footers of which some are to be laid out again, on the first pages.

    `places` has for each page the names of the margin boxes that changed, and on which page the one of that
    name is laid out again that is to be on it.
    """

    former: Document
    root: Element
    sheets: Sequence[_Sheet]
    elements: Sequence[Element]
    places: Sequence[Mapping[str, int]]
    count: int

    def leave_out_others(self) -> None:
        """Remove from the HTML the pages that need not be laid out again."""
        body = _body_of(self.root)
        for element in self.elements[self.count :]:
            body.remove(element)

    def furniture_with(self, document: Document) -> Furniture | None:
        """Return all of them, some as they are in a layout of what `leave_out_others` left.

        None where more than their text is other than before.
        """
        again = _sheets_of(document, self.elements[: self.count])
        if again is None or document.font_config is not self.former.font_config:
            return None
        equal = EqualBoxes()
        for place, name in {(place, name) for names in self.places for name, place in names.items()}:
            if not _are_of_same_styles(equal, name, self.sheets[place], again[place]):
                return None
        sheets = [
            sheet.with_margins({name: again[place].margins[name] for name, place in names.items()}, element)
            for sheet, names, element in zip(self.sheets, self.places, self.elements, strict=True)
        ]
        return Furniture(document, self.root, sheets)


def furniture_of(document: Document) -> Furniture | None:
    """Return headers and footers that were laid out, of which equal ones are the same boxes.

    None where they are not such as can be laid out again in part.
    """
    root = document.pages[0]._page_box.children[0].element  # noqa: SLF001 - there is no public way to the boxes
    sheets = _sheets_of(document, list(_body_of(root)))
    if sheets is None:
        return None
    equal = EqualBoxes()
    known: defaultdict[Hashable, list[Any]] = defaultdict(list)
    for place, sheet in enumerate(sheets):
        margins = {}
        for name, box in sheet.margins.items():
            child = sheet.children[name]
            alike = known[name, None if child is None else _content(sheet.element[child])]
            margins[name] = next((other for other in alike if equal.are_equal(box, other)), box)
            if margins[name] is box:
                alike.append(box)
        sheets[place] = sheet.with_margins(margins, sheet.element)
    return Furniture(document, root, sheets)


def _sheets_of(document: Document, elements: Sequence[Element]) -> list[_Sheet] | None:
    """Return the pages of elements; None where they may depend on something else."""
    if len(document.pages) != len(elements):
        return None
    sheets: list[_Sheet] = []
    for page, element in zip(document.pages, elements, strict=True):
        numbers = {each: number for number, child in enumerate(element) for each in child.iter()}
        margins: dict[str, Any] = {}
        children: dict[str, int | None] = {}
        for box in page._page_box.children:  # noqa: SLF001 - likewise
            if not isinstance(box, boxes.MarginBox):
                continue
            within_box = {numbers.get(each, -1) for each in _elements_in(box)}
            if not _is_plain(box) or len(within_box) > 1 or -1 in within_box:
                return None
            margins[box.at_keyword], children[box.at_keyword] = box, next(iter(within_box), None)
        sheets.append(_Sheet(page, element, margins, children))
    return sheets


def _is_plain(margin_box: Any) -> bool:
    """Return whether all that is in a margin box is in the HTML or in its style."""
    content = margin_box.style["content"]
    return all(kind in _PLAIN_CONTENT for kind, *_ in content) and all(
        box.element_tag == getattr(box.element, "tag", None) and box.style["content"] in _NO_CONTENT
        for box in within(margin_box)
        if box.element is not None
    )


def _elements_in(margin_box: Any) -> Iterator[Element]:
    return (box.element for box in within(margin_box) if box.element is not None)


def _are_of_same_styles(equal: EqualBoxes, name: str, former: _Sheet, sheet: _Sheet) -> bool:
    """Return whether a margin box, and the elements in it, have the styles that they had before."""
    box, former_box, child = sheet.margins.get(name), former.margins[name], former.children[name]
    if box is None or child is None or not equal.are_equal_styles(box.style, former_box.style):
        return False
    if sheet.margins.keys() != former.margins.keys() or sheet.children[name] != child:
        return False
    styles, former_styles = _styles_by_element(box), _styles_by_element(former_box)
    pairs = zip(sheet.element[child].iter(), former.element[child].iter(), strict=True)
    found = [(styles.get(element), former_styles.get(before)) for element, before in pairs]
    return all(
        (style is None and before is None)
        or (style is not None and before is not None and equal.are_equal_styles(style, before))
        for style, before in found
    )


def _styles_by_element(top: Any) -> dict[Element, Any]:
    return {
        box.element: box.style
        for box in within(top)
        if box.element is not None and not isinstance(box, boxes.TextBox | boxes.LineBox)
    }


# HTML


def _body_of(root: Element) -> Element:
    return next((element for element in root if element.tag == _BODY), root)


def _are_same_around(old: Element, new: Element) -> bool:
    """Return whether two documents are the same but for what is in their bodies."""
    if len(old) != len(new) or not begin_alike(old, new):
        return False
    return all(
        begin_alike(one, other) if one.tag == other.tag == _BODY else are_same(one, other)
        for one, other in zip(old, new, strict=True)
    )


def _changed_children(old: Element, new: Element) -> list[int] | None:
    """Return the numbers of the children of an element whose text changed; None where more did."""
    if len(old) != len(new) or not begin_alike(old, new) or old.tail != new.tail:
        return None
    changed: list[int] = []
    for number, (before, after) in enumerate(zip(old, new, strict=True)):
        if before.tail != after.tail:
            return None
        if not are_same(before, after):
            if not are_alike_but_for_text(before, after):
                return None
            changed.append(number)
    return changed


def _content(element: Element) -> Hashable:
    """Return all that is in an element."""
    own = element.tag, element.text, tuple(sorted(element.attrib.items()))
    return own, tuple((_content(child), child.tail) for child in element)
