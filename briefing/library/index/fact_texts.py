"""The texts of a fact that are searched, each with its place: for the index and to mark matches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from briefing.model.actor import Actor
from briefing.model.fact import Fact
from briefing.model.library import Catalogue
from briefing.model.source import Citation, Source
from briefing.model.treaty import Treaty


class IndexColumn(StrEnum):
    """The columns of the index in which texts are."""

    STATEMENT = "statement"
    TOPICS = "topics"
    ACTORS = "actors"
    ARTICLES = "articles"
    SOURCES = "sources"
    REST = "rest"


class FactText(NamedTuple):
    """A text of a fact; `place` names where it is, empty for the statement."""

    column: IndexColumn
    place: str
    text: str


def names_of_actors(actors: Iterable[Actor]) -> dict[str, Actor]:
    """Return each actor under all of its names."""
    return {name: actor for actor in actors for name in (*actor.also, actor.name)}


def fact_texts(fact: Fact, catalogue: Catalogue, actors: Mapping[str, Actor]) -> Iterator[FactText]:
    """Yield the texts of a fact, its treaties and sources; `actors` has each actor under all its names."""
    yield FactText(IndexColumn.STATEMENT, "", fact.statement)
    yield from actor_texts(fact, actors)
    for citation in fact.citations:
        yield from source_texts(catalogue.sources[citation.source_id], catalogue)
        yield from citation_texts(citation)
    yield from own_texts(fact)
    for treaty_id in fact.treaty_ids:
        if treaty_id in catalogue.treaties:
            yield from treaty_texts(catalogue.treaties[treaty_id])


def actor_texts(fact: Fact, actors: Mapping[str, Actor]) -> Iterator[FactText]:
    for name in filter(None, (*fact.actors, fact.attributed_to)):
        yield FactText(IndexColumn.ACTORS, "actor", name)
        if name in actors:
            actor = actors[name]
            for other in (actor.name, *actor.also):
                if other != name:
                    yield FactText(IndexColumn.ACTORS, "actor", f"{name}, {other}")


def source_texts(source: Source, catalogue: Catalogue) -> Iterator[FactText]:
    publisher = catalogue.publisher_of(source)
    for name in (publisher.name, *publisher.also):
        yield FactText(IndexColumn.SOURCES, "in the source", f"{name}, {source.description}")
    for text in filter(None, (source.title, *source.authors, *source.identifiers.values(), source.id)):
        yield FactText(IndexColumn.SOURCES, "in the source", text)


def citation_texts(citation: Citation) -> Iterator[FactText]:
    if citation.locator and citation.locator.article:
        article = citation.locator.article
        yield FactText(IndexColumn.ARTICLES, "in the source", f"article {article}")
    for quote in citation.quotes:
        yield FactText(IndexColumn.REST, "in the quote", quote.exact)
        if quote.translation:
            yield FactText(IndexColumn.REST, "in the translated quote", quote.translation)
    if citation.note:
        yield FactText(IndexColumn.REST, "in the note on the source", citation.note)


def own_texts(fact: Fact) -> Iterator[FactText]:
    for topic in fact.topics:
        yield FactText(IndexColumn.TOPICS, "topic", topic)
    if fact.notes:
        yield FactText(IndexColumn.REST, "in the notes", fact.notes)
    if fact.date:
        yield FactText(IndexColumn.REST, "date", fact.date)
    yield FactText(IndexColumn.REST, "id", fact.id)


def treaty_texts(treaty: Treaty) -> Iterator[FactText]:
    for name in (treaty.short_title, treaty.title, *treaty.titles.values(), *treaty.also):
        yield FactText(IndexColumn.REST, "treaty", name)
