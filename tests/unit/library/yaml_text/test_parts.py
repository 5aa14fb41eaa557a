"""Changing records of a long file by reading a part of it gives the same bytes as reading all of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.codec import Node, parse_text
from briefing.errors import LibraryError
from briefing.library.yaml_text import RecordChange, new_file, rewrite, rewritten
from briefing.library.yaml_text.parts import ChangedPart, may_have_too_many_values
from briefing.model.fact import Fact
from tests.builders import fact
from tests.unit.library.yaml_text.test_rewrite import FACTS, chunks, facts, records
from tests.unit.profile import repeatable

MANY = [replace(fact(f"f{n:02}", "wire", treaty_id=""), notes="x" * n) for n in range(30)]
RAW = new_file(FACTS, [("facts", each) for each in MANY])


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The lengths of the texts that are parsed."""
    lengths: list[int] = []

    def noted(text: str, name: str) -> Node:
        lengths.append(len(text))
        return parse_text(text, name)

    monkeypatch.setattr(rewrite, "parse_text", noted)
    return lengths


def changed(number: int) -> RecordChange:
    return RecordChange("facts", MANY[number], replace(MANY[number], notes="New"))


@pytest.mark.parametrize(
    "changes",
    [
        [changed(0)],
        [changed(14)],
        [changed(29)],
        [changed(3), changed(20)],
        [RecordChange("facts", MANY[9], None)],
        [RecordChange("facts", MANY[0], None), RecordChange("facts", MANY[29], None)],
        [RecordChange("facts", None, fact("new", "wire", treaty_id=""))],
        [RecordChange("facts", MANY[28], None), RecordChange("facts", None, fact("new", "wire"))],
        [RecordChange("facts", MANY[9], replace(MANY[9], id="renamed"))],
    ],
)
def test_only_the_changed_records_and_those_beside_them_are_parsed(
    changes: list[RecordChange], parsed: list[int]
) -> None:
    result = rewritten(RAW, FACTS, changes, number=len(MANY))
    assert max(parsed) < len(RAW) // 3
    assert result == rewritten(RAW, FACTS, changes)


@repeatable
@given(chunks(6, 9), st.data())
def test_the_result_is_that_of_reading_all(
    drawn: tuple[list[Fact], list[str], bool, bool], data: st.DataObject
) -> None:
    _facts, parts, _has_mark, has_returns = drawn
    text = "".join(parts)
    raw = (text.replace("\n", "\r\n") if has_returns else text).encode()
    present = [each for each in records(raw) if isinstance(each, Fact)]
    number = data.draw(st.integers(0, len(present) - 1))
    before = data.draw(st.sampled_from([present[number], present[number], None]))
    after = data.draw(facts(before.id if before else "new") | (st.none() if before else st.nothing()))
    changes = [RecordChange("facts", before, after)]
    assert rewritten(raw, FACTS, changes, number=len(present)) == rewritten(raw, FACTS, changes)


def in_another_text(text: str) -> str:
    """A record that is quoted in the text of another one, over several lines."""
    fake = text.partition("- ")[2].partition("  - ")[0].replace("'", "")
    return text.replace("notes: xxx\n", f"notes: 'x\n  - {fake}    '\n", 1)


def dashed(text: str) -> str:
    return text.replace("  - id: f05\n", "  -\n    id: f05\n")


def with_two_lists(text: str) -> str:
    return f"{text}other: []\n"


def in_brackets(text: str) -> str:
    return yaml.safe_dump(yaml.safe_load(text), default_flow_style=True)


def with_other_line_ends(text: str) -> str:
    return text.replace("id: f07\n", "id: f07\r")


@pytest.mark.parametrize("layout", [in_another_text, dashed, in_brackets, with_other_line_ends])
def test_a_list_of_another_layout_is_read_as_a_whole(
    layout: Callable[[str], str], parsed: list[int]
) -> None:
    raw = layout(RAW.decode()).encode()
    present = records(raw)
    parsed.clear()
    change = RecordChange("facts", present[14], replace(present[14], notes="New"))
    result = rewritten(raw, FACTS, [change], number=len(present))
    assert max(parsed) >= len(raw) // 2
    assert records(result)[14] == change.after
    assert [*records(result)[:14], *records(result)[15:]] == [*present[:14], *present[15:]]


def test_a_record_that_is_not_as_expected_is_not_changed() -> None:
    other = replace(MANY[14], statement="Changed by another program")
    for change in (RecordChange("facts", other, MANY[14]), RecordChange("facts", fact("no", "wire"), None)):
        with pytest.raises(LibraryError, match="changed by another program"):
            rewritten(RAW, FACTS, [change], number=len(MANY))
    with pytest.raises(LibraryError):
        rewritten(with_two_lists(RAW.decode()).encode(), FACTS, [changed(14)], number=len(MANY))


@repeatable
@given(st.lists(st.sampled_from(MANY), max_size=12, unique_by=lambda each: each.id), st.data())
def test_the_difference_of_two_states_has_all_records_that_differ(
    kept: list[Fact], data: st.DataObject
) -> None:
    later = [
        replace(each, notes="New") if data.draw(st.booleans()) else each
        for each in sorted(kept, key=lambda each: each.id)
    ]
    text = new_file(FACTS, [("facts", each) for each in later]).decode()
    part = ChangedPart.between(RAW.decode(), len(MANY), text)
    if part is not None and kept:
        differing = records(part.text.encode()) if part.text != "facts:\n" else []
        after = MANY[len(MANY) - part.after :]
        assert [*MANY[: part.before], *differing, *after] == later
        assert part.is_list_of(len(differing))


def test_a_text_of_many_values_is_known_by_its_punctuation() -> None:
    line = "  - {a: [b, c], d: e}\n"
    assert not may_have_too_many_values(line * 30_000)
    assert may_have_too_many_values(line * 60_000)
