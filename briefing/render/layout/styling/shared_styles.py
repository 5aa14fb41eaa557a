"""Computed styles that the parts of a document share.

WeasyPrint computes the styles of each document by themselves, which takes a third of the time of a layout.
The parts of a briefing have the same style sheets, and most elements match the same rules below the same
parents, so that their styles are the same. They are kept in a tree: a node for the rules that an element
matches, below that of its parent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import inf
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from briefing.render import checkpoints
from briefing.render.layout.styling.element_kinds import ElementKinds, Kind, SheetMatch
from briefing.render.layout.styling.selector_matching import all_selectors
from briefing.render.layout.styling.style_copies import origin_of

from weasyprint.css import (  # isort: skip
    AnonymousStyle,
    ComputedStyle,
    InitialStyle,
    StyleFor,
    declaration_precedence,
    find_style_attributes,
)
from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.css.validation import preprocess_declarations

_MOST_CHILDREN = 512
"""A node with more children loses those of elements with style attributes, which differ every time."""
_MOST_DECLARED = 4096
"""Sets of declared values that are kept for further elements; with more, all are forgotten."""
_ON_PAGE_SIZE = re.compile(r"\d(?:p?v(?:w|h|i|b|min|max))\b")
"""Lengths in units of the size of the page, which is not the same in each document."""
_ON_CONTENT = re.compile(r":has\(|:empty\b|target-\w+\(", re.IGNORECASE)
_ALTERED = frozenset({"html", "body"})
"""Elements whose styles WeasyPrint alters."""
_SVG = "{http://www.w3.org/2000/svg}svg"
_DECLARING = ("style", "lang", "width", "height")
"""Attributes that are declarations, the last two of pictures only."""
_STYLE = _DECLARING.index("style")
_PLACE = "_briefing_place"
_NOT_PASSED_ON = "anchor"
"""The value that elements with an identifier have of their own, and anonymous boxes within them do not."""


RuleMatch = tuple[int, int]
"""The number of a style sheet, and that of the selector in it that matches an element."""


class NodeKey(NamedTuple):
    """What tells a node from the others below the same parent, the same in each process.

    The selectors are those that match, `attributes` those of the element that are declarations.
    """

    attributes: tuple[str | None, ...]
    matches: tuple[RuleMatch, ...]


Declared = dict[str | None, dict[str, Any]]
"""Declared values with their weights, by pseudo-element."""


@dataclass(slots=True, eq=False)
class StyleNode:
    """The styles of elements that match the same rules, by pseudo-element; `tag` is that of the first.

    Rules for pseudo-elements match all elements, of which few have one: their styles are made when they
    are asked for.
    """

    parent: StyleNode | None = None
    key: NodeKey | None = None
    tag: str = ""
    declared: Declared = field(default_factory=dict)
    styles: dict[str | None, Any] = field(default_factory=dict)
    children: dict[NodeKey, StyleNode] = field(default_factory=dict)

    def style(self, pseudo_type: str | None) -> Any:
        """Return the style of the elements, or of a pseudo-element, which may have none."""
        known = self.styles.get(pseudo_type)
        if known is None and pseudo_type in self.declared:
            own = self.styles[None]
            known = self.styles[pseudo_type] = ComputedStyle(
                own,
                self.declared[pseudo_type],
                pseudo_type,
                own if own.parent_style is None else own.root_style,
                own.base_url,
                own.font_config,
                own.initial_page_sizes,
            )
            known.__dict__[_PLACE] = self, pseudo_type
            known["anchor"]  # WeasyPrint takes a style without any value for none
        return known

    def styles_declaring(self, name: str) -> Iterator[Any]:
        """Yield the style of the elements, and those of pseudo-elements that have a value of their own."""
        for pseudo_type, values in self.declared.items():
            if pseudo_type is None or name in values:
                yield self.style(pseudo_type)


class SharedStyles:
    """The styles for one set of style sheets, which must live as long."""

    def __init__(self) -> None:
        self.root = StyleNode()
        self.pages: dict[bytes, Any] = {}
        """Styles of pages that were laid out elsewhere, by their content."""
        self.page_names: set[str | None] = set()
        """The values of `page` of all styles so far; None where there may be others."""
        self._page_styles: dict[tuple[Any, ...], Any] = {}
        self._margin_box_styles: dict[tuple[Any, ...], Any] = {}
        self._declared: dict[tuple[str, NodeKey], tuple[NodeKey, Declared]] = {}
        self._sheets: Sequence[Any] = ()
        self._rules: list[dict[int, tuple[Any, ...]]] = []
        self._kinds: ElementKinds | None = None

    def forget(self) -> None:
        """Forget all styles, as after a layout that was ended while it computed one."""
        self.root = StyleNode()
        self._page_styles, self._margin_box_styles = {}, {}

    def style_of_page(self, style: Any) -> Any:
        """Return the style of a page, which is computed once for pages with the same declarations."""
        key = id(style.parent_style.shared), *_declared_in(style)
        known = self._page_styles.get(key)
        if known is None:
            for name in INITIAL_VALUES:
                style[name]  # is computed
            known = self._page_styles[key] = style
        # WeasyPrint alters the style of each page.
        return known.copy()

    def style_of_margin_box(self, style: Any) -> Any:
        """Return the style of a header or footer, one for pages of one style with the same declarations."""
        page_style = origin_of(style.parent_style)
        return self._margin_box_styles.setdefault(
            (style.pseudo_type, id(page_style), *_declared_in(style)), style
        )

    def kinds_for(self, sheets: Sequence[Any]) -> ElementKinds:
        """Return the kinds of elements in documents with these style sheets, which are mostly the same."""
        if self._kinds is None or not self._kinds.are_of(sheets):
            self._kinds = ElementKinds(sheets)
        return self._kinds

    def use(self, sheets: Sequence[Any]) -> None:
        """Take these for the style sheets of all documents."""
        self._sheets = sheets

    def node(self, parent: StyleNode, tag: str, key: NodeKey, base_url: str, font_config: Any) -> StyleNode:
        """Return the node of an element from its parent's; it may be known from another process."""
        known = parent.children.get(key)
        if known is not None:
            return known
        element = Element(tag, dict(_named_attributes(key.attributes)))
        return self.added(
            parent, element, key, [self._rule(match) for match in key.matches], base_url, font_config
        )

    def added(
        self,
        parent: StyleNode,
        element: Any,
        key: NodeKey,
        matches: Sequence[Any],
        base_url: str,
        font_config: Any,
    ) -> StyleNode:
        """Return a new node for an element that is unlike all others below the same parent."""
        if len(parent.children) >= _MOST_CHILDREN:
            _forget_children(parent)
        key, declared = self._declared_of(element, key, matches, base_url)
        node = StyleNode(parent, key, element.tag, declared)
        _compute(node, base_url, font_config)
        self.page_names.update(style["page"] for style in node.styles_declaring("page"))
        parent.children[key] = node
        return node

    def with_style_attribute(self, style: Any, attribute: str) -> Any:
        """Return the style of an element with another style attribute, from its shared style."""
        node, pseudo_type = style.__dict__[_PLACE]
        _, *others = node.key.attributes
        key = node.key._replace(attributes=(attribute, *others))
        return self.node(node.parent, node.tag, key, style.base_url, style.font_config).style(pseudo_type)

    def _declared_of(
        self, element: Any, key: NodeKey, matches: Sequence[Any], base_url: str
    ) -> tuple[NodeKey, Declared]:
        """Return what is declared for an element, and its key, both shared by nodes below other parents."""
        known = self._declared.get((element.tag, key))
        if known is None:
            known = key, _cascaded(element, matches, base_url)
            if key.attributes[_STYLE] is not None:
                return known
            if len(self._declared) >= _MOST_DECLARED:
                self._declared.clear()
            self._declared[element.tag, key] = known
        return known

    def _rule(self, match: RuleMatch) -> tuple[Any, ...]:
        """Return the rule of a selector as `_declared` needs it."""
        if not self._rules:
            self._rules = [_rules_by_order(*sheet) for sheet in self._sheets]
        number, order = match
        return self._rules[number][order]


