"""Waivers that earlier versions of the program saved still apply, although messages have been reworded."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.editing import WaiveFinding, apply
from briefing.model.briefing import Briefing
from briefing.review import review
from briefing.review.saved_messages import current_message
from tests.builders import bundled_library, bundled_scales
from tests.unit.review.corpus_loader import found, open_findings
from tests.unit.review.test_rules import PLANTED

SAVED = {
    "weak-beneath-high": "Only sources graded E or F, or information graded 4 to 6, stand beneath it.",
    "judgement-without-alternatives": "Nothing says what else could be so.",
    "judgement-without-assumptions": "Nothing says what it takes as given.",
    "judgement-without-evidence": "No row is named as evidence.",
}


def with_saved_waiver(briefing: Briefing, rule: str, context: str) -> Briefing:
    (finding,) = [each for each in open_findings(briefing) if each.rule_id == rule]
    waiver = finding.waived("It is agreed.", "A", "2025-11-03")
    return apply(briefing, WaiveFinding(replace(waiver, context=context)))


@pytest.mark.parametrize("rule", SAVED)
def test_a_waiver_with_the_earlier_message_still_applies(rule: str) -> None:
    briefing, _ = PLANTED[rule]
    assert rule not in {each for each, _, _ in found(with_saved_waiver(briefing, rule, SAVED[rule]))}


def test_a_waiver_shows_as_it_was_saved() -> None:
    rule = "judgement-without-alternatives"
    briefing = with_saved_waiver(PLANTED[rule][0], rule, SAVED[rule])
    (finding,) = [
        each for each in review(briefing, bundled_scales(), bundled_library()) if each.rule_id == rule
    ]
    assert finding.waiver == briefing.waivers[0]


def test_a_waiver_with_another_message_does_not_apply() -> None:
    rule = "grade-departs"
    briefing = with_saved_waiver(PLANTED[rule][0], rule, "Graded high. Graded A6, it begins at low.")
    assert rule in {each for each, _, _ in found(briefing)}


EARLIER_REASONS = [
    ("Graded A1, it begins at high.", "The grade A1 gives high."),
    (
        "Graded F2, it begins at low; its best source cannot be judged, which counts for nothing and not "
        "as a middle.",
        "The grade F2 gives low, because its best source cannot be judged.",
    ),
    ("2 independent origins bear it out, a step up.", "2 independent origins confirm it: one step up."),
    ("It has one source, so no more than moderate.", "It has one source: moderate at most."),
    ("It has one source, the text itself.", "It has one source, the text of the treaty."),
    (
        "2 other facts contradict it, no less well founded: a step down.",
        "2 other facts contradict it, graded at least as high: one step down.",
    ),
    (
        "Of 2 pieces of evidence the second strongest is held with low confidence.",
        "The second strongest of 2 pieces of evidence has low confidence.",
    ),
]


@pytest.mark.parametrize(("earlier", "current"), EARLIER_REASONS)
def test_reasons_of_a_suggestion_are_read_in_today_s_wording(earlier: str, current: str) -> None:
    assert current_message(f"Graded high. {earlier}") == f"Graded high. {current}"
    assert current_message(current) == current


@pytest.mark.parametrize("rule", PLANTED)
def test_a_message_of_today_is_left_as_it_is(rule: str) -> None:
    for finding in open_findings(PLANTED[rule][0]):
        assert current_message(finding.message) == finding.message
