"""Content and appearance of a PDF, in a form in which two of them can be compared.

A digest covers an object and everything that it refers to. Object numbers, compression and the order of
the file do not enter it, so a file that another program only rewrote has the same digests.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pikepdf
import pypdfium2

from briefing.errors import Problem, ProjectError
from briefing.pdf_record.read import attached, opened

_DEEPEST = 60
_MOST_UNPACKED_BYTES = 2**30
_SPOKEN = ("/Alt", "/ActualText", "/E", "/Lang")
_UP = frozenset({"/Parent", "/P", "/Pg", "/StructParent", "/StructParents", "/Prev", "/Next"})
_HOW_STORED = frozenset({"/Length", "/Filter", "/DecodeParms"})
_OF_A_PAGE = frozenset({"/Contents", "/Annots", "/Resources", "/Parent", "/StructParents", "/Type"})
_ELSEWHERE = frozenset({"/Pages", "/StructTreeRoot", "/Names", "/AF", "/Metadata", "/Outlines", "/Type"})


@dataclass(frozen=True, slots=True)
class Annotation:
    """`leads` names its kind and its target."""

    leads: str
    digest: str


@dataclass(frozen=True, slots=True)
class PageFingerprint:
    """`drawing` is the digest of the drawing and its fonts, `sheet` of the rest; `tags` are in order."""

    text: str
    drawing: str
    sheet: str
    annotations: tuple[Annotation, ...]
    tags: tuple[str, ...]
    spoken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fingerprint:
    pages: tuple[PageFingerprint, ...]
    attached: Mapping[str, bytes]
    attached_as: Mapping[str, str]
    metadata: Mapping[str, str]
    whole: Mapping[str, str]
    """Digests of what belongs to no page, by what it is called."""


def fingerprint_of(raw: bytes, name: str) -> Fingerprint:
    """Return all that is compared of a PDF. Raises ProjectError for a damaged one, or past the limits."""
    with opened(raw, name) as pdf:
        digests = _Digests(pdf, name)
        files = attached(pdf, name)
        tags, spoken = _tags(pdf, digests)
        texts = page_texts(raw)
        pages = tuple(
            PageFingerprint(
                text=texts[number],
                drawing=digests.of([_drawn(page), page.obj.get("/Resources")]),
                sheet=digests.of({k: v for k, v in page.obj.items() if k not in _OF_A_PAGE}),
                annotations=tuple(_annotations(page, digests)),
                tags=tuple(tags.get(number, ())),
                spoken=tuple(spoken.get(number, ())),
            )
            for number, page in enumerate(pdf.pages)
        )
        attached_as = {spec.filename: digests.of(spec.obj) for spec in pdf.attachments.values()}
        return Fingerprint(pages, files, attached_as, _metadata(pdf, digests), _whole(pdf, digests))


def page_texts(raw: bytes) -> list[str]:
    """Return the text of each page, hidden text included, with runs of white space as one space."""
    document = pypdfium2.PdfDocument(io.BytesIO(raw))
    try:
        return [_page_text(page) for page in document]
    finally:
        document.close()


def _page_text(page: Any) -> str:
    textpage = page.get_textpage()
    try:
        return " ".join(textpage.get_text_range().replace("\ufffe", "").split())
    finally:
        textpage.close()
        page.close()


def page_picture(raw: bytes, number: int, scale: float = 1.0) -> tuple[int, bytes]:
    """Return the width of a page's picture, and its pixels as one byte of grey each."""
    document = pypdfium2.PdfDocument(io.BytesIO(raw))
    try:
        page = document[number]
        bitmap = page.render(scale=scale, grayscale=True)
        rows = bytes(bitmap.buffer)
        width, stride = bitmap.width, bitmap.stride
        pixels = b"".join(rows[start : start + width] for start in range(0, len(rows), stride))
        bitmap.close()
        page.close()
        return width, pixels
    finally:
        document.close()


class _Digests:
    def __init__(self, pdf: pikepdf.Pdf, name: str) -> None:
        self._name = name
        self._named = {page.obj.objgen: f"page {number}" for number, page in enumerate(pdf.pages)}
        for number, page in enumerate(pdf.pages):
            for index, annotation in enumerate(page.obj.get("/Annots", ())):
                self._named[annotation.objgen] = f"annotation {index} of page {number}"
        self._named.pop((0, 0), None)
        self._known: dict[tuple[int, int], str] = {}
        self._unpacked = 0

    def of(self, value: Any, depth: int = 0) -> str:
        """Return the digest of an object, or of Python values that hold objects."""
        if depth > _DEEPEST:
            raise ProjectError(Problem("The PDF is nested deeper than any of ours.", "", self._name))
        key = value.objgen if isinstance(value, pikepdf.Object) and value.is_indirect else None
        if key is None:
            return self._fresh(value, depth)
        if key in self._named:
            return self._named[key]
        if key not in self._known:
            self._known[key] = "itself"
            self._known[key] = self._fresh(value, depth)
        return self._known[key]

    def within(self, annotation: Any) -> str:
        """Return the digest of an annotation's content; elsewhere its position represents it."""
        return self._fresh(annotation, 0)

    def _fresh(self, value: Any, depth: int) -> str:
        hashed = hashlib.sha256()
        for piece in self._pieces(value, depth + 1):
            hashed.update(len(piece).to_bytes(8, "big") + piece)
        return hashed.hexdigest()

    def _pieces(self, value: Any, depth: int) -> Iterator[bytes]:
        if isinstance(value, pikepdf.Stream):
            yield b"stream"
            yield self._unpacked_bytes(value)
            entries = {k: v for k, v in value.items() if k not in _HOW_STORED}
            yield self.of(entries, depth).encode()
        elif isinstance(value, pikepdf.Dictionary | dict):
            yield b"dictionary"
            for key in sorted(value.keys()):
                if key not in _UP:
                    yield key.encode()
                    yield self.of(value[key], depth).encode()
        elif isinstance(value, pikepdf.Array | list):
            yield b"array"
            for element in value:
                yield self.of(element, depth).encode()
        else:
            yield _scalar(value)

    def _unpacked_bytes(self, stream: pikepdf.Stream) -> bytes:
        content = unpacked(stream)
        self._unpacked += len(content)
        if self._unpacked > _MOST_UNPACKED_BYTES:
            raise ProjectError(Problem("The PDF unpacks to more than any of ours.", "", self._name))
        return content


