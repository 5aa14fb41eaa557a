"""The name of a treaty is printed before a statement that a reader could take for one on another."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.composition.compose import compose
from briefing.composition.judgements.argument_map import items
from briefing.composition.views.statements import FactView
from briefing.grading import Scales
from briefing.model.briefing import Briefing, FactItem, Section
from briefing.model.library import Material
from briefing.model.terms import Presence
from briefing.model.treaty import Party
from tests.small_briefing import a_briefing, fact, treaty

_KOREA = replace(
    treaty("north", Presence.YES),
    short_title="Russia–DPRK 2024",
    parties=(Party(country="RU", name="Russia"), Party(country="KP", name="DPRK")),
)
_IRAN = replace(treaty("south", Presence.NO), short_title="Russia–Iran 2025")


def printed(scales: Scales, *sections: dict[str, tuple[str, str]]) -> list[str]:
    """Print sections of facts, each a treaty and a statement by id, and return the statements."""
    given = {fact_id: each for section in sections for fact_id, each in section.items()}
    facts = [fact(each, statement, treaty_id=on) for each, (on, statement) in given.items()]
    base = a_briefing().library
    briefing = Briefing(
        id="b",
        title="Aid",
        sections=tuple(
            Section(
                id=f"s{number}",
                title="Aid",
                items=tuple(FactItem(id=f"r-{each}", fact_id=each) for each in section),
            )
            for number, section in enumerate(sections)
        ),
        library=Material.of((_IRAN, _KOREA), base.publishers, base.sources, facts),
    )
    views = items(compose(briefing, {}, scales).sections)
    return [view.text for view in views if isinstance(view, FactView)]


def test_a_statement_on_another_treaty_than_most_is_printed_with_the_name_of_its_treaty(
    scales: Scales,
) -> None:
    first = {"a": ("south", "The parties consult"), "b": ("south", "It lasts"), "c": ("south", "It binds")}
    other = {"d": ("north", "Each gives aid at once"), "e": ("north", "It lasts")}

    assert printed(scales, first, other) == [
        "The parties consult.",
        "It lasts.",
        "It binds.",
        "Russia–DPRK 2024: Each gives aid at once.",
        "Russia–DPRK 2024: It lasts.",
    ]


def test_a_statement_that_names_its_treaty_or_the_other_party_is_printed_as_it_is(scales: Scales) -> None:
    statements = ("The DPRK gives aid", "Russia and North Korea consult", "Russia–DPRK 2024 has no term")
    first = {f"a{number}": ("south", "It lasts") for number in range(4)}
    other = {f"b{number}": ("north", each) for number, each in enumerate(statements)}

    assert printed(scales, first, other)[4:] == [f"{each}." for each in statements]


def test_a_statement_among_those_on_another_treaty_is_printed_with_its_name(scales: Scales) -> None:
    first = {f"a{number}": ("south", "It lasts") for number in range(4)}
    other = {
        "b": ("north", "The DPRK gives aid"),
        "c": ("north", "The DPRK pays"),
        "d": ("south", "It binds"),
    }

    assert printed(scales, first, other)[-1] == "Russia–Iran 2025: It binds."


def test_where_no_treaty_has_the_most_statements_each_is_printed_with_its_name(scales: Scales) -> None:
    one, two = {"a": ("south", "It lasts")}, {"b": ("north", "Russia pays")}

    assert printed(scales, one, two) == ["Russia–Iran 2025: It lasts.", "Russia–DPRK 2024: Russia pays."]
