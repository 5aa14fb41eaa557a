"""A briefing as a value: its order of reading, and its serial form."""

from __future__ import annotations

import msgspec
import pytest

from briefing.codec import encode
from briefing.model.briefing import Briefing, FactItem, Grade, Section
from tests.builders import a_briefing


def test_sections_and_items_are_walked_in_reading_order_at_any_depth() -> None:
    briefing = a_briefing()
    assert [section.id for section in briefing.walk_sections()] == ["s1", "s2", "s3"]
    assert [item.id for item in briefing.walk_items()] == ["j1", "f1", "f2", "p1", "g1", "t1", "c1", "d1"]
    assert [section.id for section in briefing.sections[1].walk()] == ["s2", "s3"]


def test_the_kind_of_an_item_is_its_tag_in_files() -> None:
    kinds = [item.__struct_config__.tag for item in a_briefing().walk_items()]
    assert kinds == ["judgement", "fact", "fact", "prose", "figure", "table", "comparison", "drawing"]


def test_the_serial_form_has_every_field_so_that_equal_values_have_equal_bytes() -> None:
    plain = FactItem(id="f1", fact_id="route-agreed")
    explicit = FactItem(id="f1", fact_id="route-agreed", wording=None, note="", hidden=False)
    assert encode(plain) == encode(explicit)
    assert set(msgspec.json.decode(encode(plain))) == {"type", *FactItem.__struct_fields__}


def test_a_value_cannot_be_changed_in_place() -> None:
    with pytest.raises(AttributeError):
        a_briefing().title = "Another"  # type: ignore[misc]


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="unknown field"):
        msgspec.json.decode(b'{"id": "s1", "title": "One", "colour": "red"}', type=Section)


def test_a_credibility_beyond_the_admiralty_scale_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="<= 6"):
        msgspec.convert({"graded_by": "A", "graded_on": "2025-01-17", "credibility": 7}, Grade)


def test_an_empty_briefing_has_the_documented_defaults() -> None:
    briefing = Briefing(id="gas", title="Gas")
    assert (briefing.marking, briefing.scheme_id, briefing.template_id) == (
        "TLP:CLEAR",
        "icd-203",
        "assessment",
    )
    assert list(briefing.walk_items()) == []
