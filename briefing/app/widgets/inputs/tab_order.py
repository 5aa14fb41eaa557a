"""Put the Tab key's order in the order of the eye."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def tab_stops(widget: QWidget) -> Iterator[QWidget]:
    """Yield the widgets inside that Tab can reach, in the order in which layouts place them."""
    layout = widget.layout()
    if layout is not None:
        yield from _in_layout(layout)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        if item is None:
            continue
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            yield from _in_layout(inner)
        elif widget is not None:
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                yield widget
            yield from tab_stops(widget)


def order_tabs(widget: QWidget) -> None:
    """Let Tab go through the widgets inside as their layouts place them."""
    for before, after in pairwise(tab_stops(widget)):
        QWidget.setTabOrder(before, after)


def stops_in_order(part: QWidget) -> list[QWidget]:
    """Return the widgets inside that Tab can reach, in the order in which it does."""
    stops: list[QWidget] = []
    here = part.nextInFocusChain()
    while here is not None and here is not part:
        if part.isAncestorOf(here) and here.focusPolicy() & Qt.FocusPolicy.TabFocus:
            stops.append(here)
        here = here.nextInFocusChain()
    return stops


def put_after(part: QWidget, earlier: QWidget) -> None:
    """Let Tab go from the widgets inside `earlier` to those inside `part`, which has moved there."""
    for before, after in pairwise([*stops_in_order(earlier)[-1:], *stops_in_order(part)]):
        QWidget.setTabOrder(before, after)
