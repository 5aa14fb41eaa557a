"""A cache of the records of library files, by the hash of each file's text.

Parsing takes most of the time of loading a large library. Only files without problems are in the cache, so
that every problem is reported with its place. Whatever is in doubt is read from the file.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import logging
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import msgspec

from briefing import paths
from briefing.atomic_write import write_atomically
from briefing.codec import Node, parse_text, read_text
from briefing.codec.decoders import msgpack_decoder
from briefing.errors import BriefingError
from briefing.library.code_version import code_version
from briefing.library.draft import DraftRecord
from briefing.library.files import PREVIOUS, FileContent, LibraryFile, content_of, read_file
from briefing.library.records import Record
from briefing.library.yaml_text.parts import ChangedPart
from briefing.model.actor import Actor
from briefing.model.fact import Fact
from briefing.model.source import Publisher, Source
from briefing.model.treaty import Treaty

log = logging.getLogger(__name__)

FEWEST_CHARACTERS = 10_000
"""A smaller file is parsed in less time than it takes to notice."""
_RECORDS, _VALID = ".records", ".valid"
_CHECKSUM_BYTES = 16
_UNUSED_AFTER_S = 60 * 24 * 3600.0
_CODE = ("codec", "library", "model", "text")
"""The packages on which the records of a file depend."""


class FileRecords(msgspec.Struct, array_like=True, gc=False):
    """The records of a file, and the lines in which they begin, by the keys of their lists."""

    lines: dict[str, list[int]]
    treaty: list[Treaty] = []
    publishers: list[Publisher] = []
    sources: list[Source] = []
    facts: list[Fact] = []
    actors: list[Actor] = []


class ReadCache:
    """Reads library files, from the cache where it has them; may take the place of `read_file`.

    `hashes` has the hash of every file that was read, by path.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or paths.read_records()
        self._is_writable = True
        self._is_ready = False
        self.hashes: dict[Path, str] = {}

    def __call__(self, file: LibraryFile) -> FileContent:
        """Read a file. Never raises for its content: problems are in the result."""
        try:
            return self._read(file)
        except BriefingError as error:
            return FileContent(problems=list(error.problems), lost=True)

    def key(self) -> str:
        """Return a hash of the paths and contents of all files that were read."""
        lines = sorted(f"{path}\0{digest}" for path, digest in self.hashes.items())
        return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()

    def records(self, file: LibraryFile) -> FileRecords | None:
        """Return the records of a file that `is_valid` read; None where it has changed since."""
        digest = self.hashes[file.path]
        records = self._stored(digest)
        if records is not None:
            return records
        try:
            text = self._text(file)
            if self.hashes[file.path] != digest:
                return None
            if _is_large(text) and (records := self._from_previous(text, file)) is not None:
                return records
            content = _parsed(text, file)
        except BriefingError:
            return None
        return None if content.problems else _records_in(content)

    def mark_valid(self) -> None:
        """Store that the files that were read have no problems together either."""
        self._write(f"{self.key()}{_VALID}", b"")

    def is_valid(self, files: Iterable[LibraryFile]) -> bool:
        """Read files; return whether they are all and the same as when they were marked as valid."""
        try:
            for file in files:
                self._text(file)
        except BriefingError:
            return False
        return (self._folder / f"{self.key()}{_VALID}").is_file()

    def _read(self, file: LibraryFile) -> FileContent:
        text = self._text(file)
        if not _is_large(text):
            return _parsed(text, file)
        digest = self.hashes[file.path]
        records = self._stored(digest) or self._from_previous(text, file)
        if records is None:
            content = _parsed(text, file)
            if content.problems:
                return content
            records = _records_in(content)
            self._store(digest, records)
        return _content_of(records, file)

    def _store(self, digest: str, records: FileRecords) -> None:
        payload = _encoded(records)
        self._write(f"{digest}{_RECORDS}", _checksum(payload) + payload)

    def _from_previous(self, text: str, file: LibraryFile) -> FileRecords | None:
        """Read only the records that differ from the previous version of a file; None where that fails.

        What is stored takes the place of that version's records.
        """
        path = file.path.with_name(file.path.name + PREVIOUS)
        try:
            previous = read_text(path, inside=file.root)
        except BriefingError:
            return None
        digest = _hash_of(previous, file.keys)
        stored = self._stored(digest)
        records = _updated(stored, previous, text, file) if stored is not None else None
        if records is not None:
            self._store(self.hashes[file.path], records)
            with contextlib.suppress(OSError):
                (self._folder / f"{digest}{_RECORDS}").unlink()
        return records

    def _text(self, file: LibraryFile) -> str:
        text = read_text(file.path, inside=file.root)
        self.hashes[file.path] = _hash_of(text, file.keys)
        return text

    def _stored(self, digest: str) -> FileRecords | None:
        return _stored(self._folder / f"{digest}{_RECORDS}")

    def _write(self, name: str, content: bytes) -> None:
        if not self._is_writable:
            return
        try:
            if not self._is_ready:
                self._folder.mkdir(parents=True, exist_ok=True)
                _remove_unused(self._folder)
                self._is_ready = True
            write_atomically(self._folder / name, content)
        except (OSError, BriefingError):
            log.info("the records of library files cannot be cached", exc_info=True)
            self._is_writable = False


