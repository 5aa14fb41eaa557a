"""Write the objects of a PDF as pydyf does, with the same content, each once.

pydyf makes the bytes of an object again for the identifier of the file, which compresses each stream twice,
lists all pages for each reference to one, and asks each object several times where it belongs. It
compresses with all effort, which takes a tenth of the time of an export for a fortieth of the size of the
file. It puts all objects but streams into one stream; several can be compressed while others are made.
Import this module before anything is written.
"""

from __future__ import annotations

import functools
import hashlib
import itertools
import math
import zlib
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from typing import Any

import pydyf

from briefing.render.pdf.file_format.cross_references import CrossReferenceTable

_COMPRESSION = 5
_MOST_OBJECTS = 2048
"""Objects in one stream."""
_BEGIN, _BEGUN = "begin_to_compress", "begun_content"
"""Attributes of a PDF, with what begins to compress a stream, and of a stream, with what was begun."""
_MOST_NUMBERS = 8192
"""Numbers whose text is kept: places and sizes occur again and again."""
_TIE = 1e-9
_write = pydyf.PDF.write


def _write_once(
    pdf: Any, output: Any, version: Any = b"1.7", identifier: Any = False, compress: bool = False
) -> None:
    """Write a PDF with its objects in a compressed stream, if that is asked for, or else as pydyf does."""
    written = _to_bytes(version or b"1.7")
    if compress and identifier in {True, False, None} and written >= b"1.5":
        output.write(_compressed(pdf, written, has_identifier=bool(identifier)))
    else:
        _write(pdf, output, version, identifier, compress)


def _compressed(pdf: Any, version: bytes, *, has_identifier: bool) -> bytes:
    if pdf.info:
        pdf.add_object(pdf.info)
    begin: Callable[[Any], None] = pdf.__dict__.get(_BEGIN, _compress_later)
    objects = pdf.objects[1:]  # the first is no object but the head of the list of free ones
    streams = [entry for entry in objects if isinstance(entry, pydyf.Stream)]
    for stream in streams:
        if stream.compress and _BEGUN not in stream.__dict__:
            begin(stream)
    numbers, contents = _others(objects)
    table = CrossReferenceTable(len(pdf.objects) + math.ceil(len(numbers) / _MOST_OBJECTS) + 1)
    for first in range(0, len(numbers), _MOST_OBJECTS):
        some = slice(first, first + _MOST_OBJECTS)
        container = pydyf.Stream(*_joined(numbers[some], contents[some]), compress=True)
        pdf.add_object(container)
        begin(container)
        streams.append(container)
        table.put_inside(numbers[some], container.number)
    file = _File(version)
    for stream in streams:
        table.put_at(stream.number, file.length)
        file.add(stream.number, stream.data)
    extra = {"Root": pdf.catalog.reference}
    if pdf.info:
        extra["Info"] = pdf.info.reference
    if has_identifier:
        name = pydyf.String(file.digest()).data
        extra["ID"] = pydyf.Array((name, name))
    return file.end(pdf, table, extra)


def _others(objects: Sequence[Any]) -> tuple[list[int], list[bytes]]:
    """Return the numbers and the contents of all objects that are no streams."""
    numbers: list[int] = []
    contents: list[bytes] = []
    for number, entry in enumerate(objects, start=1):
        if isinstance(entry, ObjectBlock):
            if number == entry.first:
                numbers.extend(range(number, number + len(entry.contents)))
                contents.extend(entry.contents)
        elif not isinstance(entry, pydyf.Stream):
            numbers.append(number)
            contents.append(entry.data)
    return numbers, contents


class ObjectBlock:
    """Objects of a PDF with successive numbers, whose contents are known when it is written."""

    def __init__(self, pdf: Any, count: int) -> None:
        self.first = len(pdf.objects)
        self.contents: Sequence[bytes] = ()
        pdf.objects.extend(itertools.repeat(self, count))


def keep_begun(stream: Any, content: Future[bytes]) -> None:
    """Keep the content of a stream that is being compressed."""
    stream.__dict__[_BEGUN] = content


