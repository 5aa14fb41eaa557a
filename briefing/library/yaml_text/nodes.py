"""A YAML text as a tree of nodes with their places, so that parts of the text can be replaced.

Places are indices of characters in the text, as libyaml's marks give them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml import events as ev

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BLOCK_STYLES = ("|", ">")


class UnsupportedLayoutError(Exception):
    """A text is laid out in a way in which a part of it cannot be replaced by itself."""


@dataclass(slots=True)
class TextNode:
    """A node with the place of its text. `end` is the end of its content, without blank lines and comments.

    `column` counts from 0. `is_flow` is set for collections in brackets and for all that they contain.
    `is_block_text` is set for texts in the styles | and >.
    """

    start: int
    end: int
    column: int
    is_flow: bool = False
    is_block_text: bool = False
    text: str | None = None
    items: list[TextNode] | None = None
    entries: list[tuple[TextNode, TextNode]] | None = None
    children: list[TextNode] = field(default_factory=list)

    def get(self, name: str) -> tuple[TextNode, TextNode] | None:
        """Return the key and the value of an entry of a mapping; None where there is none."""
        return next((entry for entry in self.entries or () if entry[0].text == name), None)


def parse_nodes(text: str) -> TextNode | None:
    """Return the root of the one document in `text`; None where it has none.

    Raises UnsupportedLayoutError for what is not YAML, such as some JSON.
    """
    try:
        return _build(text)
    except yaml.YAMLError as error:
        raise UnsupportedLayoutError(str(error)) from None


def _build(text: str) -> TextNode | None:
    root: TextNode | None = None
    open_nodes: list[TextNode] = []
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, ev.CollectionEndEvent):
            _close(open_nodes.pop(), event, text)
        elif isinstance(event, ev.NodeEvent):
            node = _node_of(event, text, in_flow=bool(open_nodes) and open_nodes[-1].is_flow)
            if open_nodes:
                open_nodes[-1].children.append(node)
            else:
                root = node
            if node.text is None:
                open_nodes.append(node)
    return root


def _node_of(event: Any, text: str, *, in_flow: bool) -> TextNode:
    start, end = event.start_mark.index, event.end_mark.index
    column = event.start_mark.column
    if isinstance(event, ev.ScalarEvent):
        is_block = event.style in _BLOCK_STYLES
        # The mark is after the blank lines that follow a block text.
        end = start + len(text[start:end].rstrip()) if is_block else end
        return TextNode(start, end, column, in_flow, is_block, event.value)
    if not isinstance(event, ev.CollectionStartEvent):
        raise UnsupportedLayoutError("an alias")
    is_flow = in_flow or bool(event.flow_style)
    node = TextNode(start, end, column, is_flow)
    if isinstance(event, ev.SequenceStartEvent):
        node.items = []
    else:
        node.entries = []
    return node


def _close(node: TextNode, event: Any, text: str) -> None:
    children, node.children = node.children, []
    if node.items is not None:
        node.items = children
    else:
        node.entries = list(zip(children[::2], children[1::2], strict=True))
    # The end mark of a block collection is where the next token begins, after blank lines and comments.
    if node.is_flow:
        node.end = event.end_mark.index
    elif children:
        node.end = _end_after(children[-1], text)


def _end_after(child: TextNode, text: str) -> int:
    """Return the end of the last child; an empty value ends with the dash or colon before it."""
    return child.end if child.end > child.start else len(text[: child.end].rstrip())
