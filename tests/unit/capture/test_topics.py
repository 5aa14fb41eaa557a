"""Topics for a fact: of its own words, and of other facts on the same article, never of the fact before."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.capture.topics import suggested_topics
from briefing.model.fact import Fact
from briefing.model.library import Catalogue
from briefing.model.source import Citation, Locator
from tests.builders import CATALOGUE, fact

SOURCE = "text-alpha"


def on_article(name: str, article: str, *topics: str) -> Fact:
    cited = (Citation(SOURCE, Locator(article=article)),)
    return replace(fact(name, SOURCE), treaty_id="alpha", topics=topics, citations=cited)


def suggested(passage: str, article: str, *facts: Fact) -> list[tuple[str, str]]:
    catalogue = Catalogue(replace(CATALOGUE.material, facts=facts))
    found = suggested_topics(passage, Citation(SOURCE, Locator(article=article)), "alpha", catalogue)
    return [(each.value, each.basis) for each in found]


def test_topics_of_the_library_that_the_passage_names_are_suggested_with_its_words() -> None:
    gas = on_article("one", "5", "gas", "military-cooperation", "diplomacy")
    passage = "The Parties develop military-technical cooperation and deliver gas."
    assert suggested(passage, "9", gas) == [
        ("military-cooperation", "“military”, “cooperation”"),
        ("gas", "“gas”"),
    ]


def test_other_forms_of_a_word_name_its_topic() -> None:
    facts = on_article("one", "5", "sanctions", "exercises", "arms-transfers")
    passage = "No sanction applies where an exercise or the transfer of an arm is planned."
    assert [topic for topic, _ in suggested(passage, "9", facts)] == [
        "sanctions",
        "exercises",
        "arms-transfers",
    ]


def test_topics_of_other_facts_on_the_same_article_are_suggested() -> None:
    same = on_article("one", "5(1)", "fisheries")
    other = on_article("two", "6", "borders")
    assert suggested("The Parties shall meet.", "5(2)", same, other) == [
        ("fisheries", "another fact on article 5")
    ]


def test_another_article_or_another_source_carries_no_topic_over() -> None:
    same = on_article("one", "5", "fisheries")
    assert suggested("The Parties shall meet.", "15", same) == []
    elsewhere = replace(same, citations=(Citation("wire", Locator(article="5")),))
    assert suggested("The Parties shall meet.", "5", elsewhere) == []


def test_a_passage_outside_of_articles_has_only_topics_of_its_own_words() -> None:
    assert suggested("They meet.", "5", on_article("one", "5", "diplomacy")) != []
    fact_without = replace(on_article("one", "5", "diplomacy"), citations=(Citation(SOURCE),))
    catalogue = Catalogue(replace(CATALOGUE.material, facts=(fact_without,)))
    assert suggested_topics("They meet.", Citation(SOURCE), "alpha", catalogue) == ()
