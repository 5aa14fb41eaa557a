"""YAML and JSON texts become nodes that know their place; what could harm is refused with its place."""

from __future__ import annotations

import json
import os
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefing.codec import parse
from briefing.codec.node import Node
from briefing.codec.parse import (
    MAX_DEPTH,
    MAX_FILE_BYTES,
    decode_text,
    parse_text,
    read_document,
    read_text,
)
from briefing.errors import BriefingError
from tests.unit.profile import repeatable

TEXTS = st.text("abcé 0:-#'\"[]{},\n", max_size=12)
VALUES = st.recursive(
    TEXTS | st.integers(-(10**9), 10**9).map(str),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=12,
)


def plain(node: Node) -> Any:
    """The texts of a node and of all within it."""
    if node.items is not None:
        return [plain(item) for item in node.items]
    if node.entries is not None:
        return {name.text: plain(value) for name, value in node.entries}
    return node.text


def refused(text: str) -> tuple[str, int | None, int | None]:
    with pytest.raises(BriefingError) as caught:
        parse_text(text, "file.yaml")
    (problem,) = caught.value.problems
    assert problem.file == "file.yaml"
    return problem.message, problem.line, problem.column


# What is read


@repeatable
@given(VALUES)
def test_json_is_read_with_every_value_in_its_place(value: Any) -> None:
    assert plain(parse_text(json.dumps([value]), "x")) == [value]


@repeatable
@given(VALUES, st.booleans())
def test_yaml_in_either_style_is_read_with_every_value_in_its_place(value: Any, flow: bool) -> None:
    text = yaml.safe_dump({"top": value}, default_flow_style=flow, explicit_start=True)
    assert plain(parse_text(text, "x")) == {"top": value}


def test_each_node_of_yaml_knows_its_line_and_column() -> None:
    root = parse_text("facts:\n  - id: one\n    date: 2025\n", "x")
    facts = root.get("facts")
    assert facts is not None
    assert facts.items is not None
    (fact,) = facts.items
    date = fact.get("date")
    assert date is not None
    assert [(root.line, root.column), (facts.line, facts.column), (fact.line, fact.column)] == [
        (1, 1), (2, 3), (2, 5),
    ]  # fmt: skip
    assert (date.line, date.column, date.text) == (3, 11, "2025")


@pytest.mark.parametrize(
    ("text", "is_null"),
    [
        ("null", True),
        ("~", True),
        ("''", False),
        ("'null'", False),
        ('"~"', False),
        ("no", False),
        ("", True),
    ],
)
def test_only_an_unquoted_null_is_nothing(text: str, is_null: bool) -> None:
    value = parse_text(f"a: {text}", "x").get("a")
    assert value is not None
    assert value.is_null == is_null


def test_in_json_a_number_is_plain_and_a_string_is_not() -> None:
    root = parse_text('{"a": 5, "b": "5", "c": 1.50, "d": null, "e": true}', "x")
    values = {name: root.get(name) for name in "abcde"}
    assert {name: node and (node.text, node.plain) for name, node in values.items()} == {
        "a": ("5", True), "b": ("5", False), "c": ("1.50", True), "d": ("null", True), "e": ("true", True),
    }  # fmt: skip


def test_an_empty_text_is_nothing() -> None:
    assert parse_text("", "x").is_null
    assert parse_text("# a comment\n", "x").is_null


@pytest.mark.parametrize(
    ("text", "kind"), [("a: 1", "a mapping"), ("[1]", "a list"), ("'1'", "text"), ("~", "nothing")]
)
def test_a_node_says_of_what_kind_it_is(text: str, kind: str) -> None:
    assert parse_text(text, "x").kind == kind


# What is refused


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        ("a: &x 1\nb: *x", "anchor or alias ('x')", (1, 4)),
        ("a: 1\nb: *x", "anchor or alias ('x')", (2, 4)),
        ("a: 1\nb: !!set 1", "tag", (2, 4)),
        ("a: 1\n---\nb: 1", "second document", (2, 1)),
        ("a: 1\n\tb: 2", "a tab", (2, 1)),
        ("a: b: c", "mapping values are not allowed", (1, 5)),
        ("a: [1, 2\n", "This is not YAML", (2, 1)),
        ('{"a": 1,\n "b": }', "This is not JSON", (2, 7)),
        ("a: 1\nb: \x01", "The text contains U+0001 (control character), which YAML", (2, None)),
    ],
)
def test_what_is_refused_is_named_with_its_place(
    text: str, message: str, place: tuple[int, int | None]
) -> None:
    text_of_problem, line, column = refused(text)
    assert message in text_of_problem
    assert (line, column) == place


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("a: [", "]"), ('{"a":', "}")])
def test_nesting_is_refused_beyond_its_limit_and_not_before(opening: str, closing: str) -> None:
    inner = "[" * (MAX_DEPTH - 2) + "]" * (MAX_DEPTH - 2)
    assert parse_text(f"{opening}{inner}{closing}", "x")
    deep = "[" * MAX_DEPTH * 2 + "]" * MAX_DEPTH * 2
    assert f"more than {MAX_DEPTH} levels" in refused(f"{opening}{deep}{closing}")[0]


