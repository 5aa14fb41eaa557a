"""The source summary: what it counts, and its words for none, one and many."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.composition.sourcing.source_summary import source_summary
from briefing.composition.withheld import withheld
from briefing.editing import HideItem, SetEvidence, apply
from briefing.model.briefing import Briefing, FactItem, Section
from briefing.model.library import Catalogue, Material
from briefing.model.source import Publisher, Source
from briefing.model.terms import PublisherKind, Reliability, SourceKind
from tests.small_briefing import a_briefing, fact


def publisher(publisher_id: str, reliability: Reliability, **more: object) -> Publisher:
    return Publisher(
        id=publisher_id,
        name=publisher_id.capitalize(),
        kind=PublisherKind.NEWS_AGENCY,
        reliability=reliability,
        rationale="As known",
        **more,  # type: ignore[arg-type]
    )


def source(source_id: str, publisher_id: str, **more: object) -> Source:
    return Source(
        id=source_id,
        publisher_id=publisher_id,
        kind=SourceKind.NEWS_REPORT,
        description="A report",
        **more,  # type: ignore[arg-type]
    )


def resting_on(sections: dict[str, list[str]], *sources: Source, publishers: list[Publisher]) -> Briefing:
    """Return a briefing with a section for each title, and in each a fact that cites these sources."""
    facts = [fact(f"fact-{number}", "It is so", *cited) for number, cited in enumerate(sections.values())]
    used = {citation.source_id for each in facts for citation in each.citations}
    material = Material.of(
        treaties=a_briefing().library.treaties[:1],
        publishers=[*publishers, *a_briefing().library.publishers],
        sources=[*sources, *a_briefing().library.sources],
        facts=facts,
    )
    assert used <= {each.id for each in sources}
    return Briefing(
        id="b",
        title="Gas",
        sections=tuple(
            Section(
                id=f"s{number}",
                title=title,
                items=(FactItem(id=f"f{number}", fact_id=facts[number].id),),
            )
            for number, title in enumerate(sections)
        ),
        library=Catalogue(material).material_for([each.id for each in facts]),
    )


def words(briefing: Briefing) -> str:
    return source_summary(withheld(briefing)).text.replace("\u00a0", " ")


def test_without_a_source_it_says_so() -> None:
    assert words(Briefing(id="b", title="Gas")) == "No source is cited."


def test_one_source_is_described_in_the_singular() -> None:
    only = source("only", "one", issued="2025-01-17", language="fa")
    briefing = resting_on({"Gas": ["only"]}, only, publishers=[publisher("one", Reliability.A)])
    assert words(briefing) == (
        "The statements draw on 1 source of 1 publisher. Reliability: 1 A. None repeats another."
        " Dated 17 January 2025. In Persian. The section “Gas” rests on a single independent source."
    )


def test_many_sources_are_counted_by_letter_date_and_language() -> None:
    briefing = resting_on(
        {"Gas": ["a", "b", "c"], "Price": ["d", "c"]},
        source("a", "one", issued="2024-05", language="en"),
        source("b", "two", issued="2025-02-03", language="en", derives_from=("root",)),
        source("c", "three", issued="2001/2003", language="ru"),
        source("d", "four", language="en", derives_from=("root", "a")),
        source("root", "two", issued="2023"),
        publishers=[
            publisher("one", Reliability.B),
            publisher("two", Reliability.B),
            publisher("three", Reliability.D),
            publisher("four", Reliability.C, graded=False),
        ],
    )
    assert words(briefing) == (
        "The statements draw on 5 sources of 4 publishers. Reliability: 3 B and 1 D; none A;"
        " 1 not graded yet. 2 repeat another; 1 is known only through one that repeats it."
        " Dated 2001 to 3 February 2025; 1 without a date."
        " In English and Russian; the language of 1 is not recorded."
    )


def test_sections_on_one_source_or_one_publisher_are_named_the_outermost_alone() -> None:
    briefing = resting_on(
        {"Gas": ["a", "repeat"], "Price": ["a"], "Arms": ["a", "b"], "Rest": ["a", "c"]},
        source("a", "one"),
        source("repeat", "two", derives_from=("a",)),
        source("b", "one"),
        source("c", "two"),
        publishers=[publisher("one", Reliability.B), publisher("two", Reliability.B)],
    )
    assert words(briefing).endswith(
        "The sections “Gas” and “Price” each rest on a single independent source."
        " The section “Arms” rests on sources of a single publisher."
    )
    nested = replace(briefing.sections[0], sections=(briefing.sections[1],))
    nested_in = replace(briefing, sections=(nested, *briefing.sections[2:]))
    assert "The section “Gas” rests on a single independent source." in words(nested_in)
    assert "Price" not in words(nested_in)


def test_a_source_that_only_a_hidden_row_cites_is_not_counted_unless_a_row_rests_on_it() -> None:
    briefing = resting_on(
        {"Gas": ["a"], "Price": ["b"]},
        source("a", "one"),
        source("b", "two"),
        publishers=[publisher("one", Reliability.B), publisher("two", Reliability.B)],
    )
    hidden = apply(briefing, HideItem(item_id="f1"))
    assert words(hidden).startswith("The statements draw on 1 source of 1 publisher.")
    assert "Price" not in words(hidden)
    rested_on = apply(a_briefing(), HideItem(item_id="f2"))
    assert words(rested_on).startswith("The statements draw on 2 sources")
    released = apply(rested_on, SetEvidence(item_id="j1"))
    assert words(released).startswith("The statements draw on 2 sources"), "the first statement cites both"


def test_the_remark_of_the_author_is_kept_apart_by_paragraph() -> None:
    view = source_summary(replace(a_briefing(), source_remark="One voice.\n\nمنبع"))
    assert view.remark == ("One voice.", "منبع")
    assert "One voice" not in view.text


def test_listed_sources_that_no_statement_draws_on_are_counted_by_themselves() -> None:
    briefing = withheld(a_briefing())
    counted = source_summary(briefing).text
    used = {citation.source_id for each in briefing.library.facts for citation in each.citations}

    assert source_summary(briefing, listed=used).text == counted
    one, two = (source_summary(briefing, listed={*used, *more}).text for more in (["map"], ["map", "sea"]))
    assert "; 1\u00a0more serves only figures and tables. Reliability" in one
    assert "; 2\u00a0more serve only figures and tables. Reliability" in two
