"""Revisions of a PDF: what was written at first, and what later programs appended (ISO 32000-1, 7.5.6)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from briefing.pdf_record.read import opened

_END = re.compile(rb"startxref\s+(\d+)\s+%%EOF(?:\r\n|\r|\n)?")
_MOST_REVISIONS = 100
_BESIDE_SIGNATURES = ("/DSS", "/Extensions", "/Perms", "/Version")
"""Entries of the catalog that programs add with a signature, none of which shows anything."""
_OF_A_FORM = frozenset({"/DA", "/DR", "/Fields", "/SigFlags"})
_OF_AN_ELEMENT = frozenset({"/K", "/P", "/Pg", "/S", "/Type"})


def revision_ends(raw: bytes) -> tuple[int, ...]:
    """Return the lengths of the revisions of a PDF, the first one first; the last is that of the file.

    They are found by the chain of cross-reference tables, since an attached file may look like an end.
    A file that is optimised for the web has two tables, and is one revision.
    """
    ends = [len(raw)]
    for _ in range(_MOST_REVISIONS):
        end = _end_before(raw, ends[0])
        if end is None:
            break
        ends.insert(0, end)
    return tuple(ends)


def _end_before(raw: bytes, end: int) -> int | None:
    """Return where the revision ends that the one that ends at `end` continues; None for the first."""
    try:
        with pikepdf.open(io.BytesIO(raw[:end]), attempt_recovery=False, suppress_warnings=True) as pdf:
            place: object = pdf.trailer.get("/Prev")
    except (pikepdf.PdfError, ValueError):
        return None
    if not isinstance(place, int):
        return None
    for match in _END.finditer(raw, 0, end):
        if int(match[1]) == place and match.end() < end:
            return match.end()
    return None


def signature_fields(pdf: pikepdf.Pdf) -> list[Any]:
    """Return the signature fields that hold a signature."""
    form = pdf.Root.get("/AcroForm")
    fields = form.get("/Fields", ()) if isinstance(form, pikepdf.Dictionary) else ()
    return [field for field in _with_kids(fields, 0) if field.get("/FT") == "/Sig" and "/V" in field]


def _with_kids(fields: Any, depth: int) -> Iterator[Any]:
    if depth > _MOST_REVISIONS:
        raise ValueError("form fields are nested without an end")
    for field in fields:
        yield field
        yield from _with_kids(field.get("/Kids", ()), depth + 1)


def without_signatures(raw: bytes, name: str) -> bytes:
    """Return the PDF without its invisible signature fields, and without what they need elsewhere.

    Nothing that can be seen is removed: a field with an area stays. Raises ProjectError for a damaged one.
    """
    target = io.BytesIO()
    with opened(raw, name) as pdf:
        removed = {field.objgen for field in signature_fields(pdf) if _is_invisible(field)}
        for page in pdf.pages:
            _filter(page.obj, "/Annots", removed)
        _prune(pdf.Root.get("/StructTreeRoot"), removed)
        form = pdf.Root.get("/AcroForm")
        if form is not None and _has_nothing_but(form, removed):
            del pdf.Root.AcroForm
        for key in _BESIDE_SIGNATURES:
            if key in pdf.Root:
                del pdf.Root[key]
        pdf.save(target, fix_metadata_version=False)
    return target.getvalue()


def _is_invisible(field: Any) -> bool:
    rectangle = field.get("/Rect", ())
    if len(rectangle) != 4 or "/Kids" in field or "/AA" in field or "/A" in field:  # noqa: PLR2004 - corners
        return False
    return bool(rectangle[0] == rectangle[2] and rectangle[1] == rectangle[3])


def _has_nothing_but(form: Any, removed: set[tuple[int, int]]) -> bool:
    """Return whether a form has only fields that were removed, and no second form in XML (`/XFA`)."""
    return set(form.keys()) <= _OF_A_FORM and all(
        field.objgen in removed for field in form.get("/Fields", ())
    )


def _filter(holder: Any, key: str, removed: set[tuple[int, int]]) -> None:
    entries = holder.get(key)
    if isinstance(entries, pikepdf.Array) and any(entry.objgen in removed for entry in entries):
        left = [entry for entry in entries if entry.objgen not in removed]
        if left:
            holder[key] = pikepdf.Array(left)
        else:
            del holder[key]


def _prune(tree: Any, removed: set[tuple[int, int]]) -> None:
    """Remove the elements that only refer to removed fields, among the children of the first element.

    An element with a text that is read aloud stays.
    """
    children = tree.get("/K") if tree is not None else None
    top = children[0] if isinstance(children, pikepdf.Array) and len(children) else children
    if not isinstance(top, pikepdf.Dictionary) or not isinstance(top.get("/K"), pikepdf.Array):
        return
    kept = [child for child in top.K if not _is_of(child, removed)]
    if len(kept) < len(top.K):
        top.K = pikepdf.Array(kept)


def _is_of(element: Any, removed: set[tuple[int, int]]) -> bool:
    if not isinstance(element, pikepdf.Dictionary) or element.get("/S") != "/Form":
        return False
    if not set(element.keys()) <= _OF_AN_ELEMENT:
        return False
    content = element.get("/K")
    parts = list(content) if isinstance(content, pikepdf.Array) else [content]
    return all(
        isinstance(part, pikepdf.Dictionary) and part.get("/Obj") is not None and part.Obj.objgen in removed
        for part in parts
    )
