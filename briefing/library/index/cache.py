"""The indexes of large libraries on disk, each in a file named by the content that it indexes.

A file is complete when it gets its name and never changes afterwards. So readers need no locks, several
windows share it, and a folder that cannot be written is no obstacle to reading. It is a cache: whatever is
in doubt is deleted and built again, and where it cannot be written, the index is built in memory.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import logging
import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from briefing import paths
from briefing.library.index import schema
from briefing.library.index.build import NoRoomError, Progress, build, ignore_progress, update
from briefing.library.index.fact_index import FactIndex
from briefing.library.load import collection_paused
from briefing.library.records import records_of
from briefing.model.library import Catalogue, Material

log = logging.getLogger(__name__)

FEWEST_FACTS_ON_DISK = 5_000
"""The index of a smaller library is built in memory in less time than it takes to notice."""
_SUFFIX = ".index"
_UNFINISHED = ".part"
_UNUSED_AFTER_S = 60 * 24 * 3600.0
_ABANDONED_AFTER_S = 24 * 3600.0
_CHUNK = 1_000


def open_index(
    catalogue: Catalogue,
    *,
    name: str = "library",
    key: str = "",
    folder: Path | None = None,
    progress: Progress = ignore_progress,
) -> FactIndex:
    """Open the index of a catalogue; build it where there is none yet, on disk if it is a large library.

    `name` names the library, so that an index of an earlier state of it is brought up to date. `key` is a
    hash of the content, such as of its files; without it, the records are hashed. `progress` may raise to
    stop building.
    """
    if len(catalogue.material.facts) < FEWEST_FACTS_ON_DISK:
        return FactIndex(catalogue, progress=progress)
    cache = _Cache(folder or paths.search_indexes(), _file_name(name), key or hash_of(catalogue.material))
    with collection_paused():
        return (
            cache.opened(catalogue)
            or cache.built(catalogue, progress)
            or FactIndex(catalogue, progress=progress)
        )


def hash_of(material: Material) -> str:
    """Return a hash of all records."""
    encoder, digest = msgspec.msgpack.Encoder(), hashlib.blake2b(digest_size=16)
    records = records_of(material)
    while chunk := list(itertools.islice(records, _CHUNK)):
        digest.update(encoder.encode(chunk))
    return digest.hexdigest()


def _file_name(name: str) -> str:
    return hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


class _Cache:
    """The files of one library's index."""

    def __init__(self, folder: Path, name: str, key: str) -> None:
        self._folder, self._name, self._key = folder, name, key
        self._path = folder / f"{name}-{hashlib.blake2b(key.encode(), digest_size=16).hexdigest()}{_SUFFIX}"

    def opened(self, catalogue: Catalogue) -> FactIndex | None:
        """Open the index; None where there is none. One that is damaged is deleted."""
        if not self._path.is_file():
            return None
        try:
            connection = schema.open_for_reading(self._path)
        except (sqlite3.Error, OSError):
            log.info("the search index cannot be read; it is built again", exc_info=True)
            _delete(self._path)
            return None
        try:
            if schema.key_of(connection) == schema.written_key(self._key):
                with contextlib.suppress(OSError):
                    os.utime(self._path)  # so that it is not removed as unused
                return FactIndex(catalogue, connection)
        except sqlite3.Error:
            log.info("the search index is damaged; it is built again", exc_info=True)
        connection.close()
        _delete(self._path)
        return None

    def built(self, catalogue: Catalogue, progress: Progress) -> FactIndex | None:
        """Build the index, if possible from that of an earlier state; None where it cannot be written."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._remove_unused()
            if not self._updated(catalogue, progress):
                with self._written() as path:
                    _build(path, self._key, catalogue, progress)
            self._remove_earlier()
        except (OSError, sqlite3.Error):
            log.info("the search index cannot be written; it is built in memory", exc_info=True)
            return None
        return self.opened(catalogue)

    def _updated(self, catalogue: Catalogue, progress: Progress) -> bool:
        """Bring a copy of the index of an earlier state up to date, if few facts have changed."""
        earlier = self._earlier()
        if not earlier:
            return False
        try:
            with self._written() as path:
                shutil.copyfile(earlier[-1], path)
                _update(path, self._key, catalogue, progress)
        except NoRoomError:
            return False
        except (OSError, sqlite3.Error):
            log.info("the earlier search index is of no use", exc_info=True)
            return False
        return True

    @contextlib.contextmanager
    def _written(self) -> Iterator[Path]:
        """Give the path of a new file, which gets its name when it is complete."""
        descriptor, name = tempfile.mkstemp(prefix=f"{self._name}-", suffix=_UNFINISHED, dir=self._folder)
        os.close(descriptor)
        path = Path(name)
        try:
            yield path
            path.replace(self._path)
        finally:
            _delete(path)

    def _earlier(self) -> list[Path]:
        """Return the indexes of other states of this library, the latest last."""
        others = set(self._folder.glob(f"{self._name}-*{_SUFFIX}")) - {self._path}
        return sorted(others, key=_time_of)

    def _remove_earlier(self) -> None:
        for path in self._earlier():
            _delete(path)

    def _remove_unused(self) -> None:
        """Remove indexes that nobody opened for long, and what killed processes left."""
        for suffix, limit in ((_SUFFIX, _UNUSED_AFTER_S), (_UNFINISHED, _ABANDONED_AFTER_S)):
            for path in self._folder.glob(f"*{suffix}"):
                if time.time() - _time_of(path) > limit:
                    _delete(path)


def _build(path: Path, key: str, catalogue: Catalogue, progress: Progress) -> None:
    with contextlib.closing(schema.create(path)) as connection:
        build(connection, catalogue, progress)
        schema.set_key(connection, key)


def _update(path: Path, key: str, catalogue: Catalogue, progress: Progress) -> None:
    with contextlib.closing(schema.open_for_changes(path)) as connection:
        if not schema.is_current(connection):
            raise NoRoomError
        update(connection, catalogue, progress)
        schema.set_key(connection, key)


def _time_of(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _delete(path: Path) -> None:
    """Delete a file if it exists; a file that another process has open may stay on Windows."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
