"""Damaged, random and hostile files give a text, or an error that names the file."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from briefing.errors import Problem, SourceError
from briefing.sources.readers.guarded import GuardedReader
from briefing.sources.readers.registry import READERS
from briefing.sources.source_text import SourceText
from tests.unit.sources.readers.documents import AKN, docx, lines, paragraph, pdf
from tests.unit.sources.readers.fuzzing import damaged_documents
from tests.unit.sources.readers.record_results import RECORDED, results
from tests.unit.sources.readers.test_guarded import PATIENT

_SAMPLE = 20
"""Files for each reader; `bench/read_sources.py` reads a thousand."""


@pytest.fixture(scope="module")
def reader() -> Iterator[GuardedReader]:
    with GuardedReader(PATIENT) as guarded:
        yield guarded


def outcome(reader: GuardedReader, name: str, raw: bytes) -> SourceText | Problem:
    try:
        return reader.read(raw, name)
    except SourceError as error:
        return error.problems[0]


def is_sound(result: SourceText | Problem, name: str) -> bool:
    """Return whether all places of a text are in it, or whether an error is that of the file."""
    if isinstance(result, Problem):
        return result.file == name and "error in the program" not in result.message
    spans = [(each.start, each.end) for each in result.blocks]
    spans += [(each.start, each.end) for each in result.divisions]
    spans += [(each.start, each.end) for each in result.words]
    return all(0 <= start <= end <= len(result.text) for start, end in spans)


def test_valid_files_give_the_recorded_result() -> None:
    assert results() == json.loads(RECORDED.read_text(encoding="utf-8"))


@pytest.mark.parametrize("reader_id", READERS)
def test_damaged_files_give_a_text_or_an_error_that_names_the_file(
    reader: GuardedReader, reader_id: str
) -> None:
    for name, raw in damaged_documents(reader_id, _SAMPLE):
        result = outcome(reader, name, raw)
        assert is_sound(result, name), result


_LAUGHS = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
_LOOP = pdf([lines(["Words."])]).replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]")
HOSTILE = {
    "nested.html": b"<div>" * 100_000 + b"words",
    "laughs.xml": AKN.replace("<akomaNtoso", f'<!DOCTYPE a [<!ENTITY e0 "ha">{_LAUGHS}]><akomaNtoso', 1)
    .replace("It applies", "&e9; It applies")
    .encode(),
    "external.xml": AKN.replace(
        "<akomaNtoso", '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><akomaNtoso', 1
    )
    .replace("It applies", "&outside; It applies")
    .encode(),
    "loop.pdf": _LOOP,
    "pages.pdf": pdf([lines(["Words."])]).replace(b"/Count 1", b"/Count 2147483647"),
    "huge.pdf": pdf([lines(["Words."])]).replace(b"[0 0 595 842]", b"[0 0 50000 50000]"),
    "deep.docx": docx("<w:sdt><w:sdtContent>" * 200 + paragraph("x") + "</w:sdtContent></w:sdt>" * 200),
    "line.txt": b"Article 1 " * 50_000,
    "brackets.md": b"[" * 200_000 + b"]" * 200_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_do_no_harm(reader: GuardedReader, name: str) -> None:
    result = outcome(reader, name, HOSTILE[name])
    assert is_sound(result, name)
    assert isinstance(result, Problem) or len(result.text) < 4_000_000
    assert reader.read(b"Words.", "a.txt").text == "Words."


def test_a_page_that_is_too_large_to_be_drawn_is_refused(reader: GuardedReader) -> None:
    with pytest.raises(SourceError, match=r"huge\.pdf"):
        reader.picture(HOSTILE["huge.pdf"], "huge.pdf", 0, 300)
