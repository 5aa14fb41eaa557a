"""Highlights in a PDF, as any reader of PDFs stores them: the words under them are quotes to check."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from briefing.errors import ImportFileError, Problem
from briefing.interchange.annotations.passages import AnnotatedPassage, PassageFacts
from briefing.interchange.collecting import Collector
from briefing.interchange.reading import Importer, ImportOptions, Reading
from briefing.interchange.values import line, one_line
from briefing.model.source import Locator, Source
from briefing.model.terms import SourceKind, slug_of

_MARKS = frozenset({"/Highlight", "/Underline", "/Squiggly"})
_IGNORED = frozenset({"/Link", "/Popup", "/Widget"})
_MOST_ANNOTATIONS = 20_000
_NUMBERS_OF_A_QUAD = 8
_HYPHENS = frozenset("\x02\ufffe\xad")
"""What the text of a PDF has in the place of a hyphen at the end of a line."""
_CHECK = "Check the quote on the page: it was read from the place of the highlight."
_MAPPING = {
    "QuadPoints": "quote, statement (to check)", "page": "locator", "Contents": "notes", "T": "notes",
    "Title": "title of the source",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark on a page; each box is left, bottom, right, top in points from the lower left."""

    boxes: tuple[tuple[float, float, float, float], ...]
    comment: str
    author: str


def _recognises(raw: bytes, name: str) -> bool:  # noqa: ARG001 - the interface
    return b"%PDF-" in raw[:1024]


def _read(raw: bytes, name: str, options: ImportOptions) -> Reading:
    collector = Collector()
    marks, title = _marks(raw, name, collector)
    if not marks:
        message = "The PDF has no highlights."
        raise ImportFileError(Problem(message, "Save it with them in the program that has them.", name))
    source_id = _source(raw, name, title, collector)
    facts = PassageFacts(options.treaty_id, collector, (_CHECK,))
    for (page, mark), (label, text) in zip(marks, _texts(raw, name, marks), strict=True):
        place = f"page {label}, highlight {page[1]}"
        if not text:
            reason = "There is no text under the highlight; the page is perhaps a picture."
            collector.refuse(place, reason, "Recognise the text of the page first (OCR).")
            continue
        locator = Locator(page=line(label))
        facts.add(AnnotatedPassage(place, source_id, text, mark.comment, mark.author, locator=locator))
    facts.finish()
    return collector.reading(_MAPPING)


def _source(raw: bytes, name: str, title: str, collector: Collector) -> str:
    title = title or line(PurePosixPath(name).stem) or "Document"
    added = collector.add(
        "the file",
        Source(
            id=slug_of(title, "document"),
            publisher_id=collector.publisher("the file", ""),
            kind=SourceKind.ANALYSIS,
            description=title,
            title=title,
            identifiers={"sha256": hashlib.sha256(raw).hexdigest()},
        ),
        ["The file does not say what kind of source it is; analysis is assumed."],
    )
    return added.id if added else ""


def _marks(raw: bytes, name: str, collector: Collector) -> tuple[list[tuple[tuple[int, int], _Mark]], str]:
    """Return the marks by page, from 0, and number on it, from 1; and the title of the document."""
    import pikepdf

    marks: list[tuple[tuple[int, int], _Mark]] = []
    try:
        with pikepdf.open(io.BytesIO(raw)) as pdf:
            title = line(str(pdf.docinfo.get("/Title", "")))
            for number, page in enumerate(pdf.pages):
                for annotation in _annotations(page):
                    if len(marks) >= _MOST_ANNOTATIONS:
                        raise ImportFileError(
                            Problem(
                                f"The PDF has more than {_MOST_ANNOTATIONS:,} marks.", "Divide it.", name
                            )
                        )
                    if mark := _sound_mark(annotation, f"page {number + 1}", collector):
                        on_page = sum(page_number == number for (page_number, _), _ in marks[-500:])
                        marks.append(((number, on_page + 1), mark))
    except pikepdf.PasswordError:
        message = "The PDF is locked with a password."
        raise ImportFileError(Problem(message, "Save it without one.", name)) from None
    except (pikepdf.PdfError, *_MALFORMED) as error:
        message = f"The PDF is damaged ({one_line(str(error))[:200]})."
        raise ImportFileError(Problem(message, "Save it again.", name)) from None
    return marks, title


