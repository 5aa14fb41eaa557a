"""Which rows the outline shows otherwise with another library does not depend on how that was made."""

from __future__ import annotations

from hypothesis import given

from briefing.app.panes.outline.outline_model import changed_facts
from briefing.model.library import Catalogue
from tests.unit.model.strategies import snapshots


@given(snapshots())
def test_the_facts_that_are_shown_otherwise_are_those_of_a_full_comparison(
    catalogues: tuple[Catalogue, Catalogue, Catalogue],
) -> None:
    _, before, after = catalogues
    compared = changed_facts(Catalogue(before.material), Catalogue(after.material))
    assert changed_facts(before, after) == compared
