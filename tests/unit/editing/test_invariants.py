"""Whatever edits are drawn, a briefing stays sound, unchanged by refusals, and equal to its serial form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.codec import decode, encode
from briefing.editing import Edit, apply, broken_invariants
from briefing.editing.tree import all_ids
from briefing.errors import EditError
from briefing.model.briefing import Briefing
from tests.builders import a_briefing
from tests.examples import examples
from tests.unit.editing.strategies import EDITS, EDITS_BY_KIND

LIVES = st.lists(EDITS, min_size=1, max_size=12)


def walk(edits: Iterable[Edit]) -> Iterator[tuple[Briefing, Edit, Briefing]]:
    """The accepted edits of a random life, each with the briefing before and after it."""
    briefing = a_briefing()
    for edit in edits:
        try:
            after = apply(briefing, edit)
        except EditError:
            continue
        yield briefing, edit, after
        briefing = after


@settings(max_examples=examples(250), deadline=None)
@given(LIVES)
def test_every_briefing_that_edits_reach_is_sound_and_equals_its_serial_form(edits: list[Edit]) -> None:
    for _, _, after in walk(edits):
        assert broken_invariants(after) == []
        assert decode(encode(after), Briefing, "again") == after


@pytest.mark.parametrize("kind", get_args(Edit), ids=lambda kind: kind.__name__)
@settings(max_examples=examples(40), deadline=None)
@given(data=st.data())
def test_an_edit_of_each_kind_is_refused_with_a_reason_or_leaves_a_sound_briefing(
    kind: Any, data: st.DataObject
) -> None:
    said: list[str] = []
    try:
        after = apply(a_briefing(), data.draw(EDITS_BY_KIND[kind]))
    except EditError as error:
        after = a_briefing()
        said = [problem.message for problem in error.problems]
    assert all(message.endswith(".") for message in said)
    assert broken_invariants(after) == []
    assert decode(encode(after), Briefing, "again") == after


@settings(max_examples=examples(100), deadline=None)
@given(LIVES)
def test_applying_an_edit_never_changes_the_briefing_that_it_is_given(edits: list[Edit]) -> None:
    briefing = a_briefing()
    for edit in edits:
        before, said = encode(briefing), encode(edit)
        try:
            after = apply(briefing, edit)
        except EditError:
            after = briefing
        assert (encode(briefing), encode(edit)) == (before, said)
        briefing = after


@settings(max_examples=examples(100), deadline=None)
@given(LIVES)
def test_an_id_that_was_removed_is_never_used_again(edits: list[Edit]) -> None:
    gone: set[str] = set()
    for before, _, after in walk(edits):
        gone |= set(all_ids(before)) - set(all_ids(after))
        assert not gone & set(all_ids(after))


@settings(max_examples=examples(100), deadline=None)
@given(LIVES)
def test_an_edit_read_back_from_its_serial_form_gives_an_equal_briefing_with_equal_bytes(
    edits: list[Edit],
) -> None:
    for before, edit, after in walk(edits):
        as_read: Any = decode(encode(edit), Edit, "edit")  # type: ignore[arg-type]
        again = apply(decode(encode(before), Briefing, "before"), as_read)
        assert again == after
        assert encode(again) == encode(after)
