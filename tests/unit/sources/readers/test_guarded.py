"""Documents are read in a process of its own, which limits of time and memory end for any format."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from briefing.errors import SourceError
from briefing.guarded_process import Limits
from briefing.sources.readers.guarded import READ_LIMITS, GuardedReader
from briefing.sources.readers.registry import READERS, read_document
from tests.unit.sources.readers.documents import lines, pdf, valid_documents, zipped

PATIENT = Limits(silence_s=60, total_s=60, memory_mb=READ_LIMITS.memory_mb, start_s=60)
"""A busy machine takes longer."""


@pytest.fixture(scope="module")
def reader() -> Iterator[GuardedReader]:
    with GuardedReader(PATIENT) as guarded:
        yield guarded


def test_the_limits_are_two_seconds_and_300_mb_for_each_file() -> None:
    assert (READ_LIMITS.total_s, READ_LIMITS.memory_mb) == (2, 300)


@pytest.mark.parametrize("reader_id", READERS)
def test_a_text_is_the_same_as_without_the_process(reader: GuardedReader, reader_id: str) -> None:
    name, raw = valid_documents()[reader_id]
    assert reader.read(raw, name) == read_document(raw, name)


def test_a_refused_file_is_reported_and_the_next_one_read(reader: GuardedReader) -> None:
    with pytest.raises(SourceError, match=r"a\.pdf: The PDF is cut short or damaged"):
        reader.read(b"%PDF-1.7\n", "a.pdf")
    assert reader.read(b"Words.", "a.txt").text == "Words."


def test_a_slow_file_is_stopped_with_a_remedy_and_the_next_one_read() -> None:
    slow = ("*a " * 600_000).encode()
    with GuardedReader(Limits(silence_s=60, total_s=1, start_s=60)) as reader:
        with pytest.raises(SourceError, match=r"a\.md: .*more than 1 seconds.*--seconds"):
            reader.read(slow, "a.md")
        assert reader.read(b"Words.", "a.txt").text == "Words."


def test_a_file_that_needs_too_much_memory_is_stopped() -> None:
    cells = "<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 400_000
    main = f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{cells}'
    bomb = zipped({"word/document.xml": main + "</w:body></w:document>"})
    limits = Limits(silence_s=60, total_s=30, memory_mb=60, start_s=60)
    with (
        GuardedReader(limits) as reader,
        pytest.raises(SourceError, match=r"a\.docx: .* 60 MB of memory"),
    ):
        reader.read(bomb, "a.docx")


def test_pages_are_drawn_in_the_process(reader: GuardedReader) -> None:
    assert reader.picture(pdf([lines(["Words."])]), "a.pdf", 0, 50).startswith(b"\x89PNG")
    with pytest.raises(SourceError, match="damaged"):
        reader.picture(b"%PDF-", "a.pdf", 0, 50)
