"""Akoma Ntoso 2 and 3: a text becomes a treaty with its divisions, and a source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from briefing.interchange.collecting import Collector
from briefing.interchange.reading import Importer, ImportOptions, Reading
from briefing.interchange.treaties.akn_document import AknDocument
from briefing.interchange.values import UNKNOWN_DATE, day_of, edtf_or_none, language_tag, line
from briefing.model.actor import Actor
from briefing.model.source import Citation, Locator, Source
from briefing.model.terms import (
    ActionKind,
    ActorKind,
    InstrumentKind,
    SourceKind,
    TreatyRelation,
    slug_of,
)
from briefing.model.treaty import Action, Conclusion, Division, Place, RelatedTreaty, Treaty

_CONCLUDING = ("sign", "adopt", "conclu")
"""Beginnings of the names of dates on which a treaty is concluded."""
_KINDS = {
    "declaration": InstrumentKind.DECLARATION,
    "decision": InstrumentKind.RESOLUTION,
    "legislation": InstrumentKind.LEGISLATION,
    "memorandum": InstrumentKind.MEMORANDUM,
    "resolution": InstrumentKind.RESOLUTION,
}
_EVENTS = {"amendment": ActionKind.AMENDMENT, "repeal": ActionKind.TERMINATION}
_LONGEST_IDENTIFIER = 300
_MAPPING = {
    "FRBRWork/FRBRuri": "identifier frbr", "FRBRalias, docTitle, longTitle, shortTitle": "title",
    "FRBRWork/FRBRdate": "concluded", "FRBRExpression": "source", "FRBRauthor": "publisher",
    "FRBRlanguage": "language", "eId, wId, id": "divisions, eid", "num": "number", "heading": "heading",
    "lifecycle/eventRef": "actions", "activeRef": "related", "TLCOrganization, TLCPerson": "actors",
}  # fmt: skip
_READ = frozenset({
    "meta", "identification", "FRBRWork", "FRBRExpression", "FRBRManifestation", "FRBRItem", "FRBRthis",
    "FRBRuri", "FRBRdate", "FRBRauthor", "FRBRlanguage", "FRBRalias", "FRBRname", "FRBRsubtype",
    "references", "lifecycle", "eventRef", "activeRef", "TLCOrganization", "TLCPerson", "TLCRole",
    "original", "source",
})  # fmt: skip


def _recognises(raw: bytes, name: str) -> bool:  # noqa: ARG001 - the interface
    return b"akomaNtoso" in raw[:20_000].replace(b"\0", b"")


def _read(raw: bytes, name: str, options: ImportOptions) -> Reading:
    document = AknDocument(raw, name)
    collector = Collector()
    _AknReader(document, collector, options.treaty_id, name).read()
    remarks = ["The text itself is not stored: archive the file as a copy of the source."]
    if document.others:
        remarks.append(f"Only the first of {document.others + 1} documents in the file was read.")
    return collector.reading(_MAPPING, remarks)


class _AknReader:
    def __init__(self, document: AknDocument, collector: Collector, treaty_id: str, name: str) -> None:
        self._document, self._collector = document, collector
        self._treaty_id, self._name = treaty_id, name
        self._questions: list[str] = []
        self._publisher = ""

    def read(self) -> None:
        title = self._title()
        language = self._language()
        source_id = self._source(title, language)
        if not source_id:
            return
        treaty = self._treaty(title, language, source_id)
        self._collector.add(self._place, treaty, self._questions, by_id=bool(self._treaty_id))
        for actor in self._actors():
            self._collector.add(f"{self._place}, references", actor)
        self._lose_metadata()

    @property
    def _place(self) -> str:
        return self._document.kind

    def _title(self) -> str:
        document = self._document
        for alias in document.every("FRBRalias"):
            if alias.get("name") in {"title", "fullTitle", "shortTitle", None} and line(
                alias.get("value") or ""
            ):
                return line(alias.get("value"))
        for name in ("docTitle", "longTitle", "shortTitle"):
            if text := document.text_of(name):
                return text
        self._questions.append("The file has no title.")
        return document.value("FRBRWork", "FRBRname") or self._uri() or line(self._name) or "Untitled"

    def _short_title(self, title: str) -> str:
        for alias in self._document.every("FRBRalias"):
            if alias.get("name") in {"shortTitle", "short"} and line(alias.get("value") or ""):
                return line(alias.get("value"))
        return self._document.text_of("shortTitle") or title

    def _uri(self) -> str:
        uri = self._document.value("FRBRWork", "FRBRuri") or self._document.value("FRBRWork", "FRBRthis")
        return uri[:_LONGEST_IDENTIFIER]

    def _language(self) -> str | None:
        text = self._document.value("FRBRExpression", "FRBRlanguage", attribute="language")
        tag = language_tag(text) if text else None
        if text and tag is None:
            self._collector.lose(self._place, "FRBRlanguage", text)
        return tag

    # The source

    def _source(self, title: str, language: str | None) -> str:
        document = self._document
        author = document.first("FRBRExpression", "FRBRauthor")
        author = author if author is not None else document.first("FRBRWork", "FRBRauthor")
        href = (author.get("href") or "") if author is not None else ""
        publisher = document.organisation(href) or (
            line(href.rpartition("/")[2].strip("#")) if href else ""
        )
        self._publisher = publisher
        if not publisher:
            self._questions.append("The file names no publisher.")
        date = document.value("FRBRExpression", "FRBRdate", attribute="date")
        issued = day_of(date) if date else None
        if date and issued is None:
            self._collector.lose(self._place, "FRBRExpression/FRBRdate", date)
        uri = document.value("FRBRExpression", "FRBRuri") or document.value("FRBRExpression", "FRBRthis")
        source = self._collector.add(
            self._place,
            Source(
                id=slug_of(f"{title[:50]}-{language or 'text'}", "treaty-text"),
                publisher_id=self._collector.publisher(self._place, publisher),
                kind=SourceKind.TREATY_TEXT,
                description=line(f"Text of {title}"),
                title=title,
                issued=issued,
                language=language,
                identifiers={"frbr": uri[:_LONGEST_IDENTIFIER]} if uri else {},
            ),
        )
        return source.id if source else ""

    # The treaty

    def _treaty(self, title: str, language: str | None, source_id: str) -> Treaty:
        uri = self._uri()
        return Treaty(
            id=self._treaty_id or slug_of(self._short_title(title), "treaty"),
            title=title,
            short_title=self._short_title(title),
            parties=(),
            concluded=Conclusion(self._concluded(), Place()),
            titles={language: title} if language else {},
            actions=tuple(self._actions(source_id)),
            divisions=tuple(self._divisions(source_id)),
            related=tuple(self._related()),
            kind=self._kind(),
            identifiers={"frbr": uri} if uri else {},
        )

    def _kind(self) -> InstrumentKind:
        names = (self._document.value("FRBRWork", "FRBRsubtype"), self._document.document.get("name") or "")
        for name in names:
            if kind := _KINDS.get(name.lower()):
                return kind
        self._questions.append("The file names no parties: the kind is “other” until they are entered.")
        return InstrumentKind.OTHER

    def _concluded(self) -> str:
        element = self._document.first("FRBRWork", "FRBRdate")
        text = line(element.get("date") or "") if element is not None else ""
        name = line(element.get("name") or "") if element is not None else ""
        date = day_of(text) if text else None
        if date is None:
            self._questions.append("The file has no date of conclusion.")
            self._collector.lose(self._place, "FRBRWork/FRBRdate", text)
            return UNKNOWN_DATE
        if name.lower().startswith(_CONCLUDING):
            return date
        self._questions.append(
            f"The date {date} is that of “{name or 'nothing'}”, perhaps not of conclusion."
        )
        return edtf_or_none(f"{date}?") or date

    def _divisions(self, source_id: str) -> Iterator[Division]:
        seen = set[str]()
        to_write = 0
        for each in self._document.divisions():
            if each.eid in seen:
                self._collector.lose(
                    f"{each.kind} {each.eid}", "division with the eId of another", each.opening
                )
                continue
            seen.add(each.eid)
            to_write += not each.heading
            locator = Locator(article=each.article or None, eid=each.eid)
            yield Division(
                eid=each.eid,
                gist=each.heading or each.opening or line(f"{each.kind} {each.number}"),
                number=each.number or None,
                heading=each.heading or None,
                citations=(Citation(source_id, locator),),
            )
        if to_write:
            self._questions.append(f"The gist of {to_write} divisions is their first words: write it.")

    def _actions(self, source_id: str) -> Iterator[Action]:
        for event in self._document.every("eventRef"):
            kind, text = line(event.get("type") or ""), line(event.get("date") or "")
            date = day_of(text) if text else None
            if kind in _EVENTS and date:
                yield Action(_EVENTS[kind], date, citations=(Citation(source_id),))
            else:
                self._collector.lose("lifecycle", kind or "event", text or "without a date")

    def _related(self) -> Iterator[RelatedTreaty]:
        for reference in self._document.every("activeRef"):
            if title := line(reference.get("showAs") or reference.get("href") or ""):
                yield RelatedTreaty(TreatyRelation.REFERS_TO, title)

    def _actors(self) -> Iterator[Actor]:
        """Yield the persons and organisations that the text itself refers to."""
        referred = self._document.references()
        for each in self._document.every("TLCOrganization", "TLCPerson"):
            name = line(each.get("showAs") or "")
            is_person = str(each.tag).endswith("TLCPerson")
            if f"#{each.get('eId', each.get('id'))}" in referred and name:
                kind = ActorKind.PERSON if is_person else ActorKind.BODY
                yield Actor(slug_of(name, "actor"), name, kind)
            elif name != self._publisher:
                self._collector.lose("references", "person" if is_person else "organisation", name)

    def _lose_metadata(self) -> None:
        names = (str(each.tag).rpartition("}")[2] for each in self._document.every_element())
        for name, count in Counter(each for each in names if each not in _READ).items():
            self._collector.lose("meta", name, f"{count} elements" if count > 1 else "1 element")
        if notes := self._document.count_notes():
            self._collector.lose(self._place, "authorialNote", f"{notes} notes")


IMPORTER = Importer("akoma-ntoso", "Akoma Ntoso", (".xml", ".akn"), _recognises, _read)
