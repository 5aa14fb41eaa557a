"""A briefing as a STIX 2.1 bundle: a report, notes for facts and judgements, who said it, who may read it.

Nothing here is random and no clock is read: ids are made from the briefing's id and version, times are its
dates. Parts of the project that are not in print are not in the bundle.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from msgspec.structs import replace

from briefing.codec import encode
from briefing.composition import formatting
from briefing.composition.compose import compose
from briefing.composition.phrases import phrases_in
from briefing.composition.rows import RowIndex
from briefing.composition.withheld import withheld
from briefing.exports.edition import Edition
from briefing.exports.format import Format
from briefing.grading import Scales, Subject
from briefing.model.briefing import Bearing, Briefing, FactItem, Grade, Judgement
from briefing.model.fact import Fact
from briefing.model.library import Catalogue
from briefing.model.source import Citation
from briefing.model.terms import FactRelation, PublisherKind
from briefing.text.web_address import uri

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:treaty-briefing:stix")
TLP_EXTENSION = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"
TLP_MARKINGS = {
    "TLP:CLEAR": "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
    "TLP:GREEN": "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
    "TLP:AMBER": "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
    "TLP:AMBER+STRICT": "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
    "TLP:RED": "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1",
}
"""The marking definitions that OASIS publishes for TLP 2.0, by label."""

_TLP_CREATED = "2022-10-01T00:00:00.000Z"
_NO_DATE = "2000-01-01"
_SCHEME = "stix-2-1"
_SAME_WORD = {"low": "low", "moderate": "med", "medium": "med", "high": "high"}
"""Scales of these three words are read as the Low, Med and High of STIX; no other scale is."""
_THREE = 3
_CLASSES = {PublisherKind.INDIVIDUAL: "individual", PublisherKind.UNKNOWN: "unknown"}
_Object = dict[str, Any]


def bundle(briefing: Briefing, scales: Scales) -> bytes:
    """Return the bundle as JSON. Raises RenderError for a briefing that cannot be printed."""
    objects = _Bundle(briefing, scales).objects()
    whole = {"type": "bundle", "id": _id("bundle", briefing, "all"), "objects": objects}
    return msgspec.json.format(encode(whole), indent=2) + b"\n"


def confidence(grade: Grade | None, fact: Fact | None, scheme_id: str, scales: Scales) -> int | None:
    """Return the number that STIX's tables give for a grade, or None where no table has it.

    The analyst's confidence comes first; without one, the credibility of the information. A likelihood is
    no confidence and gives none.
    """
    stix = scales.schemes.get(_SCHEME)
    if stix is None:
        return None
    if grade and grade.confidence:
        own_scale = scales.schemes[scheme_id].scale(Subject.CONFIDENCE)
        term_id: str | None = grade.confidence
        if scheme_id != _SCHEME:
            words = [_SAME_WORD.get(term.term) for term in own_scale.terms] if own_scale else []
            is_known = len(words) == _THREE and None not in words
            term = own_scale.term(grade.confidence) if own_scale else None
            term_id = _SAME_WORD[term.term] if is_known and term else None
        scale = stix.scale(Subject.CONFIDENCE)
    else:
        figure = (grade.credibility if grade else None) or (fact.figure if fact else None)
        term_id, scale = str(figure), stix.scale(Subject.CREDIBILITY)
    term = scale.term(term_id) if scale and term_id else None
    return int(term.value) if term and term.value is not None else None


def _id(type_: str, briefing: Briefing, name: str) -> str:
    return f"{type_}--{uuid.uuid5(NAMESPACE, f'{briefing.id}/{briefing.version}/{type_}/{name}')}"


class _Bundle:
    def __init__(self, briefing: Briefing, scales: Scales) -> None:
        briefing = withheld(briefing)
        self.briefing, self.scales = briefing, scales
        self.printed = compose(briefing, {}, scales)
        self.phrases = phrases_in(briefing.language)
        self.catalogue = Catalogue(briefing.library)
        self.index = RowIndex(briefing, self.catalogue)
        self.timestamp = f"{briefing.issued or briefing.cut_off or _NO_DATE}T00:00:00.000Z"
        self.marking = self._marking()
        self.author = self._author()
        self.report_id = _id("report", briefing, "report")
        self.rows: dict[str, FactItem] = {}
        facts = [item for item in briefing.walk_items() if isinstance(item, FactItem)]
        for item in sorted(facts, key=lambda item: item.hidden):
            self.rows.setdefault(item.fact_id, item)
        others = [fact.anchor.removeprefix("fact-") for fact in self.printed.other_facts]
        self.fact_ids = [*self.rows, *others]
        self.judgements = [
            item for item in briefing.walk_items() if isinstance(item, Judgement) and not item.hidden
        ]

    def objects(self) -> list[_Object]:
        """Return the markings, the author, the report and its objects, in this order.

        STIX knows no report on nothing: an empty briefing by nobody has none.
        """
        objects = [
            *self._publishers(),
            *map(self._fact, self.fact_ids),
            *map(self._judgement, self.judgements),
            *self._about_all(),
            *self._relationships(),
        ]
        author = [self.author] if self.author else []
        report = [self._report(objects or author)] if objects or author else []
        return [self.marking, *author, *report, *objects]

    # What every object has

    def _object(self, type_: str, key: str, /, **more: Any) -> _Object:
        fields = {
            "type": type_,
            "spec_version": "2.1",
            "id": _id(type_, self.briefing, key),
            "created": self.timestamp,
            "modified": self.timestamp,
            "created_by_ref": self.author["id"] if self.author else None,
            "object_marking_refs": [self.marking["id"]],
            "lang": self.briefing.language,
            **more,
        }
        return {name: value for name, value in fields.items() if value not in (None, [], "")}

    def _marking(self) -> _Object:
        """TLP by its published definition; a marking of another set as a statement."""
        marking = self.printed.marking
        if marking.label in TLP_MARKINGS:
            level = marking.label.removeprefix("TLP:").lower()
            extension = {"extension_type": "property-extension", "tlp_2_0": level}
            more: _Object = {"name": marking.label, "extensions": {TLP_EXTENSION: extension}}
            marking_id, created = TLP_MARKINGS[marking.label], _TLP_CREATED
        else:
            statement = self.phrases("cover.marked", marking=marking.label, audience=marking.audience)
            more = {"definition_type": "statement", "definition": {"statement": statement}}
            marking_id, created = _id("marking-definition", self.briefing, marking.label), self.timestamp
        base = {"type": "marking-definition", "spec_version": "2.1", "id": marking_id, "created": created}
        return {**base, **more}

    def _author(self) -> _Object | None:
        briefing = self.briefing
        name = briefing.author or briefing.organisation
        if not name:
            return None
        self.author = None  # no author is named
        return self._object(
            "identity",
            "author",
            name=name,
            identity_class="individual" if briefing.author else "organization",
            description=briefing.organisation if briefing.author else "",
        )

    # The objects

    def _report(self, objects: list[_Object]) -> _Object:
        briefing = self.briefing
        status = str(briefing.status).replace("_", "-")
        return self._object(
            "report",
            "report",
            name=briefing.title,
            description="\n\n".join(part for part in (briefing.subtitle, briefing.purpose) if part),
            published=self.timestamp,
            labels=[f"status:{status}", f"version:{briefing.version}"],
            external_references=self._reference(),
            object_refs=[object_["id"] for object_ in objects],
        )

    def _reference(self) -> list[_Object]:
        """Return the office's own number of the briefing as a reference."""
        reference = self.briefing.issue.reference
        source = self.briefing.organisation or self.phrases("scheme.reference")
        return [{"source_name": source, "external_id": reference}] if reference else []

    def _publishers(self) -> list[_Object]:
        source_ids = [source.anchor.removeprefix("source-") for source in self.printed.sources]
        used = dict.fromkeys(self.catalogue.sources[source].publisher_id for source in source_ids)
        return [
            self._object(
                "identity",
                f"publisher/{publisher.id}",
                name=publisher.name,
                identity_class=_CLASSES.get(publisher.kind, "organization"),
                labels=[f"admiralty-reliability:{publisher.reliability}"],
            )
            for publisher in map(self.catalogue.publishers.__getitem__, used)
        ]

    def _fact(self, fact_id: str) -> _Object:
        """Return a note on the report, in the words that are printed."""
        fact, row = self.catalogue.facts[fact_id], self.rows.get(fact_id)
        grade = row.grade if row else None
        if row and row.hidden and grade:
            grade = replace(grade, confidence=None, likelihood=None)  # only its figure is printed
        figure = (grade.credibility if grade else None) or fact.figure
        return self._object(
            "note",
            f"fact/{fact_id}",
            abstract=self.phrases("fact.used" if row else "fact.unused"),
            content=self.index.statement(fact, row),
            object_refs=[self.report_id],
            confidence=confidence(grade, fact, self.briefing.scheme_id, self.scales),
            labels=[
                "fact",
                f"standing:{fact.standing}",
                f"admiralty:{self.catalogue.best_reliability(fact)}{figure}",
                *self._graded(grade),
            ],
            external_references=self._references(fact.citations),
        )

    def _judgement(self, item: Judgement) -> _Object:
        return self._object(
            "note",
            f"judgement/{item.id}",
            abstract=self.phrases("column.judgement"),
            content=formatting.sentence(item.text),
            object_refs=[self.report_id],
            confidence=confidence(item.grade, None, self.briefing.scheme_id, self.scales),
            labels=["judgement", *self._graded(item.grade)],
        )

    def _about_all(self) -> Iterator[_Object]:
        """Yield notes with the main message, and with what is said of the sources as a whole."""
        message, summary = self.briefing.main_message, self.printed.source_summary
        if self.printed.main_message is not None and message is not None:
            printed = {item.id for item in self.judgements} & set(message.judgement_ids)
            yield self._object(
                "note",
                "main-message",
                abstract=self.phrases("change.message"),
                content=self.printed.main_message.text,
                object_refs=[
                    self.report_id,
                    *(_id("note", self.briefing, f"judgement/{each}") for each in sorted(printed)),
                ],
                labels=["main-message"],
            )
        if self.printed.sources:
            remark = [f"{self.phrases('sourcing.author_adds')}: {' '.join(summary.remark)}"]
            yield self._object(
                "note",
                "source-summary",
                abstract=self.phrases("heading.source_summary"),
                content="\n\n".join([summary.text, *(remark if summary.remark else [])]),
                object_refs=[self.report_id],
                labels=["source-summary"],
            )

    def _graded(self, grade: Grade | None) -> list[str]:
        """Return labels for the grade on its own scheme."""
        terms = [("confidence", grade.confidence), ("likelihood", grade.likelihood)] if grade else []
        scheme = self.briefing.scheme_id
        return [f"{subject}:{scheme}:{term}" for subject, term in terms if term]

    def _references(self, citations: Iterable[Citation]) -> list[_Object]:
        references = []
        for citation in citations:
            source = self.catalogue.sources[citation.source_id]
            place = formatting.locator(citation.locator)
            description = source.title or source.description
            reference = {
                "source_name": self.catalogue.publisher_of(source).name,
                "description": f"{description} ({place})" if place else description,
                "url": uri(source.url or ""),
                "external_id": source.id,
            }
            references.append({key: value for key, value in reference.items() if value})
        return references

    def _relationships(self) -> list[_Object]:
        """Yield the evidence for and against each judgement, and the relations between facts."""
        notes = {
            item.id: _id("note", self.briefing, f"fact/{item.fact_id}")
            for item in self.briefing.walk_items()
            if isinstance(item, FactItem)
        }
        notes |= {item.id: _id("note", self.briefing, f"judgement/{item.id}") for item in self.judgements}
        relations: dict[tuple[str, str, str], None] = {}
        for item in self.judgements:
            for piece in item.evidence:
                verb = "contradicts" if piece.bearing is Bearing.CONTRADICTS else "supports"
                if piece.item_id in notes:
                    relations[verb, notes[piece.item_id], notes[item.id]] = None
        for fact_id in self.fact_ids:
            for relation in self.catalogue.facts[fact_id].relations:
                if relation.fact_id in self.fact_ids and relation.kind in _PRINTED_RELATIONS:
                    ends = (
                        _id("note", self.briefing, f"fact/{end}") for end in (fact_id, relation.fact_id)
                    )
                    relations[str(relation.kind), *ends] = None  # type: ignore[index] # two ends
        return [
            self._object(
                "relationship",
                "/".join(relation_ends),
                relationship_type=relation_ends[0],
                source_ref=relation_ends[1],
                target_ref=relation_ends[2],
            )
            for relation_ends in relations
        ]


_PRINTED_RELATIONS = (FactRelation.CONTRADICTS, FactRelation.SUPERSEDES)


def _write(edition: Edition) -> bytes:
    return bundle(edition.briefing, edition.scales)


FORMAT = Format(
    id="stix",
    name="STIX 2.1 bundle",
    ending=".stix.json",
    media_type="application/stix+json;version=2.1",
    purpose="The facts and judgements for threat intelligence platforms.",
    lost="Connecting text, tables, comparisons, figures, the layout.",
    write=_write,
)
