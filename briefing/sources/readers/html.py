"""HTML: the text of the whole body. Nothing is fetched; scripts and styles are no text."""

from __future__ import annotations

import re
from typing import Any

from briefing.errors import Problem, SourceError
from briefing.sources.readers.building import LINES, PARAGRAPHS, TextBuilder, folded_spaces
from briefing.sources.readers.reader import DocumentReader
from briefing.sources.source_text import BlockKind, SourceText
from briefing.text.decoding import EncodingError, decoded

VERSION = "1"
_SUFFIXES = (".html", ".htm", ".xhtml")
_SKIPPED = frozenset({
    "script", "style", "template", "noscript", "head", "iframe", "object", "svg", "math", "canvas",
    "audio", "video", "select", "textarea",
})  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr",
    "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul", *_HEADINGS,
})  # fmt: skip
_META = {
    "author": "author",
    "citation_author": "author",
    "article:author": "author",
    "dc.creator": "author",
    "dcterms.creator": "author",
    "citation_title": "title",
    "dc.title": "title",
    "og:title": "title",
    "date": "date",
    "citation_publication_date": "date",
    "article:published_time": "date",
    "dc.date": "date",
    "dcterms.issued": "date",
    "dcterms.date": "date",
    "og:site_name": "publisher",
    "citation_publisher": "publisher",
    "dc.publisher": "publisher",
    "citation_doi": "doi",
    "dc.language": "language",
    "og:url": "url",
}
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_.:-]{2,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([a-zA-Z0-9_.:-]{2,40})")
_LIKE_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_HEAD_BYTES = 4096


def recognises(raw: bytes, name: str) -> bool:
    return name.lower().endswith(_SUFFIXES) or bool(
        _LIKE_HTML.match(raw[:_HEAD_BYTES].removeprefix(b"\xef\xbb\xbf"))
    )


def read(raw: bytes, name: str) -> SourceText:
    from lxml import etree, html

    text = _decoded(raw, name)
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", errors="replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        if getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from None
        message = f"The file is not readable as HTML: {error}."
        raise SourceError(Problem(message, "Save the page again.", name)) from None
    builder = TextBuilder()
    _HtmlWalk(builder).read(root)
    return SourceText(
        builder.text, "html", VERSION, blocks=tuple(builder.blocks), metadata=_metadata(root)
    )  # fmt: skip


def _decoded(raw: bytes, name: str) -> str:
    """Decode as the file declares, else as its bytes are. Raises SourceError."""
    match = _CHARSET.search(raw[:_HEAD_BYTES]) or _XML_ENCODING.match(raw[:_HEAD_BYTES])
    if match and not raw.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        encoding = match[1].decode("ascii").lower()
        # What web pages call by these names is decoded by browsers as the larger set of Windows.
        encoding = {
            "iso-8859-1": "cp1252",
            "latin1": "cp1252",
            "us-ascii": "cp1252",
            "gb2312": "gb18030",
        }.get(encoding, encoding)
        try:
            return raw.decode(encoding)
        except (LookupError, UnicodeError, ValueError):
            pass
    try:
        return decoded(raw)
    except EncodingError as error:
        message = f"The file cannot be read as text: {error}."
        raise SourceError(Problem(message, "Save the page again as UTF-8.", name)) from None


class _HtmlWalk:
    """Collects the text of elements until a block begins or ends."""

    def __init__(self, builder: TextBuilder) -> None:
        self._builder = builder
        self._parts: list[str] = []
        self._open: list[str] = []
        self._preformatted = 0

    def read(self, root: Any) -> None:
        from lxml import etree

        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                if element.tag in _SKIPPED:
                    walk.skip_subtree()
                else:
                    self._begin(element)
            else:
                self._finish(element)
        self._flush()

    def _begin(self, element: Any) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self._flush()
            self._open.append(tag)
        elif tag == "br":
            self._parts.append("\x00")
        elif tag in {"img", "area"} and element.get("alt"):
            self._parts.append("")
        self._preformatted += tag == "pre"
        self._append(element.text)

    def _finish(self, element: Any) -> None:
        tag = element.tag
        if tag in _BLOCKS and tag not in _SKIPPED:
            self._flush()
            self._open.pop()
        self._preformatted -= tag == "pre"
        self._append(element.tail)

    def _append(self, text: str | None) -> None:
        if text:
            text = text.replace("\x00", "")
            self._parts.append(text if self._preformatted else folded_spaces(text))

    def _flush(self) -> None:
        text = "".join(self._parts)
        self._parts = []
        if not self._preformatted:
            text = folded_spaces(text)
        text = re.sub(r" ?\x00 ?", "\n", text)
        kind, level = self._kind()
        separator = LINES if kind in {BlockKind.CELL, BlockKind.LIST_ITEM} else PARAGRAPHS
        self._builder.add(text, kind, level, separator)

    def _kind(self) -> tuple[BlockKind, int]:
        for tag in reversed(self._open):
            if tag in _HEADINGS:
                return BlockKind.HEADING, _HEADINGS[tag]
            if tag in {"td", "th"}:
                return BlockKind.CELL, 0
            if tag == "li":
                is_contents = "nav" in self._open
                return (BlockKind.CONTENTS if is_contents else BlockKind.LIST_ITEM), 0
        return BlockKind.PARAGRAPH, 0


def _metadata(root: Any) -> dict[str, str]:
    metadata: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").lower()
        content = " ".join((meta.get("content") or "").split())
        if name in _META and content:
            metadata.setdefault(_META[name], content)
    title = next(root.iter("title"), None)
    if title is not None and (text := " ".join(title.text_content().split())):
        metadata.setdefault("title", text)
    for link in root.iter("link"):
        if link.get("rel") == "canonical" and link.get("href"):
            metadata["url"] = link.get("href").strip()
    if language := (root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")):
        metadata["language"] = language.strip()
    return metadata


READER = DocumentReader("html", "HTML", ("text/html", "application/xhtml+xml"), _SUFFIXES, recognises, read)
