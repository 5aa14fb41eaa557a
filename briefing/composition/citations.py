"""Sources in print: numbered as they are first cited, with what a reader should know of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from briefing.composition import formatting, printed_dates
from briefing.composition.phrases import Phrases, phrases_in
from briefing.composition.sourcing.shared_reasons import with_own_reasons
from briefing.composition.views.annexes import SourceView
from briefing.composition.views.references import EvidenceRef, NoteView, PrintedQuote, SourceRef
from briefing.model.fact import Fact
from briefing.model.library import Catalogue
from briefing.model.source import Citation, Source
from briefing.model.terms import SourceKind


def printed_quotes(
    citations: Iterable[Citation],
    refs: Callable[[tuple[Citation, ...]], tuple[SourceRef, ...]],
    language: str,
) -> Iterator[PrintedQuote]:
    """Yield the quotes of citations with the numbers of their sources, and their translations."""
    phrases = phrases_in(language)
    for citation in citations:
        for quote in citation.quotes:
            (ref,) = refs((citation,))
            number = {"number": ref.number}
            yield _printed(phrases, "fact.quoted", quote.exact, number, quote.language or "")
            if quote.translation and quote.translator:
                by = {"translator": quote.translator}
                yield _printed(phrases, "fact.translated_by", quote.translation, by)
            elif quote.translation:
                yield _printed(phrases, "fact.translated", quote.translation, {})


def _printed(
    phrases: Phrases, phrase_id: str, words: str, values: Mapping[str, object], language: str = ""
) -> PrintedQuote:
    """Return a phrase with the words of a source, which it contains once."""
    pieces = list(phrases.pieces(phrase_id, {**values, "words": words}))
    place = next(number for number, piece in enumerate(pieces) if piece is words)
    before, after = ("".join(map(str, part)) for part in (pieces[:place], pieces[place + 1 :]))
    return PrintedQuote(before, words, after, language)


class CitationRegister:
    """Gives each source its number when it is first cited, and lists them all at the end."""

    def __init__(
        self,
        catalogue: Catalogue,
        language: str,
        *,
        notes: bool = False,
        numbers: Mapping[str, int] | None = None,
    ) -> None:
        """Begin with these `numbers` of sources that are cited, by id, in their order."""
        self._catalogue = catalogue
        self._notes = notes
        self._language = language
        self._numbers: dict[str, int] = dict(numbers or {})
        self._noted: set[str] = set()

    def refs(self, citations: Iterable[Citation], *, notes: bool = True) -> tuple[SourceRef, ...]:
        """Return references in the order of their numbers; without `notes` none has a footnote."""
        refs = [
            SourceRef(
                self._number(citation.source_id),
                f"source-{citation.source_id}",
                str(self._catalogue.reliability(self._catalogue.sources[citation.source_id])),
                formatting.locator(citation.locator),
                self._note(citation.source_id) if notes and self._notes else None,
            )
            for citation in citations
        ]
        return tuple(sorted(refs, key=lambda ref: (ref.number, ref.locator)))

    def origins(self, fact: Fact) -> str:
        """Count a fact's sources and origins in words; empty where there are as many origins."""
        sources = len({citation.source_id for citation in fact.citations})
        origins = len(self._catalogue.origins(fact))
        if origins >= sources:
            return ""
        return phrases_in(self._language)("fact.origins", sources=sources, count=origins)

    def listed(self, users: Callable[[str], tuple[EvidenceRef, ...]]) -> tuple[SourceView, ...]:
        """Every source cited so far, and what these derive from; `users` names the rows that cite one."""
        waiting = list(self._numbers)
        for (
            source_id
        ) in waiting:  # the list grows during the loop: origins come after the sources that repeat them
            for parent in self._catalogue.sources[source_id].derives_from:
                if parent not in self._numbers:
                    self._number(parent)
                    waiting.append(parent)
        repeated_by = defaultdict[str, list[int]](list)
        for source_id, number in self._numbers.items():
            for parent in self._catalogue.sources[source_id].derives_from:
                repeated_by[parent].append(number)
        return with_own_reasons(
            self._view(source_id, users(source_id), tuple(sorted(repeated_by[source_id])))
            for source_id in self._numbers
        )

    def _number(self, source_id: str) -> int:
        return self._numbers.setdefault(source_id, len(self._numbers) + 1)

    def _note(self, source_id: str) -> NoteView:
        source = self._catalogue.sources[source_id]
        return NoteView(
            publisher=self._catalogue.publisher_of(source).name,
            title=source.title or "",
            description=source.description.rstrip("."),
            issued=printed_dates.edtf(source.issued, self._language),
            language_tag=source.language or "",
            is_first=self._is_first(source_id),
        )

    def _is_first(self, source_id: str) -> bool:
        """Return whether a source has no note yet: later ones are short."""
        if source_id in self._noted:
            return False
        self._noted.add(source_id)
        return True

    def in_short(self, citations: Iterable[Citation]) -> tuple[str, ...]:
        """Name the sources of citations in the order of their numbers, to be printed in a caption."""
        ids = dict.fromkeys(citation.source_id for citation in citations)
        return tuple(map(self._short, sorted(ids, key=self._number)))

    def _short(self, source_id: str) -> str:
        source = self._catalogue.sources[source_id]
        number = f"{self._number(source_id)}{self._catalogue.reliability(source)}"
        issued = printed_dates.edtf(source.issued, self._language)
        words = ", ".join(part for part in (self._catalogue.publisher_of(source).name, issued) if part)
        return f"{number} {words}"

    @property
    def has_notes(self) -> bool:
        """Return whether sources are printed as footnotes."""
        return self._notes

    def _reason(self, source: Source) -> str:
        """Return why the source has its letter, or that nobody has graded it."""
        if not self._catalogue.is_graded(source):
            return formatting.sentence(phrases_in(self._language)("source.not_graded"))
        return formatting.sentence(source.rationale or self._catalogue.publisher_of(source).rationale)

    def _view(
        self, source_id: str, used_by: tuple[EvidenceRef, ...], repeated_by: tuple[int, ...]
    ) -> SourceView:
        source = self._catalogue.sources[source_id]
        publisher = self._catalogue.publisher_of(source)
        address = (source.url or "").removeprefix("https://")
        description, reason = formatting.sentence(source.description), self._reason(source)
        return SourceView(
            number=self._numbers[source_id],
            anchor=f"source-{source_id}",
            publisher=publisher.name,
            title=source.title or "",
            description=description,
            authors=formatting.joined(list(source.authors)),
            kind=formatting.kind(source.kind),
            issued=printed_dates.edtf(source.issued, self._language),
            language=formatting.language_name(source.language) if source.language != "en" else "",
            language_tag=source.language or "",
            url=source.url or "",
            letter=str(self._catalogue.reliability(source)),
            reason=reason,
            repeated_by=repeated_by,
            repeats=tuple(sorted(self._numbers[parent] for parent in source.derives_from)),
            used_by=used_by,
            address=address,
            site=address.removeprefix("http://").partition("/")[0].removeprefix("www."),
            remark="" if self._is_described_by_title(source) else description,
            own_reason=reason,
        )

    def _is_described_by_title(self, source: Source) -> bool:
        """Return whether a reader of the briefing learns from the title what the source is.

        What was read of other publications than news reports is in the description, title or not.
        """
        is_read = source.language is not None and source.language.split("-")[0] == self._language
        return bool(source.title) and is_read and source.kind is SourceKind.NEWS_REPORT
