"""Composition: a briefing and its grading schemes → everything that is to be printed.

Numbers, citations, sorting, plural forms and scale words are decided here, so that a template only
places them. Nothing here reads a clock or a disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefing.errors import Problem, RenderError
from briefing.grading import Scale, Scales, ScaleTerm, Scheme, Subject
from briefing.model.briefing import (
    Bearing,
    Briefing,
    Comparison,
    Evidence,
    FactItem,
    Figure,
    Grade,
    Item,
    Judgement,
    OptionValue,
    Prose,
    Section,
    Status,
    Table,
)
from briefing.model.fact import Fact
from briefing.model.library import Catalogue
from briefing.model.source import Citation
from briefing.model.terms import Presence, Reliability
from briefing.model.treaty import Obligation, Treaty
from briefing.render import views as v
from briefing.render import wording

INFORMATION_SCHEME = "admiralty"
ATTACHMENT_ADDRESS = "https://attachment.invalid/"


def compose(
    briefing: Briefing,
    options: dict[str, OptionValue],
    scales: Scales,
) -> v.Context:
    """The printed briefing as views. Raises RenderError naming the row and field that cannot be printed."""
    problems = scales.check(briefing)
    if INFORMATION_SCHEME not in scales.schemes:
        problems.append(Problem(f"There is no grading scheme '{INFORMATION_SCHEME}'.", "Restore its file."))
    if problems:
        raise RenderError(problems)
    return _Composer(briefing, scales).context(options)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an item is printed."""

    label: str
    section_id: str


