"""Marked passages as drafts of facts: the quote is the statement until somebody writes the claim."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from msgspec.structs import replace

from briefing.interchange.collecting import Collector
from briefing.interchange.matching import folded_words
from briefing.interchange.values import line, one_line, paragraphs
from briefing.model.fact import Fact
from briefing.model.source import Citation, Locator, TextQuote
from briefing.model.terms import Standing, slug_of
from briefing.text import characters
from briefing.text.shortening.beginnings import opening

_LONGEST_QUOTE = 2_000
_LONGEST_STATEMENT = 400
WRITE_CLAIM = "The statement is the quote: write the claim, its standing and its date."
_CANNOT_BE_JUDGED = 6


@dataclass(frozen=True, slots=True)
class AnnotatedPassage:
    """A marked passage of a source, with the comment of whoever marked it.

    `prefix` and `suffix` are the words around it, `start` and `end` its position as a hint.
    """

    place: str
    source_id: str
    quote: str
    comment: str = ""
    author: str = ""
    tags: tuple[str, ...] = ()
    locator: Locator | None = None
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None


class PassageFacts:
    """Drafts of facts made of passages; one passage that was marked twice is one fact."""

    def __init__(self, treaty_id: str, collector: Collector, questions: tuple[str, ...] = ()) -> None:
        self._treaty_id, self._collector = treaty_id, collector
        self._questions = (WRITE_CLAIM, *questions)
        self._facts: dict[tuple[str, str], tuple[str, Fact]] = {}

    def add(self, passage: AnnotatedPassage) -> None:
        if not self._treaty_id:
            reason = "A fact belongs to a treaty, which the file does not name."
            self._collector.refuse(passage.place, reason, "Name the treaty in the import.")
            return
        key = passage.source_id, folded_words(passage.quote)
        comment = paragraphs(passage.comment)
        notes = f"{passage.author}: {comment}" if passage.author and comment else comment
        if passage.author and not comment:
            self._collector.lose(passage.place, "author", passage.author)
        topics = tuple(dict.fromkeys(slug_of(tag, "topic") for tag in passage.tags))
        if key in self._facts:
            place, fact = self._facts[key]
            joined = "\n\n".join(filter(None, (fact.notes, notes)))
            topics = tuple(dict.fromkeys((*fact.topics, *topics)))
            self._facts[key] = place, replace(fact, notes=joined, topics=topics)
            return
        self._facts[key] = passage.place, self._fact(passage, notes, topics)

    def _fact(self, passage: AnnotatedPassage, notes: str, topics: tuple[str, ...]) -> Fact:
        statement = one_line(passage.quote)
        if len(statement) > _LONGEST_STATEMENT:
            statement = opening(statement, _LONGEST_STATEMENT)
        citation = Citation(passage.source_id, passage.locator, tuple(_quotes(passage)))
        return Fact(
            id=slug_of(statement, "passage"),
            statement=line(statement),
            standing=Standing.REPORTED,
            citations=(citation,),
            credibility=_CANNOT_BE_JUDGED,
            graded=False,
            treaty_id=self._treaty_id,
            topics=topics,
            notes=notes,
        )

    def finish(self) -> None:
        for place, fact in self._facts.values():
            self._collector.add(place, fact, self._questions)


def _quotes(passage: AnnotatedPassage) -> Iterator[TextQuote]:
    """Yield the quote, in parts where it is longer than a quote may be."""
    rest = one_line(passage.quote)
    is_first = True
    while rest:
        part = rest
        if len(rest) > _LONGEST_QUOTE:
            part = rest[:_LONGEST_QUOTE].rpartition(" ")[0] or rest[:_LONGEST_QUOTE]
        rest = rest[len(part) :].strip()
        is_whole = is_first and not rest
        yield TextQuote(
            exact=part,
            prefix=characters.cleaned(passage.prefix) if is_first else "",
            suffix="" if rest else characters.cleaned(passage.suffix),
            start=passage.start if is_whole else None,
            end=passage.end if is_whole else None,
        )
        is_first = False
