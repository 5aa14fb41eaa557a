"""A document in Akoma Ntoso 2 or 3 (OASIS LegalDocML): its metadata and its divisions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from briefing.errors import ImportFileError, Problem
from briefing.interchange.values import line
from briefing.text.shortening.beginnings import opening
from briefing.text.xml import XmlError, parse_xml

HIERARCHY = (
    "book", "tome", "part", "subpart", "title", "subtitle", "chapter", "subchapter", "division",
    "subdivision", "section", "subsection", "article", "rule", "subrule", "clause", "subclause",
    "paragraph", "subparagraph", "point", "indent", "list", "alinea", "level", "proviso", "transitional",
)  # fmt: skip
_DIVISIONS = frozenset({*HIERARCHY, "preface", "preamble", "conclusions", "attachment", "annex"})
_QUOTED = frozenset({"embeddedStructure", "quotedStructure", "embeddedText", "quotedText"})
"""Elements whose divisions belong to another text."""
_NOT_TEXT = frozenset({"authorialNote", "remark", "meta", "noteRef"})
_BLOCKS = frozenset({"p", "heading", "num", "block", "content", "intro", "wrapUp", "li", "td", "th", "br"})
_SHORT_NAMES = {"article": "art", "chapter": "chp", "section": "sec", "paragraph": "para",
                "subparagraph": "subpara", "attachment": "att"}  # fmt: skip
_LONGEST_GIST = 160
_WORD_BEFORE_NUMBER = re.compile(r"^[^\W\d_]+\.?\s+(?=[\dIVXLCDM])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AknDivision:
    """A division of the text. `article` is its number with those around it, such as "5(4)"."""

    kind: str
    eid: str
    number: str
    heading: str
    opening: str
    article: str


class AknDocument:
    """The first document of a file; all names of elements are without their namespace."""

    def __init__(self, raw: bytes, name: str) -> None:
        try:
            root = parse_xml(raw)
        except XmlError as error:
            message = f"The file is not well-formed XML ({error})."
            raise ImportFileError(Problem(message, "Export it again.", name, error.line or None)) from None
        if _tag(root) != "akomaNtoso" or not len(root):
            message = "The file has no document in Akoma Ntoso."
            raise ImportFileError(Problem(message, "Use a file with the root akomaNtoso.", name))
        self.document = root[0]
        self.others = len(root) - 1
        self.kind = _tag(self.document)
        self.meta = next(_children(self.document, "meta"), None)

    def first(self, *path: str) -> Any | None:
        """Return the first element of the metadata on a path of names; None where there is none."""
        found = self.meta
        for step in path:
            if found is not None:
                found = next((each for each in found.iter() if _tag(each) == step), None)
        return found

    def every(self, *names: str) -> Iterator[Any]:
        """Yield the elements of the metadata with one of the names."""
        if self.meta is not None:
            yield from (each for each in self.meta.iter() if _tag(each) in names)

    def every_element(self) -> Iterator[Any]:
        """Yield the elements of the metadata."""
        if self.meta is not None:
            yield from self.meta.iter()

    def value(self, *path: str, attribute: str = "value") -> str:
        element = self.first(*path)
        return line(element.get(attribute) or "") if element is not None else ""

    def organisation(self, href: str) -> str:
        """Return the name of what a reference such as "#un" leads to."""
        for each in self.every("TLCOrganization", "TLCPerson", "TLCRole"):
            if each.get("eId", each.get("id")) == href.removeprefix("#"):
                return line(each.get("showAs") or "")
        return ""

    def text_of(self, name: str) -> str:
        """Return the text of the first element with this name outside of the metadata."""
        for each in self.document.iter():
            if _tag(each) == name and not _is_within(each, _QUOTED | {"meta"}):
                return line(text_of(each))
        return ""

    def count_notes(self) -> int:
        return sum(_tag(each) == "authorialNote" for each in self.document.iter())

    def references(self) -> set[str]:
        """Return what elements of the text refer to, such as "#russia"."""
        names = ("refersTo", "as", "by")
        return {
            each.get(name) for each in self.document.iter() for name in names if each.get(name)
            if not _is_within(each, frozenset({"meta"}))
        }  # fmt: skip

    def divisions(self) -> Iterator[AknDivision]:
        """Yield the divisions in the order of the text."""
        numbers: dict[Any, str] = {}
        counts: dict[str, int] = {}
        for element in self.document.iter():
            kind = _tag(element)
            if kind not in _DIVISIONS or _is_within(element, _QUOTED | {"meta"}):
                continue
            number = line(text_of(next(_children(element, "num"), None)))
            heading = line(text_of(next(_children(element, "heading"), None)))
            parent = next((each for each in element.iterancestors() if each in numbers), None)
            numbers[element] = _article(kind, number, numbers.get(parent, "") if parent is not None else "")
            counts[kind] = counts.get(kind, 0) + 1
            yield AknDivision(
                kind,
                _eid(element) or f"{_SHORT_NAMES.get(kind, kind)}_{_bare(number) or counts[kind]}",
                number,
                heading,
                _opening(element),
                numbers[element],
            )


def text_of(element: Any | None) -> str:
    """Return the text in an element, with spaces between blocks, without notes."""
    if element is None:
        return ""
    parts: list[str] = [element.text or ""]
    skipped: Any | None = None
    for event, each in _walk(element):
        if skipped is not None:
            if event == "end" and each is skipped:
                skipped = None
                parts.append(each.tail or "")
        elif event == "start" and _tag(each) in _NOT_TEXT:
            skipped = each
        elif event == "start":
            parts.append((" " if _tag(each) in _BLOCKS else "") + (each.text or ""))
        else:
            parts.append((" " if _tag(each) in _BLOCKS else "") + (each.tail or ""))
    return "".join(parts)


def _walk(element: Any) -> Iterator[tuple[str, Any]]:
    """Yield the start and the end of each element within another."""
    stack = [(element, iter(element))]
    while stack:
        current, children = stack[-1]
        child = next(children, None)
        if child is not None:
            yield "start", child
            stack.append((child, iter(child)))
        else:
            stack.pop()
            if current is not element:
                yield "end", current


def _opening(element: Any) -> str:
    """Return the first words of a division, without its number and heading."""
    texts = (text_of(child) for child in element if _tag(child) not in {"num", "heading", "subheading"})
    words = line(" ".join(texts))
    return opening(words, _LONGEST_GIST)


def _article(kind: str, number: str, above: str) -> str:
    """Return the number of a division within an article; that of chapters and parts does not count."""
    own = _bare(number)
    if kind in {"article", "rule"} or not above:
        return own if kind in {"article", "rule", "clause", "section"} else ""
    return f"{above}({own})" if own else above


def _bare(number: str) -> str:
    return _WORD_BEFORE_NUMBER.sub("", number).strip(" .():–—-")


def _eid(element: Any) -> str:
    return line(element.get("eId") or element.get("wId") or element.get("id") or "")


def _is_within(element: Any, names: frozenset[str]) -> bool:
    return any(_tag(each) in names for each in element.iterancestors())


def _children(element: Any, name: str) -> Iterator[Any]:
    return (child for child in element if _tag(child) == name)


def _tag(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