def test_endless_nesting_costs_no_stack() -> None:
    assert "levels deep" in refused("[" * 200_000)[0]
    assert "levels deep" in refused("- " * 200_000)[0]


@repeatable
@given(st.text(max_size=60) | st.text("a:- \n\t[]{}'\"&*!#|>%@`0\x00", max_size=60))
def test_any_text_is_read_or_refused_in_one_problem(text: str) -> None:
    try:
        node = parse_text(text, "x")
    except BriefingError as error:
        (problem,) = error.problems
        assert problem.file == "x"
        assert problem.line is None or 1 <= problem.line <= text.count("\n") + len(text) + 1
    else:
        assert node.kind in {"a mapping", "a list", "text", "nothing"}


# Bytes and files


@repeatable
@given(st.text(max_size=40).filter(lambda text: not text.startswith("\ufeff")))
def test_utf_8_is_read_with_or_without_a_byte_order_mark(text: str) -> None:
    assert decode_text(text.encode(), "x") == text
    assert decode_text(b"\xef\xbb\xbf" + text.encode(), "x") == text


@repeatable
@given(st.lists(st.sampled_from(["gas", "é", ""]), max_size=5))
def test_a_byte_that_is_not_utf_8_is_named_with_its_line(lines: list[str]) -> None:
    raw = "".join(f"{line}\n" for line in lines).encode() + b"caf\xe9 au lait"
    with pytest.raises(BriefingError, match="0xe9") as caught:
        decode_text(raw, "x")
    assert caught.value.problems[0].line == len(lines) + 1


def test_a_file_is_read_and_named_where_it_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a: 1", encoding="utf-8")
    assert plain(read_document(path)) == {"a": "1"}
    with pytest.raises(BriefingError, match="cannot be read") as caught:
        read_text(tmp_path / "gone.yaml")
    assert caught.value.problems[0].file == str(tmp_path / "gone.yaml")


def test_a_file_that_is_too_large_or_not_a_file_is_refused(tmp_path: Path) -> None:
    large = tmp_path / "large.yaml"
    with large.open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    with pytest.raises(BriefingError, match="the limit is 16 MB"):
        read_text(large)
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    with pytest.raises(BriefingError, match="not a regular file"):
        read_text(pipe)
    with pytest.raises(BriefingError, match=r"not a regular file|cannot be read"):
        read_text(tmp_path)


def test_a_link_may_lead_within_its_folder_and_not_out_of_it(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "secret.yaml").write_text("a: 1")
    (inside / "own.yaml").write_text("b: 2")
    (inside / "out.yaml").symlink_to(tmp_path / "secret.yaml")
    (inside / "in.yaml").symlink_to(inside / "own.yaml")
    assert read_text(inside / "in.yaml", inside=inside) == "b: 2"
    assert read_text(inside / "out.yaml") == "a: 1"
    with pytest.raises(BriefingError, match="leads out of its folder"):
        read_text(inside / "out.yaml", inside=inside)


@pytest.mark.parametrize(
    "text", ["{id: one, names: [a, b c]}", "[a, {b: c}]", '{"id": one, a: b}', "{}", "[]"]
)
def test_yaml_may_begin_with_a_flow_collection(text: str) -> None:
    assert parse_text(text, "x").kind == parse_text(f"--- {text}", "x").kind


@pytest.mark.parametrize("mark", [">", "|", ">+", "|-", ">2"])
def test_a_block_of_one_line_is_that_line(mark: str) -> None:
    assert plain(parse_text(f"a: {mark}\n  One line.\nb: x\n", "f")) == {"a": "One line.", "b": "x"}


def test_the_line_breaks_within_a_block_remain() -> None:
    assert plain(parse_text("a: |\n  One.\n  Two.\n\n  Three.\n\n", "f")) == {"a": "One.\nTwo.\n\nThree."}


@pytest.mark.parametrize("text", ["[" + "1," * 7_000_000 + "1]", "- a\n" * 3_000_000], ids=["json", "yaml"])
def test_a_list_of_millions_is_refused_with_the_limit(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(parse.MAX_NODES, "YAML", 2_000)  # the time to reach the limit is that of the parser
    with pytest.raises(BriefingError, match=r"more than .* values"):
        parse_text(text, "f")


def test_aliases_that_would_expand_to_a_billion_texts_are_refused_unexpanded() -> None:
    lines = ["a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [
        f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]" for before, name in pairwise("abcdefghij")
    ]
    with pytest.raises(BriefingError, match=r"^f:1:4: The text uses an anchor or alias \('a'\)"):
        parse_text("\n".join(lines), "f")
