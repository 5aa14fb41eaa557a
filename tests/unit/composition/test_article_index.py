"""Statements are found by the article of a treaty that they cite, each under the narrowest one listed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.composition.treaties.article_index import (
    TOPICS,
    ArticleStatements,
    Path,
    path_of_division,
    paths,
)
from briefing.composition.views.references import FactLink
from briefing.model.fact import Fact
from briefing.model.source import Citation, Locator
from briefing.model.terms import ObligationKind, Standing
from tests.unit.profile import repeatable

STEPS = st.lists(st.sampled_from(["1", "3", "4", "a"]), min_size=1, max_size=3).map(tuple)


def written(path: Path) -> str:
    """An article as a citation writes it, such as 3(4)(a)."""
    return path[0] + "".join(f"({step})" for step in path[1:])


def a_fact(*articles: str, topics: tuple[str, ...] = (), treaty_id: str = "alpha") -> Fact:
    citations = tuple(Citation(source_id="text", locator=Locator(article=article)) for article in articles)
    return Fact(
        id="claim", statement="So it is", standing=Standing.SIGNED, credibility=2, treaty_id=treaty_id,
        topics=topics, citations=citations or (Citation(source_id="text"),),
    )  # fmt: skip


def a_link(label: str) -> FactLink:
    return FactLink(label=label, anchor=f"f-{label}", code="A1", standing="signed")


def labels(links: tuple[FactLink, ...]) -> list[str]:
    return [link.label for link in links]


# Articles as they are written


@repeatable
@given(STEPS, st.sampled_from(["", "art. ", "Article ", "Art.", "paragraph ", "Sec. "]))
def test_an_article_is_read_as_steps_inwards_whatever_it_is_called(path: Path, name: str) -> None:
    assert paths(f"{name}{written(path)}") == (path,)
    assert paths(f"{name}{'.'.join(path)}") == (path,)


@repeatable
@given(st.lists(STEPS, max_size=4), st.sampled_from([", ", "; ", " and ", ", and "]))
def test_several_articles_are_read_in_order(listed: list[Path], between: str) -> None:
    assert paths(between.join(written(path) for path in listed)) == tuple(listed)


def test_a_place_in_an_annex_is_that_of_its_division() -> None:
    assert paths("Annex A art. 1") == (path_of_division("att_a__art_1", "1"),)


@pytest.mark.parametrize("text", ["", "article", " , ; and ", "art. and para."])
def test_a_text_without_an_article_names_none(text: str) -> None:
    assert paths(text) == ()


@pytest.mark.parametrize(
    ("eid", "number", "path"),
    [
        ("art_3__para_4", None, ("3", "4")),
        ("art_3", "Article 5", ("5",)),
        ("art_3__para_4", "", ("3", "4")),
        ("preamble", None, ("preamble",)),
        ("att_a", "A", ("annex", "a")),
        ("att_2", "№ 2", ("annex", "2")),
        ("att_a__art_1", "1", ("annex", "a", "1")),
        ("protocol_1", "1", ("protocol", "1")),
        ("chp_1", "1", ("chapter", "1")),
        ("", None, ()),
    ],
)
def test_a_division_has_the_place_of_its_number_else_of_its_id(
    eid: str, number: str | None, path: Path
) -> None:
    assert path_of_division(eid, number) == path


# Statements by article


@repeatable
@given(st.lists(STEPS, min_size=1, max_size=6, unique=True), st.lists(STEPS, max_size=5))
def test_a_citation_belongs_to_the_narrowest_listed_article_that_holds_it(
    listed: list[Path], cited: list[Path]
) -> None:
    printed = [(a_fact(written(path)), a_link(str(number))) for number, path in enumerate(cited)]
    statements = ArticleStatements(printed)
    for number, path in enumerate(cited):
        holding = [each for each in listed if path[: len(each)] == each]
        narrowest = max(holding, key=len, default=None)
        for article in listed:
            finer = [each for each in listed if each != article]
            citing = labels(statements.on_article("alpha", article, finer))
            assert (str(number) in citing) == (article == narrowest)


def test_a_statement_that_cites_two_articles_is_found_under_both() -> None:
    statements = ArticleStatements([(a_fact("3(4), 5"), a_link("1")), (a_fact("3", "7"), a_link("2"))])
    assert labels(statements.on_article("alpha", ("3",), [])) == ["1", "2"]
    assert labels(statements.on_article("alpha", ("5",), [])) == ["1"]
    assert labels(statements.on_article("alpha", ("7",), [])) == ["2"]


def test_a_statement_on_an_article_is_not_one_on_a_part_of_it_nor_on_another_treaty() -> None:
    statements = ArticleStatements([(a_fact("3"), a_link("1"))])
    assert statements.on_article("alpha", ("3", "4"), [("3",)]) == ()
    assert statements.on_article("beta", ("3",), []) == ()
    assert ArticleStatements([(a_fact(), a_link("1"))]).on_article("alpha", ("3",), []) == ()


# Statements by topic


def test_statements_are_found_by_any_of_the_topics_in_the_order_printed() -> None:
    printed = [
        (a_fact(topics=("energy", "trade")), a_link("1")),
        (a_fact(topics=("trade",), treaty_id="beta"), a_link("2")),
        (a_fact(topics=("defence",)), a_link("3")),
        (a_fact(topics=("trade",)), a_link("4")),
    ]
    statements = ArticleStatements(printed)
    assert labels(statements.on_topics("alpha", {"trade"})) == ["1", "4"]
    assert labels(statements.on_topics("alpha", {"trade", "defence"})) == ["1", "3", "4"]
    assert statements.on_topics("alpha", set()) == ()


def test_every_obligation_has_topics_and_no_topic_is_of_two_obligations() -> None:
    assert set(TOPICS) == set(ObligationKind)
    topics = [topic for kind in ObligationKind for topic in TOPICS[kind]]
    assert all(TOPICS.values())
    assert len(set(topics)) == len(topics)


def test_a_fact_that_concerns_two_treaties_is_found_for_both_by_topic_and_for_its_own_by_article() -> None:
    fact = replace(a_fact("3", topics=("duration",)), further_treaty_ids=("beta",))
    index = ArticleStatements([(fact, a_link("1"))])
    assert [labels(index.on_topics(treaty, {"duration"})) for treaty in ("alpha", "beta", "gamma")] == [
        ["1"],
        ["1"],
        [],
    ]
