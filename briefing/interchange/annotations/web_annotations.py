"""Annotations of web pages and PDFs: W3C Web Annotation JSON, and the exports of Hypothesis."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

import msgspec

from briefing.errors import ImportFileError, Problem
from briefing.interchange.annotations.passages import AnnotatedPassage, PassageFacts
from briefing.interchange.collecting import Collector
from briefing.interchange.matching import folded_address
from briefing.interchange.reading import Importer, ImportOptions, Reading
from briefing.interchange.values import host_of, line
from briefing.model.source import Source
from briefing.model.terms import SourceKind, slug_of
from briefing.text import web_address

_LISTS = ("rows", "annotations", "items")
"""The members that have the list of annotations: of the interface of Hypothesis, its export, and W3C."""
_MOST_NESTED = 6
_MAPPING = {
    "target.source, uri": "source", "document.title": "title", "TextQuoteSelector": "quote, statement",
    "text, body": "notes", "tags": "topics", "user, creator": "notes",
}  # fmt: skip


def _recognises(raw: bytes, name: str) -> bool:  # noqa: ARG001 - the interface
    start = raw.lstrip(b"\xef\xbb\xbf \r\n\t")[:1]
    signs = (b"TextQuoteSelector", b"anno.jsonld", b'"export_userid"')
    return start in {b"[", b"{"} and any(sign in raw for sign in signs)


def _read(raw: bytes, name: str, options: ImportOptions) -> Reading:
    collector = Collector()
    reader = _AnnotationReader(collector, options.treaty_id)
    for number, annotation in enumerate(_annotations(raw, name), start=1):
        place = f"annotation {number}"
        if isinstance(annotation, dict):
            reader.add(annotation, place)
        else:
            collector.refuse(place, "This is no annotation, but a single value.")
    reader.facts.finish()
    return collector.reading(_MAPPING)


def _annotations(raw: bytes, name: str) -> list[Any]:
    try:
        content = msgspec.json.decode(raw.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        message = f"The file is not valid JSON ({error})."
        raise ImportFileError(Problem(message, "Export it again.", name)) from None
    for _ in range(_MOST_NESTED):
        if not isinstance(content, dict):
            break
        inner = next((content[key] for key in (*_LISTS, "first") if key in content), None)
        if inner is None:
            return [content]
        content = inner
    if not isinstance(content, list):
        message = "The file has no list of annotations."
        raise ImportFileError(Problem(message, "Export it as JSON.", name))
    return content


class _AnnotationReader:
    def __init__(self, collector: Collector, treaty_id: str) -> None:
        self._collector = collector
        self._sources: dict[str, str] = {}
        self.facts = PassageFacts(treaty_id, collector)

    def add(self, annotation: dict[str, Any], place: str) -> None:
        """Add the passages of an annotation; a page note or a reply has none, and is named as lost."""
        has_quote = False
        for target in _dicts(annotation.get("target")):
            for passage in _passages(annotation, target, place):
                has_quote = True
                if source_id := self._source(annotation, target, place):
                    self.facts.add(replace(passage, source_id=source_id))
        if not has_quote:
            kind = "reply" if annotation.get("references") else "note without a quote"
            self._collector.lose(place, kind, _bodies(annotation)[0] or "without text")

    def _source(self, annotation: dict[str, Any], target: dict[str, Any], place: str) -> str:
        source = target.get("source") or annotation.get("uri")
        if isinstance(source, dict):
            source = source.get("id")
        address = line(_text(source))
        if not address:
            self._collector.refuse(place, "The annotation does not say which document it is in.")
            return ""
        key = folded_address(address) if "://" in address else address
        if key not in self._sources:
            proposed = self._collector.add(
                place,
                self._new_source(annotation, address, place),
                ["The file does not say what kind of source it is; analysis is assumed."],
            )
            self._sources[key] = proposed.id if proposed else ""
        return self._sources[key]

    def _new_source(self, annotation: dict[str, Any], address: str, place: str) -> Source:
        is_web = not web_address.objection_to(address)
        title = _title(annotation) or ("" if is_web else unquote(address.rpartition("/")[2]))
        host = host_of(address) if is_web else ""
        return Source(
            id=slug_of(title or address.partition("://")[2], "document"),
            publisher_id=self._collector.publisher(place, host),
            kind=SourceKind.ANALYSIS,
            description=title or address,
            title=title or None,
            url=address if is_web else None,
            identifiers={} if is_web else {"document": address[:300]},
        )


def _passages(annotation: dict[str, Any], target: dict[str, Any], place: str) -> Iterator[AnnotatedPassage]:
    """Yield the passages of a target, still without the id of their source."""
    comment, tags = _bodies(annotation)
    selectors = list(_selectors(target.get("selector")))
    position = next((each for each in selectors if each.get("type") == "TextPositionSelector"), {})
    start, end = position.get("start"), position.get("end")
    is_known = _is_position(start) and _is_position(end)
    for quote in selectors:
        if quote.get("type") == "TextQuoteSelector" and line(_text(quote.get("exact"))):
            yield AnnotatedPassage(
                place,
                "",
                _text(quote.get("exact")),
                comment,
                _author(annotation),
                tags,
                prefix=_text(quote.get("prefix")),
                suffix=_text(quote.get("suffix")),
                start=start if is_known else None,
                end=end if is_known else None,
            )


def _title(annotation: dict[str, Any]) -> str:
    document = annotation.get("document")
    title = document.get("title") if isinstance(document, dict) else ""
    if isinstance(title, list):
        title = title[0] if title else ""
    return line(_text(title))


def _bodies(annotation: dict[str, Any]) -> tuple[str, tuple[str, ...]]:
    """Return the comment and the tags of an annotation."""
    comments = [_text(annotation.get("text"))]
    tags = [_text(tag) for tag in _list(annotation.get("tags"))]
    for body in _list(annotation.get("body")):
        if isinstance(body, dict):
            is_tag = body.get("purpose") == "tagging"
            (tags if is_tag else comments).append(_text(body.get("value")))
        else:
            comments.append(_text(body))
    comments.append(_text(annotation.get("bodyValue")))
    return "\n\n".join(filter(None, comments)), tuple(filter(None, map(line, tags)))


def _selectors(selector: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield the selectors of a target, those that refine others too."""
    for each in _dicts(selector):
        yield each
        if depth < _MOST_NESTED:
            yield from _selectors(each.get("refinedBy"), depth + 1)


def _author(annotation: dict[str, Any]) -> str:
    creator = annotation.get("user") or annotation.get("creator")
    if isinstance(creator, dict):
        creator = creator.get("name") or creator.get("id")
    return line(_text(creator)).removeprefix("acct:").partition("@")[0]


def _is_position(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [each for each in _list(value) if isinstance(each, dict)]


IMPORTER = Importer(
    "annotations", "Web annotations (W3C, Hypothesis)", (".json", ".jsonld"), _recognises, _read
)
