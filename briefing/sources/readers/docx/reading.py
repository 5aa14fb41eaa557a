"""Read Word documents in the order of their text: insertions in, deletions out, with tables and notes.

The walk is our own, because the paragraphs of python-docx leave out tracked insertions.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefing.sources.readers.building import LINES, PARAGRAPHS, TextBuilder
from briefing.sources.readers.contents import is_contents_line
from briefing.sources.readers.docx.numbering import Numbering
from briefing.sources.readers.docx.package import Package, R, W
from briefing.sources.readers.docx.styles import ParagraphStyle, level_of, styles_of, value_in
from briefing.sources.readers.reader import DocumentReader
from briefing.sources.source_text import BlockKind, SourceText

VERSION = "1"
_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_GONE = frozenset({f"{W}del", f"{W}moveFrom"})
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}ptab": "\t"}
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_TEXT_BOX = f"{W}txbxContent"
_DC = "{http://purl.org/dc/elements/1.1/}"
_DCTERMS = "{http://purl.org/dc/terms/}"
_MOST_DEPTH = 60


def recognises(raw: bytes, name: str) -> bool:
    return name.lower().endswith((".docx", ".docm")) or (
        raw.startswith(b"PK\x03\x04") and b"word/document.xml" in raw
    )


def read(raw: bytes, name: str) -> SourceText:
    package = Package(raw, name)
    root = package.main()
    walk = _DocxWalk(package)
    body = root.find(f"{W}body")
    walk.running(root, "headerReference")
    if body is not None:
        walk.blocks(body)
    walk.notes()
    walk.running(root, "footerReference")
    return SourceText(
        walk.builder.text, "docx", VERSION, blocks=tuple(walk.builder.blocks), metadata=_metadata(package),
        remarks=walk.remarks,
    )  # fmt: skip


class _DocxWalk:
    def __init__(self, package: Package) -> None:
        self.builder = TextBuilder()
        self._package = package
        self._styles = styles_of(package.part("word/styles.xml"))
        self._numbering = Numbering(package.part("word/numbering.xml"))
        self._notes: list[tuple[str, str]] = []
        self._boxes: list[Any] = []
        self._unfinished = ""
        self._inserted = self._deleted = self._depth = 0

    @property
    def remarks(self) -> tuple[str, ...]:
        if not self._inserted and not self._deleted:
            return ()
        return (
            "The document has tracked changes. Insertions are part of the text, deletions are not: "
            f"{self._inserted} and {self._deleted}.",
        )

    # Blocks

    def blocks(self, parent: Any, kind: BlockKind = BlockKind.PARAGRAPH) -> None:
        """Add the paragraphs and tables in an element."""
        self._depth += 1
        if self._depth > _MOST_DEPTH:
            raise RecursionError
        for element in parent:
            if element.tag == f"{W}p":
                self._paragraph(element, kind)
            elif element.tag == f"{W}tbl":
                self._table(element)
            elif element.tag == f"{W}sdt":
                content = element.find(f"{W}sdtContent")
                if content is not None:
                    self.blocks(content, BlockKind.CONTENTS if _is_contents(element) else kind)
            elif element.tag == _ALTERNATIVES:
                self.blocks(_alternative(element), kind)
            elif element.tag not in _GONE and len(element):
                self._inserted += element.tag in {f"{W}ins", f"{W}moveTo"}
                self.blocks(element, kind)
        self._depth -= 1

    def _table(self, table: Any) -> None:
        for row in table.iter(f"{W}tr"):
            if _ancestor(row, f"{W}tbl") is not table:
                continue
            if row.find(f"{W}trPr/{W}del") is not None:
                self._deleted += 1
                continue
            for cell in row.iter(f"{W}tc"):
                if _ancestor(cell, f"{W}tr") is row:
                    self.blocks(cell, BlockKind.CELL)

    def _paragraph(self, paragraph: Any, kind: BlockKind) -> None:
        text = self._unfinished + "".join(self._inline(paragraph))
        self._unfinished = ""
        properties = paragraph.find(f"{W}pPr")
        if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
            # The end of the paragraph is deleted: it goes on in the next one.
            self._deleted += 1
            self._unfinished = text
            return
        number, kind, level = self._form(properties, kind, text)
        separator = (
            LINES if kind in {BlockKind.CELL, BlockKind.LIST_ITEM, BlockKind.CONTENTS} else PARAGRAPHS
        )
        self.builder.add(f"{number} {text}" if number else text, kind, level, separator)
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.blocks(box)

    def _form(self, properties: Any | None, kind: BlockKind, text: str) -> tuple[str, BlockKind, int]:
        """Return number, kind and level of a paragraph."""
        style = ParagraphStyle()
        list_id, list_level = "", 0
        if properties is not None:
            style = self._styles.get(value_in(properties, "pStyle"), style)
            list_id = value_in(properties, "numPr", "numId") or style.list_id
            list_level = level_of(value_in(properties, "numPr", "ilvl")) or style.list_level
        # An empty paragraph has no number.
        number = self._numbering.next(list_id, list_level) if list_id and text.strip() else ""
        if kind is not BlockKind.PARAGRAPH:
            return number, kind, 0
        if style.is_contents or is_contents_line(text):
            return number, BlockKind.CONTENTS, 0
        if style.level:
            return number, BlockKind.HEADING, style.level
        return number, BlockKind.LIST_ITEM if list_id not in {"", "0"} else kind, 0

    # Text within a paragraph

    def _inline(self, parent: Any) -> Iterator[str]:
        for element in parent:
            tag = element.tag
            if tag == f"{W}t":
                yield element.text or ""
            elif tag in _SIGNS:
                yield _SIGNS[tag]
            elif tag in _GONE:
                self._deleted += 1
            elif tag in {f"{W}footnoteReference", f"{W}endnoteReference"}:
                self._notes.append(
                    (tag.removeprefix(W).removesuffix("Reference"), element.get(f"{W}id", ""))
                )
            elif tag in {f"{W}drawing", f"{W}pict"}:
                self._boxes += list(element.iter(_TEXT_BOX))
            elif tag == _ALTERNATIVES:
                yield from self._inline(_alternative(element))
            elif len(element) and not _is_hidden(element):
                self._inserted += tag in {f"{W}ins", f"{W}moveTo"}
                yield from self._inline(element)

    # Notes, running heads and feet

    def notes(self) -> None:
        """Add the notes that the text refers to: footnotes, then endnotes."""
        for kind in ("footnote", "endnote"):
            root = self._package.part(f"word/{kind}s.xml")
            elements = {} if root is None else {each.get(f"{W}id", ""): each for each in root}
            for which, number in self._notes:
                if which == kind and number in elements:
                    self.blocks(elements[number], BlockKind.NOTE)

    def running(self, root: Any, name: str) -> None:
        """Add the different heads or feet of the sections, each once."""
        related = self._package.related()
        ids = [element.get(f"{R}id", "") for element in root.iter(f"{W}{name}")]
        for path in dict.fromkeys(related[each] for each in ids if each in related):
            part = self._package.part(path)
            if part is not None:
                self.blocks(part, BlockKind.RUNNING)


def _is_hidden(element: Any) -> bool:
    """Return whether an element has no text that is printed: properties, and runs of hidden text."""
    if element.tag in {f"{W}pPr", f"{W}rPr"}:
        return True
    return element.tag == f"{W}r" and element.find(f"{W}rPr/{W}vanish") is not None


def _ancestor(element: Any, tag: str) -> Any | None:
    return next(element.iterancestors(tag), None)


def _alternative(element: Any) -> Any:
    """Return the form of the text for current programs; the same text again is for older ones."""
    return next(iter(element), element)


def _is_contents(element: Any) -> bool:
    return any(
        "Table of Contents" in (each.get(f"{W}val") or "") for each in element.iter(f"{W}docPartGallery")
    )


def _metadata(package: Package) -> dict[str, str]:
    root = package.part("docProps/core.xml")
    if root is None:
        return {}
    names = {f"{_DC}title": "title", f"{_DC}creator": "author", f"{_DC}language": "language",
             f"{_DCTERMS}created": "date"}  # fmt: skip
    found = {names[each.tag]: " ".join((each.text or "").split()) for each in root if each.tag in names}
    return {key: value for key, value in found.items() if value}


READER = DocumentReader(
    "docx", "Word document (DOCX)", (_MEDIA_TYPE,), (".docx", ".docm"), recognises, read
)
