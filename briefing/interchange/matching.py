"""Recognise records of a library in an import: by identifiers, copies, addresses, names and titles.

Two records with different identifiers of one scheme are never the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit

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
    parts = urlsplit(address)
    query = [(name, value) for name, value in parse_qsl(parts.query) if not _TRACKING.fullmatch(name)]
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{urlencode(sorted(query))}".removesuffix("?")


def folded_words(text: str) -> str:
    """Return the words of a text in one spelling, without punctuation."""
    return " ".join(_NOT_A_WORD.sub(" ", folded(text)).split())


def _identifiers(record: Source | Treaty) -> Iterator[_Sign]:
    for scheme, identifier in record.identifiers.items():
        yield "identifier", scheme, identifier.casefold()


def _signs(record: Record) -> Iterator[_Sign]:
    """Yield the signs of a record, the surest first."""
    match record:
        case Source():
            yield from (("copy", copy.sha256) for copy in record.attachments)
            yield from _identifiers(record)
            if record.url:
                yield "address", folded_address(record.url)
            if record.title and record.issued:
                yield "title", folded_words(record.title), record.issued[:4], _first_author(record)
        case Treaty():
            yield from _identifiers(record)
            for title in (record.title, *record.titles.values(), *record.also):
                yield "title", folded_words(title), record.concluded.date[:4]
        case Publisher() | Actor():
            yield from (("name", folded_words(name)) for name in (record.name, *record.also))
        case Fact():
            for citation in record.citations:
                yield "statement", folded_words(record.statement), citation.source_id


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
        for sign in _signs(record):
            self._by_sign[key.kind, sign].append(key)

    def __contains__(self, key: RecordKey) -> bool:
        return key in self._records

    def same(self, record: Record) -> Record | None:
        """Return the record that this one describes too; None where the library has none."""
        kind = key_of(record).kind
        for sign in _signs(record):
            for key in self._by_sign[kind, sign]:
                candidate = self._records[key]
                if not _are_different(record, candidate):
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
