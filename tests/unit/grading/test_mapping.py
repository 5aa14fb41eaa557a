"""From one scheme to another: what fits is proposed with its reason, and what does not is left open."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.grading import Scheme, Subject, proposals
from tests.builders import bundled_scales

SCHEMES = [scheme for scheme in bundled_scales().schemes.values() if scheme.scale(Subject.CONFIDENCE)]


@pytest.mark.parametrize(
    ("old", "term", "new", "target", "reason"),
    [
        ("icd-203", "likely", "phia", "likely", "80 % of 55–80 % lies in ≈55–≈75 %."),
        ("icd-203", "likely", "stix-2-1", "likely", "76 % of 55–80 % lies in 60–79 %."),
        ("icd-203", "unlikely", "phia", None, "No band holds most of 20–45 %."),
        ("icd-203", "roughly-even-chance", "nato", "even-chance", "45–55 % lies in 40–60 %."),
        ("phia", "remote-chance", "icd-203", "almost-no-chance", "80 % of >0–≈5 % lies in 1–5 %."),
        ("icd-203", "very-likely", "ipcc", "likely", "80–95 % lies in 66–100 %."),
        ("icd-203", "almost-certain", "ipcc", "extremely-likely", "95–99 % lies in 95–100 %."),
        ("icd-203", "likely", "jp-2-0", None, "The new scheme has no scale of likelihood."),
    ],
)
def test_a_likelihood_goes_where_its_numbers_go(
    old: str, term: str, new: str, target: str | None, reason: str
) -> None:
    schemes = bundled_scales().schemes
    (found,) = proposals(schemes[old], schemes[new], [term], [])
    assert (found.target.id if found.target else None) == target
    assert found.reason.replace("\u00a0", " ") == reason


@pytest.mark.parametrize(
    ("old", "term", "new", "target"),
    [
        ("icd-203", "moderate", "phia", "moderate"),
        ("icd-203", "moderate", "plain", "medium"),
        ("icd-203", "high", "ipcc", "high"),
        ("icd-203", "moderate", "ipcc", None),
        ("ipcc", "very-high", "icd-203", None),
    ],
)
def test_a_confidence_goes_by_its_level_or_its_word_and_else_nowhere(
    old: str, term: str, new: str, target: str | None
) -> None:
    schemes = bundled_scales().schemes
    (found,) = proposals(schemes[old], schemes[new], [], [term])
    assert (found.target.id if found.target else None) == target


@given(st.sampled_from(SCHEMES), st.sampled_from(SCHEMES), st.data())
def test_every_term_in_use_gets_one_proposal_with_a_reason_and_a_term_of_the_new_scheme(
    old: Scheme, new: Scheme, data: st.DataObject
) -> None:
    used = {
        subject: data.draw(st.lists(st.sampled_from([t.id for t in scale.terms]), unique=True))
        if (scale := old.scale(subject))
        else []
        for subject in (Subject.LIKELIHOOD, Subject.CONFIDENCE)
    }
    found = proposals(old, new, used[Subject.LIKELIHOOD], used[Subject.CONFIDENCE])
    assert {(each.subject, each.term_id) for each in found} == {
        (subject, term) for subject, terms in used.items() for term in terms
    }
    for each in found:
        assert each.reason.endswith(".")
        scale = new.scale(each.subject)
        assert each.target is None or (scale is not None and scale.term(each.target.id) == each.target)
