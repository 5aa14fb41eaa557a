"""The JSON form of values: deterministic, on one line, and read with every rule."""

from __future__ import annotations

import pytest

from briefing.codec import decode, encode, schema
from briefing.errors import BriefingError
from briefing.model.briefing import Briefing
from briefing.model.fact import Fact
from tests.builders import a_briefing, fact


def test_a_value_is_read_back_from_its_one_line() -> None:
    raw = encode(a_briefing())
    assert b"\n" not in raw
    assert decode(raw, Briefing, "x") == a_briefing()


def test_keys_are_in_one_order_however_they_were_inserted() -> None:
    assert encode({"b": 1, "a": 2}) == encode({"a": 2, "b": 1})


def test_decoding_applies_the_rules_of_fields_and_lists_every_problem() -> None:
    raw = encode(fact("price-open", "wire")).replace(b'"date":null', b'"date":"2025-13"')
    raw = raw.replace(b'"credibility":3', b'"credibility":9')
    with pytest.raises(BriefingError) as refused:
        decode(raw, Fact, "line 7")
    assert sorted(problem.field for problem in refused.value.problems) == ["credibility", "date"]
    assert {problem.file for problem in refused.value.problems} == {"line 7"}


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff", b"[]"])
def test_bytes_that_are_no_such_value_are_refused(raw: bytes) -> None:
    with pytest.raises(BriefingError):
        decode(raw, Fact, "x")


def test_the_schema_names_the_fields_and_their_meaning() -> None:
    printed = schema(Fact)
    assert printed["$schema"].endswith("2020-12/schema")
    properties = printed["$defs"]["Fact"]["properties"]
    assert properties["credibility"]["maximum"] == 6
    assert "EDTF" in str(properties["date"])
