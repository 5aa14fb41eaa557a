from __future__ import annotations

import io
from collections.abc import Callable
from concurrent.futures import Future

import pikepdf
import pydyf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.render.pdf.file_format import serialisation

MANY = 5000
"""More objects than one stream of them has."""


def document(texts: list[str]) -> pydyf.PDF:
    """Return a PDF with a page, and with texts in streams and in dictionaries by turns."""
    pdf = pydyf.PDF()
    page = {"Type": "/Page", "Parent": pdf.pages.reference, "MediaBox": pydyf.Array((0, 0, 9, 9))}
    page["Resources"] = pydyf.Dictionary()
    pdf.add_page(pydyf.Dictionary(page))
    kept = pydyf.Array()
    for index, text in enumerate(texts):
        content = (
            pydyf.Stream([text.encode()], compress=True)
            if index % 3
            else pydyf.Dictionary({"Text": pydyf.String(text)})
        )
        pdf.add_object(content)
        kept.append(content.reference)
    pdf.catalog["Kept"] = kept
    return pdf


def written(pdf: pydyf.PDF) -> bytes:
    output = io.BytesIO()
    pdf.write(output, b"1.7", identifier=True, compress=True)
    return output.getvalue()


def texts_of(content: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.check_pdf_syntax() == []
        return [
            each.read_bytes().decode() if isinstance(each, pikepdf.Stream) else str(each.Text)
            for each in pdf.Root.Kept.as_list()
        ]


@given(st.lists(st.text("abc \\()<>é\n€", max_size=20), max_size=30))
def test_every_object_is_read_back(texts: list[str]) -> None:
    assert texts_of(written(document(texts))) == texts


def test_objects_of_several_streams_are_read_back() -> None:
    texts = [f"text {number}" for number in range(3 * MANY)]
    content = written(document(texts))
    assert texts_of(content) == texts
    assert content.count(b"/ObjStm") == 3


def _at_once(stream: pydyf.Stream) -> None:
    content: Future[bytes] = Future()
    content.set_result(serialisation.compressed_content(stream))
    serialisation.keep_begun(stream, content)


def _not_at_all(_stream: pydyf.Stream) -> None:
    """Leave it to the one who writes."""


@pytest.mark.parametrize("begin", [_at_once, _not_at_all])
def test_the_bytes_are_the_same_whoever_compresses(begin: Callable[[pydyf.Stream], None]) -> None:
    texts = [f"text {number} " * 30 for number in range(50)]
    other = document(texts)
    serialisation.compress_with(other, begin)
    assert written(other) == written(document(texts))


def test_the_identifier_depends_on_the_content() -> None:
    one, other = (pikepdf.open(io.BytesIO(written(document([text])))) for text in ("one", "two"))
    assert one.trailer.ID[0] != other.trailer.ID[0]


def _objects_of(content: bytes) -> list[bytes]:
    """Return the objects of a PDF that has one stream and nothing else besides the first page."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        objects = [pdf.get_object(number, 0) for number in range(1, 5)]
        return [
            each.read_bytes() if isinstance(each, pikepdf.Stream) else each.unparse() for each in objects
        ]


def test_a_pdf_has_the_objects_that_pydyf_writes_and_makes_them_once() -> None:
    asked: list[int] = []

    class Counted(pydyf.Stream):  # type: ignore[misc] # ships no types
        @property
        def data(self) -> bytes:
            asked.append(self.number)
            return bytes(super().data)

    def pdf() -> pydyf.PDF:
        new = document([])
        new.catalog["Kept"] = pydyf.Array([0, 0.5, -2.25, 1e-7])
        new.add_object(Counted([b"q", 1, 0.0, "text"], compress=True))
        return new

    ours = written(pdf())
    assert len(asked) == 1
    theirs = io.BytesIO()
    serialisation._write(pdf(), theirs, identifier=True, compress=True)
    assert len(asked) > 2
    assert _objects_of(ours) == _objects_of(theirs.getvalue())


def test_references_to_pages_follow_the_pages() -> None:
    pdf = pydyf.PDF()
    for count in range(1, 3):
        pdf.add_page(pydyf.Dictionary({}))
        assert len(pdf.page_references) == count
    assert pdf.page_references == tuple(f"{number} 0 R".encode() for number in pdf.pages["Kids"][::3])
