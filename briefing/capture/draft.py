"""Capture: from a passage of an archived source to a draft of a fact, which is not stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import replace as dataclass_replace

from msgspec.structs import replace

from briefing.capture.suggestion import Suggestions, suggest
from briefing.capture.topics import suggested_topics
from briefing.errors import Problem, SourceError
from briefing.model.fact import Fact
from briefing.model.library import Catalogue
from briefing.model.origin import Origin
from briefing.model.source import Citation, Locator, Source, TextQuote
from briefing.model.terms import OriginKind, Standing, slug_of
from briefing.sources.anchoring import CompactText, QuoteState, check_quotes
from briefing.sources.anchoring.replacement import anchored_quote
from briefing.sources.source_text import SourceText
from briefing.sources.structure import place_in

_LONGEST_QUOTE = 2_000
_UNSURE = Standing.REPORTED
"""The standing of a draft whose words do not decide, until the user has chosen one."""


@dataclass(frozen=True, slots=True)
class FactDraft:
    """A draft: the fact as it would be stored, and the suggestions that it is made of."""

    fact: Fact
    suggestions: Suggestions

    @property
    def is_complete(self) -> bool:
        """Whether the passage's words decided the standing."""
        return self.suggestions.standing is not None


@dataclass(frozen=True, slots=True)
class CapturedPassage:
    """A passage in the text of a source: the text with its hash, and the start and end of the passage."""

    text: SourceText
    text_sha256: str
    start: int
    end: int


def located(quote: str, text: SourceText, text_sha256: str, *, start: int | None = None) -> CapturedPassage:
    """Find a passage in the text of a source. Raises SourceError where it is not there word for word."""
    asked = TextQuote(exact=" ".join(quote.split()), start=start)
    if not asked.exact:
        raise SourceError("The passage is empty.", "Quote words of the source.")
    (check,) = check_quotes([asked], CompactText(text.text))
    if check.state is QuoteState.NOT_FOUND:
        raise SourceError(
            Problem("The source does not have these words.", "Copy them from the source.", field="quote")
        )
    if check.state in {QuoteState.MOVED, QuoteState.CHANGED}:
        changes = "; ".join(f"“{each.found}”, not “{each.quoted}”" for each in check.changes[:5])
        raise SourceError(
            Problem(f"The source has other words: {changes}.", "Correct the quote.", field="quote")
        )
    return CapturedPassage(text, text_sha256, check.start, check.end)


def draft_fact(  # noqa: PLR0913 - what a draft is made of
    passage: CapturedPassage,
    source: Source,
    treaty_id: str,
    catalogue: Catalogue,
    *,
    statement: str = "",
    by: str = "",
    today: str = "",
    topics: Iterable[str] | None = None,
) -> FactDraft:
    """Draft a fact from a passage; its statement is the passage, its topics are suggested, unless given.

    Raises SourceError for a passage that is too long for a quote.
    """
    words = quoted_words(passage)
    treaty = catalogue.treaties.get(treaty_id)
    citation = citation_of(words, passage, source)
    suggestions = suggest(words, source, treaty, catalogue)
    if topics is None:
        suggestions = dataclass_replace(
            suggestions, topics=suggested_topics(words, citation, treaty_id, catalogue)
        )
    statement = " ".join(statement.split()) or words.rstrip(".")
    fact = Fact(
        id=free_id(statement, catalogue),
        statement=statement,
        standing=suggestions.standing.value if suggestions.standing else _UNSURE,
        citations=(citation,),
        credibility=6,
        graded=False,
        treaty_id=treaty_id,
        attributed_to=suggestions.attributed_to.value if suggestions.attributed_to else None,
        actors=tuple(each.value for each in suggestions.actors),
        topics=tuple(each.value for each in suggestions.topics) if topics is None else tuple(topics),
        date=suggestions.date.value if suggestions.date else None,
        quantity=suggestions.quantity.value if suggestions.quantity else None,
        marking=source.marking,
        origin=Origin(OriginKind.CAPTURED, at=today or None, by=by or None),
    )
    return FactDraft(fact, suggestions)


def quoted_words(passage: CapturedPassage) -> str:
    """Return the words of a passage in one line. Raises SourceError where they are too long for a quote."""
    words = " ".join(passage.text.text[passage.start : passage.end].split())
    if len(words) > _LONGEST_QUOTE:
        message = f"The passage has {len(words):,} characters; a quote has {_LONGEST_QUOTE:,} at most."
        raise SourceError(Problem(message, "Quote a shorter passage.", field="quote"))
    return words


def citation_of(words: str, passage: CapturedPassage, source: Source) -> Citation:
    """Return the citation of a passage: its quote with position and context, its article and page."""
    text = passage.text
    quote = anchored_quote(
        TextQuote(exact=words), passage.start, passage.end, text.text, passage.text_sha256
    )
    if source.language and source.language != "en":
        quote = replace(quote, language=source.language)
    article, eid = place_in(text.divisions, text.text, passage.start)
    page = next((page.label for page in text.pages if page.start <= passage.start < page.end), "")
    locator = Locator(article=article or None, page=page or None, eid=eid or None)
    return Citation(source.id, None if locator == Locator() else locator, (quote,))


def free_id(statement: str, catalogue: Catalogue) -> str:
    """Return an id that no fact has, from the first words of a statement."""
    own = slug_of(" ".join(statement.split()[:6]), "fact")
    number, free = 1, own
    while free in catalogue.facts:
        number += 1
        free = f"{own}-{number}"
    return free
