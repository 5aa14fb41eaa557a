"""A document that becomes a source: the records and the archived copy that it is added as."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

from msgspec.structs import replace

from briefing.codec import decode, encode
from briefing.errors import LibraryError
from briefing.interchange.document_source import GivenValues, ProposedValue, proposed_source
from briefing.interchange.matching import RecordIndex, folded_address
from briefing.interchange.values import line, ungraded_publisher, unused
from briefing.library.editing import LibraryBatch, put
from briefing.library.layers import LayeredLibrary
from briefing.library.records import Record
from briefing.model.library import Catalogue, Material
from briefing.model.origin import Origin
from briefing.model.source import Attachment, Citation, Locator, Publisher, Source
from briefing.model.terms import OriginKind, SourceKind
from briefing.model.treaty import Division, Treaty
from briefing.sources.archive import SourceArchive, extracted
from briefing.sources.readers.registry import media_type_of
from briefing.sources.source_text import SourceText, TextDivision
from briefing.sources.structure import place_in
from briefing.sources.structure.headings import ATTACHED
from briefing.text.shortening.beginnings import opening

_LONGEST_GIST = 160
_ARTICLE = "art_"
_TAKEN = frozenset({"article", "chapter", "part", "title", "preamble", *ATTACHED})
"""The kinds of divisions that a treaty takes from a text."""
_NUMBER_LINE = re.compile(r"\A\s*\S+(?:\s+(?:№|No\.?)?\s*(?:\d{1,3}|[IVXLC]+|\w))?\s*[.:]?\s*\n")
"""A first line that has nothing but the kind and the number of a division."""


@dataclass(frozen=True)
class DocumentFile:
    """A file as it was read: its bytes, name and text."""

    raw: bytes = field(repr=False)
    name: str
    text: SourceText = field(repr=False)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.raw).hexdigest()

    def attachment(self, today: str) -> Attachment:
        """Return the archived copy of the file; one without text has none."""
        return Attachment(
            sha256=self.sha256,
            media_type=media_type_of(self.raw, self.name),
            name=self.name,
            size=len(self.raw),
            retrieved=today,
            text=extracted(self.text) if self.text.text else None,
        )

    def archive_in(self, archive: SourceArchive) -> None:
        """Store bytes and text. Raises SourceError."""
        archive.add(self.raw)
        if self.text.text:
            archive.add_text(self.sha256, self.text)


@dataclass(frozen=True)
class NewSource:
    """A source to add, with its publisher and treaty where these are new or changed.

    `values` say where each value comes from. `known` is a source of the library that is much like it, and
    `likeness` what they have in common.
    """

    document: DocumentFile
    source: Source
    publisher: Publisher | None
    treaty: Treaty | None
    values: tuple[ProposedValue, ...]
    known: Source | None = None
    likeness: str = ""

    @property
    def records(self) -> list[Record]:
        return [each for each in (self.publisher, self.source, self.treaty) if each is not None]

    @property
    def edit(self) -> LibraryBatch:
        return LibraryBatch(edits=tuple(map(put, self.records)), name="Add source")


def source_with_copy(material: Material, sha256: str) -> Source | None:
    """Return the source that has a file as a copy; None where there is none."""
    return next(
        (
            source
            for source in material.sources
            if any(copy.sha256 == sha256 for copy in source.attachments)
        ),
        None,
    )


def new_source(  # noqa: PLR0913 - what a source is made of
    document: DocumentFile,
    given: GivenValues,
    library: LayeredLibrary,
    *,
    by: str,
    today: str,
    treaty_id: str = "",
    default_kind: SourceKind | None = None,
) -> NewSource:
    """Return the source that a document becomes; with `treaty_id`, that treaty gets the articles it lacks.

    `default_kind` is the kind where the document does not show it. Raises LibraryError where the kind is
    not known, an id is taken, or a value that was given breaks a rule.
    """
    proposed = proposed_source(document.text, document.name, given, today, default_kind)
    origin = Origin(OriginKind.ENTERED, at=today, by=by or None, file=line(document.name) or None)
    catalogue = Catalogue(library.material)
    if given.id in catalogue.sources:
        raise LibraryError(f"There is a source '{given.id}' already.", "Choose another id.")
    publisher, is_new = _publisher(proposed.publisher, library, origin)
    source = proposed.source
    if source.id in catalogue.sources:
        source = replace(source, id=unused(source.id, catalogue.sources))
    source = replace(source, publisher_id=publisher.id, origin=origin, attachments=())
    # Values that the user gave have to follow the rules of their fields.
    source = decode(encode(source), Source, proposed.source.id)
    known = RecordIndex(library.material).same(source)
    known = known if isinstance(known, Source) else None
    source = replace(source, attachments=(document.attachment(today),))
    return NewSource(
        document,
        source,
        publisher if is_new else None,
        _with_articles(library, treaty_id, source, document.text) if treaty_id else None,
        proposed.values,
        known,
        _likeness(source, known) if known else "",
    )


def _publisher(name: str, library: LayeredLibrary, origin: Origin) -> tuple[Publisher, bool]:
    """Return the publisher with an id or name, and whether it is a new one."""
    catalogue = Catalogue(library.material)
    if name in catalogue.publishers:
        return catalogue.publishers[name], False
    new = ungraded_publisher(name)
    same = RecordIndex(library.material).same(new)
    if isinstance(same, Publisher):
        return same, False
    return replace(new, id=unused(new.id, catalogue.publishers), origin=origin), True


def _likeness(source: Source, known: Source) -> str:
    for scheme in source.identifiers.keys() & known.identifiers.keys():
        if source.identifiers[scheme].casefold() == known.identifiers[scheme].casefold():
            return f"the same identifier ({scheme})"
    if source.url and known.url and folded_address(source.url) == folded_address(known.url):
        return "the same address"
    return "the same title"


def _with_articles(
    library: LayeredLibrary, treaty_id: str, source: Source, text: SourceText
) -> Treaty | None:
    """Return a treaty with the articles of the text that it lacks; None where it lacks none."""
    treaty = Catalogue(library.material).treaties.get(treaty_id)
    if treaty is None:
        raise LibraryError(f"There is no treaty '{treaty_id}'.", "See 'briefing treaties'.")
    new = lacking_divisions(treaty, text)
    if not new:
        return None
    divisions = tuple(division_of(each, source.id, text) for each in new)
    return replace(treaty, divisions=(*treaty.divisions, *divisions))


def lacking_divisions(treaty: Treaty, text: SourceText) -> list[TextDivision]:
    """Return the divisions of a text that a treaty does not have, by eId, and articles also by number."""
    known = {each.eid for each in treaty.divisions}
    numbers = {each.number for each in treaty.divisions if each.eid.startswith(_ARTICLE)}
    return [
        each
        for each in text.divisions
        if each.kind in _TAKEN
        and each.eid not in known
        and not (each.eid.startswith(_ARTICLE) and each.number in numbers)
    ]


def division_of(division: TextDivision, source_id: str, text: SourceText) -> Division:
    """Return a division of a text as one of a treaty; its gist is its heading, or its first words."""
    content = line(_NUMBER_LINE.sub("", text.text[division.start : division.end], count=1))
    place, _ = place_in(text.divisions, text.text, division.start)
    return Division(
        eid=division.eid,
        gist=division.heading or opening(content, _LONGEST_GIST),
        number=division.number or None,
        heading=division.heading or None,
        citations=(Citation(source_id, Locator(article=place or None, eid=division.eid)),),
    )
