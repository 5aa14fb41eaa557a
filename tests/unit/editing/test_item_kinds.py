"""The table of item kinds: complete, and true to the types that it speaks of."""

from __future__ import annotations

import typing

import pytest

from briefing.editing.invariants import content_problems
from briefing.editing.item_kinds import ITEM_KINDS, text_of_item
from briefing.model.briefing import FactItem, Item, Judgement, Prose, Table
from tests.builders import a_briefing

ITEM_TYPES = typing.get_args(Item)


def test_every_kind_of_item_has_a_line_in_the_table() -> None:
    assert set(ITEM_KINDS) == set(ITEM_TYPES)


@pytest.mark.parametrize("item_type", ITEM_TYPES)
def test_every_kind_of_item_has_a_rule_for_its_content(item_type: type[Item]) -> None:
    assert content_problems.dispatch(item_type) is not content_problems.dispatch(object)


@pytest.mark.parametrize("item_type", ITEM_TYPES)
def test_the_text_field_is_a_field_of_its_kind(item_type: type[Item]) -> None:
    assert ITEM_KINDS[item_type].text_field in item_type.__struct_fields__


def test_no_two_kinds_begin_their_ids_alike() -> None:
    prefixes = [kind.id_prefix for kind in ITEM_KINDS.values()]
    assert len(prefixes) == len(set(prefixes))
    assert "s" not in prefixes, "the ids of sections begin with s"


def test_the_text_of_an_item_is_what_a_reader_sees_of_it() -> None:
    briefing = a_briefing()
    statements = {fact.id: fact.statement for fact in briefing.library.facts}
    fact = next(item for item in briefing.walk_items() if isinstance(item, FactItem))
    plain = FactItem(id="f99", fact_id=fact.fact_id)
    worded = FactItem(id="f99", fact_id=fact.fact_id, wording="Other words")
    assert text_of_item(plain, statements) == statements[fact.fact_id]
    assert text_of_item(worded, statements) == "Other words"
    assert text_of_item(Judgement(id="j9", text="It is so"), {}) == "It is so"
    assert text_of_item(Table(id="t9", caption="Prices", columns=("a",), rows=()), {}) == "Prices"


def test_the_content_of_an_item_is_checked_by_its_kind() -> None:
    assert list(content_problems(Prose(id="p9", text=" "))) == ["Item 'p9' has no text."]
    assert not list(content_problems(Prose(id="p9", text="Words")))
    for item in a_briefing().walk_items():
        assert not list(content_problems(item))
