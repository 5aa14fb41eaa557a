"""A PDF opened with PDFium, by its own calls: those of pypdfium2 count text and boxes differently."""

from __future__ import annotations

import ctypes
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from briefing.errors import Problem, SourceError
from briefing.sources.readers.building import clean

_SCALE = 1000
_MOST_PIXELS = 60_000_000
_LAST = 0x10FFFF
_STRAIGHT = 0.1
_HYPHENS = {0x02: "-", 0xFFFE: "-"}
"""PDFium's codes for a hyphen at the end of a line."""
_UNKNOWN = re.compile("[\ue000-\uf8ff\ufffd]")
_ALEF_LAM = re.compile("[\u0622\u0623\u0625\u0627\u0671](?=\u0644)")
_WORD = re.compile(r"[^\s\0]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_FIELDS = {"Title": "title", "Author": "author", "CreationDate": "date"}


@dataclass(slots=True)
class PlacedWord:
    """A word with its box in points from the upper left corner. `begins_line` is PDFium's opinion."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    begins_line: bool = False


@dataclass(frozen=True, slots=True)
class PageContent:
    """`has_content` is False for a blank page; `unknown` counts characters without a meaning in Unicode."""

    label: str
    width: float
    height: float
    words: list[PlacedWord]
    has_content: bool
    unknown: int


class PdfDocument:
    """A PDF in memory; close it after use. Raises SourceError where it cannot be opened."""

    def __init__(self, raw: bytes, name: str) -> None:
        import pypdfium2  # noqa: F401 - it initialises the library
        import pypdfium2.raw as pdfium

        self._pdfium, self._name = pdfium, name
        self._raw = raw  # PDFium reads from it as long as the document is open
        self._document = pdfium.FPDF_LoadMemDocument64(raw, len(raw), None)
        if not self._document:
            raise SourceError(self._problem(name, pdfium.FPDF_GetLastError()))
        self.page_count = int(pdfium.FPDF_GetPageCount(self._document))

    def close(self) -> None:
        self._pdfium.FPDF_CloseDocument(self._document)

    def _problem(self, name: str, error: int) -> Problem:
        if error in {self._pdfium.FPDF_ERR_PASSWORD, self._pdfium.FPDF_ERR_SECURITY}:
            return Problem("The PDF is protected by a password.", "Save it without one.", name)
        return Problem("The PDF is cut short or damaged.", "Get the file again.", name)

    # Metadata

    def metadata(self) -> dict[str, str]:
        metadata = {field: self._meta(key) for key, field in _FIELDS.items()}
        metadata["language"] = self._language()
        return {key: value for key, value in metadata.items() if value}

    def _meta(self, key: str) -> str:
        get = self._pdfium.FPDF_GetMetaText
        size = get(self._document, key.encode(), None, 0)
        buffer = ctypes.create_string_buffer(size)
        get(self._document, key.encode(), buffer, size)
        return _decoded(buffer.raw)

    def _language(self) -> str:
        get = self._pdfium.FPDFCatalog_GetLanguage
        size = get(self._document, None, 0)
        if not size:
            return ""
        buffer = (ctypes.c_ushort * (size // 2 + 1))()
        get(self._document, buffer, size)
        return _decoded(bytes(buffer))

    def _label(self, index: int) -> str:
        get = self._pdfium.FPDF_GetPageLabel
        size = get(self._document, index, None, 0)
        if size <= 2:  # noqa: PLR2004 - only the end
            return str(index + 1)
        buffer = ctypes.create_string_buffer(size)
        get(self._document, index, buffer, size)
        return _decoded(buffer.raw) or str(index + 1)

    # Pages

    def page(self, index: int) -> PageContent:
        """Return a page; one that is damaged has no words, but content."""
        with self._open_page(index) as page:
            if page is None:
                return PageContent(self._label(index), 0, 0, [], has_content=True, unknown=0)
            width = float(self._pdfium.FPDF_GetPageWidthF(page))
            height = float(self._pdfium.FPDF_GetPageHeightF(page))
            words, unknown = self._words(page, width, height)
            has_content = bool(words) or self._pdfium.FPDFPage_CountObjects(page) > 0
            return PageContent(self._label(index), width, height, words, has_content, unknown)

    @contextmanager
    def _open_page(self, index: int) -> Iterator[Any]:
        page = self._pdfium.FPDF_LoadPage(self._document, index)
        try:
            yield page or None
        finally:
            if page:
                self._pdfium.FPDF_ClosePage(page)

    def _words(self, page: Any, width: float, height: float) -> tuple[list[PlacedWord], int]:
        text_page = self._pdfium.FPDFText_LoadPage(page)
        if not text_page:
            return [], 0
        try:
            text = self._text(text_page)
            boxes = _Boxes(self._pdfium, text_page, _PlaceOnPage(self._pdfium, page, width, height))
            words = list(boxes.words(boxes.with_ligatures(text)))
        finally:
            self._pdfium.FPDFText_ClosePage(text_page)
        return words, len(_UNKNOWN.findall(text))

    def _text(self, text_page: Any) -> str:
        """Return as many characters as PDFium counts on a page, so that boxes have the same numbers."""
        get = self._pdfium.FPDFText_GetUnicode
        codes = [get(text_page, index) for index in range(self._pdfium.FPDFText_CountChars(text_page))]
        try:
            return "".join(map(chr, codes)).translate(_HYPHENS)
        except ValueError:
            return "".join(chr(code) if code <= _LAST else "\ufffd" for code in codes).translate(_HYPHENS)

    def picture(self, index: int, dpi: int) -> bytes:
        """Return a page as PNG, in shades of grey."""
        from PIL import Image

        pdfium = self._pdfium
        with self._open_page(index) as page:
            if page is None:
                return b""
            width = max(1, round(pdfium.FPDF_GetPageWidthF(page) * dpi / 72))
            height = max(1, round(pdfium.FPDF_GetPageHeightF(page) * dpi / 72))
            if width * height > _MOST_PIXELS:
                message = f"Page {index + 1} is too large to be drawn."
                raise SourceError(Problem(message, "Divide it.", self._name))
            bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_Gray, None, 0)
            if not bitmap:
                raise MemoryError
            try:
                pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
                pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, pdfium.FPDF_ANNOT)
                stride = pdfium.FPDFBitmap_GetStride(bitmap)
                pixels = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height)
            finally:
                pdfium.FPDFBitmap_Destroy(bitmap)
        image = Image.frombytes("L", (width, height), pixels, "raw", "L", stride)
        out = io.BytesIO()
        image.save(out, "PNG", dpi=(dpi, dpi))
        return out.getvalue()


class _PlaceOnPage:
    """Turns a page's own coordinates into points from the upper left corner of the displayed page."""

    def __init__(self, pdfium: Any, page: Any, width: float, height: float) -> None:
        x, y = ctypes.c_int(), ctypes.c_int()

        def place(left: float, bottom: float) -> tuple[float, float]:
            size = (round(width * _SCALE), round(height * _SCALE))
            pdfium.FPDF_PageToDevice(page, 0, 0, *size, 0, left, bottom, ctypes.byref(x), ctypes.byref(y))
            return x.value / _SCALE, y.value / _SCALE

        self._origin = place(0, 0)
        right, up = place(100, 0), place(0, 100)
        self._across = tuple((right[n] - self._origin[n]) / 100 for n in (0, 1))
        self._up = tuple((up[n] - self._origin[n]) / 100 for n in (0, 1))
        self._is_upright = (self._across, self._up) == ((1, 0), (0, -1))

    def box(
        self, left: float, bottom: float, right: float, top: float
    ) -> tuple[float, float, float, float]:
        if self._is_upright:
            x, y = self._origin
            return round(left + x, 2), round(y - top, 2), round(right + x, 2), round(y - bottom, 2)
        xs, ys = zip(self._point(left, bottom), self._point(right, top), strict=True)
        return round(min(xs), 2), round(min(ys), 2), round(max(xs), 2), round(max(ys), 2)

    def _point(self, x: float, y: float) -> tuple[float, float]:
        return (
            self._origin[0] + x * self._across[0] + y * self._up[0],
            self._origin[1] + x * self._across[1] + y * self._up[1],
        )


class _Boxes:
    """The words of a page, each with the box from its first character to its last."""

    def __init__(self, pdfium: Any, text_page: Any, place: _PlaceOnPage) -> None:
        self._get, self._angle = pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetCharAngle
        self._text_page, self._place = text_page, place
        self._first, self._last = pdfium.FS_RECTF(), pdfium.FS_RECTF()
        self._to_first, self._to_last = ctypes.byref(self._first), ctypes.byref(self._last)

    def with_ligatures(self, text: str) -> str:
        """Return a text with lam before alef where one glyph is both: PDFium reverses them."""
        signs = list(text)
        for match in _ALEF_LAM.finditer(text):
            place = match.start()
            self._look_at(place, place + 1)
            if (self._first.left, self._first.right) == (self._last.left, self._last.right):
                signs[place], signs[place + 1] = signs[place + 1], signs[place]
        return "".join(signs)

    def words(self, text: str) -> Iterator[PlacedWord]:
        for start, end, begins_line in _spans(text):
            if self._look_at(start, end - 1) or abs(self._angle(self._text_page, start)) > _STRAIGHT:
                yield from self._word(text[start:end], begins_line=begins_line)
                continue
            # PDFium does not divide lines of single characters, such as a column of digits.
            for first, last in self._lines(start, end):
                self._look_at(first, last - 1)
                yield from self._word(text[first:last], begins_line=True)

    def _look_at(self, one: int, other: int) -> bool:
        """Get the boxes of two characters and return whether they are in one line."""
        first, last = self._first, self._last
        self._get(self._text_page, one, self._to_first)
        self._get(self._text_page, other, self._to_last)
        return bool(first.top > last.bottom and last.top > first.bottom)

    def _word(self, text: str, *, begins_line: bool) -> Iterator[PlacedWord]:
        if text := _whole(text):
            first, last = self._first, self._last
            box = self._place.box(
                min(first.left, last.left),
                min(first.bottom, last.bottom),
                max(first.right, last.right),
                max(first.top, last.top),
            )
            yield PlacedWord(text, *box, begins_line)

    def _lines(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        for index in range(start + 1, end):
            if not self._look_at(index - 1, index):
                yield start, index
                start = index
        yield start, end


def _spans(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield start and end of each word, and whether it is the first after the end of a line."""
    end = 0
    for match in _WORD.finditer(text):
        start = match.start()
        between = text[end:start]
        yield start, match.end(), not end or "\n" in between or "\r" in between
        end = match.end()


def _whole(text: str) -> str:
    """Return a word with halves of characters joined and without control characters."""
    if text.isprintable():
        return text
    if _SURROGATE.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return clean(text).replace("\ufeff", "")


def _decoded(raw: bytes) -> str:
    text = raw[: len(raw) // 2 * 2].decode("utf-16-le", errors="replace")
    return " ".join(text.partition("\0")[0].split())
