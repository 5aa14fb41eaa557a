"""A finding is fixed by one edit: the check's own, other words in place, or the words of the fact."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.editing import RemoveItem, Reword
from briefing.model.briefing import Prose
from briefing.review.context import ReviewRow
from briefing.review.finding import Fix, RawFinding
from briefing.review.fixes import fix_for
from briefing.review.text.segmentation import Span
from tests.unit.profile import repeatable
from tests.unit.review.rows import a_fact, row_of

FACT = a_fact("Gas may flow")
OWN = Fix("Remove the row", RemoveItem(item_id="f1"))


def a_row(text: str) -> ReviewRow:
    return ReviewRow(Prose(id="p1", text=text), text)


def reworded(text: str, words: str, instead: str) -> tuple[str, str | None]:
    """The label and the new text of the fix that writes other words in place of those found."""
    start = text.index(words)
    raw = RawFinding("weasel-word", "", Span(start, start + len(words), words), replacement=instead)
    fix = fix_for(raw, a_row(text))
    assert fix is not None
    assert isinstance(fix.edit, Reword)
    assert fix.edit.item_id == "p1"
    return fix.label, fix.edit.text


def test_the_fix_of_the_check_itself_comes_first() -> None:
    raw = RawFinding("number-changed", "", Span(0, 3, "Gas"), fix=OWN, replacement="Oil")
    assert fix_for(raw, row_of(FACT, "Gas flows")) == OWN
    assert fix_for(raw, None) == OWN


@pytest.mark.parametrize(
    ("text", "words", "instead", "expected"),
    [
        ("It is quite unlikely.", "quite unlikely", "unlikely", "It is unlikely."),
        ("It clearly flows.", "clearly", "", "It flows."),
        ("Clearly it flows.", "Clearly", "", "It flows."),
        ("It flows, of course.", "of course", "", "It flows."),
        ("Of course, it flows.", "Of course", "", "It flows."),
        ("It, of course, flows.", "of course", "", "It, flows."),
        ("It flows clearly.", "clearly", "", "It flows."),
        ("It sells 65 bcm (65 bcm).", "65 bcm", "55 bcm", "It sells 55 bcm (65 bcm)."),
    ],
)
def test_other_words_are_written_in_place_without_gaps_or_loose_commas(
    text: str, words: str, instead: str, expected: str
) -> None:
    label, written = reworded(text, words, instead)
    assert written == expected
    assert label == (f"Change to “{instead}”" if instead else f"Delete “{words}”")


@repeatable
@given(
    st.lists(st.sampled_from(["gas", "flows", "clearly", "very", "so", "Iran"]), min_size=2, max_size=8),
    st.data(),
)
def test_all_other_words_stay_in_their_order(listed: list[str], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(listed) - 1))
    start = sum(len(word) + 1 for word in listed[:index])
    raw = RawFinding(
        "weasel-word", "", Span(start, start + len(listed[index]), listed[index]), replacement=""
    )
    fix = fix_for(raw, a_row(" ".join(listed)))
    assert fix is not None
    assert isinstance(fix.edit, Reword)
    rest = " ".join([*listed[:index], *listed[index + 1 :]])
    assert fix.edit.text == rest[0].upper() + rest[1:]


def test_a_wording_that_drifted_may_be_replaced_by_the_words_of_the_fact() -> None:
    raw = RawFinding("stronger-than-standing", "", Span(0, 3, "Gas"))
    fix = fix_for(raw, row_of(FACT, "Gas flows"))
    assert fix is not None
    assert fix.edit == Reword(item_id="f1")


def test_what_has_no_words_of_its_own_or_concerns_no_row_has_no_fix() -> None:
    assert fix_for(RawFinding("stronger-than-standing", ""), row_of(FACT, None)) is None
    assert fix_for(RawFinding("no-source", "", row_id="p1"), a_row("Gas flows")) is None
    assert fix_for(RawFinding("no-cut-off", ""), None) is None