class OwnStyle(ComputedStyle):  # type: ignore[misc] # ships no types
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
        self.shared = shared

    @cached_property
    def anonymous_style(self) -> Any:
        """The style of anonymous boxes within the element: the shared one, unless a value differs."""
        differs = any(
            self.shared[name] is not value for name, value in self.items() if name != _NOT_PASSED_ON
        )
        return AnonymousStyle(self) if differs else self.shared.anonymous_style

    def copy(self) -> OwnStyle:
        copy = OwnStyle(self.shared)
        copy.update(self)
        return copy

    def __missing__(self, key: str) -> Any:
        value = self[key] = self.shared[key]
        return value


class _StylesOfElements(dict[tuple[Any, str | None], Any]):
    """The styles of elements; those of pseudo-elements are found in the nodes of these."""

    def __init__(self) -> None:
        super().__init__()
        self.nodes: dict[Any, StyleNode] = {}

    def get(self, key: tuple[Any, str | None], default: Any = None) -> Any:
        style = super().get(key)
        if style is None and key[1] is not None and (node := self.nodes.get(key[0])):
            style = node.style(key[1])
        return default if style is None else style


class SharingStyleFor(StyleFor):  # type: ignore[misc] # ships no types
    """Finds the styles of elements as its base does, but computes no style again that there is already."""

    def __init__(
        self, html: Any, sheets: Sequence[Any], hints: bool, font_config: Any, target_collector: Any
    ) -> None:
        self._shared: SharedStyles | None = None
        shared = getattr(font_config, "shared_styles", None)
        if shared is None or hints or not _can_share(html, sheets):
            if shared is not None:
                shared.page_names.add(None)
            super().__init__(html, sheets, hints, font_config, target_collector)
            return
        self._cascaded_styles: dict[Any, Any] = {}
        self._computed_styles = _StylesOfElements()
        self.initial_page_sizes = {"box": None, "area": None}
        self._sheets = sheets
        self._shared = shared
        self.font_config = font_config
        element_kinds = shared.kinds_for(sheets)
        nodes: dict[Any, StyleNode] = {}
        kinds: dict[Any, Kind] = {}
        for wrapped in html.wrapper_element.iter_subtree():
            checkpoints.pass_by()
            element, parent = wrapped.etree_element, wrapped.parent
            above, kind_above = shared.root, None
            if parent is not None:
                above, kind_above = nodes[parent.etree_element], kinds[parent.etree_element]
            kind = kinds[element] = element_kinds.kind(element, kind_above)
            matched = element_kinds.matches(wrapped, kind)
            node = nodes[element] = self._node(html, element, matched, above, shared)
            self._take_styles(element, node, target_collector)

    def differing_styles(self, html: Any, without: Any) -> list[tuple[Any, Any]] | None:
        """Return pairs of styles that differ in a document that is this one `without` an element.

        The first is the style here. None where the styles of either document are not shared.
        """
        other = SharingStyleFor(html, self._sheets, False, self.font_config, None)
        if self._shared is None or other._shared is not self._shared:
            return None
        elements = [element for element in self._computed_styles.nodes if element is not without]
        others = list(other._computed_styles.nodes)
        if len(elements) != len(others):
            return None
        nodes, other_nodes = self._computed_styles.nodes, other._computed_styles.nodes
        return [
            (self._computed_styles[element, None], other._computed_styles[same, None])
            for element, same in zip(elements, others, strict=True)
            if nodes[element] is not other_nodes[same]
        ]

    def add_page_declarations(self, page_type: Any) -> None:
        """Take what is declared for a page; its base looks through that of all pages before it, too."""
        self._cascaded_styles.clear()
        super().add_page_declarations(page_type)

    def set_computed_styles(self, element: Any, *parents: Any, **options: Any) -> None:
        """Give an element that is none of the document, as a page, its style."""
        super().set_computed_styles(element, *parents, **options)
        if self._shared:
            key = element, options.get("pseudo_type")
            style = self._computed_styles[key]
            shared = self._shared.style_of_margin_box if key[1] else self._shared.style_of_page
            self._computed_styles[key] = shared(style)

    def _node(
        self,
        html: Any,
        element: Any,
        matched: Sequence[SheetMatch],
        above: StyleNode,
        shared: SharedStyles,
    ) -> StyleNode:
        """Return the node of an element, which matches these selectors, below that of its parent."""
        key = NodeKey(_own_attributes(element), tuple([(number, match[1]) for number, match in matched]))
        node = above.children.get(key)
        if node is None:
            rules = [_rule(*self._sheets[number], *match) for number, match in matched]
            node = shared.added(above, element, key, rules, html.base_url, self.font_config)
        return node

    def _take_styles(self, element: Any, node: StyleNode, target_collector: Any) -> None:
        style = node.style(None)
        anchor = element.get("id") or (element.get("name") if element.tag == "a" else None)
        if anchor or element.tag in _ALTERED or style["float"] == "footnote":
            style = OwnStyle(style)
        if anchor:
            style["anchor"] = anchor
        self._computed_styles[element, None] = style
        self._computed_styles.nodes[element] = node
        for declaring in (style, *node.styles_declaring("anchor")):
            if declaring["anchor"] and target_collector:
                target_collector.collect_anchor(declaring["anchor"])


