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
class Span:
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
    items: list[Span] | None = None
    entries: list[tuple[Span, Span]] | None = None
    children: list[Span] = field(default_factory=list)

    def get(self, name: str) -> tuple[Span, Span] | None:
        """Return the key and the value of an entry of a mapping; None where there is none."""
        return next((entry for entry in self.entries or () if entry[0].text == name), None)


def parse_spans(text: str) -> Span | None:
    """Return the root of the one document in `text`; None where it has none.

    Raises UnsupportedLayoutError for what is not YAML, such as some JSON.
    """
    try:
        return _build(text)
    except yaml.YAMLError as error:
        raise UnsupportedLayoutError(str(error)) from None


def _build(text: str) -> Span | None:
    root: Span | None = None
    open_spans: list[Span] = []
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, ev.CollectionEndEvent):
            _close(open_spans.pop(), event, text)
        elif isinstance(event, ev.NodeEvent):
            span = _span_of(event, text, in_flow=bool(open_spans) and open_spans[-1].is_flow)
            if open_spans:
                open_spans[-1].children.append(span)
            else:
                root = span
            if span.text is None:
                open_spans.append(span)
    return root


def _span_of(event: Any, text: str, *, in_flow: bool) -> Span:
    start, end = event.start_mark.index, event.end_mark.index
    column = event.start_mark.column
    if isinstance(event, ev.ScalarEvent):
        is_block = event.style in _BLOCK_STYLES
        # The mark is after the blank lines that follow a block text.
        end = start + len(text[start:end].rstrip()) if is_block else end
        return Span(start, end, column, in_flow, is_block, event.value)
    if not isinstance(event, ev.CollectionStartEvent):
        raise UnsupportedLayoutError("an alias")
    is_flow = in_flow or bool(event.flow_style)
    span = Span(start, end, column, is_flow)
    if isinstance(event, ev.SequenceStartEvent):
        span.items = []
    else:
        span.entries = []
    return span


def _close(span: Span, event: Any, text: str) -> None:
    children, span.children = span.children, []
    if span.items is not None:
        span.items = children
    else:
        span.entries = list(zip(children[::2], children[1::2], strict=True))
    # The end mark of a block collection is where the next token begins, after blank lines and comments.
    if span.is_flow:
        span.end = event.end_mark.index
    elif children:
        span.end = _end_after(children[-1], text)


def _end_after(child: Span, text: str) -> int:
    """Return the end of the last child; an empty value ends with the dash or colon before it."""
    return child.end if child.end > child.start else len(text[: child.end].rstrip())
