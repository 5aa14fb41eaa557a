"""Problems as the user reads them: place, cause and remedy on one line."""

from __future__ import annotations

import pytest

from briefing.errors import BriefingError, EditError, Problem


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem("It failed."), "It failed."),
        (Problem("It failed.", "Try again."), "It failed. Try again."),
        (Problem("It failed.", "", "a.yaml"), "a.yaml: It failed."),
        (Problem("It failed.", "", "a.yaml", 3, 7), "a.yaml:3:7: It failed."),
        (
            Problem("It failed.", "", "a.yaml", 3, field="facts[0].date"),
            "a.yaml:3 fact 1, date (facts[0].date): It failed.",
        ),
        (Problem("It failed.", field="title"), "title: It failed."),
    ],
)
def test_a_problem_is_printed_with_as_much_of_its_place_as_is_known(problem: Problem, text: str) -> None:
    assert str(problem) == text


def test_an_error_has_all_problems_and_prints_one_a_line() -> None:
    error = EditError([Problem("One."), Problem("Two.")])
    assert [problem.message for problem in error.problems] == ["One.", "Two."]
    assert str(error) == "One.\nTwo."


def test_an_error_can_be_made_of_a_sentence_and_its_remedy() -> None:
    assert BriefingError("One.", "Do this.").problems == (Problem("One.", "Do this."),)
    assert BriefingError(Problem("One.")).problems == (Problem("One."),)
