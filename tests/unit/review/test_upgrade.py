"""What only this version of the program finds in text that another version saved."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

import briefing as program
from briefing.editing import Reword, apply
from briefing.model.briefing import Briefing
from briefing.model.issue import SavedReview
from briefing.project.format import Project, pack, unpack
from briefing.project.sending import for_sending
from briefing.review import Finding, review
from briefing.review.upgrade import saved_review, with_new_marked
from tests.builders import bundled_library, bundled_scales
from tests.unit.review.corpus_loader import a_sound_briefing, with_item, worded

STRONG = with_item(a_sound_briefing(), worded("f1", "Russia will supply Iran with 65 bcm of gas a year."))


def findings(briefing: Briefing = STRONG) -> tuple[Finding, ...]:
    return review(briefing, bundled_scales(), bundled_library())


def new(
    saved: SavedReview | None, saved_by: str, now: Briefing = STRONG, before: Briefing = STRONG
) -> set[str]:
    marked = with_new_marked(findings(now), now, before, saved, saved_by)
    return {each.rule_id for each in marked if each.is_new}


def test_what_the_earlier_version_did_not_find_is_new() -> None:
    earlier = tuple(each for each in findings() if each.rule_id != "number-changed")
    saved = replace(saved_review(earlier), version="0.0.9")
    assert new(saved, "0.0.9") == {"number-changed"}
    assert new(replace(saved_review(findings()), version="0.0.9"), "0.0.9") == set()


def test_nothing_is_new_where_the_same_version_saved_it_or_nobody_did() -> None:
    assert new(saved_review(()), program.__version__) == set()
    assert new(None, "") == set()
    assert new(None, program.__version__) == set()


def test_without_a_saved_review_the_rules_of_a_later_version_decide() -> None:
    rules = new(None, "0.1.0")
    assert "attribution-dropped" in rules
    assert "number-changed" not in rules
    assert new(None, "99.0") == set()
    assert new(None, "unknown") >= rules


def test_a_row_that_was_changed_since_has_nothing_new() -> None:
    now = apply(STRONG, Reword(item_id="f1", text="Russia will supply Iran with 75 bcm of gas a year."))
    assert new(replace(saved_review(()), version="0.0.9"), "0.0.9", now) == set()


@pytest.mark.parametrize("saved", [None, SavedReview("0.2.0", ("a", "b"))])
def test_a_project_keeps_its_findings_and_the_version_but_a_copy_for_sending_does_not(
    saved: SavedReview | None,
) -> None:
    read = unpack(pack(Project(STRONG, review=saved)), "x")
    assert (read.review, read.saved_by) == (saved, program.__version__)
    assert for_sending(read).review is None
    assert pack(for_sending(read)) == pack(for_sending(Project(STRONG)))