def compress_with(pdf: Any, begin: Callable[[Any], None]) -> None:
    """Let a function begin to compress the streams of a PDF that is written."""
    pdf.__dict__[_BEGIN] = begin


def _compress_later(_stream: Any) -> None:
    """Compress a stream when its data is asked for."""


def _joined(numbers: Sequence[int], contents: Sequence[bytes]) -> tuple[list[bytes], dict[str, Any]]:
    """Return the content of a stream of objects, and what is said of it."""
    places = itertools.accumulate((len(content) + 1 for content in contents), initial=0)
    listed = b" ".join(b"%d %d" % each for each in zip(numbers, places, strict=False))
    extra = {"Type": "/ObjStm", "N": len(numbers), "First": len(listed) + 1}
    return [listed, *contents], extra


class _File:
    """A PDF as it is written."""

    def __init__(self, version: bytes) -> None:
        self._lines = [b"%PDF-" + version, b"%\xf0\x9f\x96\xa4"]
        self.length = sum(len(line) + 1 for line in self._lines)

    def add(self, number: int, content: bytes) -> None:
        self._lines.append(b"%d 0 obj\n%b\nendobj" % (number, content))
        self.length += len(self._lines[-1]) + 1

    def digest(self) -> str:
        """Return a digest of what was added."""
        digest = hashlib.md5(usedforsecurity=False)
        for line in self._lines:
            digest.update(line)
        return digest.hexdigest()

    def end(self, pdf: Any, table: CrossReferenceTable, extra: Mapping[str, Any]) -> bytes:
        """Add the table of all objects; return the file."""
        place, number = self.length, len(pdf.objects)
        table.put_at(number, place)
        content, about = table.written()
        stream = pydyf.Stream([content], {"Type": "/XRef", **about, **extra}, compress=True)
        pdf.add_object(stream)
        self.add(number, stream.data)
        return b"\n".join([*self._lines, b"startxref", b"%d" % place, b"%%EOF", b""])


def uncompressed_content(stream: Any) -> bytes:
    """Return the content of a stream as it was put on it."""
    return b"\n".join(map(_to_bytes, stream.stream))


def compressed_content(stream: Any) -> bytes:
    """Return the compressed content of a stream."""
    return zlib.compress(uncompressed_content(stream), _COMPRESSION)


def _stream_data(stream: Any) -> bytes:
    extra = pydyf.Dictionary(stream.extra.copy())
    if stream.compress:
        extra["Filter"] = "/FlateDecode"
        begun = stream.__dict__.get(_BEGUN)
        content = begun.result() if begun else compressed_content(stream)
    else:
        content = uncompressed_content(stream)
    extra["Length"] = len(content)
    return b"\n".join((extra.data, b"stream", content, b"endstream"))


def _page_references(pdf: Any) -> tuple[bytes, ...]:
    kids = pdf.pages["Kids"]
    known: tuple[bytes, ...] = pdf.__dict__.get("_references", ())
    if len(known) * 3 != len(kids):
        known = pdf.__dict__["_references"] = tuple(f"{number} 0 R".encode() for number in kids[::3])
    return known


@functools.lru_cache(_MOST_NUMBERS)
def _of_number(value: float) -> bytes:
    """Write a number with six decimals; halves are rounded up, also where the number is moved."""
    return b"%d" % value if value.is_integer() else f"{value + _TIE:f}".rstrip("0").encode()


def _of_text(value: str) -> bytes:
    return value.encode("ascii")


def _of_integer(value: int) -> bytes:
    return b"%d" % value


def _as_it_is(value: bytes) -> bytes:
    return value


_BYTES: dict[type, Callable[[Any], bytes]] = {
    bytes: _as_it_is,
    str: _of_text,
    int: _of_integer,
    float: _of_number,
}
_other_to_bytes = pydyf._to_bytes  # noqa: SLF001 - there is no public way


def _to_bytes(item: Any) -> bytes:
    convert = _BYTES.get(type(item))
    return convert(item) if convert else _other_to_bytes(item)


pydyf._to_bytes = _to_bytes  # noqa: SLF001
pydyf.PDF.write = _write_once
pydyf.Stream.data = property(_stream_data)
pydyf.PDF.page_references = property(_page_references)
