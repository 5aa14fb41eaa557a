"""The archive of sources: the bytes of files by their SHA-256, and the text that was extracted from them.

Both are written once and never change. A text is `<hash of the file>.text`; a further text of the same
file, as from a later version of a reader, has its own hash in the name too.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Sequence
from pathlib import Path

import msgspec

from briefing.atomic_write import write_atomically
from briefing.codec.decoders import json_decoder
from briefing.errors import BriefingError, Problem, SourceError
from briefing.input_file import read_regular
from briefing.model.source import Attachment, ExtractedText
from briefing.sources.source_text import SourceText

FOLDER = "archive"
_SUFFIX = ".text"
_MOST_BYTES = 512 * 2**20
_READ_ONLY = 0o444
_HASH_LENGTH = 12


def hash_of_text(text: SourceText) -> str:
    """Return the SHA-256 of the text in UTF-8: that by which quotes and attachments name it."""
    return hashlib.sha256(text.text.encode("utf-8", errors="surrogatepass")).hexdigest()


def extracted(text: SourceText) -> ExtractedText:
    return ExtractedText(hash_of_text(text), text.extractor, text.version, text.recognised)


class SourceArchive:
    """The archive in the folder of a library; it need not exist."""

    def __init__(self, library: Path) -> None:
        self.folder = library / FOLDER

    def path(self, sha256: str) -> Path:
        return self.folder / sha256

    def __contains__(self, sha256: str) -> bool:
        return self.path(sha256).is_file()

    def add(self, raw: bytes) -> str:
        """Store the bytes of a file, if they are new, and return their SHA-256. Raises SourceError."""
        sha256 = hashlib.sha256(raw).hexdigest()
        self._write(self.path(sha256), raw)
        return sha256

    def add_text(self, sha256: str, text: SourceText) -> str:
        """Store the text of the file with a hash and return the hash of the text. Raises SourceError."""
        text_sha256 = hash_of_text(text)
        content = msgspec.json.encode(text)
        path = self._first_text(sha256)
        if path.exists() and path.read_bytes() != content:
            path = self._further_text(sha256, text_sha256)
        self._write(path, content)
        return text_sha256

    def read(self, sha256: str) -> bytes:
        """Return the bytes of a file. Raises SourceError where they are missing or have changed."""
        path = self.path(sha256)
        raw = _read(path)
        if hashlib.sha256(raw).hexdigest() != sha256:
            raise _damaged(path)
        return raw

    def text(self, attachment: Attachment) -> SourceText:
        """Return the extracted text of a copy. Raises SourceError where it is missing or has changed."""
        if attachment.text is None:
            name = attachment.name or attachment.sha256
            raise SourceError(Problem("No text was extracted from this copy.", "Replace it.", name))
        path = self._further_text(attachment.sha256, attachment.text.sha256)
        if not path.exists():
            path = self._first_text(attachment.sha256)
        try:
            text = json_decoder(SourceText).decode(_read(path))
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise _damaged(path) from None
        if hash_of_text(text) != attachment.text.sha256:
            raise _damaged(path)
        return text

    def _first_text(self, sha256: str) -> Path:
        return self.folder / f"{sha256}{_SUFFIX}"

    def _further_text(self, sha256: str, text_sha256: str) -> Path:
        return self.folder / f"{sha256}.{text_sha256[:_HASH_LENGTH]}{_SUFFIX}"

    def _write(self, path: Path, content: bytes) -> None:
        if path.is_file():
            if path.read_bytes() == content:
                return
            raise _damaged(path)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            message = f"The archive cannot be written to: {error.strerror or error}."
            raise SourceError(Problem(message, "Check its permissions.", str(self.folder))) from None
        write_atomically(path, content)
        with contextlib.suppress(OSError):  # a file system without permissions
            path.chmod(_READ_ONLY)


def archive_with(sha256: str, libraries: Sequence[Path | None]) -> SourceArchive:
    """Return the archive that has a file, that of the last library first; without one, that of the last.

    A library without a folder, which is None, has none.
    """
    archives = [SourceArchive(folder) for folder in reversed(libraries) if folder is not None]
    return next((archive for archive in archives if sha256 in archive), archives[0])


def _read(path: Path) -> bytes:
    try:
        return read_regular(path, _MOST_BYTES)
    except BriefingError as error:
        message = f"The archived copy is missing or cannot be read. {error.problems[0].message}"
        remedy = "Restore it from a backup, or with 'briefing source replace' if you have the file."
        raise SourceError(Problem(message, remedy, str(path))) from None


def _damaged(path: Path) -> SourceError:
    message = "The archived copy is damaged or was changed: it does not have the hash of its name."
    return SourceError(Problem(message, "Restore it from a backup, or replace the source.", str(path)))
