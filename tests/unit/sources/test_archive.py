"""The archive of sources: written once, read-only, and checked by hash whenever it is read."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path

import pytest

from briefing.errors import SourceError
from briefing.model.source import Attachment
from briefing.sources.archive import SourceArchive, archive_with, extracted
from briefing.sources.source_text import SourceText

RAW = b"%PDF-1.7 and so on"
TEXT = SourceText("Article 1\nText.", "reader", "1")


def attachment(text: SourceText | None = TEXT) -> Attachment:
    sha256 = hashlib.sha256(RAW).hexdigest()
    return Attachment(sha256, text=extracted(text) if text else None)


def test_bytes_are_stored_by_their_hash_read_only_and_once(tmp_path: Path) -> None:
    archive = SourceArchive(tmp_path / "library")
    sha256 = archive.add(RAW)
    assert archive.add(RAW) == sha256 == hashlib.sha256(RAW).hexdigest()
    (path,) = archive.folder.iterdir()
    assert path == archive.path(sha256)
    assert not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    assert archive.read(sha256) == RAW
    assert sha256 in archive


def test_a_changed_copy_is_reported_with_its_path(tmp_path: Path) -> None:
    archive = SourceArchive(tmp_path)
    sha256 = archive.add(RAW)
    archive.path(sha256).chmod(0o644)
    archive.path(sha256).write_bytes(b"changed")
    with pytest.raises(SourceError, match=f"{sha256}.*damaged or was changed"):
        archive.read(sha256)
    with pytest.raises(SourceError, match="damaged"):
        archive.add(RAW)


def test_a_missing_copy_is_reported(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="missing"):
        SourceArchive(tmp_path).read("0" * 64)


def test_the_text_is_the_one_that_the_attachment_names(tmp_path: Path) -> None:
    archive = SourceArchive(tmp_path)
    sha256 = archive.add(RAW)
    later = SourceText("Article 1\nBetter text.", "reader", "2")
    archive.add_text(sha256, TEXT)
    archive.add_text(sha256, later)
    archive.add_text(sha256, later)
    assert archive.text(attachment()) == TEXT
    assert archive.text(attachment(later)) == later
    assert len(list(archive.folder.glob("*.text"))) == 2


def test_a_changed_text_is_refused(tmp_path: Path) -> None:
    archive = SourceArchive(tmp_path)
    sha256 = archive.add(RAW)
    archive.add_text(sha256, TEXT)
    path = archive.folder / f"{sha256}.text"
    path.chmod(0o644)
    path.write_bytes(path.read_bytes().replace(b"Article 1", b"Article 2"))
    with pytest.raises(SourceError, match="damaged"):
        archive.text(attachment())
    path.write_bytes(b"{")
    with pytest.raises(SourceError, match="damaged"):
        archive.text(attachment())


def test_the_archive_that_has_a_file_is_that_of_the_last_library_with_it(tmp_path: Path) -> None:
    libraries = [tmp_path / name for name in ("bundled", "shared", "own")]
    sha256 = SourceArchive(libraries[1]).add(RAW)
    assert archive_with(sha256, libraries).folder.parent == libraries[1]
    assert archive_with("0" * 64, libraries).folder.parent == libraries[2]


def test_a_copy_without_text_has_none(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="No text was extracted"):
        SourceArchive(tmp_path).text(attachment(None))
