"""Akoma Ntoso 2 and 3 (OASIS LegalDocML): the text, and its divisions by their eIds.

Structures that a text quotes or embeds are text, but no divisions of it. Notes, remarks and metadata are
not part of the text, so that no quote can be taken from them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from briefing.errors import Problem, SourceError
from briefing.sources.readers.building import LINES, PARAGRAPHS, TextBuilder, folded_spaces
from briefing.sources.readers.reader import DocumentReader
from briefing.sources.source_text import BlockKind, SourceText, TextDivision
from briefing.text.xml import XmlError, parse_xml

VERSION = "1"
_UPPER = frozenset({
    "book", "tome", "part", "subpart", "title", "subtitle", "chapter", "subchapter", "division",
    "subdivision", "section", "subsection", "article", "rule", "preface", "preamble", "conclusions",
    "attachment", "annex",
})  # fmt: skip
_LOWER = frozenset({
    "subrule", "clause", "subclause", "paragraph", "subparagraph", "point", "indent", "list", "alinea",
    "level", "proviso", "transitional",
})  # fmt: skip
_QUOTED = frozenset({"embeddedStructure", "quotedStructure", "embeddedText", "quotedText"})
_SKIPPED = frozenset({"authorialNote", "remark", "meta", "noteRef", "note"})
_BLOCKS = frozenset({
    "p", "num", "heading", "subheading", "block", "li", "td", "th", "listIntroduction", "listWrapUp",
    "toc", "tocItem", "longTitle", "crossHeading", "container", "caption", "intro", "wrapUp", "content",
    "signature",
}) | _UPPER | _LOWER  # fmt: skip
_KINDS = {"heading": BlockKind.HEADING, "subheading": BlockKind.HEADING, "crossHeading": BlockKind.HEADING,
          "td": BlockKind.CELL, "th": BlockKind.CELL, "li": BlockKind.LIST_ITEM,
          "tocItem": BlockKind.CONTENTS}  # fmt: skip
_SHORT_NAMES = {"article": "art", "chapter": "chp", "section": "sec", "paragraph": "para",
                "subparagraph": "subpara", "attachment": "att"}  # fmt: skip
_WORD_BEFORE_NUMBER = re.compile(r"^[^\W\d_]+\.?\s+(?=\S)")
_ROOT = re.compile(rb"<(?:\w+:)?akomaNtoso\b")
_HEAD_BYTES = 4096


def recognises(raw: bytes, name: str) -> bool:
    return name.lower().endswith((".akn", ".akn.xml")) or bool(_ROOT.search(raw[:_HEAD_BYTES]))


def read(raw: bytes, name: str) -> SourceText:
    try:
        root = parse_xml(raw)
    except XmlError as error:
        message = f"The file is not well-formed XML ({error})."
        raise SourceError(Problem(message, "Export it again.", name, error.line or None)) from None
    if tag_of(root) != "akomaNtoso" or not len(root):
        message = "The file has no document in Akoma Ntoso."
        raise SourceError(Problem(message, "Use a file with the root akomaNtoso.", name))
    walk = _AknWalk()
    walk.read(root)
    return SourceText(
        walk.builder.text, "akoma-ntoso", VERSION,
        blocks=tuple(walk.builder.blocks),
        divisions=tuple(sorted(walk.divisions, key=lambda each: (each.start, -each.end))),
        metadata=_metadata(root),
        remarks=walk.remarks,
    )  # fmt: skip


def tag_of(element: Any) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


@dataclass(slots=True)
class _Division:
    element: Any
    first_block: int
    number: str = ""
    heading: str = ""


class _AknWalk:
    def __init__(self) -> None:
        self.builder = TextBuilder()
        self.divisions: list[TextDivision] = []
        self._open: list[_Division] = []
        self._names: list[str] = []
        self._parts: list[str] = []
        self._quoted = 0
        self._notes = 0
        self._counts: dict[str, int] = {}

    @property
    def remarks(self) -> tuple[str, ...]:
        if not self._notes:
            return ()
        return (f"Notes and remarks of the editors that are not part of the text: {self._notes}.",)

    def read(self, root: Any) -> None:
        from lxml import etree

        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            name = tag_of(element)
            if event == "end":
                self._finish(element, name)
            elif name in _SKIPPED:
                self._notes += name in {"authorialNote", "remark"}
                walk.skip_subtree()
            else:
                self._begin(element, name)
        self._flush(BlockKind.PARAGRAPH)

    def _begin(self, element: Any, name: str) -> None:
        self._quoted += name in _QUOTED
        if name in _BLOCKS and not self._follows_number(name):
            self._flush(self._kind())
        if (name in _UPPER or name in _LOWER) and not self._quoted:
            self._open.append(_Division(element, len(self.builder.blocks)))
        self._names.append(name)
        if name in {"eol", "br"}:
            self._parts.append("\x00")
        self._parts.append(folded_spaces(element.text or ""))

    def _follows_number(self, name: str) -> bool:
        """Return whether a block is in the line of the number before it, as "1. Each Party …"."""
        return name in {"heading", "content", "intro", "p"} and self._pending_number

    _pending_number = False

    def _finish(self, element: Any, name: str) -> None:
        if name in _SKIPPED:
            self._parts.append(folded_spaces(element.tail or ""))
            return
        if name == "num":
            self._number(element)
        elif name == "heading":
            self._heading()
        elif name in _BLOCKS and name not in {"content", "intro"}:
            self._flush(self._kind())
        self._names.pop()
        if self._open and self._open[-1].element is element:
            self._close(name)
        self._quoted -= name in _QUOTED
        self._parts.append(folded_spaces(element.tail or ""))

    def _number(self, element: Any) -> None:
        text = " ".join("".join(self._parts).split())
        parent = element.getparent()
        if self._open and self._open[-1].element is parent:
            self._open[-1].number = text
        self._parts = [text, " "]
        # The heading of an article is in the line of its number; its first paragraph is not.
        following = element.getnext()
        has_heading = following is not None and tag_of(following) == "heading"
        if tag_of(parent) in _UPPER and not has_heading:
            self._flush(BlockKind.HEADING)
        else:
            self._pending_number = bool(text)

    def _heading(self) -> None:
        text = " ".join("".join(self._parts).split())
        if self._open and len(self._names) > 1 and not self._quoted:
            division = self._open[-1]
            division.heading = text.removeprefix(division.number).strip()
        self._flush(BlockKind.HEADING)

    def _flush(self, kind: BlockKind) -> None:
        text = folded_spaces("".join(self._parts)).replace(" \x00", "\x00").replace("\x00 ", "\x00")
        self._parts = []
        self._pending_number = False
        separator = (
            LINES if kind in {BlockKind.CELL, BlockKind.LIST_ITEM, BlockKind.CONTENTS} else PARAGRAPHS
        )
        level = 1 + sum(name in _UPPER for name in self._names) if kind is BlockKind.HEADING else 0
        self.builder.add(text.replace("\x00", "\n"), kind, level, separator)

    def _kind(self) -> BlockKind:
        return next((_KINDS[name] for name in reversed(self._names) if name in _KINDS), BlockKind.PARAGRAPH)

    def _close(self, name: str) -> None:
        division = self._open.pop()
        blocks = self.builder.blocks[division.first_block : division.first_block + 1]
        if not blocks:
            return
        start = blocks[0].start
        self._counts[name] = self._counts.get(name, 0) + 1
        number = _WORD_BEFORE_NUMBER.sub("", division.number).strip(" .():–—-")
        element = division.element
        eid = element.get("eId") or element.get("wId") or element.get("id") or ""
        self.divisions.append(
            TextDivision(
                start, self.builder.length, name, number, division.heading,
                eid.strip() or f"{_SHORT_NAMES.get(name, name)}_{number or self._counts[name]}",
            )
        )  # fmt: skip


def _metadata(root: Any) -> dict[str, str]:
    metadata: dict[str, str] = {}
    for element in root.iter():
        name = tag_of(element)
        value = " ".join((element.get("value") or "").split())
        if name == "FRBRalias" and element.get("name") in {"title", None} and value:
            metadata.setdefault("title", value)
        elif name == "FRBRlanguage" and element.get("language"):
            metadata.setdefault("language", element.get("language").strip())
        elif name == "docTitle":
            metadata.setdefault("title", " ".join("".join(element.itertext()).split()))
        elif name == "FRBRdate" and tag_of(element.getparent()) == "FRBRExpression" and element.get("date"):
            metadata.setdefault("date", element.get("date").strip())
    return {key: value for key, value in metadata.items() if value}


READER = DocumentReader(
    "akoma-ntoso", "Akoma Ntoso", ("application/akn+xml",), (".akn", ".akn.xml", ".xml"), recognises, read
)