def _declared_in(style: Any) -> Iterator[tuple[str, int]]:
    """Yield the names of what is declared in a style, with what tells the values of style sheets apart."""
    return ((name, id(value)) for name, (value, _) in style.cascaded.items())


def _forget_children(parent: StyleNode) -> None:
    """Forget the children with style attributes, or all where there are many others.

    Parts that are kept refer to the styles below the others, which would be computed and kept once more.
    """
    lasting = {key: child for key, child in parent.children.items() if key.attributes[_STYLE] is None}
    parent.children = lasting if len(lasting) < _MOST_CHILDREN // 2 else {}


def _compute(node: StyleNode, base_url: str, font_config: Any) -> None:
    """Give a node the style of its elements. No length depends on the size of a page."""
    path = list(_upwards(node))[:-1]
    is_root = len(path) == 1
    root_style = InitialStyle(font_config) if is_root else path[-1].styles[None]
    parent_style = None if is_root else path[1].styles[None]
    own = node.styles[None] = ComputedStyle(
        parent_style,
        node.declared.get(None, {}),
        None,
        root_style,
        base_url,
        font_config,
        {"box": None, "area": None},
    )
    own.__dict__[_PLACE] = node, None


def _upwards(node: StyleNode | None) -> Iterator[StyleNode]:
    while node is not None:
        yield node
        node = node.parent


