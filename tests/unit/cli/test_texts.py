"""Texts given to commands have no hidden characters, and messages show those of file names."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from briefing.cli.main import cli
from briefing.cli.output import print_message
from briefing.errors import BriefingError

HIDDEN = "Gas\u2067 for Iran"


@pytest.mark.parametrize(
    ("options", "place"),
    [
        (["--title", HIDDEN], "title"),
        (["--title", "Gas", "--author", HIDDEN], "--author"),
        (["--title", "Gas", "--organisation", HIDDEN], "organisation"),
    ],
)
def test_a_new_briefing_takes_no_hidden_character(tmp_path: Path, options: list[str], place: str) -> None:
    file = tmp_path / "gas.briefing"
    result = CliRunner().invoke(cli, ["new", str(file), *options])
    assert isinstance(result.exception, BriefingError)
    assert place in str(result.exception)
    assert "Character 4 of the text is U+2067 (RIGHT-TO-LEFT ISOLATE)" in str(result.exception)
    assert not file.exists()


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        (["--title", ""], "--title: The text is empty."),
        (["--title", "Gas", "--cut-off", "2025-31-31"], "--cut-off: "),
    ],
)
def test_an_error_of_a_new_briefing_names_the_option(
    tmp_path: Path, options: list[str], wanted: str
) -> None:
    result = CliRunner().invoke(cli, ["new", str(tmp_path / "gas.briefing"), *options])
    assert isinstance(result.exception, BriefingError)
    assert str(result.exception).startswith(wanted)


def test_a_message_shows_the_hidden_characters_of_a_file_name(capsys: pytest.CaptureFixture[str]) -> None:
    print_message("Saved: gas\u202e\x1b[31m.briefing")
    assert capsys.readouterr().err == "Saved: gas⟨U+202E⟩⟨U+001B⟩[31m.briefing\n"