_MALFORMED = (ValueError, TypeError, KeyError, AttributeError, RuntimeError, OverflowError)
"""What reading objects of another type than expected raises."""


def _annotations(page: Any) -> Iterator[Any]:
    for annotation in page.obj.get("/Annots", ()):
        if hasattr(annotation, "get"):
            yield annotation


def _sound_mark(annotation: Any, place: str, collector: Collector) -> _Mark | None:
    try:
        return _mark(annotation, place, collector)
    except _MALFORMED:
        collector.refuse(place, "An annotation is damaged.", "Mark the passage again.")
        return None


def _mark(annotation: Any, place: str, collector: Collector) -> _Mark | None:
    """Return a mark with quads; the comment of another annotation is named as lost."""
    kind = str(annotation.get("/Subtype", ""))
    comment = str(annotation.get("/Contents", ""))
    author = line(str(annotation.get("/T", "")))
    if kind not in _MARKS:
        if kind not in _IGNORED:
            collector.lose(place, kind.removeprefix("/") or "annotation", comment or "without text")
        return None
    numbers = [float(number) for number in annotation.get("/QuadPoints", ())]
    boxes = []
    for start in range(0, len(numbers) - _NUMBERS_OF_A_QUAD + 1, _NUMBERS_OF_A_QUAD):
        quad = numbers[start : start + _NUMBERS_OF_A_QUAD]
        xs, ys = quad[0::2], quad[1::2]
        boxes.append((min(xs), min(ys), max(xs), max(ys)))
    return _Mark(tuple(boxes), comment, author)


# The text under the marks


def _texts(raw: bytes, name: str, marks: list[tuple[tuple[int, int], _Mark]]) -> Iterator[tuple[str, str]]:
    """Yield the label of the page and the words under each mark."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        message = f"The PDF is damaged ({error})."
        raise ImportFileError(Problem(message, "Save it again.", name)) from None
    try:
        current, characters = -1, list[_Character]()
        for (page, _), mark in marks:
            if page != current:
                current, characters = page, _characters(pdf, page)
            label = _label(pdf, page)
            yield label, _under(mark, characters)
    finally:
        pdf.close()


_Character = tuple[str, float, float]
"""A character with the centre of its box."""


def _label(pdf: Any, page: int) -> str:
    try:
        return line(pdf.get_page_label(page)) or str(page + 1)
    except (ValueError, RuntimeError):
        return str(page + 1)


def _characters(pdf: Any, number: int) -> list[_Character]:
    """Return the characters of a page in their order; nothing for a page that cannot be read."""
    import ctypes

    import pypdfium2
    import pypdfium2.raw as pdfium

    if number >= len(pdf):
        return []
    try:
        page = pdf[number]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError:
        return []
    boxes = [ctypes.c_double() for _ in range(4)]
    characters = []
    for index in range(pdfium.FPDFText_CountChars(text_page)):
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        pdfium.FPDFText_GetCharBox(text_page, index, *boxes)
        left, right, bottom, top = (each.value for each in boxes)
        # Surrogates are two characters of one place.
        characters.append((chr(code) if code else " ", (left + right) / 2, (bottom + top) / 2))
    text_page.close()
    page.close()
    return characters


def _under(mark: _Mark, characters: list[_Character]) -> str:
    """Return the words whose characters have their centre in a mark."""
    parts: list[str] = []
    has_gap = is_broken = False
    for character, x, y in characters:
        if character in _HYPHENS:
            is_broken = bool(parts) and not has_gap
        elif character.isspace():
            has_gap = has_gap or not is_broken
        elif any(left <= x <= right and bottom <= y <= top for left, bottom, right, top in mark.boxes):
            if has_gap and parts:
                parts.append(" ")
            parts.append(character)
            has_gap = is_broken = False
        else:
            has_gap, is_broken = True, False
    text = "".join(parts).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return one_line(text)


IMPORTER = Importer("pdf-highlights", "Highlights in a PDF", (".pdf",), _recognises, _read)
