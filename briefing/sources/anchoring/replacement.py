"""The plan for the quotes of a source whose text is replaced: none is changed before the plan was shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from briefing.model.fact import Fact
from briefing.model.library import treaty_citations, with_treaty_citations
from briefing.model.source import Attachment, Citation, Source, TextQuote
from briefing.model.treaty import Treaty
from briefing.model.value import Value
from briefing.sources.anchoring.check import QuoteCheck, QuoteState, check_quotes
from briefing.sources.anchoring.compact_text import CompactText

CONTEXT_LENGTH = 32
"""Characters of a quote's prefix and suffix, as in Hypothesis."""


class Reanchored(Value, frozen=True):
    """A quote of a record with its match in the new text; `after` is None unless it is verbatim there.

    `found` has the words of the new text, empty where there are none.
    """

    record_id: str
    before: TextQuote
    check: QuoteCheck
    after: TextQuote | None
    found: str = ""


class ReplacementPlan(Value, frozen=True):
    """The quotes of a source, each with its place in the new text, and the records with those changes.

    A quote whose words differ keeps its words and its old place, and so does one that is not found: only
    a person can decide what becomes of it.
    """

    quotes: tuple[Reanchored, ...] = ()
    facts: tuple[Fact, ...] = ()
    treaties: tuple[Treaty, ...] = ()

    def count(self, *states: QuoteState) -> int:
        return sum(each.check.state in states for each in self.quotes)


def plan_replacement(
    source_id: str,
    facts: Iterable[Fact],
    treaties: Iterable[Treaty],
    text: CompactText,
    text_sha256: str,
) -> ReplacementPlan:
    """Plan the change of every quote of a source to its new text."""
    facts, treaties = list(facts), list(treaties)
    records: list[Fact | Treaty] = [*facts, *treaties]
    owned = [
        (record.id, quote)
        for record in records
        for citation in citations_of(record)
        if citation.source_id == source_id
        for quote in citation.quotes
    ]
    checks = check_quotes([quote for _, quote in owned], text)
    quotes = tuple(
        Reanchored(
            record_id,
            quote,
            check,
            _anchored(quote, check, text.text, text_sha256),
            " ".join(text.text[check.start : check.end].split()),
        )
        for (record_id, quote), check in zip(owned, checks, strict=True)
    )
    changed = {each.before: each.after for each in quotes if each.after is not None}
    return ReplacementPlan(
        quotes,
        tuple(new for old in facts if (new := _fact(old, source_id, changed)) != old),
        tuple(newer for older in treaties if (newer := _treaty(older, source_id, changed)) != older),
    )


def anchored_quote(quote: TextQuote, start: int, end: int, text: str, text_sha256: str) -> TextQuote:
    """Return the quote with position, prefix and suffix in a text; its words stay as they are."""
    return replace(
        quote,
        prefix=" ".join(text[max(0, start - CONTEXT_LENGTH) : start].split()),
        suffix=" ".join(text[end : end + CONTEXT_LENGTH].split()),
        start=start,
        end=end,
        text_sha256=text_sha256,
    )


def _anchored(quote: TextQuote, check: QuoteCheck, text: str, text_sha256: str) -> TextQuote | None:
    if check.state not in {QuoteState.VERBATIM, QuoteState.SPACING}:
        return None
    return anchored_quote(quote, check.start, check.end, text, text_sha256)


_Change = Callable[[tuple[Citation, ...]], tuple[Citation, ...]]


def citations_of(record: Fact | Treaty) -> Iterator[Citation]:
    """Yield every citation in a record."""
    yield from record.citations if isinstance(record, Fact) else treaty_citations(record)


def _changing(source_id: str, changed: dict[TextQuote, TextQuote]) -> _Change:
    def change(citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
        return tuple(
            replace(citation, quotes=tuple(changed.get(quote, quote) for quote in citation.quotes))
            if citation.source_id == source_id
            else citation
            for citation in citations
        )

    return change


def _fact(fact: Fact, source_id: str, changed: dict[TextQuote, TextQuote]) -> Fact:
    return replace(fact, citations=_changing(source_id, changed)(fact.citations))


def _treaty(treaty: Treaty, source_id: str, changed: dict[TextQuote, TextQuote]) -> Treaty:
    return with_treaty_citations(treaty, _changing(source_id, changed))


# Superseded copies


def current_copy(source: Source) -> Attachment | None:
    """Return the archived copy of a source that supersedes the others; None without one."""
    return source.attachments[-1] if source.attachments else None


def is_superseded(quote: TextQuote, source: Source) -> bool:
    """Return whether a quote was taken from a copy of its source that another copy supersedes."""
    copy = current_copy(source)
    if copy is None or copy.text is None or quote.text_sha256 is None:
        return False
    return quote.text_sha256 != copy.text.sha256