def unpacked(stream: pikepdf.Object) -> bytes:
    """Return the bytes of a stream; those of a photograph as they are stored."""
    if str(stream.get("/Filter")) in {"/DCTDecode", "/JPXDecode"}:
        return stream.read_raw_bytes()
    return stream.read_bytes()


def _scalar(value: Any) -> bytes:
    if isinstance(value, bool) or value is None:
        return repr(value).encode()
    if isinstance(value, int | float | Decimal):
        return f"{Decimal(str(value)).normalize():f}".encode()
    if isinstance(value, pikepdf.String):
        return b"text " + bytes(value)
    return str(value).encode()


# Parts of a PDF


def _drawn(page: pikepdf.Page) -> str:
    contents = page.obj.get("/Contents")
    streams = contents if isinstance(contents, pikepdf.Array) else [contents]
    pieces = [unpacked(stream) for stream in streams if isinstance(stream, pikepdf.Stream)]
    return hashlib.sha256(b"\n".join(pieces)).hexdigest()


def _annotations(page: pikepdf.Page, digests: _Digests) -> Iterator[Annotation]:
    for annotation in page.obj.get("/Annots", ()):
        kind = str(annotation.get("/Subtype", "")).lstrip("/") or "unknown"
        action = annotation.get("/A")
        target = action.get("/URI", action.get("/S")) if isinstance(action, pikepdf.Dictionary) else None
        where = annotation.get("/Dest") if target is None else target
        leads = f"{kind} to {where}" if isinstance(where, pikepdf.String | pikepdf.Name) else kind
        yield Annotation(leads[:200], digests.within(annotation))


def _tags(pdf: pikepdf.Pdf, digests: _Digests) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    """Return the elements of the structure tree and their alternative texts, by page, in reading order."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    tags: dict[int, list[str]] = {}
    spoken: dict[int, list[str]] = {}
    root = pdf.Root.get("/StructTreeRoot")
    waiting: list[tuple[Any, int, int]] = [(root.get("/K"), 0, 0)] if root is not None else []
    seen: set[tuple[int, int]] = set()
    while waiting:
        node, depth, number = waiting.pop()
        _meet(node, seen)
        if isinstance(node, pikepdf.Array):
            waiting.extend((child, depth, number) for child in reversed(list(node)))
        elif isinstance(node, pikepdf.Dictionary):
            page = node.get("/Pg")
            number = numbers.get(page.objgen, number) if page is not None else number
            attributes = {key: value for key, value in node.items() if key != "/K"}
            what = str(node.get("/S", node.get("/Type", ""))).lstrip("/")
            tags.setdefault(number, []).append(f"{depth} {what} {digests.of(attributes)}")
            spoken.setdefault(number, []).extend(str(node[key]) for key in _SPOKEN if key in node)
            if "/K" in node:
                waiting.append((node.K, depth + 1, number))
        elif node is not None:
            tags.setdefault(number, []).append(f"{depth} content {node}")
    return tags, spoken


def _meet(node: Any, seen: set[tuple[int, int]]) -> None:
    """Note an object of a tree. Raises ValueError for one that was met before, as in no tree."""
    if isinstance(node, pikepdf.Object) and node.is_indirect:
        if node.objgen in seen:
            raise ValueError("what should be a tree leads back to itself")
        seen.add(node.objgen)


def _metadata(pdf: pikepdf.Pdf, digests: _Digests) -> dict[str, str]:
    """Return the document's own particulars, and the digest of its XMP."""
    metadata = {str(key).lstrip("/"): str(value) for key, value in pdf.docinfo.items()}
    return {**metadata, "XMP": digests.of(pdf.Root.get("/Metadata"))}


def _whole(pdf: pikepdf.Pdf, digests: _Digests) -> dict[str, str]:
    digests_by_name = {
        str(key): digests.of(value) for key, value in pdf.Root.items() if key not in _ELSEWHERE
    }
    names = pdf.Root.get("/Names")
    entries = names.items() if isinstance(names, pikepdf.Dictionary) else ()
    digests_by_name |= {
        f"/Names{key}": digests.of(value) for key, value in entries if key != "/EmbeddedFiles"
    }
    digests_by_name["/Outlines"] = digests.of(list(_bookmarks(pdf.Root.get("/Outlines"))))
    return digests_by_name


def _bookmarks(outlines: Any) -> Iterable[Any]:
    """Each bookmark with its depth, without what only ties it to its neighbours."""
    waiting = [(outlines.get("/First"), 0)] if outlines is not None else []
    seen: set[tuple[int, int]] = set()
    while waiting:
        entry, depth = waiting.pop()
        if entry is None:
            continue
        _meet(entry, seen)
        waiting += [(entry.get("/Next"), depth), (entry.get("/First"), depth + 1)]
        attributes = {
            k: v for k, v in entry.items() if k not in {"/First", "/Last", "/Next", "/Prev", "/Parent"}
        }
        yield [depth, attributes]
