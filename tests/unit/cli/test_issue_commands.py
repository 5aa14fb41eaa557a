"""Approval, comments, copies and the organisation's defaults on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefing.cli.main import cli
from briefing.errors import BriefingError, EditError
from briefing.model.briefing import Status
from briefing.project import open_project, save_project
from tests.builders import a_full_session


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TREATY_BRIEFING_HOME", str(tmp_path / "home"))
    path = tmp_path / "gas.briefing"
    save_project(a_full_session().project, path)
    return path


def run(*words: str | Path, feed: str = "") -> str:
    result = CliRunner().invoke(cli, [str(word) for word in words], input=feed)
    if result.exception is not None:
        raise result.exception
    return result.stdout


def test_a_change_after_the_approval_withdraws_it_where_that_is_asked_for(file: Path) -> None:
    run("edit", file, "--edits", "-", feed='[{"type": "SetDetails", "status": "in_review"}]')
    run("approve", file, "--by", "C. Hief", "--date", "2025-11-04")
    assert open_project(file).briefing.is_approved
    with pytest.raises(EditError, match=r"C\. Hief"):
        run("grade", file, "f1", "--confidence", "low")
    run("grade", file, "f1", "--confidence", "low", "--withdraw-approval")
    briefing = open_project(file).briefing
    assert (briefing.is_approved, briefing.status) == (False, Status.IN_REVIEW)


def test_an_approval_without_a_main_message_says_what_that_means(file: Path) -> None:
    run("edit", file, "--edits", "-", feed='[{"type": "SetDetails", "status": "in_review"}]')
    approved = CliRunner().invoke(cli, ["approve", str(file), "--by", "C. Hief"])
    assert "Warning: the main message is missing. A final briefing needs one" in approved.output
    run("approve", file, "--withdraw")
    text = '[{"type": "SetDetails", "main_message": {"text": "So"}}]'
    run("edit", file, "--edits", "-", feed=text)
    assert "main message" not in CliRunner().invoke(cli, ["approve", str(file), "--by", "C. Hief"]).output


@pytest.mark.parametrize(
    ("template", "others"),
    [
        ("assessment", "--option annexes=run-on or --option annexes=omit."),
        ("two-pages", "or --option annexes=omit."),
    ],
)
def test_a_companion_file_beside_standard_output_is_refused_with_the_options_instead(
    file: Path, template: str, others: str
) -> None:
    with pytest.raises(BriefingError, match="written beside the PDF") as refused:
        run("render", file, "-o", "-", "--template", template, "--option", "annexes=companion")
    assert refused.value.problems[0].remedy.endswith(others)
    assert ("run-on" in others) == ("run-on" in refused.value.problems[0].remedy)


def test_comments_are_listed_until_they_are_resolved_and_stay_out_of_a_copy(file: Path) -> None:
    run("comment", file, "Is this so?", "--row", "f1", "--author", "R. Eviewer")
    run("comment", file, "Yes.", "--reply-to", "k1")
    assert "Is this so?" in run("comments", file)
    run("comment", file, "--resolve", "k1")
    assert run("comments", file) == ""
    copy = file.with_name("copy.briefing")
    run("copy", file, "-o", copy)
    assert run("comments", copy, "--all") == ""
    assert len(open_project(file).briefing.comments) == 2


def test_a_shared_file_is_shown_with_the_next_reference(file: Path) -> None:
    shared = file.with_name("office.yaml")
    shared.write_text("unit: The office\nreference: OFF {number}\n", encoding="utf-8")
    run("organisation", "use", shared)
    shown = run("organisation", "show")
    assert f"File: {shared}" in shown
    assert "Next reference: OFF 1" in shown


def test_what_is_open_is_listed_and_keeps_the_briefing_from_being_final(file: Path) -> None:
    with pytest.raises(BriefingError, match="needed"):
        run("finish", file, "--final")
    listed = CliRunner().invoke(cli, ["finish", str(file)])
    assert listed.exit_code == 1
    assert "needed  The main message is missing." in listed.stdout
    message = {"text": "Gas will likely not flow soon", "judgement_ids": ["j1"]}
    edit = [{"type": "SetDetails", "main_message": message}]
    run("edit", file, "--edits", "-", feed=json.dumps(edit))
    run("finish", file, "--final")
    assert open_project(file).briefing.status is Status.FINAL
