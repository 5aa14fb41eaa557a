"""A draft of a fact: its quote with place and context, its marking."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.capture.draft import FactDraft, draft_fact, located
from briefing.errors import SourceError
from briefing.model.terms import OriginKind, Standing
from briefing.sources.source_text import SourceText, TextPage
from briefing.sources.structure import divisions_of
from tests.builders import CATALOGUE

CONTENT = (
    "TREATY\n\nArticle 1\n\nThe Parties shall be friends.\n\nArticle 2\n\n1. The Parties shall consult.\n"
    "2. A Party may buy up to 55 bcm of\ngas a year from the other Party.\n"
)
SPLIT = CONTENT.index("Article 2")
TEXT = SourceText(
    text=CONTENT,
    extractor="text",
    version="1",
    pages=(TextPage(0, SPLIT, "1"), TextPage(SPLIT, len(CONTENT), "2")),
    divisions=divisions_of(CONTENT),
)
SOURCE = replace(CATALOGUE.sources["text-alpha"], marking="TLP:AMBER")
SHA = "b" * 64


def draft(quote: str, statement: str = "") -> FactDraft:
    passage = located(quote, TEXT, SHA)
    return draft_fact(
        passage, SOURCE, "alpha", CATALOGUE, statement=statement, by="A. Nalyst", today="2026-01-05"
    )


def test_a_captured_passage_has_its_words_place_context_and_marking() -> None:
    fact = draft("A Party may buy up to 55 bcm of gas a year from the other Party.").fact
    (citation,) = fact.citations
    (quote,) = citation.quotes
    assert quote.exact == "A Party may buy up to 55 bcm of gas a year from the other Party."
    assert quote.prefix.endswith("consult. 2.")
    assert quote.text_sha256 == SHA
    assert CONTENT[quote.start : quote.end].startswith("A Party may buy")
    assert citation.locator is not None
    assert (citation.locator.article, citation.locator.page) == ("2(2)", "2")
    assert (fact.marking, fact.graded, fact.credibility) == ("TLP:AMBER", False, 6)
    assert fact.origin is not None
    assert (fact.origin.kind, fact.origin.by) == (OriginKind.CAPTURED, "A. Nalyst")


def test_the_statement_is_the_passage_unless_another_is_given() -> None:
    assert draft("The Parties shall be friends.").fact.statement == "The Parties shall be friends"
    assert draft("The Parties shall be friends.", "They are friends").fact.statement == "They are friends"


def test_an_undecided_standing_is_marked_as_such_and_weak() -> None:
    text = replace(TEXT, text="The plant was opened.", divisions=(), pages=())
    news = CATALOGUE.sources["wire"]
    result = draft_fact(located("The plant was opened.", text, SHA), news, "alpha", CATALOGUE)
    assert not result.is_complete
    assert result.fact.standing is Standing.REPORTED


@pytest.mark.parametrize(
    ("quote", "fault"),
    [
        ("The Parties shall never meet on the moon.", "does not have these words"),
        ("The Parties shall be good friends.", "other words"),
        ("   ", "empty"),
    ],
)
def test_words_that_are_not_in_the_source_are_refused(quote: str, fault: str) -> None:
    with pytest.raises(SourceError, match=fault):
        located(quote, TEXT, SHA)


def test_a_passage_beyond_the_limit_of_a_quote_is_refused() -> None:
    long = "word " * 500
    text = replace(TEXT, text=long, divisions=(), pages=())
    with pytest.raises(SourceError, match="2,000 at most"):
        draft_fact(located(long, text, SHA), SOURCE, "alpha", CATALOGUE)


def test_ids_of_drafts_are_free() -> None:
    first = draft("The Parties shall be friends.").fact
    library = replace(CATALOGUE.material, facts=(*CATALOGUE.material.facts, first))
    second = draft_fact(
        located("The Parties shall be friends.", TEXT, SHA), SOURCE, "alpha", type(CATALOGUE)(library)
    ).fact
    assert second.id == f"{first.id}-2"
