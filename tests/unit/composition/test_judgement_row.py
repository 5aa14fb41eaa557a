"""The row of a judgement: its short reason, and its likelihood on a strip."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.composition.grades import Grades
from briefing.composition.judgements.short_reason import short_reason
from briefing.model.library import Catalogue, Material
from tests.builders import GRADE, bundled_scales

LONG = "The article and the officials of both parties point the same way in everything that was seen. "
RANGES = [
    ("icd-203", "very-unlikely", (5, 15)),
    ("icd-203", "almost-certain", (95, 4)),
    ("ipcc", "exceptionally-unlikely", (0, 2)),
    ("ipcc", "virtually-certain", (98, 2)),
]


def test_a_short_reason_is_printed_whole_and_on_one_line() -> None:
    assert short_reason("Price and\ntransit are open.") == "Price and transit are open."


def test_a_long_reason_ends_after_a_sentence_and_says_that_it_goes_on() -> None:
    assert (
        short_reason(LONG + "Yet nobody has read the whole text, or seen the annexes that it names. ")
        == f"{LONG.strip()}\u00a0…"
    )


@given(st.text(st.sampled_from("ab.…\n "), max_size=400))
def test_a_reason_is_never_cut_without_an_ellipsis(rationale: str) -> None:
    whole, short = " ".join(rationale.split()), short_reason(rationale)
    assert len(short) <= 160
    assert short == whole or (short.endswith("\u00a0…") and whole.startswith(short[:-2]))


@pytest.mark.parametrize(("scheme", "term", "band"), RANGES)
def test_the_band_of_a_likelihood_is_within_the_strip_and_can_be_seen(
    scheme: str, term: str, band: tuple[float, float]
) -> None:
    grades = Grades(scheme, bundled_scales(), Catalogue(Material()))
    view = grades.view(replace(GRADE, likelihood=term), None)
    assert (view.band_start, view.band_width) == band


def test_a_judgement_without_a_likelihood_has_no_band() -> None:
    assert Grades("icd-203", bundled_scales(), Catalogue(Material())).view(GRADE, None).band_width == 0
