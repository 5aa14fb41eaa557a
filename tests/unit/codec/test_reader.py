"""Nodes become typed values; the type decides how a text is read, and every problem is noted at once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, Literal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Meta

from briefing.codec import parse_text, read_value
from briefing.codec.reader import INVALID, Reader
from briefing.errors import BriefingError
from briefing.model.terms import Line
from briefing.model.value import Value
from tests.unit.profile import repeatable


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


def _even(number: int) -> None:
    if number % 2:
        raise ValueError(f"{number} is odd.")


class Inner(Value, frozen=True):
    name: str
    size: int = 0


class Apple(Value, frozen=True, tag="apple"):
    sour: bool = False


class Pear(Value, frozen=True, tag="pear"):
    soft: bool = False


class Everything(Value, frozen=True):
    text: str
    whole: int = 0
    part: float = 0.0
    yes: bool = False
    colour: Colour = Colour.RED
    one_of: Literal["up", "down"] = "up"
    maybe: str | None = None
    either: int | str = 0
    many: tuple[Inner, ...] = ()
    by_name: Mapping[str, int] = {}
    fruit: Apple | Pear | None = None
    even: Annotated[int, Meta(extra={"rule": _even})] = 0
    short: Annotated[str, Meta(max_length=5)] = ""
    slug: Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")] = "a"
    bounded: Annotated[int, Meta(ge=1, le=6)] = 1


TEXTS = st.text("abcé 0:-#'\"~", max_size=8)
INNER = st.builds(Inner, name=TEXTS, size=st.integers(-(10**9), 10**9))
EVERYTHING = st.builds(
    Everything,
    text=TEXTS,
    whole=st.integers(-(10**9), 10**9),
    part=st.floats(-1e6, 1e6).map(lambda number: round(number, 3)),
    yes=st.booleans(),
    colour=st.sampled_from(Colour),
    one_of=st.sampled_from(["up", "down"]),
    maybe=st.none() | TEXTS,
    either=st.integers(0, 99) | TEXTS,
    many=st.lists(INNER, max_size=3).map(tuple),
    by_name=st.dictionaries(TEXTS, st.integers(0, 99), max_size=3),
    fruit=st.none() | st.builds(Apple, st.booleans()) | st.builds(Pear, st.booleans()),
    even=st.integers(0, 99).map(lambda number: number * 2),
)


def read(text: str, type_: type[Any] = Everything) -> Any:
    return read_value(parse_text(text, "f"), type_, "f")


def problems(text: str, type_: type[Any] = Everything) -> list[str]:
    with pytest.raises(BriefingError) as caught:
        read(text, type_)
    return [str(problem) for problem in caught.value.problems]


# What is read


@repeatable
@given(EVERYTHING)
def test_a_value_written_as_json_is_read_as_that_value(value: Everything) -> None:
    assert read(msgspec.json.encode(value).decode()) == value


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("text: no", "text", "no"),
        ("text: 007", "text", "007"),
        ("text: 2025-01-17", "text", "2025-01-17"),
        ("text: 'null'", "text", "null"),
        ("either: 7", "either", 7),
        ("either: '7'", "either", "7"),
        ("either: seven", "either", "seven"),
        ("maybe: ~", "maybe", None),
        ("maybe: 'null'", "maybe", "null"),
        ("part: 1e3", "part", 1000.0),
        ("part: .5", "part", 0.5),
        ("yes: true", "yes", True),
        ("bounded: 1", "bounded", 1),
        ("bounded: 6", "bounded", 6),
    ],
)
def test_the_type_decides_how_a_text_is_read(line: str, field: str, value: object) -> None:
    text = line if field == "text" else f"text: x\n{line}"
    read_back = getattr(read(text), field)
    assert read_back == value
    assert type(read_back) is type(value)


# What is wrong


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("whole: 1.5", "whole: This is '1.5', but a whole number is wanted."),
        ("whole: '1'", "whole: This is '1', but a whole number is wanted."),
        ("part: 1,5", "part: This is '1,5', but a number is wanted."),
        ("yes: yes", "yes: This is 'yes', but true or false is wanted."),
        ("text: ~", "text: This is nothing, but text is wanted."),
        ("text: [a]", "text: This is a list, but text is wanted."),
        ("many: {a: 1}", "many: This is a mapping, but a list is wanted."),
        ("by_name: [a]", "by_name: This is a list, but a mapping is wanted."),
        ("colour: rde", "colour: 'rde' is not known here. Did you mean 'red'? Use one of: red, green."),
        ("one_of: left", "one_of: 'left' is not known here. Use one of: down, up."),
        ("even: 3", "even: 3 is odd."),
        ("short: toolong", "short: The text has 7 characters; the limit is 5. Shorten it."),
        ("slug: A b", "slug: 'A b' does not have the right form. Use lower-case letters and digits"),
        ("bounded: 7", "bounded: 7 is out of range. Use a number from 1 to 6."),
        ("fruit: {sour: true}", "fruit: 'type' is missing. Use one of: apple, pear."),
        ("fruit: {type: plum}", "fruit.type: 'plum' is not known here."),
        ("fruit: {type: pear, sour: true}", "fruit.sour: 'sour' is not a field of a pear."),
        ("colr: red", "colr: 'colr' is not a field of an everything. Did you mean 'colour'?"),
        ("many: [{size: 1}]", "many 1, name (many[0].name): 'name' is missing. Add 'name'."),
        (
            "many: [{name: a, size: x}]",
            "many 1, size (many[0].size): This is 'x', but a whole number is wanted.",
        ),
        ("by_name: {a: x}", "by_name.a: This is 'x', but a whole number is wanted."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_field_and_a_remedy(line: str, expected: str) -> None:
    text = line if line.startswith("text") else f"text: x\n{line}"
    (problem,) = problems(text)
    field, message = expected.split(": ", 1)
    assert f" {field}: {message}" in problem


def test_every_problem_is_noted_with_its_place() -> None:
    listed = problems("whole: a\nmany:\n  - {nam: x}\n  - {name: ok, size: y}\nbounded: 9")
    assert [problem.split(": ", 1)[0] for problem in listed] == [
        "f:1:8 whole", "f:3:6 many 1, nam (many[0].nam)", "f:3:5 many 1, name (many[0].name)",
        "f:4:22 many 2, size (many[1].size)", "f:5:10 bounded",
        "f:1:1 text",
    ]  # fmt: skip


def test_a_field_or_a_key_that_is_given_twice_is_named_with_the_first_place() -> None:
    assert "'text' is given twice, first in line 1. Keep one." in problems("text: a\ntext: b")[0]
    assert "'k' is given twice." in problems("text: a\nby_name: {k: 1, k: 2}")[0]


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x7f", "\u202e", "\u2067", "\u200b", "\ud800"])
def test_a_text_with_a_character_that_hides_something_is_refused_with_its_place(character: str) -> None:
    text = json.dumps({"text": f"a{character}b"})
    assert f"Character 2 of the text is U+{ord(character):04X} (" in problems(text)[0]
    assert "Delete the character, or type the words again." in problems(text)[0]


def test_a_saved_text_is_read_with_such_characters_made_visible() -> None:
    node = parse_text(json.dumps({"text": "a\u2067b"}), "f")
    assert read_value(node, Everything, "f", is_saved=True).text == "a⟨U+2067⟩b"


def test_a_saved_text_may_grow_beyond_the_limit_by_characters_made_visible() -> None:
    longest = "\u2067" + "x" * 1_999
    node = parse_text(json.dumps(longest), "f")
    text: str = read_value(node, Line, "f", is_saved=True)
    assert read_value(parse_text(json.dumps(text), "f"), Line, "f", is_saved=True) == text


def test_a_reader_that_found_a_problem_returns_no_value_and_goes_on() -> None:
    reader = Reader("f")
    assert reader.read(parse_text("x", "f"), int, "first") is INVALID
    assert reader.read(parse_text("5", "f"), int, "second") == 5
    assert [problem.field for problem in reader.problems] == ["first"]


@repeatable
@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats(allow_nan=False, allow_infinity=False)
        | TEXTS,
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(Everything.__struct_fields__), inner, max_size=5)
        ),
        max_leaves=10,
    )
)
def test_any_json_is_read_as_a_valid_value_or_refused_with_problems(value: Any) -> None:
    reader = Reader("f")
    read_back = reader.read(parse_text(json.dumps([value]), "f"), tuple[Everything, ...])
    assert (read_back is INVALID) == bool(reader.problems)
    assert all(problem.file == "f" for problem in reader.problems)
    if read_back is not INVALID:
        assert msgspec.convert(msgspec.to_builtins(read_back), tuple[Everything, ...]) == read_back
