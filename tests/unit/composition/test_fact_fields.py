"""The table of a fact's fields, and every place that shows a fact."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.app.presentation.fact_text import card_html
from briefing.cli.show import fact_lines
from briefing.composition.fact_fields import FACT_FIELDS, NOT_FIELDS, field_words, quantity_text
from briefing.exports.registry import FORMATS
from briefing.model.fact import Fact, Quantity
from briefing.model.library import Catalogue, Material
from briefing.model.source import TextQuote
from briefing.model.terms import Qualifier
from briefing.model.treaty import Place
from tests.small_briefing import a_briefing
from tests.unit.exports.conftest import an_edition
from tests.unit.exports.exported_text import csv_lines, markdown_text, page_text, sheet_lines, word_text

BOUNDS = {"exactly": "", "about": "about ", "up_to": "up to ", "at_least": "at least "}


def described(fact: Fact) -> Fact:
    """The fact with a value in each field of the table."""
    return replace(
        fact,
        attributed_to="The Ministry",
        date="2025-03-04",
        place=Place(country="CN", name="Tianjin"),
        route=(Place(country="IR", name="Rasht"), Place(country="IR", name="Astara")),
        quantity=Quantity(value=5500, unit="bcm", qualifier=Qualifier.UP_TO),
    )


def test_each_field_of_a_fact_is_in_the_table_or_has_a_reason_not_to_be() -> None:
    names = [field.name for field in FACT_FIELDS]
    assert sorted([*names, *NOT_FIELDS]) == sorted(field.name for field in msgspec.structs.fields(Fact))


def test_the_words_of_a_fact_need_no_headings() -> None:
    fact = described(a_briefing().library.facts[0])
    assert field_words(fact, "en") == [
        "reported",
        "according to The Ministry",
        "4\u00a0March\u00a02025",
        "Tianjin, China",
        "Rasht \u2013 Astara",
        "up to 5,500\u00a0bcm",
    ]


@given(st.integers(-(10**12), 10**12), st.sampled_from(Qualifier))
def test_a_quantity_keeps_its_number_and_its_bound(value: int, qualifier: Qualifier) -> None:
    text = quantity_text(Quantity(value=value, unit="t", qualifier=qualifier), "en")
    assert text.startswith(BOUNDS[qualifier])
    assert int(text.removeprefix(BOUNDS[qualifier]).removesuffix("\u00a0t").replace(",", "")) == value


@pytest.mark.parametrize("format_id", ["html", "docx", "md", "csv", "xlsx"])
def test_place_route_and_quantity_are_in_every_format_that_lists_facts(format_id: str) -> None:
    briefing = a_briefing()
    facts = [described(fact) for fact in briefing.library.facts]
    library = Material.of(facts=facts).merged_over(briefing.library)
    content = FORMATS[format_id].write(an_edition(replace(briefing, library=library)))
    readers = {"html": page_text, "docx": word_text, "md": markdown_text}
    if format_id in readers:
        text = readers[format_id](content)
    else:
        lines = csv_lines(content) if format_id == "csv" else sheet_lines(content, "Facts")
        text = " ".join(str(cell) for line in lines for cell in line.values())
    shown = " ".join(text.replace("\u00a0", " ").split())
    assert "Tianjin, China" in shown
    assert "Rasht \u2013 Astara" in shown
    assert "5,500 bcm" in shown or "5500 bcm up to" in shown


def test_place_and_quantity_are_on_the_hover_card_and_the_command_line() -> None:
    briefing = a_briefing()
    fact = described(briefing.library.facts[0])
    catalogue = Catalogue(Material.of(facts=[fact]).merged_over(briefing.library))
    assert "Tianjin, China" in card_html(fact, catalogue)
    assert "up to 5,500\u00a0bcm" in card_html(fact, catalogue)
    lines = dict(fact_lines(fact, catalogue))
    assert lines["place"] == "Tianjin, China"
    assert lines["quantity"] == "up to 5,500\u00a0bcm"


@pytest.mark.parametrize("format_id", ["html", "docx", "md"])
def test_the_words_of_a_source_are_in_the_annex_of_facts_with_their_translation(format_id: str) -> None:
    briefing = a_briefing()
    readers = {"html": page_text, "docx": word_text, "md": markdown_text}
    quote = TextQuote(
        exact="Стороны согласны.", language="ru", translation="They agree.", translator="A. B."
    )
    plain = TextQuote(exact="It is agreed.", translation="It is so.")
    facts = [
        replace(fact, citations=(replace(fact.citations[0], quotes=(quote, plain)), *fact.citations[1:]))
        for fact in briefing.library.facts
    ]
    library = Material.of(facts=facts).merged_over(briefing.library)
    text = readers[format_id](FORMATS[format_id].write(an_edition(replace(briefing, library=library))))
    shown = " ".join(text.replace("\u00a0", " ").split())
    for words in (
        "“Стороны согласны.”",
        "Translated by A. B.: “They agree.”",
        "In translation: “It is so.”",
    ):
        assert words in shown
    assert "Source 1: “Стороны согласны.”" in shown
