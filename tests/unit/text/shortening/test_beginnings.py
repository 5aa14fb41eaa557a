"""Texts are shortened where they still say the same: not by a likelihood, a negation, a condition."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.grading.scheme import Subject
from briefing.model.terms import slug_of_title
from briefing.text.shortening.beginnings import ELLIPSIS, beginning, opening
from briefing.text.shortening.qualifiers import qualifiers_in
from tests.builders import bundled_scales

VERY_UNLIKELY = "The treaty almost certainly binds, but mutual defence in 2026 is very unlikely"
PIECES = [
    "gas",
    "will",
    "flow",
    "not",
    "very",
    "unlikely",
    "if",
    ",",
    ". ",
    ": ",
    "Iran",
    " – ",
    "only",
    " ",
]


def fits(most: int) -> Callable[[str], bool]:
    return lambda text: len(text) <= most


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (VERY_UNLIKELY, ""),
        ("Russia and Iran: what the treaty provides for", f"Russia and Iran{ELLIPSIS}"),
        ("Gas flows to Iran, says the Russian minister", ""),
        ("Gas flows to Iran, unless sanctions stay", ""),
        ("Iran gets Russian gas; nobody doubts it at all", ""),
        ("Iran gets Russian gas – that isn’t agreed at all", ""),
        ("The treaty is in force, the Majlis approved it", f"The treaty is in force{ELLIPSIS}"),
    ],
)
def test_a_clause_is_left_out_only_where_it_qualifies_nothing(text: str, shown: str) -> None:
    assert beginning(text, fits(len(text))) == text
    assert beginning(text, fits(len(text) - 1)) == shown


def test_a_text_in_another_language_is_not_cut() -> None:
    text = "Der Vertrag gilt, ein Beistand ist sehr unwahrscheinlich"
    assert beginning(text, fits(40), "de") == ""
    assert beginning(text, fits(60), "de") == text


@given(st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join), st.integers(5, 80))
def test_what_is_left_out_qualifies_nothing(text: str, most: int) -> None:
    shown = beginning(text, fits(most))
    if shown and shown != text:
        assert len(shown) <= most
        kept = shown.removesuffix(ELLIPSIS)
        assert text.startswith(kept)
        assert not qualifiers_in(text[len(kept) :])


@given(st.lists(st.sampled_from(["gas", "flows", "not", "unlikely", "to", "Iran"]), min_size=30), st.data())
def test_an_opening_fits_and_is_a_beginning(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    shown = opening(text, data.draw(st.integers(12, 70)))
    assert shown.endswith(ELLIPSIS)
    assert text.startswith(shown.removesuffix(ELLIPSIS))


def test_an_opening_does_not_end_next_to_a_qualifier() -> None:
    assert (
        opening("The Parties of this treaty shall not help an aggressor", 36) == f"The Parties of{ELLIPSIS}"
    )
    assert opening("Mutual defence of the two parties in 2026 is very unlikely", 49) == (
        f"Mutual defence of the two parties{ELLIPSIS}"
    )


def test_the_likelihoods_of_all_schemes_are_known() -> None:
    scales = [scheme.scale(Subject.LIKELIHOOD) for scheme in bundled_scales().schemes.values()]
    terms = [term.term for scale in scales if scale is not None for term in scale.terms]
    assert len(terms) > 7
    assert [term for term in terms if not qualifiers_in(term)] == []


def test_the_name_of_a_file_does_not_leave_a_likelihood_out() -> None:
    assert slug_of_title(f"The Russia–Iran {VERY_UNLIKELY[4:]}") == "briefing"
    assert slug_of_title(
        "The treaty of Russia and Iran: the pipeline, the ports and the power stations"
    ) == ("the-treaty-of-russia-and-iran-the-pipeline-the-ports-and-the")
    assert slug_of_title("Gas will not flow") == "gas-will-not-flow"
    long = "Der Vertrag gilt, aber ein militärischer Beistand ist sehr unwahrscheinlich"
    assert slug_of_title(long, "de") == "briefing"
