"""The sentence that offers to recover the changes of a killed program."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.app.application.recovery import offer_text
from briefing.project import Recovered, Step
from tests.builders import a_full_session

PROJECT = a_full_session().project
SAVED, UNSAVED = Path("gas.briefing"), None


@pytest.mark.parametrize(
    ("paths", "rest"),
    [
        ([SAVED], "; the file itself is as it was last saved."),
        ([UNSAVED], "; it has never been saved to a file."),
        ([SAVED, SAVED], "; the files themselves are as they were last saved."),
        ([UNSAVED, UNSAVED], "; they have never been saved to files."),
        (
            [SAVED, UNSAVED],
            "; what has a file is there as it was last saved, the rest has never been saved to one.",
        ),
    ],
)
def test_the_offer_to_recover_speaks_of_a_file_only_where_there_is_one(
    paths: list[Path | None], rest: str
) -> None:
    steps = (Step(PROJECT.history[-1]),)
    text = offer_text([Recovered(Path("journal"), path, PROJECT, steps, 1) for path in paths])
    assert text.endswith(f"can be recovered{rest}")
