"""Search the library for its pane, in a thread of its own: what is typed next ends the search before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt, Signal

from briefing.app.panes.library.fact_order import FactOrder, by_treaty, ordered
from briefing.app.services import background, faults
from briefing.errors import Check, never_mind
from briefing.library.index import FACETS, FactIndex, FactQuery
from briefing.library.index.schema import SearchInterruptedError
from briefing.library.index.worker import LatestSearch
from briefing.model.library import Catalogue

USED, UNUSED = "used", "unused"
_MANY_FACTS, _FIRST_ROWS = 5_000, 50
"""In a library of more facts the first rows are shown before all are found."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Ids of the matching facts and, for each facet, its values with counts.

    Where it is not complete, these are the first facts only, and the facets are not known yet.
    """

    ids: list[str]
    facets: dict[str, dict[str, int]]
    is_complete: bool = True


@dataclass(frozen=True, slots=True)
class LibrarySearch:
    """A query, with the state of the briefing that it depends on, and the order of the result."""

    query: FactQuery
    used: frozenset[str] = frozenset()
    use: tuple[str, ...] = ()
    order: FactOrder = FactOrder.RELEVANCE
    own_treaties: tuple[str, ...] = ()


def search(
    index: FactIndex, catalogue: Catalogue, wanted: LibrarySearch, check: Check = never_mind
) -> SearchResult:
    """Return the matching facts; `use` filters by whether the briefing uses them.

    The counts of a facet ignore the values chosen in it, so that further values can be chosen. `check` is
    called between the steps, and may raise.
    """
    query, used, use = wanted.query, wanted.used, wanted.use
    hits = [hit.fact_id for hit in index.search(query)]
    check()
    if wanted.order is FactOrder.RELEVANCE and not query.text.strip():
        matches = by_treaty(hits, catalogue, wanted.own_treaties)
    else:
        matches = ordered(hits, catalogue, wanted.order, wanted.own_treaties)
    ids = [fact_id for fact_id in matches if len(use) != 1 or (fact_id in used) == (use[0] == USED)]
    check()
    facets = index.facets(query)
    for kind in FACETS:
        if getattr(query, kind):
            facets[kind] = index.facets(replace(query, **{kind: ()}))[kind]
    in_use = sum(1 for fact_id in matches if fact_id in used)
    facets["use"] = {USED: in_use, UNUSED: len(matches) - in_use}
    return SearchResult(ids, facets)


class LibrarySearches(QObject):
    """Searches one library at a time; `found(result)` follows in the GUI thread, for the latest search.

    Of a large library the first facts come before all of them.
    """

    found = Signal(object)
    _answered = Signal(object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._index: FactIndex | None = None
        self._catalogue: Catalogue | None = None
        self._latest: LatestSearch[LibrarySearch] | None = None
        self._wanted: LibrarySearch | None = None
        self._answered.connect(self._on_answered, Qt.ConnectionType.QueuedConnection)

    def use(self, index: FactIndex, catalogue: Catalogue) -> None:
        """Search this library from here on."""
        self.close()
        self._index, self._catalogue = index, catalogue

    def search(self, wanted: LibrarySearch) -> None:
        """Search in place of what is searched for now."""
        if self._index is None or self._catalogue is None:
            return
        if self._latest is None:
            background.collect_garbage_here()
            emit = self._answered.emit
            self._latest = LatestSearch(self._index, partial(_answer, self._index, self._catalogue, emit))
        self._wanted = wanted
        self._latest.search(wanted)

    def now(self, wanted: LibrarySearch) -> SearchResult | None:
        """Search while the caller waits, and drop what is searched for in the thread."""
        self._wanted = None
        while self._index is not None and self._catalogue is not None:
            try:
                return search(self._index, self._catalogue, wanted)
            except SearchInterruptedError:
                continue  # by another window, which ended a search of its own
        return None

    def close(self) -> None:
        """End the thread, as must be done before the window is deleted, and search no more."""
        self._index = self._catalogue = self._wanted = None
        if self._latest is not None:
            self._latest.close()
            self._latest = None

    def _on_answered(self, wanted: LibrarySearch, result: SearchResult | Exception) -> None:
        if wanted is not self._wanted:
            return
        if isinstance(result, Exception):
            faults.handler().report(result, self.parent())
        else:
            self.found.emit(result)


def _answer(
    index: FactIndex,
    catalogue: Catalogue,
    answered: Callable[[LibrarySearch, SearchResult | Exception], None],
    wanted: LibrarySearch,
    check: Check,
) -> None:
    """Find what is wanted, in the thread."""
    try:
        if _has_quick_beginning(catalogue, wanted):
            hits = index.first(wanted.query, _FIRST_ROWS)
            check()
            answered(wanted, SearchResult([hit.fact_id for hit in hits], {}, is_complete=False))
        answered(wanted, search(index, catalogue, wanted, check))
    except SearchInterruptedError:
        raise
    except Exception as error:  # noqa: BLE001 - the border of the thread: the GUI thread reports it
        answered(wanted, error)


def _has_quick_beginning(catalogue: Catalogue, wanted: LibrarySearch) -> bool:
    """Return whether the first rows can be shown before all are found, and that is worth while."""
    is_large = len(catalogue.material.facts) > _MANY_FACTS
    by_relevance = wanted.order is FactOrder.RELEVANCE and bool(wanted.query.text.strip())
    return is_large and by_relevance and len(wanted.use) != 1
