"""Recognise records of a library in an import: by identifiers, copies, addresses, names and titles.

Two records with different identifiers of one scheme are never the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit

from msgspec.structs import replace

from briefing.codec import encode
from briefing.library.records import Record, RecordKey, RecordKind, key_of, records_of
from briefing.model.actor import Actor
from briefing.model.fact import Fact
from briefing.model.library import Material
from briefing.model.source import Publisher, Source
from briefing.model.treaty import Treaty
from briefing.text.spelling import folded

_TRACKING = re.compile(r"(utm_\w+|fbclid|gclid|mc_[ce]id|yclid|ref_src)")
_NOT_A_WORD = re.compile(r"[\W_]+")
_Sign = tuple[str, ...]
"""What two records have in common if they are the same, such as a scheme and an identifier."""


def folded_address(address: str) -> str:
    """Return what the addresses of one page have in common: no scheme, "www.", tracking or fragment."""
    try:
        parts = urlsplit(address)
    except ValueError:  # such as "http://[": no address, but the name of a document all the same
        return address
    query = [(name, value) for name, value in parse_qsl(parts.query) if not _TRACKING.fullmatch(name)]
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{urlencode(sorted(query))}".removesuffix("?")


def folded_words(text: str) -> str:
    """Return the words of a text in one spelling, without punctuation."""
    return " ".join(_NOT_A_WORD.sub(" ", folded(text)).split())


def _identifiers(record: Source | Treaty) -> Iterator[_Sign]:
    for scheme, identifier in record.identifiers.items():
        if scheme == "sha256":
            yield "copy", identifier.casefold()
        yield "identifier", scheme, identifier.casefold()


def _signs(record: Record) -> Iterator[_Sign]:
    """Yield the signs of a record, the surest first."""
    yield "content", encode(replace(record, id="", origin=None)).decode()
    match record:
        case Source():
            yield from _signs_of_source(record)
        case Treaty():
            yield from _identifiers(record)
            for title in (record.title, *record.titles.values(), *record.also):
                yield "title", folded_words(title), record.concluded.date[:4]
        case Publisher() | Actor():
            yield from (("name", folded_words(name)) for name in (record.name, *record.also))
        case Fact():
            for citation in record.citations:
                yield "statement", folded_words(record.statement), citation.source_id


def _signs_of_source(source: Source) -> Iterator[_Sign]:
    yield from (("copy", copy.sha256) for copy in source.attachments)
    yield from _identifiers(source)
    if source.url:
        yield "address", folded_address(source.url)
    if is_bare_title(source):
        yield "title alone", folded_words(source.title or "")
    if source.title and source.issued:
        yield "title", folded_words(source.title), source.issued[:4], _first_author(source)


def is_bare_title(source: Source) -> bool:
    """Return whether a source is only a name for another one, as in a column of a table."""
    details = (source.issued, source.url, source.authors, source.identifiers, source.attachments)
    return bool(source.title) and not any(details)


def _indexed_signs(record: Record) -> Iterator[_Sign]:
    yield from _signs(record)
    if isinstance(record, Source):
        yield from (
            ("title alone", folded_words(text)) for text in (record.title, record.description) if text
        )


def have_something_in_common(one: Record, other: Record) -> bool:
    """Return whether two records of different libraries with one id can be the same record."""
    if isinstance(one, Fact) and isinstance(other, Fact):
        cited = {each.source_id for each in one.citations} & {each.source_id for each in other.citations}
        is_alike = folded_words(one.statement) == folded_words(other.statement) or bool(cited)
        return one.treaty_id == other.treaty_id and is_alike
    if _are_different(one, other):
        return False
    if isinstance(one, Source) and isinstance(other, Source):
        shared = set(_indexed_signs(one)) & set(_indexed_signs(other))
        return bool(shared) or one.publisher_id == other.publisher_id
    return bool(set(_signs(one)) & set(_signs(other)))


def _first_author(source: Source) -> str:
    return folded_words(source.authors[0].partition(",")[0]) if source.authors else ""


class RecordIndex:
    """The records of a library by what identifies them; further records can be added."""

    def __init__(self, material: Material) -> None:
        self._records: dict[RecordKey, Record] = {}
        self._by_sign: dict[tuple[RecordKind, _Sign], list[RecordKey]] = defaultdict(list)
        for record in records_of(material):
            self.add(record)

    def add(self, record: Record) -> None:
        key = key_of(record)
        self._records[key] = record
        for sign in _indexed_signs(record):
            self._by_sign[key.kind, sign].append(key)

    def __contains__(self, key: RecordKey) -> bool:
        return key in self._records

    def same(self, record: Record, reserved: Container[RecordKey] = ()) -> Record | None:
        """Return the record that this one describes too; None if there is none.

        A record with one of the `reserved` keys is never the same as one with another key.
        """
        own = key_of(record)
        kind = own.kind
        for sign in _signs(record):
            for key in self._by_sign.get((kind, sign), ()):
                candidate = self._records[key]
                if (key == own or key not in reserved) and not _are_different(record, candidate):
                    return candidate
        return None

    def with_key(self, key: RecordKey) -> Record | None:
        return self._records.get(key)


def _are_different(one: Record, other: Record) -> bool:
    """Return whether two records have different identifiers in one scheme."""
    if not (isinstance(one, Source | Treaty) and isinstance(other, Source | Treaty)):
        return False
    schemes = one.identifiers.keys() & other.identifiers.keys()
    return any(
        one.identifiers[scheme].casefold() != other.identifiers[scheme].casefold() for scheme in schemes
    )
