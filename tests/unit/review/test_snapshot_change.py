"""Which facts are checked otherwise with another snapshot does not depend on how that was made."""

from __future__ import annotations

from hypothesis import given

from briefing.model.library import Catalogue
from briefing.review.snapshot_change import facts_checked_otherwise
from tests.unit.model.strategies import snapshots


@given(snapshots())
def test_the_facts_that_are_checked_otherwise_are_those_of_a_full_comparison(
    catalogues: tuple[Catalogue, Catalogue, Catalogue],
) -> None:
    library, before, after = catalogues
    compared = facts_checked_otherwise(Catalogue(before.material), Catalogue(after.material), library)
    assert facts_checked_otherwise(before, after, library) == compared
