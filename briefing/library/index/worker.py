"""Answer searches in a thread of its own, as they are typed: the latest interrupts the one before."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from briefing.errors import Check
from briefing.library.index.fact_index import FactIndex
from briefing.library.index.query import FactQuery, Hit, Total
from briefing.library.index.schema import SearchInterruptedError

Q = TypeVar("Q")


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
    """Replies to the latest search. `reply` is called in a thread."""

    def __init__(self, index: FactIndex, reply: Callable[[Reply], None], first_rows: int = 50) -> None:
        self._index, self._reply, self._first_rows = index, reply, first_rows
        self._latest = LatestSearch(index, self._answer)

    def search(self, query: FactQuery) -> None:
        """Search instead of what is searched for now; of that no further reply comes."""
        self._latest.search(query)

    def close(self) -> None:
        """Stop searching and end the thread; the index stays open."""
        self._latest.close()

    def _answer(self, query: FactQuery, check: Check) -> None:
        def send(reply: Reply) -> None:
            check()
            self._reply(reply)
            check()

        hits = self._index.first(query, self._first_rows)
        send(Reply(query, hits))
        total = self._index.total(query)
        if not total.is_exact:
            send(Reply(query, hits, total))
            total = Total(self._index.count(query))
        check()
        send(Reply(query, hits, total, self._index.facets(query), is_complete=True))


class LatestSearch(Generic[Q]):
    """A thread that calls `answer` with what is searched for, and ends that when something else is.

    `answer(query, check)` gets a function that raises SearchInterruptedError where the answer is not wanted
    any more; what it asks the index raises that, too.
    Several threads may use one index. An interruption concerns them all; the others then search again, and
    may repeat answers.
    """

    def __init__(self, index: FactIndex, answer: Callable[[Q, Check], None]) -> None:
        self._index, self._answer = index, answer
        self._changed = threading.Condition()
        self._waiting: Q | None = None
        self._is_searching = False
        self._is_closed = False
        self._thread = threading.Thread(target=self._run, name="search", daemon=True)
        self._thread.start()

    def search(self, query: Q) -> None:
        """Search instead of what is searched for now."""
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
                self._answer(query, self._stop_if_obsolete)
            except SearchInterruptedError:
                self._search_again(query)
            finally:
                self._is_searching = False

    def _search_again(self, query: Q) -> None:
        """Search again where another user of the index was to be interrupted, and not this worker."""
        with self._changed:
            if self._waiting is None:
                self._waiting = query

    def _next(self) -> Q | None:
        with self._changed:
            self._changed.wait_for(lambda: self._is_closed or self._waiting is not None)
            query, self._waiting = self._waiting, None
            self._is_searching = True
            return None if self._is_closed else query

    def _stop_if_obsolete(self) -> None:
        """Raise SearchInterruptedError where another search waits."""
        with self._changed:
            if self._waiting is not None or self._is_closed:
                raise SearchInterruptedError
