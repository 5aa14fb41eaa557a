"""Write the objects of a PDF as pydyf does, with the same content, each once.

pydyf makes the bytes of an object again for the identifier of the file, which compresses each stream twice,
lists all pages for each reference to one, and asks each object several times where it belongs. It
compresses with all effort, which takes a tenth of the time of an export for a fortieth of the size of the
file. Import this module before anything is written.
"""

from __future__ import annotations

import functools
import hashlib
import math
import zlib
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from typing import Any

import pydyf

_COMPRESSION = 6
_MOST_NUMBERS = 8192
"""Numbers whose text is kept: places and sizes occur again and again."""
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
    file = _File(version)
    objects = pdf.objects[1:]  # the first is no object but the head of the list of free ones
    contents = [entry.data for entry in objects]
    inside: list[tuple[int, bytes]] = []
    for entry, content in zip(objects, contents, strict=True):
        if isinstance(entry, pydyf.Stream):
            file.add(entry.number, content)
        else:
            inside.append((entry.number, content))
    objects_stream = pydyf.Stream(*_joined(inside), compress=True)
    pdf.add_object(objects_stream)
    contents.append(bytes(objects_stream.data))
    file.add(objects_stream.number, contents[-1])
    extra = {"Root": pdf.catalog.reference}
    if pdf.info:
        extra["Info"] = pdf.info.reference
    if has_identifier:
        digest = hashlib.md5(usedforsecurity=False)
        for content in contents:
            digest.update(content)
        name = pydyf.String(digest.hexdigest()).data
        extra["ID"] = pydyf.Array((name, name))
    return file.end(pdf, [number for number, _ in inside], objects_stream.number, extra)


def _joined(objects: Sequence[tuple[int, bytes]]) -> tuple[list[bytes], dict[str, Any]]:
    """Return the content of a stream of objects, and what is said of it."""
    contents = [content for _, content in objects]
    places = accumulate((len(content) + 1 for content in contents), initial=0)
    listed = " ".join(f"{number} {place}" for (number, _), place in zip(objects, places, strict=False))
    extra = {"Type": "/ObjStm", "N": len(objects), "First": len(listed) + 1}
    return [listed.encode(), *contents], extra


class _File:
    """A PDF as it is written, with the places of its objects."""

    def __init__(self, version: bytes) -> None:
        self._lines = [b"%PDF-" + version, b"%\xf0\x9f\x96\xa4"]
        self._length = sum(len(line) + 1 for line in self._lines)
        self._places: dict[int, int] = {}

    def add(self, number: int, content: bytes) -> None:
        self._places[number] = self._length
        self._lines.append(b"%d 0 obj\n%b\nendobj" % (number, content))
        self._length += len(self._lines[-1]) + 1

    def end(self, pdf: Any, inside: Sequence[int], container: int, extra: Mapping[str, Any]) -> bytes:
        """Add the table of all objects, of which some are inside another; return the file."""
        place, count = self._length, len(pdf.objects) + 1
        lengths = (1, _bytes_for(place), _bytes_for(max(_FREE, len(inside))))
        places = {number: _entry(lengths, 2, container, index) for index, number in enumerate(inside)} | {
            number: _entry(lengths, 1, at, 0) for number, at in self._places.items()
        }
        table = b"".join(
            [
                _entry(lengths, 0, 0, _FREE),
                *(places[number] for number in range(1, count - 1)),
                _entry(lengths, 1, place, 0),
            ]
        )
        about = {
            "Type": "/XRef",
            "Index": pydyf.Array((0, count)),
            "W": pydyf.Array(lengths),
            "Size": count,
            **extra,
        }
        stream = pydyf.Stream([table], about, compress=True)
        pdf.add_object(stream)
        self.add(stream.number, bytes(stream.data))
        return b"\n".join([*self._lines, b"startxref", b"%d" % place, b"%%EOF", b""])


_FREE = 65535
"""The generation of the head of the list of free objects."""


def _bytes_for(largest: int) -> int:
    return math.ceil(math.log(largest + 1, 256))


def _entry(lengths: tuple[int, int, int], kind: int, second: int, third: int) -> bytes:
    """Return what the table says of an object: that it is at a place, or inside another."""
    _, second_length, third_length = lengths
    return bytes((kind,)) + second.to_bytes(second_length, "big") + third.to_bytes(third_length, "big")


def _stream_data(stream: Any) -> bytes:
    content = b"\n".join(map(_to_bytes, stream.stream))
    extra = pydyf.Dictionary(stream.extra.copy())
    if stream.compress:
        extra["Filter"] = "/FlateDecode"
        content = zlib.compress(content, _COMPRESSION)
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
    return b"%d" % value if value.is_integer() else f"{value:f}".rstrip("0").encode()


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
