"""A journal whose records are synced to disk in a thread of its own, so that its writer need not wait."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from briefing.journal import Journal


class SyncedJournal:
    """Append records to a file and sync it at once in a thread, one sync for all that were appended since.

    A record survives the end of the process when `append` returns, and that of the machine when the sync
    that follows it has ended; `sync` waits for this. Where the disk refuses a sync, `on_failure` is called
    in the thread, once, and every later call raises OSError. All methods are for one thread.
    """

    def __init__(self, path: Path, on_failure: Callable[[], object]) -> None:
        self._journal = Journal(path)
        self._on_failure = on_failure
        self._changed = threading.Condition()
        self._appended = self._synced = 0
        self._failure: OSError | None = None
        self._is_closing = False
        self._thread: threading.Thread | None = None

    def append(self, record: bytes) -> None:
        """Write one record, and have it synced."""
        self._raise_failure()
        self._journal.write(record)
        with self._changed:
            self._appended += 1
            self._changed.notify_all()
        if self._thread is None:
            # A daemon: the process may end without it, after which the system writes what was appended.
            self._thread = threading.Thread(target=self._sync_all, name="journal", daemon=True)
            self._thread.start()

    def sync(self) -> None:
        """Wait until all that was appended is on disk."""
        with self._changed:
            last = self._appended
            self._changed.wait_for(lambda: self._synced >= last or self._failure is not None)
        self._raise_failure()

    def close(self) -> None:
        """Sync what was appended and close the file; a second call does nothing."""
        with self._changed:
            self._is_closing = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()
        self._journal.close()

    def _raise_failure(self) -> None:
        if self._failure is not None:
            raise OSError(*self._failure.args)

    def _sync_all(self) -> None:
        while (last := self._next_to_sync()) is not None:
            failure = None
            try:
                self._journal.sync()
            except OSError as error:
                failure = error
            with self._changed:
                self._synced, self._failure = last, failure
                self._changed.notify_all()
            if failure is not None:
                self._on_failure()
                return

    def _next_to_sync(self) -> int | None:
        """Wait for a record, and return how many there are; None once the journal is closed and synced."""
        with self._changed:
            self._changed.wait_for(lambda: self._appended > self._synced or self._is_closing)
            return self._appended if self._appended > self._synced else None
