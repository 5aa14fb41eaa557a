"""Styles as they are sent to another process, each once: as the rules that an element matches.

The receiver has the same style sheets, and so makes the same styles, or has them already.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from briefing.render.layout.packed.style_references import PageStyle, page_style
from briefing.render.layout.styling.shared_styles import NodeKey, SharedStyles, StyleNode, place_of


class SentNode(msgspec.Struct, frozen=True, array_like=True):
    """An element's rules below those of its parent, which is a number, or -1 for the root of a document."""

    parent: int
    tag: str
    attributes: tuple[str | None, ...]
    matches: tuple[tuple[int, int], ...]


class NodeStyle(msgspec.Struct, frozen=True, array_like=True, tag="node"):
    node: int
    pseudo_type: str | None


class AnonymousOf(msgspec.Struct, frozen=True, array_like=True, tag="anonymous"):
    style: int


class StyleOfPage(msgspec.Struct, frozen=True, array_like=True, tag="page"):
    content: bytes


SentStyle = NodeStyle | AnonymousOf | StyleOfPage


class SentStyles(msgspec.Struct, frozen=True, array_like=True):
    """The numbers of styles, with what is not known yet; numbers count from the first that was sent."""

    numbers: tuple[int, ...] = ()
    nodes: tuple[SentNode, ...] = ()
    styles: tuple[SentStyle, ...] = ()


class StyleSender:
    """Knows which styles of one set of style sheets were sent."""

    def __init__(self) -> None:
        self._nodes: dict[StyleNode, int] = {}
        self._styles: dict[int, int] = {}
        self._kept: list[Any] = []
        """The styles that were sent, so that no other is at the same address."""
        self._new_nodes: list[SentNode] = []
        self._new_styles: list[SentStyle] = []

    def sent(self, styles: Sequence[Any]) -> SentStyles:
        self._new_nodes, self._new_styles = [], []
        numbers = tuple(map(self._number, styles))
        return SentStyles(numbers, tuple(self._new_nodes), tuple(self._new_styles))

    def _number(self, style: Any) -> int:
        known = self._styles.get(id(style))
        if known is not None:
            return known
        described = self._described(style)
        self._kept.append(style)
        self._new_styles.append(described)
        number = self._styles[id(style)] = len(self._styles)
        return number

    def _described(self, style: Any) -> SentStyle:
        if isinstance(style, PageStyle):
            return StyleOfPage(style.content)
        place = place_of(style)
        if place is None:
            return AnonymousOf(self._number(style.parent_style))
        node, pseudo_type = place
        return NodeStyle(self._node_number(node), pseudo_type)

    def _node_number(self, node: StyleNode) -> int:
        if node.parent is None or node.key is None:
            return -1
        known = self._nodes.get(node)
        if known is not None:
            return known
        parent = self._node_number(node.parent)
        self._new_nodes.append(SentNode(parent, node.tag, node.key.attributes, node.key.matches))
        number = self._nodes[node] = len(self._nodes)
        return number


class StyleReceiver:
    """Makes the styles that were sent of one set of style sheets."""

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url
        self._root: StyleNode | None = None
        self._sent_nodes: list[SentNode] = []
        self._sent_styles: list[SentStyle] = []
        self._nodes: list[StyleNode] = []
        self._styles: list[Any] = []

    def take(self, sent: SentStyles) -> None:
        """Note what is new. It is made when it is needed."""
        self._sent_nodes.extend(sent.nodes)
        self._sent_styles.extend(sent.styles)

    def received(self, sent: SentStyles, fonts: Any) -> list[Any]:
        """Return the styles for a set of fonts, the same each time.

        Where its shared styles were forgotten, they are made again.
        """
        if self._root is not fonts.shared_styles.root:
            self._root, self._nodes, self._styles = fonts.shared_styles.root, [], []
        for node in self._sent_nodes[len(self._nodes) :]:
            self._nodes.append(self._node(node, fonts))
        for style in self._sent_styles[len(self._styles) :]:
            self._styles.append(self._style(style, fonts))
        return [self._styles[number] for number in sent.numbers]

    def _node(self, sent: SentNode, fonts: Any) -> StyleNode:
        shared: SharedStyles = fonts.shared_styles
        parent = shared.root if sent.parent < 0 else self._nodes[sent.parent]
        key = NodeKey(sent.attributes, sent.matches)
        return shared.node(parent, sent.tag, key, self._base_url, fonts)

    def _style(self, sent: SentStyle, fonts: Any) -> Any:
        if isinstance(sent, NodeStyle):
            return self._nodes[sent.node].style(sent.pseudo_type)
        if isinstance(sent, AnonymousOf):
            return self._styles[sent.style].anonymous_style
        return page_style(sent.content, fonts.shared_styles, fonts)
