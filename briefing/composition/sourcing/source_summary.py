"""How many and how good the sources of a briefing are, in a few sentences (ICD 206).

Counted are the sources of the statements that are shown, of those beside them that contradict or supersede
them, of those that a judgement or another row rests on, and all that these repeat. Sources of treaty
records and figures are not among them, so that the numbers are the same with every template that lists the
same facts; a list of sources that has more than these is accounted for. Sources of facts that only bear on
the statements are not counted where these facts are not printed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from briefing.composition import formatting, printed_dates
from briefing.composition.phrases import Phrases, phrases_in
from briefing.composition.views.annexes import SourceView
from briefing.composition.views.summary import SourceSummaryView
from briefing.model.briefing import Briefing, FactItem, Reasoned, Section
from briefing.model.dates import DateSpan
from briefing.model.edtf import EdtfDate, edtf_tree
from briefing.model.fact import Fact
from briefing.model.sections import catalogue_of
from briefing.model.source import Source
from briefing.model.terms import Reliability
from briefing.typography.scripts import text_direction


def source_summary(briefing: Briefing, listed: Collection[str] = ()) -> SourceSummaryView:
    """Compose the source summary of a briefing, without sources that only hidden rows cite.

    Of the `listed` sources, which are printed with their numbers, the others are counted by themselves.
    """
    return SourceSummaryView(
        text=" ".join(_Summary(briefing, listed).sentences()), **remark_words(briefing.source_remark)
    )


def source_summary_beside(sources: Iterable[SourceView], briefing: Briefing) -> SourceSummaryView:
    """Compose the source summary of a briefing in which these sources are listed."""
    return source_summary(briefing, listed=[each.anchor.removeprefix("source-") for each in sources])


def remark_words(remark: str) -> dict[str, Any]:
    """Return the fields of a summary's view that have the author's own words on the sources."""
    return {"remark": formatting.paragraphs(remark), "remark_direction": text_direction(remark)}


_MOST_LANGUAGES, _MOST_NAMED = 6, 3
"""Of more languages, only so many are named."""


@dataclass(frozen=True, slots=True)
class _Dated:
    source: Source
    span: DateSpan


class _Summary:
    def __init__(self, briefing: Briefing, listed: Collection[str]) -> None:
        self._briefing, self._listed = briefing, listed
        self._catalogue = catalogue_of(briefing.library)
        self._phrases: Phrases = phrases_in(briefing.language)
        facts = self._facts()
        self._cited = {citation.source_id for fact in facts for citation in fact.citations}
        self._sources = [
            self._catalogue.sources[source_id]
            for source_id in sorted(self._with_parents(self._cited))
            if source_id in listed or not listed
        ]

    def sentences(self) -> Iterator[str]:
        """Yield the sentences in order; without a source there is one, which says so."""
        if not self._sources:
            yield self._phrases("annex.no_sources")
            return
        yield self._base()
        yield from self._repeated()
        yield from self._dates()
        yield from self._languages()
        yield from self._narrow_sections()

    def _facts(self) -> list[Fact]:
        """Return the facts of the rows that are shown or rested on, and what bears on those shown."""
        items = list(self._briefing.walk_items())
        rested_on = {
            piece.item_id
            for item in items
            if isinstance(item, Reasoned) and not item.hidden
            for piece in item.evidence
        }
        rows = [item for item in items if isinstance(item, FactItem)]
        shown = {item.fact_id for item in rows if not item.hidden}
        used = shown | {item.fact_id for item in rows if item.id in rested_on}
        in_rows = {item.fact_id for item in rows}
        beside = {other for fact_id in shown for other in self._bearing_on(fact_id)} - in_rows
        return [self._catalogue.facts[fact_id] for fact_id in sorted(used | beside)]

    def _bearing_on(self, fact_id: str) -> Iterator[str]:
        yield from self._catalogue.contradicting(fact_id)
        yield from self._catalogue.superseding(fact_id)

    def _with_parents(self, cited: Iterable[str]) -> set[str]:
        """Return the ids of the cited sources, and of all that these repeat."""
        every, waiting = set[str](), list(cited)
        while waiting:
            source_id = waiting.pop()
            if source_id not in every:
                every.add(source_id)
                waiting.extend(self._catalogue.sources[source_id].derives_from)
        return every

    def _base(self) -> str:
        """Count sources and publishers, and the sources with each letter of reliability."""
        sources, publishers = len(self._sources), len({source.publisher_id for source in self._sources})
        return self._phrases(
            "sourcing.base",
            sources=self._phrases("sourcing.sources", count=sources),
            publishers=self._phrases("sourcing.publishers", count=publishers) + self._others(),
            letters=self._letters(),
        )

    def _others(self) -> str:
        """Count the listed sources that no statement draws on, and say what they serve."""
        others = set(self._listed) - {source.id for source in self._sources}
        if not others:
            return ""
        rows = (item for item in self._briefing.walk_items() if isinstance(item, FactItem) and item.hidden)
        facts = [self._catalogue.facts[row.fact_id] for row in rows]
        unseen = self._with_parents(citation.source_id for fact in facts for citation in fact.citations)
        phrase_id = "sourcing.others_and_unseen" if others & unseen else "sourcing.others"
        return self._phrases(phrase_id, count=len(others))

    def _letters(self) -> str:
        graded = [source for source in self._sources if self._catalogue.is_graded(source)]
        counts = Counter(str(self._catalogue.reliability(source)) for source in graded)
        letters = [f"{counts[letter]} {letter}" for letter in map(str, Reliability) if counts[letter]]
        parts = [formatting.joined(letters)] if letters else []
        if letters and not counts[Reliability.A]:
            parts.append(self._phrases("sourcing.none_with", letter=Reliability.A))
        if ungraded := len(self._sources) - len(graded):
            parts.append(self._phrases("sourcing.not_graded", count=ungraded))
        return "; ".join(parts)

    def _repeated(self) -> Iterator[str]:
        """Say how many sources repeat another, and how many are known only through one that does."""
        repeating = sum(bool(source.derives_from) for source in self._sources)
        unseen = sum(source.id not in self._cited for source in self._sources)
        if not repeating:
            yield self._phrases("sourcing.none_repeats")
            return
        repeats = self._phrases("sourcing.repeats", count=repeating)
        if not unseen:
            yield formatting.sentence(repeats)
            return
        known_through = self._phrases("sourcing.known_through", count=unseen)
        yield self._phrases(
            "sourcing.repeats_and_known_through", repeats=repeats, known_through=known_through
        )

    def _dates(self) -> Iterator[str]:
        dated = [
            _Dated(source, edtf_tree(source.issued).span)
            for source in self._sources
            if source.issued is not None
        ]
        undated = len(self._sources) - len(dated)
        begun = [each for each in dated if not each.span.opens]
        ended = [each for each in dated if not each.span.stays_open]
        parts = list[str]()
        if begun and ended:
            first = self._day(min(begun, key=lambda each: each.span.earliest), last=False)
            last = self._day(max(ended, key=lambda each: each.span.latest), last=True)
            same = first == last
            parts.append(
                self._phrases("sourcing.one_date", date=first)
                if same
                else self._phrases("sourcing.dates", first=first, last=last)
            )
        if undated:
            parts.append(self._phrases("sourcing.undated", count=undated))
        yield from _sentence(parts)

    def _day(self, dated: _Dated, *, last: bool) -> str:
        """Write the date of a source; of one with several days the year alone."""
        issued = dated.source.issued or ""
        if isinstance(edtf_tree(issued), EdtfDate):
            return printed_dates.edtf(issued, self._briefing.language)
        return str((dated.span.latest if last else dated.span.earliest).year)

    def _languages(self) -> Iterator[str]:
        """Name the languages, the most frequent first, and of many only these."""
        counts = Counter(formatting.language_name(source.language) for source in self._sources)
        unknown = counts.pop("", 0)
        parts = list[str]()
        if counts:
            ordered = sorted(counts, key=lambda name: (-counts[name], name))
            if len(ordered) > _MOST_LANGUAGES:
                others = self._phrases("sourcing.other_languages", count=len(ordered) - _MOST_NAMED)
                ordered = [*ordered[:_MOST_NAMED], others]
            parts.append(self._phrases("sourcing.languages", languages=formatting.joined(ordered)))
        if unknown:
            parts.append(self._phrases("sourcing.no_language", count=unknown))
        yield from _sentence(parts)

    def _narrow_sections(self) -> Iterator[str]:
        """Name the sections whose statements all go back to one source, or to one publisher."""
        by_source, by_publisher = list[str](), list[str]()
        for section in self._briefing.sections:
            for narrow, origins in self._narrow(section):
                (by_source if len(origins) == 1 else by_publisher).append(f"“{narrow.title}”")
        for phrase_id, titles in (("one_source", by_source), ("one_publisher", by_publisher)):
            if titles:
                sections = self._phrases(
                    "sourcing.sections", count=len(titles), titles=formatting.joined(titles)
                )
                yield self._phrases(f"sourcing.{phrase_id}", count=len(titles), sections=sections)

    def _narrow(self, section: Section) -> Iterator[tuple[Section, frozenset[str]]]:
        """Yield the outermost sections that rest on one origin or publisher, with their origins."""
        facts = [
            self._catalogue.facts[item.fact_id]
            for part in section.walk()
            for item in part.items
            if isinstance(item, FactItem) and not item.hidden
        ]
        origins = self._catalogue.origins_of(
            citation.source_id for fact in facts for citation in fact.citations
        )
        if len({self._catalogue.sources[source_id].publisher_id for source_id in origins}) == 1:
            yield section, origins
            return
        for child in section.sections:
            yield from self._narrow(child)


def _sentence(parts: list[str]) -> Iterator[str]:
    """Yield the parts as one sentence; nothing for none."""
    if parts:
        yield formatting.sentence(formatting.capitalised("; ".join(parts)))
