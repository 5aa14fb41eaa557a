"""Searching facts: what is found is what a plain look through all of them finds."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.library import FactIndex, FactQuery
from briefing.library.index.matches import matching_spans, place_of_match
from briefing.model.dates import calendar_day
from briefing.model.edtf import parse_edtf
from briefing.model.fact import Fact
from briefing.model.library import Catalogue
from briefing.model.source import Source, TextQuote
from briefing.model.terms import Reliability, Standing
from tests.builders import bundled_library

CATALOGUE = bundled_library()
FACTS = CATALOGUE.material.facts


@functools.cache
def index_of_all() -> FactIndex:
    return FactIndex(CATALOGUE)


def found(query: FactQuery) -> set[str]:
    return {hit.fact_id for hit in index_of_all().search(query)}


def some(values: set[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(sorted(values)), max_size=2, unique=True).map(tuple)


DAYS = st.dates().map(lambda day: day.isoformat()) | st.none()
QUERIES = st.builds(
    FactQuery,
    treaty=some({fact.treaty_id for fact in FACTS}),
    topic=some({topic for fact in FACTS for topic in fact.topics}),
    standing=st.lists(st.sampled_from(Standing), max_size=2, unique=True).map(tuple),
    actor=some({actor for fact in FACTS for actor in fact.actors}),
    reliability=st.lists(st.sampled_from(Reliability), max_size=2, unique=True).map(tuple),
    publisher=some(set(CATALOGUE.publishers)),
    since=DAYS,
    until=DAYS,
)


def meets(fact: Fact, query: FactQuery) -> bool:
    """Whether a fact meets a query, found out the slow way."""
    sources = [CATALOGUE.sources[citation.source_id] for citation in fact.citations]
    borne: dict[str, set[str]] = {
        "treaty": {fact.treaty_id},
        "topic": set(fact.topics),
        "standing": {fact.standing},
        "actor": set(fact.actors),
        "reliability": {CATALOGUE.reliability(source) for source in sources},
        "publisher": {source.publisher_id for source in sources},
    }
    if any(wanted and not set(wanted) & borne[kind] for kind in borne if (wanted := getattr(query, kind))):
        return False
    span = parse_edtf(fact.date) if fact.date else None
    if query.since and not (span and span.latest >= calendar_day(query.since)):
        return False
    return not query.until or bool(span and span.earliest <= calendar_day(query.until))


@given(query=QUERIES)
def test_search_finds_what_a_look_through_all_facts_finds(query: FactQuery) -> None:
    assert found(query) == {fact.id for fact in FACTS if meets(fact, query)}


@given(query=QUERIES)
def test_facets_count_what_search_finds(query: FactQuery) -> None:
    hits = found(query)
    facets = index_of_all().facets(query)
    assert sum(facets["treaty"].values()) == len(hits)
    assert facets["standing"] == {
        standing: count
        for standing in facets["standing"]
        if (count := sum(CATALOGUE.facts[fact_id].standing == standing for fact_id in hits))
    }


@given(fact=st.sampled_from(FACTS), data=st.data())
def test_any_words_of_a_statement_find_its_fact(fact: Fact, data: st.DataObject) -> None:
    words = data.draw(st.lists(st.sampled_from(fact.statement.split()), min_size=1, max_size=4))
    assert fact.id in found(FactQuery(text=" ".join(words)))


@given(
    text=st.text(max_size=40)
    | st.sampled_from(['"', "NEAR(", "a AND OR b", "*", "col:x", "-", "(", "^x", "'"])
)
def test_no_text_makes_search_fail(text: str) -> None:
    assert found(FactQuery(text=text)) <= {fact.id for fact in FACTS}


@pytest.mark.parametrize(
    ("text", "fact_id"),
    [
        ("pipel azerb", "ri-route-agreed"),
        ("article 3(3)", "ri-no-help-to-aggressor"),
        ("TSIVILEV price", "ri-price-under-discussion"),
        ("noticia", "rd-no-fixed-term"),
        ("nuclear-energy eslami", "ri-bushehr-2-3-under-construction"),
    ],
)
def test_beginnings_articles_names_topics_and_words_without_accents_are_found(
    text: str, fact_id: str
) -> None:
    assert fact_id in found(FactQuery(text=text))


def test_words_of_a_quote_and_of_a_note_find_their_fact_which_names_the_place() -> None:
    first, *others = FACTS[0].citations
    cited = replace(
        first, quotes=(TextQuote("They shall refrain from zugzwang."),), note="Read in xylography."
    )
    fact = replace(FACTS[0], citations=(cited, *others))
    catalogue = Catalogue(replace(CATALOGUE.material, facts=(fact, *FACTS[1:])))
    index = FactIndex(catalogue)
    assert [hit.fact_id for hit in index.search(FactQuery(text="zugzwa"))] == [fact.id]
    assert place_of_match(fact, catalogue, "zugzwa") == "in the quote: They shall refrain from zugzwang."
    assert [hit.fact_id for hit in index.search(FactQuery(text="XYLOGRAPHY"))] == [fact.id]
    assert place_of_match(fact, catalogue, "xylography").startswith("in the note on the source: Read")
    index.close()


# Spellings

SPELLED = replace(
    FACTS[0],
    id="spelled",
    statement="Khāmeneʾi's bloc-wide talks (negotiated: 10\u202f000 t, 1,8 bcm): می‌گوید علي كتاب، Straße",
    attributed_to=None,
    notes="",
)


@pytest.fixture(scope="module")
def spelled() -> Iterator[FactIndex]:
    index = FactIndex(Catalogue(replace(CATALOGUE.material, facts=(SPELLED, *FACTS[1:]))))
    yield index
    index.close()


@pytest.mark.parametrize(
    "text",
    [
        "khamenei", "KHĀMENEʾI", "khamene", "bloc-wide", "blocwide", "bloc wid", "negotiat", "negotiations",
        "negotiating", "talk", "10000", "10,000", "10\u00a0000", "۱۰۰۰۰", "1.8", "علی",
        "کتاب", "میگوید", "می گوید", "می‌گو", "strasse", "STRASSE", "Khame\u0301nei",
    ],
)  # fmt: skip
def test_a_fact_is_found_in_every_spelling_and_by_unfinished_words(spelled: FactIndex, text: str) -> None:
    assert "spelled" in {hit.fact_id for hit in spelled.search(FactQuery(text=text))}


@given(
    fact=st.sampled_from(FACTS),
    form=st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]),
    upper=st.booleans(),
    data=st.data(),
)
def test_the_beginning_of_any_word_in_any_form_finds_its_fact(
    fact: Fact, form: str, upper: bool, data: st.DataObject
) -> None:
    word = data.draw(st.sampled_from([word for word in fact.statement.split() if word.isalpha()]))
    typed = unicodedata.normalize(form, word[: data.draw(st.integers(1, len(word)))])  # type: ignore[arg-type]
    assert fact.id in found(FactQuery(text=typed.upper() if upper else typed))


@pytest.mark.parametrize("text", ["gas", "gas price", "military base", "transit"])
def test_facts_with_the_words_in_the_statement_come_first_by_the_grade_of_their_sources(text: str) -> None:
    hits = [CATALOGUE.facts[hit.fact_id] for hit in index_of_all().search(FactQuery(text=text))]
    groups = [
        0 if in_texts(text, fact.statement) else 1 if in_texts(text, fact.statement, *fact.topics) else 2
        for fact in hits
    ]
    assert groups == sorted(groups)
    grades = [
        (group, min(str(CATALOGUE.reliability(source)) for source in sources_of(fact)), fact.credibility)
        for group, fact in zip(groups, hits, strict=True)
    ]
    assert grades == sorted(grades)


def in_texts(query: str, *texts: str) -> bool:
    """Return whether each word of a query is in one of the texts."""
    return all(
        any(matching_spans(text.replace("-", " "), word) for text in texts) for word in query.split()
    )


def sources_of(fact: Fact) -> list[Source]:
    return [CATALOGUE.sources[citation.source_id] for citation in fact.citations]
