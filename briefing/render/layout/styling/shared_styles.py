"""Computed styles that the parts of a document share.

WeasyPrint computes the styles of each document by themselves, which takes a third of the time of a layout.
The parts of a briefing have the same style sheets, and most elements match the same rules below the same
parents, so that their styles are the same. They are kept in a tree: a node for the rules that an element
matches, below that of its parent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.css import (
    ComputedStyle,
    InitialStyle,
    StyleFor,
    declaration_precedence,
    find_style_attributes,
)
from weasyprint.css.validation import preprocess_declarations

_MOST_CHILDREN = 512
"""A node with more children loses them: those of elements whose style attributes differ every time."""
_ON_PAGE_SIZE = re.compile(r"\d(?:p?v(?:w|h|i|b|min|max))\b")
"""Lengths in units of the size of the page, which is not the same in each document."""
_ALTERED = frozenset({"html", "body"})
"""Elements whose styles WeasyPrint alters."""
_SVG = "{http://www.w3.org/2000/svg}svg"


@dataclass(slots=True)
class _Node:
    """The styles of elements that match the same rules, by pseudo-element."""

    styles: dict[str | None, Any] = field(default_factory=dict)
    children: dict[Any, _Node] = field(default_factory=dict)


class SharedStyles:
    """The styles for one set of style sheets, which must live as long."""

    def __init__(self) -> None:
        self.root = _Node()

    def forget(self) -> None:
        """Forget all styles, as after a layout that was ended while it computed one."""
        self.root = _Node()


class _OwnStyle(ComputedStyle):  # type: ignore[misc] # ships no types
    """A shared style for one element, with values of its own."""

    def __init__(self, shared: Any) -> None:
        super().__init__(
            shared.parent_style,
            shared.cascaded,
            shared.pseudo_type,
            shared.root_style,
            shared.base_url,
            shared.font_config,
            shared.initial_page_sizes,
        )
        self.specified = shared.specified
        self._shared = shared

    def copy(self) -> _OwnStyle:
        copy = _OwnStyle(self._shared)
        copy.update(self)
        return copy

    def __missing__(self, key: str) -> Any:
        value = self[key] = self._shared[key]
        return value


class SharingStyleFor(StyleFor):  # type: ignore[misc] # ships no types
    """Finds the styles of elements as its base does, but computes no style again that there is already."""

    def __init__(
        self, html: Any, sheets: Sequence[Any], hints: bool, font_config: Any, target_collector: Any
    ) -> None:
        shared = getattr(font_config, "shared_styles", None)
        if shared is None or hints or not _can_share(html, sheets):
            super().__init__(html, sheets, hints, font_config, target_collector)
            return
        self._cascaded_styles: dict[Any, Any] = {}
        self._computed_styles: dict[Any, Any] = {}
        self.initial_page_sizes = {"box": None, "area": None}
        self._sheets = sheets
        self.font_config = font_config
        nodes: dict[Any, _Node] = {}
        for wrapped in html.wrapper_element.iter_subtree():
            element, parent = wrapped.etree_element, wrapped.parent
            above = nodes[parent.etree_element] if parent else shared.root
            node = nodes[element] = self._node(html, wrapped, above, nodes.get(html.etree_element))
            self._take_styles(element, node, target_collector)

    def _node(self, html: Any, wrapped: Any, above: _Node, root: _Node | None) -> _Node:
        """Return the node of an element below that of its parent."""
        element = wrapped.etree_element
        matches = [
            (sheet, origin, sheet_specificity or specificity, pseudo_type, declarations, layer)
            for sheet, origin, sheet_specificity in self._sheets
            for specificity, _, pseudo_type, (declarations, layer) in sheet.matcher.match(wrapped)
        ]
        key = (
            _own_attributes(element),
            tuple(
                (specificity, kind, id(rules), layer) for _, _, specificity, kind, rules, layer in matches
            ),
        )
        node = above.children.get(key)
        if node is None:
            if len(above.children) >= _MOST_CHILDREN:
                above.children.clear()
            node = _Node()
            self._compute(node, _cascaded(element, matches, html.base_url), above, root, html.base_url)
            above.children[key] = node
        return node

    def _compute(
        self, node: _Node, cascaded: dict[str | None, Any], above: _Node, root: _Node | None, base_url: str
    ) -> None:
        root_style = root.styles[None] if root else InitialStyle(self.font_config)
        rest = (root_style, base_url, self.font_config, self.initial_page_sizes)
        own = node.styles[None] = ComputedStyle(above.styles.get(None), cascaded.pop(None, {}), None, *rest)
        if root is None:
            root_style = own
        for pseudo_type, values in cascaded.items():
            node.styles[pseudo_type] = ComputedStyle(own, values, pseudo_type, root_style, *rest[1:])

    def _take_styles(self, element: Any, node: _Node, target_collector: Any) -> None:
        styles = dict(node.styles)
        anchor = element.get("id") or (element.get("name") if element.tag == "a" else None)
        if anchor or element.tag in _ALTERED or styles[None]["float"] == "footnote":
            styles[None] = _OwnStyle(styles[None])
        if anchor:
            styles[None]["anchor"] = anchor
        for pseudo_type, style in styles.items():
            # A style without any value yet counts as none.
            if style["anchor"] and target_collector:
                target_collector.collect_anchor(style["anchor"])
            self._computed_styles[element, pseudo_type] = style


def _can_share(html: Any, sheets: Sequence[Any]) -> bool:
    """Return whether a document has no style sheets of its own, and no lengths that depend on its pages."""
    own = any(origin == "author" for _, origin, _ in sheets)
    return not own and not any(
        _ON_PAGE_SIZE.search(element.get("style", "")) for element in html.etree_element.iter()
    )


def depends_on_page_size(css: str) -> bool:
    """Return whether a style sheet has lengths in units of the size of the page."""
    return bool(_ON_PAGE_SIZE.search(css))


def _own_attributes(element: Any) -> tuple[str | None, ...]:
    """Return the attributes that are declarations, but for that with the element's name."""
    names = ("style", "lang", *(("width", "height") if element.tag == _SVG else ()))
    return tuple(map(element.get, names))


def _cascaded(element: Any, matches: Sequence[Any], base_url: str) -> dict[str | None, Any]:
    """Return the declared values with their weights, by pseudo-element."""
    cascaded: dict[str | None, dict[str, Any]] = {}
    for kind, name, value, weight in _declared(element, matches, base_url):
        style = cascaded.setdefault(kind, {})
        if name not in style or style[name][1] <= weight:
            style[name] = value, weight
    return cascaded


def _declared(
    element: Any, matches: Sequence[Any], base_url: str
) -> Iterator[tuple[str | None, str, Any, tuple[Any, ...]]]:
    alone = Element(
        element.tag, {name: value for name, value in element.items() if name not in {"id", "name"}}
    )
    for specificity, _, declarations, base in find_style_attributes(alone, False, base_url):
        for name, value, importance in preprocess_declarations(base, declarations):
            yield None, name, value, (declaration_precedence("author", importance), inf, specificity)
    for sheet, origin, specificity, kind, declarations, layer in matches:
        order = inf if layer is None else sheet.layers.index(layer)
        for name, value, importance in declarations:
            yield kind, name, value, (declaration_precedence(origin, importance), order, specificity)
