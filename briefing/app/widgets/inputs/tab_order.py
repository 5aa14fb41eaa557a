"""Put the Tab key's order in the order of the eye."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QSplitter, QWidget


def tab_stops(widget: QWidget) -> Iterator[QWidget]:
    """Yield the widgets inside that Tab can reach, in the order in which they are laid out."""
    layout, inner = widget.layout(), widget.widget() if isinstance(widget, QScrollArea) else None
    if isinstance(widget, QSplitter):
        for number in range(widget.count()):
            part = widget.widget(number)
            if part is not None:
                yield from _stop_and_inner(part)
    elif inner is not None:
        yield from tab_stops(inner)
    elif layout is not None:
        yield from _in_layout(layout)


def _stop_and_inner(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    yield from tab_stops(widget)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        if item is None:
            continue
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            yield from _in_layout(inner)
        elif widget is not None:
            yield from _stop_and_inner(widget)


def order_tabs(widget: QWidget) -> None:
    """Let Tab go through the widgets inside as their layouts place them."""
    for before, after in pairwise(tab_stops(widget)):
        QWidget.setTabOrder(before, after)


def put_after(part: QWidget, earlier: Iterable[QWidget]) -> None:
    """Let Tab go from the last of these widgets to those inside `part`, which has moved there.

    The order is not asked of Qt: PySide makes what `nextInFocusChain` returns a child of the widget that is
    asked, and it is deleted in Python with that.
    """
    before = [stop for widget in earlier for stop in tab_stops(widget)][-1:]
    for one, other in pairwise([*before, *tab_stops(part)]):
        QWidget.setTabOrder(one, other)