class _Composer:
    def __init__(self, briefing: Briefing, scales: Scales) -> None:
        self.briefing = briefing
        self.catalogue = Catalogue(briefing.library)
        self.scheme = scales.schemes[briefing.scheme_id]
        self.information = scales.schemes[INFORMATION_SCHEME]
        self.marking = scales.marking(briefing.marking)
        self.places = _places(briefing)
        self.items = {item.id: item for item in briefing.walk_items()}
        self.fact_rows = {
            item.fact_id: item.id
            for item in reversed(list(briefing.walk_items()))
            if isinstance(item, FactItem) and item.id in self.places
        }
        self.numbers: dict[str, int] = {}
        self.paired: set[str] = set()

    def context(self, options: dict[str, OptionValue]) -> v.Context:
        sections = self._sections(self.briefing.sections, "", 2)
        judgements = tuple(
            self._judgement(item)
            for item in self.briefing.walk_items()
            if isinstance(item, Judgement) and not item.hidden
        )
        facts = tuple(self._annex_fact(fact, row) for fact, row in self._used_facts())
        others = tuple(self._annex_fact(fact, None) for fact in self._unused_facts())
        return v.Context(
            cover=self._cover(),
            marking=v.MarkingView(self.marking.label, self.marking.colour, self.marking.audience),
            options=options,
            judgements=judgements,
            sections=sections,
            facts=facts,
            other_facts=others,
            sources=self._sources(),
            scheme=self._scheme(),
        )

    # Cover

    def _cover(self) -> v.CoverView:
        briefing, language = self.briefing, self.briefing.language
        return v.CoverView(
            title=briefing.title,
            subtitle=briefing.subtitle,
            direction=wording.direction(briefing.title),
            status="" if briefing.status is Status.FINAL else str(briefing.status).replace("_", " "),
            issued=wording.day(briefing.issued, language),
            cut_off=wording.day(briefing.cut_off, language),
            requested_by=briefing.requested_by,
            author=briefing.author,
            organisation=briefing.organisation,
            purpose=_paragraphs(briefing.purpose),
            version=briefing.version,
            language=language,
            created=briefing.issued or "",
        )

    # Sections and what stands in them

    def _sections(self, sections: Iterable[Section], prefix: str, level: int) -> tuple[v.SectionView, ...]:
        views: list[v.SectionView] = []
        for section in sections:
            if not _prints(section):
                continue
            number = f"{prefix}{len(views) + 1}"
            items = tuple(view for item in section.items for view in self._item(item))
            children = self._sections(section.sections, f"{number}.", level + 1)
            anchor = f"section-{section.id}"
            views.append(v.SectionView(section.id, number, section.title, level, anchor, items, children))
        return tuple(views)

    def _item(self, item: Item) -> Iterator[v.ItemView]:
        """The item's view; none where it is hidden, printed elsewhere, or shown beside its opposite."""
        if item.hidden or item.id in self.paired or isinstance(item, Judgement):
            return
        if isinstance(item, FactItem):
            yield self._fact(item)
        elif isinstance(item, Prose):
            yield self._prose(item)
        elif isinstance(item, Figure):
            yield self._figure(item)
        elif isinstance(item, Table):
            yield self._table(item)
        else:
            yield self._comparison(item)

    def _fact(self, item: FactItem) -> v.FactView:
        fact = self.catalogue.facts[item.fact_id]
        text = wording.sentence(item.wording or fact.statement)
        place = self.places[item.id]
        return v.FactView(
            row_id=item.id,
            label=place.label,
            anchor=f"row-{item.id}",
            text=text,
            direction=wording.direction(text),
            standing=wording.STANDINGS[fact.standing],
            grade=self._grade(item.grade, fact),
            refs=self._refs(fact.citations),
            origins=self._origins(fact),
            opposed=tuple(self._opposed(other, place) for other in self.catalogue.contradicting(fact.id)),
            superseded=tuple(self._opposed(other, None) for other in self.catalogue.superseding(fact.id)),
        )

    def _opposed(self, fact_id: str, beside: _Place | None) -> v.Opposed:
        """Another fact as it is shown beside one; in the same section it is then not printed again."""
        fact = self.catalogue.facts[fact_id]
        row_id = self.fact_rows.get(fact_id)
        absorbed = bool(row_id and beside and self.places[row_id].section_id == beside.section_id)
        if row_id and absorbed:
            self.paired.add(row_id)
        item = self.items[row_id] if row_id else None
        own_words = item.wording if isinstance(item, FactItem) else None
        text = wording.sentence(own_words or fact.statement)
        grade = self._grade(item.grade if isinstance(item, FactItem) else None, fact)
        return v.Opposed(
            text=text,
            direction=wording.direction(text),
            standing=wording.STANDINGS[fact.standing],
            grade=grade,
            refs=self._refs(fact.citations),
            label=self.places[row_id].label if row_id else "",
            anchor=self._anchor(row_id) if row_id else f"fact-{fact_id}",
            row_id=row_id or "",
            absorbed=absorbed,
        )

    def _prose(self, item: Prose) -> v.ProseView:
        paragraphs = _paragraphs(item.text)
        return v.ProseView(
            item.id, paragraphs, wording.direction(item.text), self._evidence(item.evidence, None)
        )

    def _figure(self, item: Figure) -> v.FigureView:
        return v.FigureView(
            item.id,
            self.places[item.id].label,
            f"row-{item.id}",
            ATTACHMENT_ADDRESS + item.attachment,
            wording.sentence(item.caption),
            item.alt,
            self._evidence(item.evidence, None),
        )

    def _table(self, item: Table) -> v.TableView:
        return v.TableView(
            item.id,
            self.places[item.id].label,
            f"row-{item.id}",
            wording.sentence(item.caption),
            item.columns,
            item.rows,
            self._evidence(item.evidence, None),
            tuple(tuple(() for _ in row) for row in item.rows),
            is_comparison=False,
        )

    def _comparison(self, item: Comparison) -> v.TableView:
        treaties = [self.catalogue.treaties[treaty_id] for treaty_id in item.treaty_ids]
        rows: list[tuple[str, list[tuple[str, tuple[Citation, ...]]]]] = [
            ("Concluded", [(self._concluded(treaty), ()) for treaty in treaties]),
            ("Term", [(_term(treaty), treaty.term.citations) for treaty in treaties]),
        ]
        for kind in item.aspects or sorted({o.kind for treaty in treaties for o in treaty.obligations}):
            found = [next((o for o in t.obligations if o.kind is kind), None) for t in treaties]
            heading = str(kind).replace("_", " ").capitalize()
            rows.append((heading, [(_obligation(o), o.citations if o else ()) for o in found]))
        return v.TableView(
            item.id,
            self.places[item.id].label,
            f"row-{item.id}",
            wording.sentence(item.caption),
            ("", *(treaty.short_title for treaty in treaties)),
            tuple((heading, *(text for text, _ in cells)) for heading, cells in rows),
            (),
            tuple(((), *(self._refs(citations) for _, citations in cells)) for _, cells in rows),
            is_comparison=True,
        )

    def _concluded(self, treaty: Treaty) -> str:
        date = wording.edtf(treaty.concluded.date, self.briefing.language)
        return f"{treaty.concluded.place.name}, {date}" if treaty.concluded.place.name else date

    # Judgements

    def _judgement(self, item: Judgement) -> v.JudgementView:
        text = wording.sentence(item.text)
        return v.JudgementView(
            row_id=item.id,
            label=self.places[item.id].label,
            anchor=f"row-{item.id}",
            text=text,
            direction=wording.direction(text),
            grade=self._grade(item.grade, None),
            supporting=self._evidence(item.evidence, Bearing.SUPPORTS),
            opposing=self._evidence(item.evidence, Bearing.CONTRADICTS),
            rationale=item.grade.rationale if item.grade else "",
            assumptions=item.assumptions,
            alternatives=item.alternatives,
            indicators=item.indicators,
            change_since_last=item.change_since_last,
        )

    def _evidence(self, evidence: Iterable[Evidence], bearing: Bearing | None) -> tuple[v.EvidenceRef, ...]:
        """References in reading order; a hidden item is referred to in the annex."""
        wanted = {piece.item_id for piece in evidence if bearing in {None, piece.bearing}}
        return tuple(
            v.EvidenceRef(self.places[item_id].label, self._anchor(item_id))
            for item_id in self.places
            if item_id in wanted
        )

    def _anchor(self, item_id: str) -> str:
        item = self.items[item_id]
        if item.hidden and isinstance(item, FactItem):
            return f"annex-{item_id}"
        return f"row-{item_id}"

    # Grades

    def _grade(self, grade: Grade | None, fact: Fact | None) -> v.GradeView:
        confidence = self._term(Subject.CONFIDENCE, grade.confidence if grade else None)
        likelihood = self._term(Subject.LIKELIHOOD, grade.likelihood if grade else None)
        scale = self.scheme.scale(Subject.CONFIDENCE)
        code, spoken = self._information(grade, fact) if fact else ("", [])
        if confidence:
            spoken.append(f"confidence {confidence.term}")
        elif scale:
            spoken.append("confidence not graded")
        return v.GradeView(
            code=code,
            confidence=confidence.term if confidence else "",
            level=confidence.level or 0 if confidence else 0,
            levels=scale.top_level if scale else 0,
            likelihood=likelihood.term if likelihood else "",
            likelihood_range=wording.percent_range(likelihood) if likelihood else "",
            spoken=", ".join(spoken),
        )

    def _term(self, subject: Subject, term_id: str | None) -> ScaleTerm | None:
        scale = self.scheme.scale(subject)
        return scale.term(term_id) if scale and term_id else None

    def _information(self, grade: Grade | None, fact: Fact) -> tuple[str, list[str]]:
        """The Admiralty pair, and the words that it stands for."""
        letters = [
            self.catalogue.reliability(self.catalogue.sources[citation.source_id])
            for citation in fact.citations
        ]
        letter = min(letters, default=Reliability.F)
        figure = str(grade.credibility if grade and grade.credibility else fact.credibility)
        reliability = _scale(self.information, Subject.RELIABILITY).term(letter)
        credibility = _scale(self.information, Subject.CREDIBILITY).term(figure)
        spoken = [
            f"source {reliability.term if reliability else letter}",
            f"information {credibility.term if credibility else figure}",
        ]
        return f"{letter}{figure}", spoken

    # Sources

    def _refs(self, citations: Iterable[Citation]) -> tuple[v.SourceRef, ...]:
        """References in the order of their numbers; a source gets its number when it is first cited."""
        refs = [
            v.SourceRef(
                self._number(citation.source_id),
                f"source-{citation.source_id}",
                str(self.catalogue.reliability(self.catalogue.sources[citation.source_id])),
                wording.locator(citation.locator),
            )
            for citation in citations
        ]
        return tuple(sorted(refs, key=lambda ref: (ref.number, ref.locator)))

    def _number(self, source_id: str) -> int:
        return self.numbers.setdefault(source_id, len(self.numbers) + 1)

    def _origins(self, fact: Fact) -> str:
        """How many sources of how many origins, said where republication makes the two differ."""
        sources, origins = len({c.source_id for c in fact.citations}), len(self.catalogue.origins(fact))
        if origins >= sources:
            return ""
        return f"{sources} sources of {origins} origin{'s' if origins > 1 else ''}"

    def _sources(self) -> tuple[v.SourceView, ...]:
        waiting = list(self.numbers)
        for source_id in waiting:  # grows while it is walked: origins are listed behind what repeats them
            for parent in self.catalogue.sources[source_id].derives_from:
                if parent not in self.numbers:
                    self._number(parent)
                    waiting.append(parent)
        return tuple(self._source(source_id) for source_id in self.numbers)

    def _source(self, source_id: str) -> v.SourceView:
        source = self.catalogue.sources[source_id]
        publisher = self.catalogue.publisher_of(source)
        return v.SourceView(
            number=self.numbers[source_id],
            anchor=f"source-{source_id}",
            publisher=publisher.name,
            title=source.title or "",
            description=wording.sentence(source.description),
            authors=wording.joined(list(source.authors)),
            kind=wording.kind(source.kind),
            issued=wording.edtf(source.issued, self.briefing.language),
            language=wording.language_name(source.language) if source.language != "en" else "",
            url=source.url or "",
            letter=str(self.catalogue.reliability(source)),
            reason=wording.sentence(source.rationale or publisher.rationale),
            repeats=tuple(sorted(self.numbers[parent] for parent in source.derives_from)),
            used_by=self._users(source_id),
        )

    def _users(self, source_id: str) -> tuple[v.EvidenceRef, ...]:
        return tuple(
            v.EvidenceRef(place.label, self._anchor(item_id))
            for item_id, place in self.places.items()
            if isinstance(item := self.items[item_id], FactItem)
            and any(c.source_id == source_id for c in self.catalogue.facts[item.fact_id].citations)
        )

    # Annex of facts

    def _used_facts(self) -> list[tuple[Fact, FactItem]]:
        rows = [self.items[item_id] for item_id in self.places]
        return [(self.catalogue.facts[row.fact_id], row) for row in rows if isinstance(row, FactItem)]

    def _unused_facts(self) -> list[Fact]:
        """Facts that the briefing does not use but that contradict or supersede one that it does."""
        used = self.fact_rows.keys()
        return [
            fact
            for fact in self.catalogue.material.facts
            if fact.id not in used and self._bears_on(fact.id, used)
        ]

    def _bears_on(self, fact_id: str, used: Iterable[str]) -> bool:
        contradicted = set(self.catalogue.contradicting(fact_id))
        return any(other in contradicted or fact_id in self.catalogue.superseding(other) for other in used)

    def _annex_fact(self, fact: Fact, row: FactItem | None) -> v.AnnexFact:
        statement = wording.sentence(fact.statement)
        return v.AnnexFact(
            label=self.places[row.id].label if row else "",
            anchor=f"annex-{row.id}" if row else f"fact-{fact.id}",
            statement=statement,
            direction=wording.direction(statement),
            standing=wording.STANDINGS[fact.standing],
            attribution=fact.attributed_to or "",
            date=wording.edtf(fact.date, self.briefing.language),
            code=self._grade(row.grade if row else None, fact).code,
            refs=self._refs(fact.citations),
            origins=self._origins(fact),
            remarks=tuple(self._remarks(fact, row)),
        )

    def _remarks(self, fact: Fact, row: FactItem | None) -> Iterable[str]:
        if row and row.wording:
            yield "Reworded in the text."
        if row and row.hidden:
            yield "Not shown in the text."
        for verb, others in (
            ("Contradicts", self.catalogue.contradicting(fact.id)),
            ("Superseded by", self.catalogue.superseding(fact.id)),
        ):
            labels = [
                self.places[self.fact_rows[other]].label for other in others if other in self.fact_rows
            ]
            if labels:
                yield f"{verb} {wording.joined(labels)}."
            elif others and row:
                yield f"{verb} a fact listed below."

    # The scheme

    def _scheme(self) -> v.SchemeView:
        grades = [
            item.grade
            for item in self.briefing.walk_items()
            if isinstance(item, FactItem | Judgement) and item.grade and not item.hidden
        ]
        used = {term for grade in grades for term in (grade.confidence, grade.likelihood) if term}
        likelihood = self.scheme.scale(Subject.LIKELIHOOD)
        confidence = self.scheme.scale(Subject.CONFIDENCE)
        letters = {str(self.catalogue.reliability(self.catalogue.sources[key])) for key in self.numbers}
        figures = {self._grade(row.grade, fact).code[1:] for fact, row in self._used_facts()}
        return v.SchemeView(
            name=self.scheme.name,
            reference=self.scheme.reference,
            note=self.scheme.note,
            verified=self.scheme.verified,
            likelihood=_scale_view(likelihood, used) if likelihood else None,
            confidence=_scale_view(confidence, used) if confidence else None,
            reliability=_scale_view(_scale(self.information, Subject.RELIABILITY), letters),
            credibility=_scale_view(_scale(self.information, Subject.CREDIBILITY), figures),
            information_note=self.information.note,
            information_reference=f"{self.information.name}: {self.information.reference}",
        )


