"""Instances of variable fonts are kept in the cache folder, and change no byte of a document there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from briefing import paths
from briefing.errors import BriefingError, Problem
from briefing.render.layout.font_instances import kept_instances, static_fonts
from briefing.render.layout.typesetter import Typesetter
from briefing.render.templates.loader import BASE

_STYLE = "<style>p { font: 16px 'Source Sans 3' } .serif { font-family: 'Source Serif 4' }</style>"
_WORDS = "Unwritten quorum zephyr"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TREATY_BRIEFING_HOME", str(tmp_path))
    return paths.font_instances()


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The instances that are made, and not read."""
    faces: list[object] = []
    make = static_fonts._instance

    def counted(face: object, location: dict[str, float]) -> bytes | None:
        faces.append(face)
        return make(face, location)

    monkeypatch.setattr(static_fonts, "_instance", counted)
    return faces


def pdf_of(text: str = _WORDS) -> bytes:
    html = f"{_STYLE}<p>{text}, <b>bold</b>.</p><p class=serif>{text}</p>"
    document = Typesetter(paths.templates() / BASE, {}).lay_out(html).document
    return bytes(document.write_pdf(pdf_identifier=b"1"))


def test_an_instance_is_made_once(folder: Path, made: list[object]) -> None:
    first = pdf_of()
    count = len(made)
    assert count == len(list(folder.iterdir())) == 3
    assert pdf_of() == first
    assert len(made) == count


def test_a_cache_that_was_deleted_changes_no_byte(folder: Path, made: list[object]) -> None:
    first = pdf_of()
    for file in folder.iterdir():
        file.unlink()
    assert pdf_of() == first
    assert len(made) == 6


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:0],
        lambda content: content[:-1],
        lambda content: content[:100] + b"?" + content[101:],
    ],
    ids=["empty", "cut off", "another byte"],
)
def test_a_damaged_file_is_made_again(
    folder: Path, made: list[object], damage: Callable[[bytes], bytes]
) -> None:
    first = pdf_of()
    for file in folder.iterdir():
        file.write_bytes(damage(file.read_bytes()))
    assert pdf_of() == first
    assert len(made) == 6
    assert pdf_of() == first
    assert len(made) == 6


def test_a_cache_that_cannot_be_written_changes_no_byte(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = pdf_of()
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    folder.write_bytes(b"a file in its place")
    assert pdf_of() == first
    folder.unlink()

    def full_disk(path: Path, _content: bytes) -> None:
        raise BriefingError(
            Problem("The file was not written: the disk is full.", "Save elsewhere.", str(path))
        )

    monkeypatch.setattr(kept_instances, "write_atomically", full_disk)
    assert pdf_of() == first
    assert not list(folder.iterdir())


def test_nothing_of_the_text_is_in_the_cache(folder: Path) -> None:
    pdf_of(_WORDS)
    kept = {file.name: file.read_bytes() for file in folder.iterdir()}
    pdf_of("Other letters: jkvwxy 0123")
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == kept
    assert not any(word.encode() in content for content in kept.values() for word in _WORDS.split())


def test_the_oldest_files_are_deleted_where_there_are_many(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_instances, "_MOST_KEPT", 3)
    for name in "abcde":
        assert kept_instances.kept_or_made(name, name.encode) == name.encode()
    assert len(list(folder.iterdir())) == 3


@pytest.mark.usefixtures("folder")
def test_a_font_of_chinese_is_not_kept(made: list[object]) -> None:
    html = "<p style=\"font: 16px 'Noto Sans SC'\" lang=zh>联合声明</p>"
    document = Typesetter(paths.templates() / BASE, {}).lay_out(html).document
    assert bytes(document.write_pdf()).startswith(b"%PDF")
    assert not made
