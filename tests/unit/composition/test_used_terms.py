"""The terms of the scales that a briefing prints, and that the explanation of its grades marks as used."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.composition.compose import compose
from briefing.composition.grades import Grades
from briefing.composition.views.annexes import ScaleView
from briefing.grading import Scales
from briefing.model.library import Catalogue, Material
from tests.builders import GRADE
from tests.small_briefing import a_briefing


def used(scale: ScaleView | None) -> list[str]:
    assert scale
    return [term.symbol for term in scale.terms if term.used]


def test_letters_of_cited_sources_are_used_even_where_a_better_source_gives_the_code(
    scales: Scales,
) -> None:
    """A fact with a source of each kind has the better letter in its code, and both in its references."""
    briefing = a_briefing()
    price = [item for item in briefing.sections[1].sections[0].items if item.id == "f3"]
    route = [item for item in briefing.sections[1].items if item.id == "f1"]
    sections = (replace(briefing.sections[1], items=tuple(route + price), sections=()),)
    printed = compose(replace(briefing, sections=sections), {}, scales)
    assert {fact.code[0] for fact in printed.facts} == {"B"}
    assert {ref.letter for fact in printed.facts for ref in fact.refs} == {"B", "F"}
    assert used(printed.scheme.reliability) == ["B", "F"]


def test_each_letter_and_figure_is_used_once_whatever_cites_it(scales: Scales) -> None:
    view = Grades("icd-203", scales, Catalogue(Material())).scheme_view([GRADE, None], ["B3", "B2"], "BE")
    assert used(view.reliability) == ["B", "E"]
    assert used(view.credibility) == ["2", "3"]
    assert used(view.confidence) == ["moderate"]
