"""An entry of a treaty folder leads from a field path to the text that was written and to its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.codec import parse_text
from briefing.library.draft import DraftRecord, TreatyDraft
from tests.unit.profile import repeatable

TEXT = """\
id: gas
statement: Gas flows
topics: [energy, trade]
citations:
  - source_id: wire
    locator: {article: "3"}
  - source_id: echo
"""
ENTRY = DraftRecord(None, parse_text(TEXT, "facts.yaml"), "facts.yaml", "facts[2]")


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        ("id", "gas", 1),
        ("statement", "Gas flows", 2),
        ("topics[1]", "trade", 3),
        ("citations[0].source_id", "wire", 5),
        ("citations[0].locator.article", "3", 6),
        ("citations[1].source_id", "echo", 7),
    ],
)
def test_a_path_leads_to_the_text_and_the_line_where_it_is_written(path: str, text: str, line: int) -> None:
    assert ENTRY.text(path) == text
    problem = ENTRY.problem(path, "It is wrong.", "Correct it.")
    assert (problem.file, problem.line, problem.field) == ("facts.yaml", line, f"facts[2].{path}")
    assert (problem.message, problem.remedy) == ("It is wrong.", "Correct it.")


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("date", 1),
        ("citations[1].locator.article", 7),
        ("statement.deeper", 2),
        ("citations[0].locator.page", 6),
    ],
)
def test_a_path_that_leads_nowhere_has_no_text_and_the_place_of_the_nearest(path: str, line: int) -> None:
    assert ENTRY.text(path) == ""
    assert ENTRY.problem(path, "It is missing.").line == line


@pytest.mark.parametrize(
    ("path", "count"), [("topics", 2), ("citations", 2), ("id", 0), ("nowhere", 0), ("citations[0]", 0)]
)
def test_the_items_of_a_list_are_counted_and_nothing_else_has_any(path: str, count: int) -> None:
    assert ENTRY.count(path) == count


def test_a_problem_of_the_whole_entry_has_its_place_and_field() -> None:
    problem = ENTRY.problem("", "It is wrong.")
    assert (problem.line, problem.column, problem.field) == (1, 1, "facts[2]")
    assert DraftRecord(None, ENTRY.node, "treaty.yaml", "").problem("id", "It is wrong.").field == "id"


@repeatable
@given(st.lists(st.text("abc é", min_size=1, max_size=6), min_size=1, max_size=8))
def test_every_item_of_a_list_is_found_by_its_number(words: list[str]) -> None:
    text = "words:\n" + "".join(f"  - '{word}'\n" for word in words)
    entry = DraftRecord(None, parse_text(text, "f"), "f", "")
    assert entry.count("words") == len(words)
    for number, word in enumerate(words):
        assert entry.text(f"words[{number}]") == word
        assert entry.problem(f"words[{number}]", "").line == number + 2


def test_a_folder_begins_with_nothing_in_it(tmp_path: Path) -> None:
    one, other = TreatyDraft(tmp_path), TreatyDraft(tmp_path)
    one.problems.append(ENTRY.problem("", "It is wrong."))
    one.unread["facts"] = [ENTRY]
    assert other == TreatyDraft(tmp_path)
    assert other.treaty is None
    assert other.problems == []
    assert other.unread == {}