def place_of(style: Any) -> tuple[StyleNode, str | None] | None:
    """Return the node and pseudo-element of a style; None for one that is not shared."""
    place: tuple[StyleNode, str | None] | None = style.__dict__.get(_PLACE)
    return place


def _rule(
    sheet: Any, origin: str, own_specificity: Any, specificity: Any, _order: int, kind: Any, payload: Any
) -> tuple[Any, ...]:
    """Return a rule as `_declared` needs it."""
    declarations, layer = payload
    return sheet, origin, own_specificity or specificity, kind, declarations, layer


def _rules_by_order(sheet: Any, origin: str, own_specificity: Any) -> dict[int, tuple[Any, ...]]:
    """Return the rules of a style sheet by the number of their selector."""
    return {
        order: _rule(sheet, origin, own_specificity, specificity, order, kind, payload)
        for _, specificity, order, kind, payload in all_selectors(sheet.matcher)
    }


def _can_share(html: Any, sheets: Sequence[Any]) -> bool:
    """Return whether a document has no style sheets of its own, and no lengths that depend on its pages."""
    own = any(origin == "author" for _, origin, _ in sheets)
    return not own and not any(
        _ON_PAGE_SIZE.search(element.get("style", "")) for element in html.etree_element.iter()
    )


def depends_on_page_size(css: str) -> bool:
    """Return whether a style sheet has lengths in units of the size of the page."""
    return bool(_ON_PAGE_SIZE.search(css))


def depends_on_content(css: str) -> bool:
    """Return whether a style sheet has selectors or texts that depend on what is in other elements."""
    return bool(_ON_CONTENT.search(css))


def _own_attributes(element: Any) -> tuple[str | None, ...]:
    """Return the attributes that are declarations, but for that with the element's name."""
    names = _DECLARING if element.tag == _SVG else _DECLARING[:2]
    return tuple(map(element.get, names))


def _named_attributes(values: Iterable[str | None]) -> Iterator[tuple[str, str]]:
    return ((name, value) for name, value in zip(_DECLARING, values, strict=False) if value is not None)


def _cascaded(element: Any, matches: Sequence[Any], base_url: str) -> Declared:
    """Return the declared values with their weights, by pseudo-element."""
    cascaded: Declared = {None: {}}
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
