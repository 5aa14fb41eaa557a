"""A library fact in words: its code, origin, spoken and copied text, and its hover card."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.app.presentation.fact_text import (
    admiralty_code,
    card_html,
    citation_text,
    origin_text,
    plain_text,
    spoken_fact,
)
from briefing.model.fact import Fact
from briefing.model.library import Catalogue, Material
from briefing.model.terms import Reliability
from tests.builders import CATALOGUE, LIBRARY, fact, publisher, source, treaty


def catalogue_with(*facts: Fact) -> Catalogue:
    return Catalogue(
        Material.of(
            treaties=[treaty("alpha", "text-alpha")],
            publishers=[publisher("ministry", Reliability.A), publisher("forum", Reliability.F)],
            sources=[source("text-alpha", "ministry"), source("post", "forum")],
            facts=list(facts),
        )
    )


def test_the_most_reliable_source_decides_the_letter_of_the_code() -> None:
    both = fact("both", "post", "text-alpha")
    only = fact("only", "post")
    catalogue = catalogue_with(both, only)
    assert admiralty_code(both, catalogue) == f"A{both.credibility}"
    assert admiralty_code(only, catalogue) == f"F{only.credibility}"


def test_a_fact_without_a_citation_has_an_unjudged_source_and_no_origin() -> None:
    bare = replace(fact("bare", "post"), citations=())
    catalogue = catalogue_with(fact("other", "post"))
    assert admiralty_code(bare, catalogue).startswith("F")
    assert origin_text(bare, catalogue) == ""


def test_the_origin_names_the_first_publisher_and_counts_the_other_sources() -> None:
    assert origin_text(CATALOGUE.facts["bases-offered"], CATALOGUE) == "Forum"
    assert origin_text(CATALOGUE.facts["route-agreed"], CATALOGUE) == "Agency +1"


def test_a_screen_reader_hears_standing_code_use_and_contradiction() -> None:
    agreed = CATALOGUE.facts["route-agreed"]
    spoken = spoken_fact(agreed, CATALOGUE, is_used=True)
    assert spoken.startswith(agreed.statement)
    assert f", {admiralty_code(agreed, CATALOGUE)}, in the briefing, contradicted" in spoken
    unused = spoken_fact(CATALOGUE.facts["price-open"], CATALOGUE, is_used=False)
    assert "in the briefing" not in unused
    assert "contradicted" not in unused


def test_copied_text_carries_standing_code_and_every_source() -> None:
    agreed = CATALOGUE.facts["route-agreed"]
    text = plain_text(agreed, CATALOGUE)
    assert text.startswith(f"{agreed.statement} [")
    assert f"; {admiralty_code(agreed, CATALOGUE)}; " in text
    assert "Agency" in text
    assert "Forum" in text


def test_a_copied_citation_is_one_line_with_publisher_and_code() -> None:
    agreed = CATALOGUE.facts["route-agreed"]
    line = citation_text(agreed.citations[0], agreed, CATALOGUE)
    assert line.startswith("Agency, ")
    assert line.endswith(admiralty_code(agreed, CATALOGUE))
    assert "\n" not in line


def test_the_hover_card_escapes_markup_and_names_what_contradicts() -> None:
    risky = replace(CATALOGUE.facts["route-agreed"], statement="Less than <1 & more")
    catalogue = Catalogue(Material(facts=(risky,)).merged_over(LIBRARY))
    card = card_html(risky, catalogue)
    assert "Less than &lt;1 &amp; more" in card
    assert "Contradicted by" in card
    assert catalogue.facts["route-refused"].statement in card
    assert "Contradicted by" not in card_html(CATALOGUE.facts["price-open"], CATALOGUE)