def _is_large(text: str) -> bool:
    return len(text) >= FEWEST_CHARACTERS


def _parsed(text: str, file: LibraryFile) -> FileContent:
    return content_of(parse_text(text, str(file.path)), file)


def _records_in(content: FileContent) -> FileRecords:
    lines = {key: [record.node.line for record in records] for key, records in content.records.items()}
    values = {key: [each.value for each in records] for key, records in content.records.items()}
    return FileRecords(lines, **values)


def _updated(records: FileRecords, earlier: str, later: str, file: LibraryFile) -> FileRecords | None:
    """Return the records of a later text of a file; None where all of it has to be read for that."""
    filled = [key for key in file.keys if getattr(records, key)]
    if len(filled) != 1:
        return None
    (key,) = filled
    part = ChangedPart.between(earlier, len(getattr(records, key)), later)
    if part is None or part.key != key:
        return None
    try:
        content = _parsed(part.text, file)
    except BriefingError:
        return None
    changed = content.records[key]
    if content.problems or not part.is_list_of(len(changed)):
        return None
    values, lines = getattr(records, key), records.lines[key]
    rest = len(values) - part.after
    new_lines = [
        *lines[: part.before],
        *(record.node.line + part.line for record in changed),
        *(line + part.lines for line in lines[rest:]),
    ]
    new_values = [*values[: part.before], *(record.value for record in changed), *values[rest:]]
    return msgspec.structs.replace(records, lines=records.lines | {key: new_lines}, **{key: new_values})


def _encoded(records: FileRecords) -> bytes:
    fields = [getattr(records, name) for name in records.__struct_fields__[1:]]
    values = [[_given_fields(record) for record in field] for field in fields]
    return msgspec.msgpack.encode([records.lines, *values])


def _given_fields(record: Record) -> dict[str, Any]:
    """Return the fields that differ from their defaults; a fact has no treaty until its folder is known."""
    return {
        encoded: value
        for name, encoded, default in _fields_of(type(record))
        if (value := getattr(record, name)) != default
    }


@functools.cache
def _fields_of(record_type: type[Record]) -> tuple[tuple[str, str, Any], ...]:
    """Return name, name in the file and default of each field."""
    fields = msgspec.structs.fields(record_type)
    return tuple((field.name, field.encode_name, field.default) for field in fields)


def _content_of(records: FileRecords, file: LibraryFile) -> FileContent:
    """Return the content of a file whose nodes are parsed only when a problem needs them."""
    name, find = str(file.path), functools.cache(lambda: read_file(file))
    content = FileContent({key: [] for key in records.lines}, {key: [] for key in records.lines})
    for key, lines in records.lines.items():
        for number, (value, line) in enumerate(zip(getattr(records, key), lines, strict=True)):
            node = _UnreadNode(line, find, key, number)
            field = f"{key}[{number}]" if file.keys else ""
            content.records[key].append(DraftRecord(value, node, name, field))
    return content


class _UnreadNode(Node):
    """A node of which only the line is known until another attribute is asked for."""

    __slots__ = ("_find", "_key", "_number")

    def __init__(self, line: int, find: Callable[[], FileContent], key: str, number: int) -> None:
        self.line = line
        self._find, self._key, self._number = find, key, number

    def __getattr__(self, name: str) -> Any:
        # Called for attributes that are not set yet; those of a changed file may be gone.
        records = self._find().records.get(self._key, [])
        node = records[self._number].node if self._number < len(records) else Node(self.line, 0)
        self.column, self.text, self.plain = node.column, node.text, node.plain
        self.items, self.entries = node.items, node.entries
        return object.__getattribute__(self, name)


def _stored(path: Path) -> FileRecords | None:
    """Return the records in a file of the cache; None where there is none. Delete one that is damaged."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    payload = memoryview(content)[_CHECKSUM_BYTES:]
    try:
        if _checksum(payload) == content[:_CHECKSUM_BYTES]:
            records = msgpack_decoder(FileRecords).decode(payload)
            with contextlib.suppress(OSError):
                path.touch()
            return records
    except msgspec.MsgspecError:
        pass
    log.info("a file of the cache of records is damaged; it is deleted")
    with contextlib.suppress(OSError):
        path.unlink()
    return None


def _checksum(payload: bytes | memoryview) -> bytes:
    return hashlib.blake2b(payload, digest_size=_CHECKSUM_BYTES).digest()


def _hash_of(text: str, keys: Iterable[str]) -> str:
    digest = hashlib.sha256(f"{code_version(*_CODE)} {' '.join(keys)}\n".encode())
    digest.update(text.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _remove_unused(folder: Path) -> None:
    """Remove the records of files that were not read for long."""
    for path in (*folder.glob(f"*{_RECORDS}"), *folder.glob(f"*{_VALID}")):
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime > _UNUSED_AFTER_S:
                path.unlink()
