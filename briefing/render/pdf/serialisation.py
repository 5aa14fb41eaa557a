"""Write the objects of a PDF as pydyf does, with the same content, each once.

pydyf makes the bytes of an object again for the identifier of the file, which compresses each stream twice,
and lists all pages for each reference to one. It compresses with all effort, which takes a tenth of the
time of an export for a fortieth of the size of the file. Import this module before anything is written.
"""

from __future__ import annotations

import functools
import zlib
from collections.abc import Callable
from typing import Any

import pydyf

_COMPRESSION = 6
_write = pydyf.PDF.write


class _Written:
    """An object whose bytes are made once; its number and its place are those of the object itself."""

    def __init__(self, entry: Any) -> None:
        self._entry = entry
        self.number, self.generation, self.free = entry.number, entry.generation, entry.free
        self.compressible = entry.compressible
        self.offset = 0

    @functools.cached_property
    def data(self) -> bytes:
        return bytes(self._entry.data)

    @property
    def indirect(self) -> bytes:
        return f"{self.number} {self.generation} obj\n".encode() + self.data + b"\nendobj"


def _write_once(pdf: Any, *arguments: Any, **options: Any) -> None:
    objects = pdf.objects
    pdf.objects = list(map(_Written, objects))
    try:
        _write(pdf, *arguments, **options)
    finally:
        pdf.objects = objects


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
