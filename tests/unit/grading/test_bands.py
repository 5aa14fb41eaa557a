"""A number becomes a term only where the scheme says so; ties, gaps and the outside are said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.grading import Fit, Scale, ScaleTerm, Subject, band_text, is_in_band, match_band
from tests.builders import bundled_scales

LIKELIHOODS = [
    scale
    for scheme in bundled_scales().schemes.values()
    for scale in scheme.scales
    if any(term.low is not None for term in scale.terms)
]
PERCENT = st.floats(0, 100) | st.integers(0, 100).map(float)


def likelihood(scheme_id: str) -> Scale:
    found = bundled_scales().schemes[scheme_id].scale(Subject.LIKELIHOOD)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("scheme_id", "percent", "fit", "term"),
    [
        ("icd-203", 60, Fit.INSIDE, "likely"),
        ("icd-203", 20, Fit.TIE, "unlikely"),
        ("icd-203", 45, Fit.TIE, "roughly even chance"),
        ("icd-203", 95, Fit.TIE, "very likely"),
        ("icd-203", 5, Fit.TIE, "very unlikely"),
        ("icd-203", 0, Fit.OUTSIDE, None),
        ("icd-203", 100, Fit.OUTSIDE, None),
        ("phia", 5, Fit.INSIDE, "remote chance"),
        ("phia", 7, Fit.GAP, None),
        ("phia", 50, Fit.GAP, None),
        ("phia", 49.9, Fit.INSIDE, "realistic possibility"),
        ("phia", 0, Fit.OUTSIDE, None),
        ("phia", 100, Fit.OUTSIDE, None),
        ("nato", 40, Fit.TIE, None),
        ("nato", 10, Fit.INSIDE, "unlikely"),
        ("nato", 90, Fit.INSIDE, "likely"),
        ("nato", 91, Fit.INSIDE, "highly likely"),
        ("ipcc", 97, Fit.NESTED, "extremely likely"),
        ("ipcc", 80, Fit.NESTED, "likely"),
        ("ipcc", 33, Fit.TIE, None),
        ("ipcc", 50, Fit.INSIDE, "about as likely as not"),
        ("stix-2-1", 59, Fit.INSIDE, "even chance"),
        ("stix-2-1", 59.5, Fit.GAP, None),
        ("stix-2-1", 100, Fit.INSIDE, "certain"),
        ("plain", 40, Fit.INSIDE, "about even"),
    ],
)
def test_a_number_takes_the_term_that_the_scheme_gives_it(
    scheme_id: str, percent: float, fit: Fit, term: str | None
) -> None:
    found = match_band(likelihood(scheme_id), percent)
    assert (found.fit, found.term.term if found.term else None) == (fit, term)


def test_what_happened_to_a_number_is_said_in_a_sentence() -> None:
    numbers = (("icd-203", 20), ("phia", 7), ("nato", 60), ("icd-203", 100), ("ipcc", 97))
    said = {
        (scheme, number): match_band(likelihood(scheme), number).reason.replace("\u00a0", " ")
        for scheme, number in numbers
    }
    assert said["icd-203", 20] == (
        "20 % lies in very unlikely (5–20 %) and unlikely (20–45 %); "
        "the one nearer to 50 is taken: unlikely."
    )
    assert said["phia", 7] == (
        "7 % lies between remote chance (>0–≈5 %) and highly unlikely (≈10–≈20 %), "
        "where the scale has no term."
    )
    assert said["nato", 60].endswith("the scale has no rule: no term.")
    assert said["icd-203", 100] == "100 % lies above almost certain (95–99 %), outside the scale."
    assert "the narrowest is taken: extremely likely" in said["ipcc", 97]


@given(st.sampled_from(LIKELIHOODS), PERCENT)
def test_a_number_never_takes_a_term_whose_band_does_not_hold_it(scale: Scale, percent: float) -> None:
    found = match_band(scale, percent)
    assert found.candidates == tuple(term for term in scale.terms if is_in_band(term, percent))
    assert found.term is None or found.term in found.candidates
    assert (found.fit in {Fit.GAP, Fit.OUTSIDE}) == (not found.candidates)


@given(st.sampled_from(LIKELIHOODS))
def test_the_published_value_of_a_term_lies_in_its_band(scale: Scale) -> None:
    for term in scale.terms:
        assert term.value is None or match_band(scale, term.value).term == term


def test_a_scale_of_words_gives_no_number_a_term() -> None:
    confidence = bundled_scales().schemes["icd-203"].scale(Subject.CONFIDENCE)
    assert confidence is not None
    found = match_band(confidence, 60)
    assert (found.fit, found.term) == (Fit.UNNUMBERED, None)


def test_bands_are_written_as_they_were_published() -> None:
    written = {
        scheme: [band_text(term).replace("\u00a0", " ") for term in likelihood(scheme).terms]
        for scheme in ("phia", "nato", "ipcc", "stix-2-1")
    }
    assert written["phia"] == [
        ">0–≈5 %", "≈10–≈20 %", "≈25–≈35 %", "≈40–<50 %", "≈55–≈75 %", "≈80–≈90 %", "≈95–<100 %",
    ]  # fmt: skip
    assert written["nato"] == ["<10 %", "10–40 %", "40–60 %", "60–90 %", ">90 %"]
    assert written["ipcc"] == [
        "0–1 %", "0–5 %", "0–10 %", "0–33 %", "33–66 %",
        ">50 %", "66–100 %", "90–100 %", "95–100 %", "99–100 %",
    ]  # fmt: skip
    assert written["stix-2-1"] == ["0 %", "1–19 %", "20–39 %", "40–59 %", "60–79 %", "80–99 %", "100 %"]
    assert band_text(ScaleTerm(id="x", words=("x",))) == ""