def _places(briefing: Briefing) -> dict[str, _Place]:
    """Every item that has a label, in reading order: judgements J1…, facts 1…, figures and tables."""
    places: dict[str, _Place] = {}
    counts = dict.fromkeys(("J", "", "Figure ", "Table "), 0)
    for section in briefing.walk_sections():
        for item in section.items:
            prefix = _LABELS.get(type(item))
            if prefix is None:
                continue
            counts[prefix] += 1
            places[item.id] = _Place(f"{prefix}{counts[prefix]}", section.id)
    return places


_LABELS: dict[type[Item], str] = {
    Judgement: "J",
    FactItem: "",
    Figure: "Figure ",
    Table: "Table ",
    Comparison: "Table ",
}


def _prints(section: Section) -> bool:
    """Whether anything of a section is printed in its place; judgements stand at the front."""
    here = any(not item.hidden and not isinstance(item, Judgement) for item in section.items)
    return here or any(_prints(child) for child in section.sections)


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(" ".join(part.split()) for part in text.split("\n\n") if part.strip())


def _scale(scheme: Scheme, subject: Subject) -> Scale:
    scale = scheme.scale(subject)
    if scale is None:
        raise RenderError(f"The scheme '{scheme.id}' has no scale of {subject}.", "Mend the scheme's file.")
    return scale


def _scale_view(scale: Scale, used: Iterable[str]) -> v.ScaleView:
    chosen = set(used)
    terms = tuple(
        v.TermView(
            words=term.words,
            symbol=term.id,
            range=wording.percent_range(term),
            definition=term.definition,
            level=term.level or 0,
            used=term.id in chosen,
        )
        for term in scale.terms
    )
    return v.ScaleView(scale.name, scale.explanation, terms, scale.top_level)


def _term(treaty: Treaty) -> str:
    years = "No fixed term" if treaty.term.years is None else f"{treaty.term.years} years"
    return ", then ".join(part for part in (years, treaty.term.renewal) if part)


def _obligation(obligation: Obligation | None) -> str:
    if obligation is None:
        return "not recorded"
    said = {Presence.YES: "Yes", Presence.NO: "No", Presence.PARTIAL: "In part"}[obligation.presence]
    article = f" (art.\u00a0{obligation.article})" if obligation.article else ""
    return f"{said}{article}{'. ' + obligation.note if obligation.note else ''}"
