"""Answer searches in a thread of its own, as they are typed: the latest interrupts the one before."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from briefing.library.index.fact_index import FactIndex
from briefing.library.index.query import FactQuery, Hit, Total
from briefing.library.index.schema import SearchInterruptedError


@dataclass(frozen=True, slots=True)
class Reply:
    """What is known of a search so far.

    The first reply has the first rows only. Of many facts the second has a total that is not exact. The
    last, with `is_complete`, has the exact total and the facets.
    """

    query: FactQuery
    hits: list[Hit]
    total: Total | None = None
    facets: dict[str, dict[str, int]] | None = None
    is_complete: bool = False


class SearchWorker:
    """A thread that answers the latest search. `reply` is called in that thread.

    Several workers may use one index. An interruption concerns them all; the others then search again, and
    may repeat replies.
    """

    def __init__(self, index: FactIndex, reply: Callable[[Reply], None], first_rows: int = 50) -> None:
        self._index, self._reply, self._first_rows = index, reply, first_rows
        self._changed = threading.Condition()
        self._waiting: FactQuery | None = None
        self._is_searching = False
        self._is_closed = False
        self._thread = threading.Thread(target=self._run, name="search", daemon=True)
        self._thread.start()

    def search(self, query: FactQuery) -> None:
        """Search instead of what is searched for now; of that no further reply comes."""
        with self._changed:
            self._waiting = query
            self._interrupt()
            self._changed.notify()

    def close(self) -> None:
        """Stop searching and end the thread; the index stays open."""
        with self._changed:
            self._is_closed = True
            self._interrupt()
            self._changed.notify()
        self._thread.join()

    def _interrupt(self) -> None:
        if self._is_searching:
            self._index.interrupt()

    def _run(self) -> None:
        while (query := self._next()) is not None:
            try:
                self._answer(query)
            except SearchInterruptedError:
                self._search_again(query)
            finally:
                self._is_searching = False

    def _search_again(self, query: FactQuery) -> None:
        """Search again where another user of the index was to be interrupted, and not this worker."""
        with self._changed:
            if self._waiting is None:
                self._waiting = query

    def _next(self) -> FactQuery | None:
        with self._changed:
            self._changed.wait_for(lambda: self._is_closed or self._waiting is not None)
            query, self._waiting = self._waiting, None
            self._is_searching = True
            return None if self._is_closed else query

    def _answer(self, query: FactQuery) -> None:
        hits = self._index.first(query, self._first_rows)
        self._send(Reply(query, hits))
        total = self._index.total(query)
        if not total.is_exact:
            self._send(Reply(query, hits, total))
            total = Total(self._index.count(query))
        self._stop_if_obsolete()
        self._send(Reply(query, hits, total, self._index.facets(query), is_complete=True))

    def _send(self, reply: Reply) -> None:
        self._stop_if_obsolete()
        self._reply(reply)
        self._stop_if_obsolete()

    def _stop_if_obsolete(self) -> None:
        """Raise SearchInterruptedError where another search waits."""
        with self._changed:
            if self._waiting is not None or self._is_closed:
                raise SearchInterruptedError
