"""Paths of field names in the user's words."""

import pytest

from briefing.errors import Problem
from briefing.text.field_path import in_words


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("rows[0][1]", "row 1, column 2"),
        ("AddItem.item.rows[11][0]", "item, row 12, column 1"),
        ("rows[2]", "row 3"),
        ("columns[1]", "header row, column 2"),
        ("facts[3].date", "fact 4, date"),
        ("facts[0].citations[1].source_id", "fact 1, citation 2, source id"),
        ("treaties[0].parties[1].country", "treaty 1, party 2, country"),
        ("sections[1].title", "section 2, title"),
        (
            "sections[1].sections[0].sections[2].items[4].rows[0][0]",
            "section 2.1.3, item 5, row 1, column 1",
        ),
        ("edits[1] RemoveItem", "edit 2"),
        ("edits[1].edits[0] HideItem", "edit 2.1"),
        ("facts[0].route[1].name", "fact 1, stop 2, name"),
        ("[0].title", "entry 1, title"),
        ("evidence[0].item_id", "evidence 1, item id"),
    ],
)
def test_entries_of_lists_are_counted_from_one(path: str, words: str) -> None:
    assert in_words(path) == words


@pytest.mark.parametrize("path", ["", "title", "options.depth.default", "row f3 wording", "Reword.text"])
def test_a_path_without_an_index_needs_no_other_words(path: str) -> None:
    assert in_words(path) == ""
    assert str(Problem("Wrong.", field=path)) == (f"{path}: Wrong." if path else "Wrong.")


def test_a_message_has_the_path_for_programs_after_the_words_for_the_user() -> None:
    problem = Problem("Wrong.", "Change it.", "facts.yaml", 4, 7, "facts[3].date")
    assert str(problem) == "facts.yaml:4:7 fact 4, date (facts[3].date): Wrong. Change it."
    assert problem.field == "facts[3].date"
