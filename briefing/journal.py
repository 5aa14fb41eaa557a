"""Append-only journal files: framed, checksummed records.

A file begins with `MAGIC`. Each record follows as a frame: its length in bytes, the CRC-32 of length and
payload (both unsigned 32 bits, big-endian), then the payload. Payloads are bytes; their meaning, and the
lock that keeps a second writer away, are the caller's.
"""

from __future__ import annotations

import contextlib
import os
import struct
import zlib
from pathlib import Path

from briefing.errors import BriefingError, Problem
from briefing.operating_system import BINARY, sync_folder

MAGIC = b"TREATY-BRIEFING-JOURNAL 1\n"

_FRAME = struct.Struct(">II")


class Journal:
    """Append records to a file. A torn end that a killed writer left is cut off first.

    The constructor, `append`, `write` and `sync` raise OSError where the disk refuses; the constructor
    raises BriefingError for a file that is not such a journal.
    """

    def __init__(self, path: Path) -> None:
        existing = path.read_bytes() if path.exists() else b""
        _, self._length = _parse(existing, path)
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | BINARY, 0o600)
        try:
            if self._length == 0:
                self._replace_end(MAGIC)
                sync_folder(path.parent)
            elif self._length < len(existing):
                self._replace_end(b"")
        except BaseException:
            self.close()
            raise

    def append(self, record: bytes) -> None:
        """Write one record and wait until it is on disk."""
        self._replace_end(_frame(record))

    def write(self, record: bytes) -> None:
        """Write one record, which survives the end of the process, and after a sync that of the machine."""
        self._replace_end(_frame(record), is_synced=False)

    def sync(self) -> None:
        """Wait until all records are on disk; may be called in another thread than `write`."""
        os.fsync(self._descriptor)

    def close(self) -> None:
        """Close the file; a second call does nothing."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def _replace_end(self, content: bytes, *, is_synced: bool = True) -> None:
        """Put `content` after the last whole record; where the disk refuses, leave no part of it."""
        try:
            os.ftruncate(self._descriptor, self._length)
            os.lseek(self._descriptor, self._length, os.SEEK_SET)
            _write_all(self._descriptor, content)
            if is_synced:
                os.fsync(self._descriptor)
        except OSError:
            with contextlib.suppress(OSError):
                os.ftruncate(self._descriptor, self._length)
            raise
        self._length += len(content)


def read_records(path: Path) -> list[bytes]:
    """Return the records up to the first that is torn or damaged; what follows it cannot be trusted.

    Raises OSError where the file cannot be read, BriefingError where it is not such a journal.
    """
    return _parse(path.read_bytes(), path)[0]


def _frame(record: bytes) -> bytes:
    return _FRAME.pack(len(record), _checksum(record)) + record


def _checksum(record: bytes) -> int:
    # The length is included: otherwise the zeros that a power failure can leave would be empty records.
    return zlib.crc32(record, zlib.crc32(len(record).to_bytes(4, "big")))


def _parse(content: bytes, path: Path) -> tuple[list[bytes], int]:
    """Return the whole records and the number of bytes up to the end of the last of them."""
    if not content.startswith(MAGIC):
        if MAGIC.startswith(content):
            return [], 0  # the writer was killed while it created the file
        raise BriefingError(
            Problem(
                "This is not a journal of this version of the program.",
                "Open it with the version that wrote it.",
                str(path),
            )
        )
    records = list[bytes]()
    position = len(MAGIC)
    while position + _FRAME.size <= len(content):
        length, checksum = _FRAME.unpack_from(content, position)
        start = position + _FRAME.size
        record = content[start : start + length]
        if len(record) < length or _checksum(record) != checksum:
            break
        records.append(record)
        position = start + length
    return records, position


def _write_all(descriptor: int, content: bytes) -> None:
    remaining = memoryview(content)
    while remaining:
        remaining = remaining[os.write(descriptor, remaining) :]
