"""The document of a source as it is read: its text, its bytes, and the passages that records quote."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from briefing.errors import BriefingError, LibraryError, Problem
from briefing.library.layers import LayeredLibrary
from briefing.model.fact import Fact
from briefing.model.source import Attachment, Citation, Source
from briefing.model.treaty import Action, Division, Obligation, Treaty
from briefing.sources.anchoring import CompactText, QuoteCheck, QuoteState, check_quotes
from briefing.sources.anchoring.replacement import current_copy
from briefing.sources.archive import archive_with
from briefing.sources.source_text import SourceText
from briefing.text.folded_text import FoldedText

_QUOTING_FIELDS = ("actions", "obligations", "divisions")
"""The lists of a treaty whose entries quote sources."""


@dataclass(frozen=True)
class SourceDocument:
    """A source with the current copy of its document, and its text as it is searched.

    `raw` has its bytes where its pages can be shown.
    """

    source: Source
    copy: Attachment
    text: SourceText
    raw: bytes = field(default=b"", repr=False)
    folded: FoldedText = field(default_factory=FoldedText, repr=False, compare=False)

    @property
    def text_sha256(self) -> str:
        return self.copy.text.sha256 if self.copy.text else ""


@dataclass(frozen=True, slots=True)
class TreatyEntry:
    """An entry of a list in a treaty, such as an obligation: `field` names the list."""

    treaty: Treaty
    field: str
    number: int

    @property
    def id(self) -> str:
        return f"{self.treaty.id}/{self.field}/{self.number}"

    @property
    def value(self) -> Action | Division | Obligation:
        entry: Action | Division | Obligation = getattr(self.treaty, self.field)[self.number]
        return entry

    @property
    def citations(self) -> tuple[Citation, ...]:
        return self.value.citations


@dataclass(frozen=True, slots=True)
class QuotedPassage:
    """A quote, the fact or entry of a treaty that has it, and the result of looking for it in the text."""

    owner: Fact | TreatyEntry
    quote: str
    check: QuoteCheck


def open_document(library: LayeredLibrary, source: Source, *, has_pages: bool = True) -> SourceDocument:
    """Read the archived copy of a source, without `has_pages` its text alone.

    Raises BriefingError where there is none, or it is damaged.
    """
    copy = current_copy(source)
    if copy is None or copy.text is None:
        message = f"The source '{source.id}' has no archived copy with text."
        raise LibraryError(Problem(message, "Add its file, or paste its text."))
    archive = archive_with(copy.sha256, [layer.folder for layer in library.layers])
    text = archive.text(copy)
    if not has_pages:
        return SourceDocument(source, copy, text)
    is_shown_as_pages = copy.media_type == "application/pdf" and bool(text.words)
    raw = archive.read(copy.sha256) if is_shown_as_pages else b""
    return SourceDocument(source, copy, text, raw, FoldedText(text.text))


def facts_citing(source_id: str, facts: Iterable[Fact]) -> list[Fact]:
    return [fact for fact in facts if any(citation.source_id == source_id for citation in fact.citations)]


def entries_citing(source_id: str, treaties: Iterable[Treaty]) -> list[TreatyEntry]:
    """Return the actions, obligations and articles of treaties that cite a source."""
    return [
        TreatyEntry(treaty, field, number)
        for treaty in treaties
        for field in _QUOTING_FIELDS
        for number, entry in enumerate(getattr(treaty, field))
        if any(citation.source_id == source_id for citation in entry.citations)
    ]


def quoted_passages(document: SourceDocument, owners: Sequence[Fact | TreatyEntry]) -> list[QuotedPassage]:
    """Check all quotes of records from a source against its text; in the order of their places."""
    owned = [
        (owner, quote)
        for owner in owners
        for citation in owner.citations
        if citation.source_id == document.source.id
        for quote in citation.quotes
    ]
    checks = check_quotes([quote for _, quote in owned], CompactText(document.text.text))
    passages = [
        QuotedPassage(owner, quote.exact, check)
        for (owner, quote), check in zip(owned, checks, strict=True)
    ]
    return sorted(passages, key=lambda each: (each.check.start, each.check.end))


def states_of_quotes(library: LayeredLibrary, record: Source | Treaty) -> tuple[int, list[QuoteState]]:
    """Return the number of facts from a source or on a treaty, and the states of their quotes.

    Quotes of sources without an archived text are not counted.
    """
    facts = library.material.facts
    if isinstance(record, Source):
        facts = tuple(facts_citing(record.id, facts))
        sources: tuple[Source, ...] = (record,)
    else:
        facts = tuple(fact for fact in facts if fact.treaty_id == record.id)
        cited = {citation.source_id for fact in facts for citation in fact.citations}
        sources = tuple(each for each in library.material.sources if each.id in cited)
    states = list[QuoteState]()
    for source in sources:
        if source.attachments:
            with contextlib.suppress(BriefingError):
                passages = quoted_passages(open_document(library, source, has_pages=False), facts)
                states += [passage.check.state for passage in passages]
    return len(facts), states
