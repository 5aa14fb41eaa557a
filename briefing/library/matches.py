"""Say where a fact matches the words of a search: in its statement, or else where."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.model.fact import Fact
from briefing.model.library import Catalogue
from briefing.text.spelling import Word, stem, words

_WORD = re.compile(r"[\w'’\u200c-]+")


def matching_spans(text: str, query: str) -> list[tuple[int, int]]:
    """Return start and end of each word of a text that a search for `query` finds."""
    typed = list(words(query))
    return [
        match.span()
        for match in _WORD.finditer(text)
        if any(_matches(word, match.group()) for word in typed)
    ]


def place_of_match(fact: Fact, catalogue: Catalogue, query: str) -> str:
    """Return where a fact has the words that its statement lacks, such as "in the source: A report".

    Empty where the statement has all of them.
    """
    missing = [word for word in words(query) if not _is_in(word, fact.statement)]
    if not missing:
        return ""
    for name, text in _texts(fact, catalogue):
        if any(_is_in(word, text) for word in missing):
            return f"{name}: {text}"
    return ""


def _texts(fact: Fact, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield the texts beside the statement that the index has, each with the name of its place."""
    for actor in (*fact.actors, fact.attributed_to or ""):
        yield "actor", actor
    for citation in fact.citations:
        source = catalogue.sources[citation.source_id]
        yield "in the source", f"{catalogue.publisher_of(source).name}, {source.description}"
        if citation.locator and citation.locator.article:
            yield "in the source", f"article {citation.locator.article}"
        for quote in citation.quotes:
            yield "in the quote", quote.exact
        yield "in the note on the source", citation.note
    for topic in fact.topics:
        yield "topic", topic.replace("-", " ")
    treaty = catalogue.treaties[fact.treaty_id]
    yield "treaty", treaty.short_title
    yield "treaty", treaty.title
    yield "in the notes", fact.notes
    yield "date", fact.date or ""


def _is_in(word: Word, text: str) -> bool:
    return any(_matches(word, match.group()) for match in _WORD.finditer(text))


def _matches(typed: Word, text: str) -> bool:
    """Return whether a word of a text is found by a typed one: by its beginning or by its stem."""
    wanted = (*typed.parts, *typed.wholes)
    tokens = [token for word in words(text) for token in (*word.parts, *word.wholes)]
    return any(token.startswith(part) or stem(token) == stem(part) for token in tokens for part in wanted)
