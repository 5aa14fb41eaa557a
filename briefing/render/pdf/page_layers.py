"""A page of the preview in two layers, each drawn by itself: its content, and its headers and footers.

After an edit of the title, or one that changes the number of pages, all headers or footers are other ones
on content that is as it was. A layer is kept as the objects of a PDF that it was written as, so that
another one can be put with it. Headers and footers are a form XObject, which the content ends with.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from array import array
from collections import OrderedDict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pydyf

from briefing.render.pdf.extracted_text import map_to_typed_characters
from briefing.render.pdf.file_format.serialisation import uncompressed_content
from briefing.render.pdf.grown_subsets import GrownSubsets

_FIRST = 2**16
"""The number of the first object of headers and footers: the content of a page has fewer objects."""
_NAME = "Furniture"
_COMPRESSION = 1
"""A page of the preview is read once, a moment later."""
_MOST_BYTES = 6 * 2**20
_HEADER = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"
_FREE = b"0000000000 65535 f \n"
_CATALOGUE = 2
"""The number of the catalogue in each PDF that pydyf makes."""
_OBJECT, _STREAM = b"%d 0 obj\n%b\nendobj\n", b"%b\nstream\n%b\nendstream"
_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")


@dataclass(frozen=True, slots=True)
class FontPart:
    """An object that differs with the glyphs of a font that are not used."""

    number: int
    head: bytes
    content: bytes

    @property
    def written(self) -> bytes:
        return _OBJECT % (self.number, _STREAM % (self.head, self.content))


@dataclass(frozen=True, slots=True)
class PageLayer:
    """The objects of one layer; `digest` is of all but the parts of fonts.

    `numbers` are those of the objects that are in `objects`, one after another, and `places` where each of
    them begins there.
    """

    digest: bytes
    objects: bytes
    numbers: array[int]
    places: array[int]
    fonts: tuple[FontPart, ...]

    @property
    def size(self) -> int:
        """The bytes that are kept, without parts of fonts, which layers share."""
        return len(self.objects) + 4 * (len(self.numbers) + len(self.places))


class KeptLayers:
    """The layers that were used last, by what is on them."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, PageLayer] = OrderedDict()
        self._size = 0

    def get(self, name: Hashable) -> PageLayer | None:
        """Return a layer; None where it is not kept."""
        if name not in self._kept:
            return None
        self._kept.move_to_end(name)
        return self._kept[name]

    def keep(self, name: Hashable, layer: PageLayer) -> None:
        """Keep a layer, and forget those that were used longest ago where they are too many."""
        self._kept[name] = layer
        self._size += layer.size
        while self._size > _MOST_BYTES:
            self._size -= self._kept.popitem(last=False)[1].size


def content_layer(pdf: Any, subsets: GrownSubsets, *, has_furniture: bool) -> PageLayer:
    """Return the layer of a page's content, of a PDF with nothing else.

    With `has_furniture` it shows the other layer, too.
    """
    page = _object(pdf, pdf.page_references[0])
    if has_furniture:
        stream = _object(pdf, page["Contents"])
        _object(pdf, page["Resources"])["XObject"][_NAME] = b"%d 0 R" % _FIRST
        stream.stream = [b"q", *stream.stream, b"Q", f"/{_NAME} Do"]
    numbered = [(entry.number, entry) for entry in pdf.objects[1:]]
    return _layer(pdf, numbered, subsets)


def furniture_layer(pdf: Any, subsets: GrownSubsets) -> PageLayer:
    """Return the layer of headers and footers, of a PDF of a page with nothing else."""
    page = _object(pdf, pdf.page_references[0])
    form = _object(pdf, page["Contents"])
    form.extra |= {
        "Type": "/XObject",
        "Subtype": "/Form",
        "BBox": page["MediaBox"],
        "Resources": page["Resources"],
    }
    of_page = (pdf.pages, pdf.catalog, page, form)
    others = [entry for entry in pdf.objects[1:] if all(entry is not each for each in of_page)]
    numbered = [(_FIRST, form), *((_FIRST + entry.number, entry) for entry in others)]
    return _layer(pdf, numbered, subsets)


