"""STIX 2.1: reports become sources, notes and described relationships become facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from briefing.interchange.collecting import Collector
from briefing.interchange.country_names import country_code
from briefing.interchange.reading import Importer, ImportOptions, Reading
from briefing.interchange.threat_reports.stix_objects import (
    StixBundle,
    StixObject,
    StixReference,
    decoded_objects,
    is_stix,
)
from briefing.interchange.values import (
    day_of,
    first_sentence,
    language_tag,
    line,
    one_line,
    paragraphs,
    unused,
)
from briefing.model.fact import Fact, Relation
from briefing.model.source import Citation, Source
from briefing.model.terms import FactRelation, SourceKind, Standing, slug_of
from briefing.model.treaty import Place
from briefing.text import web_address

_READ = ("report", "note", "opinion", "relationship")
_ACTORS = ("identity", "threat-actor", "intrusion-set", "campaign")
_NAMED = frozenset({*_ACTORS, "location", "marking-definition"})
"""Types that become no record; their names are used in those of other objects."""
_ALWAYS_USED = frozenset({
    "type", "id", "spec_version", "created", "modified", "revoked", "created_by_ref", "object_refs",
    "object_marking_refs", "granular_markings", "external_references",
})  # fmt: skip
_USED = {
    "report": {"name", "published", "lang"},
    "note": {"abstract", "content", "authors", "confidence", "labels"},
    "relationship": {
        "description", "start_time", "stop_time", "source_ref", "target_ref", "confidence", "labels",
    },
    "opinion": {"explanation", "authors", "opinion"},
}  # fmt: skip
_OPINIONS = {
    "strongly-agree": FactRelation.SUPPORTS,
    "agree": FactRelation.SUPPORTS,
    "disagree": FactRelation.CONTRADICTS,
    "strongly-disagree": FactRelation.CONTRADICTS,
}
_CONFIDENCES = ((80, 1), (60, 2), (40, 3), (20, 4), (0, 5))
"""The least confidence of each credibility, after the scales in appendix A of the standard."""
_MAPPING = {
    "report": "source", "report.name": "title", "report.published": "issued",
    "created_by_ref (identity)": "publisher", "external_references": "sources",
    "note.abstract or first sentence": "statement", "content": "notes", "authors": "attributed to",
    "relationship with a description": "fact", "opinion": "relations of facts",
    "confidence": "credibility", "labels": "topics", "object_marking_refs": "marking",
}  # fmt: skip
_SPREAD = 100


def _recognises(raw: bytes, name: str) -> bool:
    return is_stix(raw) or name.endswith(".stix")


def _read(raw: bytes, name: str, options: ImportOptions) -> Reading:
    objects, faults = decoded_objects(raw, name)
    collector = Collector()
    for place, reason in faults:
        collector.refuse(place, reason)
    reader = _BundleReader(StixBundle(objects), collector, options.treaty_id)
    reader.read()
    return collector.reading(_MAPPING)


def credibility_of(confidence: int | None) -> int:
    """Return the Admiralty figure for a confidence from 0 to 100; 6 without one."""
    if confidence is None or not 0 <= confidence <= _SPREAD:
        return 6
    return next(figure for least, figure in _CONFIDENCES if confidence >= least)


class _BundleReader:
    def __init__(self, bundle: StixBundle, collector: Collector, treaty_id: str) -> None:
        self._bundle, self._collector, self._treaty_id = bundle, collector, treaty_id
        self._sources: dict[str, str] = {}
        """Ids of sources by the id of the report, or by the address of the reference."""
        self._abstracts = Counter(one_line(note.abstract) for note in bundle.of_type("note"))
        self._fact_ids: set[str] = set()
        self._facts: dict[str, tuple[StixObject, Fact, list[str]]] = {}

    def read(self) -> None:
        for report in self._wanted("report"):
            self._read_report(report)
        for each in self._wanted("note", "relationship"):
            if each.type == "relationship" and not each.description.strip():
                kind = each.relationship_type or "related"
                self._collector.lose(each.place, "relationship without a description", kind)
            else:
                self._read_fact(each)
        for opinion in self._wanted("opinion"):
            self._read_opinion(opinion)
        for each, fact, questions in self._facts.values():
            self._collector.add(each.place, fact, questions)
        self._count_skipped()

    def _wanted(self, *types: str) -> Iterable[StixObject]:
        """Yield the objects of these types, without those that cannot be imported, which are refused."""
        for each in self._bundle.of_type(*types):
            marking, unknown = self._bundle.markings(each)
            if each.revoked:
                self._collector.refuse(each.place, "It was revoked by its author.")
            elif unknown:
                reason = f"The file does not define its marking {unknown[0]}."
                self._collector.refuse(each.place, reason, "Export it with its markings.")
            else:
                self._lose_rest(each, marking)
                yield each

    def _lose_rest(self, each: StixObject, marking: str | None) -> None:
        used = _ALWAYS_USED | _USED[each.type]
        for name, value in each.rest.items():
            if name not in used:
                self._collector.lose(each.place, name, _text(value))
        if marking is None and each.object_marking_refs:
            self._collector.lose(each.place, "object_marking_refs", ", ".join(each.object_marking_refs))

    def _count_skipped(self) -> None:
        for each in self._bundle.of_type(*_NAMED - {"marking-definition"}):
            for name, value in each.rest.items():
                if name not in _ALWAYS_USED | {"name", "country"}:
                    self._collector.lose(each.place, name, _text(value))
        skipped = Counter(
            line(each.type)
            for each in self._bundle.objects.values()
            if each.type not in _READ and each.type not in _NAMED
        )
        for kind, count in sorted(skipped.items()):
            self._collector.lose("the file", kind, f"{count} skipped")

    def _questions(self, each: StixObject) -> list[str]:
        if each.granular_markings:
            return ["Parts of it have markings of their own, which are not imported: check its marking."]
        return []

    # Sources

    def _read_report(self, report: StixObject) -> None:
        references = [each for each in report.external_references if _address(each)]
        first = references[0] if references else None
        publisher = self._bundle.name_of(report.created_by_ref) or (
            line(first.source_name) if first else ""
        )
        name = publisher or "an unknown publisher"
        issued = day_of(report.published)
        if report.published and issued is None:
            self._collector.lose(report.place, "published", report.published)
        source = self._collector.add(
            report.place,
            Source(
                id=slug_of(report.name, "report"),
                publisher_id=self._collector.publisher(report.place, publisher),
                kind=SourceKind.ANALYSIS,
                description=line(f"Report of {name}"),
                title=line(report.name) or None,
                issued=issued,
                url=_address(first) if first else None,
                language=language_tag(report.lang) if report.lang else None,
                marking=self._bundle.markings(report)[0],
                identifiers={"stix": line(report.id)[:300]} if report.id else {},
            ),
            self._questions(report),
        )
        if source:
            self._sources[report.id] = source.id
            if first:
                self._sources[_address(first) or ""] = source.id
        for reference in report.external_references:
            self._cite(report, reference)

    def _cite(self, each: StixObject, reference: StixReference) -> str:
        """Return the id of the source that an external reference names; empty where it has no address."""
        address = _address(reference)
        if not address:
            text = " ".join((reference.source_name, reference.external_id, reference.url))
            self._collector.lose(each.place, "external reference", text)
            return ""
        if address not in self._sources:
            title = line(reference.description) or line(reference.source_name)
            sha256 = reference.hashes.get("SHA-256", "").lower()
            source = self._collector.add(
                each.place,
                Source(
                    id=slug_of(title, "source"),
                    publisher_id=self._collector.publisher(each.place, reference.source_name),
                    kind=SourceKind.ANALYSIS,
                    description=title or address,
                    url=address,
                    marking=self._bundle.markings(each)[0],
                    identifiers={"sha256": sha256} if sha256 else {},
                ),
                ["The file does not say what kind of source it is; analysis is assumed."],
            )
            self._collector.lose(each.place, "external_id", reference.external_id)
            self._sources[address] = source.id if source else ""
        return self._sources[address]

    # Facts

    def _read_fact(self, each: StixObject) -> None:
        if not self._treaty_id:
            reason = "A fact belongs to a treaty, which the file does not name."
            self._collector.refuse(each.place, reason, "Name the treaty in the import.")
            return
        sources = self._sources_of(each)
        if not sources:
            reason = "No report lists it, and it refers to no address: there is no source to cite."
            self._collector.refuse(each.place, reason, "Add it to a report in the program it comes from.")
            return
        text = each.content or each.description
        statement = self._abstract(each) or first_sentence(text)
        fact_id = unused(slug_of(statement, "fact"), self._fact_ids)
        self._fact_ids.add(fact_id)
        questions = self._questions(each)
        if each.type == "note" and first_sentence(text) != one_line(text).rstrip(". "):
            questions.append("The text may contain several claims: divide it into facts.")
        self._facts[each.id] = (
            each,
            replace(self._fact(each, statement, text, sources), id=fact_id),
            questions,
        )

    def _abstract(self, each: StixObject) -> str:
        """Return the abstract of a note if it can be a claim: not one word or that of several notes."""
        abstract = one_line(each.abstract)
        if " " in abstract and self._abstracts[abstract] == 1:
            return abstract
        self._collector.lose(each.place, "abstract", abstract)
        return ""

    def _fact(self, each: StixObject, statement: str, text: str, sources: list[str]) -> Fact:
        for label in each.labels:
            if ":" in label:
                self._collector.lose(each.place, "label of another program", label)
        related = [*each.object_refs, each.source_ref, each.target_ref]
        named = [self._bundle.objects[ref] for ref in related if ref in self._bundle.objects]
        places = [place for other in named if other.type == "location" and (place := _place(other))]
        for other in places[1:]:
            self._collector.lose(each.place, "location", other.name or other.country or "")
        return Fact(
            id="",
            statement=statement,
            standing=Standing.REPORTED,
            citations=tuple(Citation(source_id) for source_id in sources),
            credibility=credibility_of(each.confidence),
            graded=each.confidence is not None,
            treaty_id=self._treaty_id,
            attributed_to=line(", ".join(each.authors)) or None,
            actors=tuple(dict.fromkeys(
                line(other.name) for other in named if other.type in _ACTORS and line(other.name)
            )),
            topics=_topics(each.labels),
            date=self._dates(each),
            place=places[0] if places else None,
            marking=self._bundle.markings(each)[0],
            notes=paragraphs(text) if paragraphs(text).rstrip(".") != statement else "",
        )  # fmt: skip

    def _sources_of(self, each: StixObject) -> list[str]:
        """Return the sources of a fact: reports that list it or that it is about, and its references."""
        reports = [report.id for report in self._bundle.lists.get(each.id, ())]
        ids = [self._sources.get(ref, "") for ref in (*reports, *each.object_refs)]
        ids += [self._cite(each, reference) for reference in each.external_references]
        return list(dict.fromkeys(filter(None, ids)))

    def _dates(self, each: StixObject) -> str | None:
        start, stop = day_of(each.start_time), day_of(each.stop_time)
        if start and stop:
            return start if start == stop else f"{start}/{stop}"
        return f"{start}/.." if start else f"../{stop}" if stop else None

    def _read_opinion(self, opinion: StixObject) -> None:
        """Add an opinion to the facts that it is about: their relation to the first, and its text."""
        about = [ref for ref in opinion.object_refs if ref in self._facts]
        if not about:
            self._collector.lose(opinion.place, "opinion", opinion.opinion or "without a value")
            self._collector.lose(opinion.place, "explanation", opinion.explanation)
            return
        kind = _OPINIONS.get(opinion.opinion)
        if kind is None or len(about) == 1:
            self._collector.lose(opinion.place, "opinion", opinion.opinion or "without a value")
        for number, ref in enumerate(about):
            each, fact, questions = self._facts[ref]
            relations = fact.relations
            if kind and number == 0:
                others = (self._facts[other][1].id for other in about[1:])
                relations = (*relations, *(Relation(kind, other) for other in others if other != fact.id))
            remark = paragraphs(f"{', '.join(opinion.authors) or 'An opinion'}: {opinion.explanation}")
            notes = f"{fact.notes}\n\n{remark}".strip() if opinion.explanation.strip() else fact.notes
            self._facts[ref] = (each, replace(fact, relations=relations, notes=notes), questions)


def _text(value: object) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _topics(labels: Iterable[str]) -> tuple[str, ...]:
    """Return the topics among labels; those with a colon are codes of other programs."""
    return tuple(dict.fromkeys(slug_of(label, "topic") for label in labels if ":" not in label))


def _address(reference: StixReference) -> str | None:
    address = line(reference.url)
    return address if address and not web_address.objection_to(address) else None


def _place(location: StixObject) -> Place | None:
    place = Place(country_code(location.country) if location.country else None, line(location.name) or None)
    return place if place != Place() else None


IMPORTER = Importer("stix", "STIX 2.1", (".json", ".stix"), _recognises, _read)
