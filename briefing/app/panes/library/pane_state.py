"""The search, the order, the filters and the folding of the library, which belong to a briefing."""

from __future__ import annotations

import msgspec

from briefing.app.panes.library.fact_order import FactOrder
from briefing.errors import BriefingError
from briefing.model.dates import calendar_day
from briefing.model.value import Value


class LibraryState(Value, frozen=True):
    """The library pane as the user left it. `filters` are the chosen values of each facet."""

    text: str = ""
    order: FactOrder = FactOrder.RELEVANCE
    filters: dict[str, tuple[str, ...]] = {}
    is_folded: bool = False


def encoded(state: LibraryState) -> str:
    """Return a state as one line of text."""
    return msgspec.json.encode(state).decode()


def decoded(text: str) -> LibraryState:
    """Return the state in a text; the default state for a text that is none."""
    try:
        state = msgspec.json.decode(text, type=LibraryState)
        for value in state.filters.get("date", ()):
            calendar_day(value[2:])
    except (msgspec.MsgspecError, BriefingError, ValueError):
        return LibraryState()
    return state