def pdf_of(content: PageLayer, furniture: PageLayer | None) -> bytes:
    """Return the PDF of a page with its layers, in which each font is embedded once."""
    file = _PageFile()
    file.add_all(content)
    for part in content.fonts:
        file.add_font(part)
    if furniture is not None:
        known = {part.content: part.number for part in content.fonts}
        objects = furniture.objects
        for part in furniture.fonts:
            if (number := known.get(part.content)) is None:
                file.add_font(part)
            else:
                # As long as it was, so that what is after it stays in its place.
                objects = objects.replace(
                    b" %d 0 R" % part.number, b" %*d 0 R" % (len(str(part.number)), number)
                )
        file.add_all(furniture, objects)
    return file.ended()


class _PageFile:
    """A PDF as it is written."""

    def __init__(self) -> None:
        self._parts = [_HEADER]
        self._length = len(_HEADER)
        self._places: dict[int, int] = {}

    def add_all(self, layer: PageLayer, objects: bytes | None = None) -> None:
        """Add the objects of a layer, but for its fonts; `objects` in place of them as they are kept."""
        begin = self._length
        self._add(layer.objects if objects is None else objects)
        self._places.update(
            (number, begin + place) for number, place in zip(layer.numbers, layer.places, strict=True)
        )

    def add_font(self, part: FontPart) -> None:
        self._places[part.number] = self._length
        self._add(part.written)

    def _add(self, content: bytes) -> None:
        self._parts.append(content)
        self._length += len(content)

    def ended(self) -> bytes:
        """Add the table of all objects; return the file."""
        of_content = [number for number in self._places if number < _FIRST]
        count = max(self._places) + 1
        table = [b"xref\n", *self._rows(range(max(of_content) + 1))]
        if count > _FIRST:
            table += self._rows(range(_FIRST, count))
        end = b"trailer\n<</Size %d /Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        return b"".join((*self._parts, *table, end % (count, _CATALOGUE, self._length)))

    def _rows(self, numbers: range) -> Iterator[bytes]:
        yield b"%d %d\n" % (numbers.start, len(numbers))
        for number in numbers:
            place = self._places.get(number)
            yield _FREE if place is None else b"%010d 00000 n \n" % place


def _object(pdf: Any, reference: Any) -> Any:
    return pdf.objects[int(bytes(reference).split()[0])]


def _layer(pdf: Any, numbered: Iterable[tuple[int, Any]], subsets: GrownSubsets) -> PageLayer:
    """Return the layer of objects, each with the number that it has in the PDF of the page."""
    map_to_typed_characters(pdf)
    parts_of_fonts = set(_parts_of_fonts(pdf))
    digest = hashlib.sha256()
    fonts: list[FontPart] = []
    lines, length = list[bytes](), 0
    numbers, places = array("i"), array("i")
    for number, entry in numbered:
        if entry.number in parts_of_fonts:
            entry.compress = True
            subsets.compress(entry)
            fonts.append(FontPart(number, _head(entry, entry.stream[0]), entry.stream[0]))
            continue
        if isinstance(entry, pydyf.Stream):
            content = uncompressed_content(entry)
            digest.update(bytes(pydyf.Dictionary(entry.extra).data) + content)
            if entry.compress:
                content = zlib.compress(content, _COMPRESSION)
                entry.extra["Filter"] = "/FlateDecode"
            written = _STREAM % (_as_on_page(_head(entry, content), number), content)
        else:
            digest.update(data := bytes(entry.data))
            written = _as_on_page(data, number)
        lines.append(_OBJECT % (number, written))
        numbers.append(number)
        places.append(length)
        length += len(lines[-1])
    return PageLayer(digest.digest(), b"".join(lines), numbers, places, tuple(fonts))


def _head(stream: Any, content: bytes) -> bytes:
    """Return the dictionary of a stream, with the length of its content."""
    return bytes(pydyf.Dictionary({**stream.extra, "Length": len(content)}).data)


def _as_on_page(content: bytes, number: int) -> bytes:
    """Return an object with references to the numbers that objects of its layer have on the page."""
    if number < _FIRST:
        return content
    return _REFERENCE.sub(lambda reference: b"%d 0 R" % (_FIRST + int(reference[1])), content)


def _parts_of_fonts(pdf: Any) -> Iterator[int]:
    """Yield the numbers of the objects that differ with the glyphs of a subset that are not used."""
    for entry in pdf.objects[1:]:
        for name in ("FontFile2", "FontFile3", "CIDToGIDMap"):
            reference = entry.get(name) if isinstance(entry, dict) else None
            if isinstance(reference, bytes):
                yield int(reference.split()[0])
