"""Every reader, in the order in which they are tried for a file."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.structs import replace

from briefing.errors import Problem, SourceError
from briefing.sources.readers import akoma_ntoso, docx, html, markdown, pdf, plain_text
from briefing.sources.readers.reader import DocumentReader
from briefing.sources.source_text import SourceText
from briefing.sources.structure import divisions_of
from briefing.text.decoding import EncodingError, decoded

READERS: dict[str, DocumentReader] = {
    each.id: each
    for each in (
        pdf.READER, docx.READER, akoma_ntoso.READER, html.READER, markdown.READER, plain_text.READER
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _NotRead:
    """Formats that are known and not read, with the remedy."""

    start: bytes
    suffixes: tuple[str, ...]
    remedy: str


_NOT_READ = (
    _NotRead(b"\xd0\xcf\x11\xe0", (".doc",), "Save it as DOCX or PDF."),
    _NotRead(b"{\\rtf", (".rtf",), "Save it as DOCX or PDF."),
    _NotRead(b"PK\x03\x04", (".odt", ".epub", ".zip"), "Save it as DOCX or PDF."),
    _NotRead(b"\x89PNG", (".png",), "Save the picture as PDF."),
    _NotRead(b"\xff\xd8\xff", (".jpg", ".jpeg"), "Save the picture as PDF."),
    _NotRead(b"II*\x00", (".tif", ".tiff"), "Save the picture as PDF."),
    _NotRead(b"MM\x00*", (".tif", ".tiff"), "Save the picture as PDF."),
)


def reader_for(raw: bytes, name: str) -> DocumentReader:
    """Return the reader that recognises a file; plain text if it is some text. Raises SourceError."""
    if not raw:
        raise SourceError(Problem("The file is empty.", "Get it again.", name))
    for reader in READERS.values():
        if reader.recognises(raw, name):
            return reader
    for each in _NOT_READ:
        if raw.startswith(each.start) or name.lower().endswith(each.suffixes):
            raise SourceError(Problem("Files of this format are not read.", each.remedy, name))
    try:
        decoded(raw)
    except EncodingError:
        names = ", ".join(reader.name for reader in READERS.values())
        message = "The format of the file is not recognised."
        raise SourceError(Problem(message, f"Use one of these: {names}.", name)) from None
    return plain_text.READER


def media_type_of(raw: bytes, name: str) -> str:
    return reader_for(raw, name).media_types[0]


def read_document(raw: bytes, name: str) -> SourceText:
    """Read a file in this process, without limits. Raises SourceError."""
    reader = reader_for(raw, name)
    try:
        return with_divisions(reader.read(raw, name))
    except RecursionError:
        message = "The parts of the document are nested too deeply to be read."
        raise SourceError(Problem(message, "Save it again, or as PDF.", name)) from None


def with_divisions(text: SourceText) -> SourceText:
    """Return the text with its divisions, where the format of the file has none."""
    if text.divisions:
        return text
    return replace(text, divisions=divisions_of(text.text, text.blocks))
