"""The parser of the review in the window: started by an edit, its findings when they come, and its name."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from briefing.app.services.language import parser_client as client_module
from briefing.app.services.language.parser_client import parser_client
from briefing.app.window.main_window import MainWindow
from briefing.editing import AddSection, Reword
from briefing.language.installed import OFF_VARIABLE
from briefing.language.process import ParserState
from briefing.review import Severity, registry, rules
from briefing.review import reviewer as reviewer_module
from briefing.review.check import RowCheck
from briefing.review.context import ReviewContext, ReviewRow
from briefing.review.finding import RawFinding
from briefing.review.text.segmentation import Span
from tests.integration.window.driver import Program, apply, button, do, front, notice
from tests.integration.window.test_review import typed
from tests.unit.language.test_process import PARSER, START
from tests.unit.review.corpus_loader import a_sound_briefing, with_item, worded

RULE = "condition-dropped"
TEXT = "The line will be built."


def check_line(row: ReviewRow, context: ReviewContext) -> Iterator[RawFinding]:
    start = row.text.find("will be built")
    if start >= 0:
        context.parse(row.text)
        yield RawFinding(RULE, "As it is.", Span(start, start + 13, ""))


@pytest.fixture(autouse=True)
def _toy_parser(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A review of one check, and a toy in place of the parser."""
    monkeypatch.setattr(registry, "ROW_CHECKS", (RowCheck(check_line, frozenset({RULE})),))
    needing = {**rules(), RULE: replace(rules()[RULE], needs_parser=True)}
    monkeypatch.setattr(reviewer_module, "rules", lambda: needing)
    monkeypatch.delenv(OFF_VARIABLE)
    command = [sys.executable, "-c", START + PARSER]
    monkeypatch.setattr("briefing.language.process.program_command", lambda _name: command)
    monkeypatch.setattr("briefing.language.process.find_model", lambda: "toy")
    monkeypatch.setattr(client_module, "_clients", [])
    yield
    parser_client().process.close()


@pytest.fixture
def window(program: Program) -> MainWindow:
    """A window with a reworded row."""
    window = program.begin(with_item(a_sound_briefing(), worded("f3", TEXT)))
    front(window)
    return window


def severities(window: MainWindow) -> dict[str, Severity]:
    findings = window.panes.review.model.findings
    return {each.row_id: each.severity for each in findings if each.rule_id == RULE}


def test_the_first_edit_starts_the_parser_and_what_was_a_warning_blocks(
    program: Program, window: MainWindow
) -> None:
    program.until(lambda: severities(window) == {"f3": Severity.WARNING})
    process, pane = parser_client().process, window.panes.review
    assert process.state is ParserState.IDLE
    assert (
        pane.engine_text
        == "1 row reviewed on words alone: the parser starts with the first edit or export."
    )
    apply(window, AddSection(section_id="s9", title="More"))
    program.until(lambda: severities(window) == {"f3": Severity.BLOCKING})
    program.until(lambda: window.controllers.review.is_settled)
    assert pane.engine_text == "Reviewed with Toy 1."


def test_rows_in_view_are_the_first_to_be_parsed(
    program: Program, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.until(lambda: window.controllers.review.is_settled)
    in_view = window.panes.outline.ids_in_view()
    assert {"j1", "f1", "f3"} <= set(in_view)
    assert in_view.index("f1") < in_view.index("f3")
    requests: list[list[str]] = []
    monkeypatch.setattr(parser_client().process, "request", lambda texts: requests.append(list(texts)))
    apply(window, Reword("f1", "Then it will be built."))
    program.until(lambda: bool(requests) and len(requests[-1]) == 2)
    monkeypatch.setattr(window.panes.outline.view, "ids_in_view", lambda: ["f3"])
    window.panes.outline.select_nothing()
    window.controllers.review.complete()
    assert requests[-1] == [TEXT, "Then it will be built."]


def test_words_are_parsed_while_they_are_typed(program: Program, window: MainWindow) -> None:
    typed(window, "f1", "Then it will be built")
    program.until(lambda: severities(window).get("f1") is Severity.BLOCKING)
    window.panes.inspector.flush()


def test_a_briefing_is_finished_after_a_review_with_the_parser(
    program: Program, window: MainWindow
) -> None:
    program.until(lambda: severities(window) == {"f3": Severity.WARNING})
    do(window, "finish")
    program.until(lambda: severities(window) == {"f3": Severity.BLOCKING})


def test_a_parser_that_fails_is_reported_and_tried_again(
    program: Program, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    process = parser_client().process
    command = process._command
    monkeypatch.setattr(process, "_command", [sys.executable, "-c", "import sys; sys.exit(1)"])
    apply(window, AddSection(section_id="s9", title="More"))
    program.until(lambda: "the parser ended unexpectedly" in notice(window))
    assert severities(window) == {"f3": Severity.WARNING}
    monkeypatch.setattr(process, "_command", command)
    program.click(button(window.notice_bar, "Try again"))
    program.until(lambda: severities(window) == {"f3": Severity.BLOCKING})
    assert "parser" not in notice(window)


def test_without_the_parser_the_review_says_so(
    program: Program, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    parser_client().process.close()
    monkeypatch.setattr(client_module, "_clients", [])
    monkeypatch.setenv(OFF_VARIABLE, "off")
    other = program.begin(a_sound_briefing())
    assert other is not window
    program.until(lambda: other.controllers.review.is_settled)
    assert other.panes.review.engine_text == "Reviewed on words alone: the parser is off."
