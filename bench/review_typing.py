"""How soon a finding is in the window after the letter that causes it, in a briefing of 300 rows.

With the parser running, a letter that makes a number of a reworded fact wrong is typed and taken
back, again and again; then one that makes a term of likelihood wrong. Measured are the time from
the letter to the finding on the screen (and from taking it back to its going), with the row parsed;
how long a letter holds up the GUI thread, and a 10 ms timer beside it; the same review in the main
thread, as a peer; how long the first edit takes until all rows are parsed; and the memory of the
parser: ``python -m bench.review_typing``.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from bench.arguments import is_smoke, numbers
from bench.machine import Report, spread_of, uss_mb
from bench.window_gaps import Gaps, closed, in_a_folder_of_its_own, opened, pause, until
from briefing.app.services.document import Document
from briefing.app.services.language.parser_client import parser_client
from briefing.app.services.resources import LoadedResources
from briefing.app.window.main_window import MainWindow
from briefing.editing import Reword, apply
from briefing.language import Parses, ParsesOnDemand
from briefing.language.spacy_model import load_model
from briefing.model.briefing import Briefing, Evidence, FactItem, Grade, Judgement, Section
from briefing.project import Reference, Session
from briefing.review import Reviewer

ROWS = 300
ROWS_TO_A_JUDGEMENT = 15
ROUNDS = 40
TEXT = "It is quit unlikely that the pipeline will be built before 2028."
FACT = "ri-gas-ceiling-55bcm"
REWORDED = "Putin says that Russia may eventually supply Iran with up to 55 bcm of gas each year."


def large_briefing(resources: LoadedResources, rows: int) -> Briefing:
    """Facts and judgements as an analyst would have them after a week: reworded, graded, with evidence."""
    library = resources.reference.library
    ids = [FACT, *sorted(library.facts.keys() - {FACT})]
    judgement_count = rows // ROWS_TO_A_JUDGEMENT
    grade = Grade(graded_by="A", graded_on="2025-11-03", confidence="low", rationale="As it is.")
    facts = tuple(
        FactItem(
            id=f"f{number}",
            fact_id=ids[number % len(ids)],
            grade=grade,
            wording=f"{library.facts[ids[number % len(ids)]].statement} So it is put."
            if number % 2
            else None,
        )
        for number in range(rows - judgement_count)
    )
    judgements = tuple(
        Judgement(
            id=f"j{number}",
            text=TEXT if number == 0 else f"It is unlikely that stage {number} comes about.",
            grade=Grade(graded_by="A", graded_on="2025-11-03", confidence="low", likelihood="unlikely"),
            evidence=tuple(Evidence(item_id=f"f{near}") for near in range(number, number + 5)),
        )
        for number in range(judgement_count)
    )
    sections = (Section("s1", "Key judgements", judgements), Section("s2", "Facts", facts))
    snapshot = library.material_for({item.fact_id for item in facts})
    return Briefing(id="large", title="Large", cut_off="2025-10-31", sections=sections, library=snapshot)


@dataclass(frozen=True, slots=True)
class Typing:
    """A row, a letter that causes a finding in it, and the text before which the caret is."""

    name: str
    row_id: str
    rule_id: str
    letter: str
    before: str

    def has_finding(self, window: MainWindow) -> bool:
        return any(
            finding.rule_id == self.rule_id and finding.row_id == self.row_id
            for finding in window.panes.review.model.findings
        )


TERM = Typing("a judgement", "j0", "intensified-term", "e", "quit")
WORDING = Typing("a wording, with the parser", "f0", "number-changed", "5", "55")


def rounds(
    window: MainWindow, field: QPlainTextEdit, typing: Typing, times: int
) -> tuple[list[float], list[float]]:
    """Milliseconds from a letter to what it changes on the screen, and those that the letter took."""
    shown, held = [], []
    review = window.controllers.review
    for number in range(2 * times):
        adding = number % 2 == 0
        began = time.perf_counter()
        if adding:
            QTest.keyClicks(field, typing.letter)
        else:
            QTest.keyClick(field, Qt.Key.Key_Backspace)
        held.append((time.perf_counter() - began) * 1000)
        until(lambda adding=adding: typing.has_finding(window) is adding)  # type: ignore[misc]
        shown.append((time.perf_counter() - began) * 1000)
        until(lambda: review.is_settled)
        pause(0.12)
    return shown, held


def field_of(window: MainWindow, typing: Typing) -> QPlainTextEdit:
    """Return the field of a row, with the caret where the letter goes."""
    window.panes.outline.select(typing.row_id)
    window.panes.reveal(window.panes.inspector)
    window.activateWindow()
    window.panes.inspector.focus_words()
    field = window.focusWidget()
    assert isinstance(field, QPlainTextEdit)
    cursor = field.textCursor()
    cursor.setPosition(
        field.toPlainText().index(typing.before) + len(typing.before), QTextCursor.MoveMode.MoveAnchor
    )
    field.setTextCursor(cursor)
    return field


def typed(report: Report, window: MainWindow, typing: Typing, times: int) -> float:
    """Type in a row and take it back; return the median time to the finding, in milliseconds."""
    field = field_of(window, typing)
    results: list[tuple[list[float], list[float]]] = []
    gaps = Gaps()
    late = gaps.during(lambda: results.append(rounds(window, field, typing, times)))
    shown, held = spread_of(results[0][0]), spread_of(results[0][1])
    report.times(f"letter to finding on the screen, {typing.name}", shown, p95_ms=150)
    report.times(f"letter in the GUI thread, {typing.name}", held, p95_ms=16)
    report.times(f"10 ms timer meanwhile, late, {typing.name}", spread_of(late))
    report.calibrate()
    window.panes.inspector.flush()
    return shown.p50


def review_alone_ms(briefing: Briefing, reference: Reference, times: int, parses: Parses | None) -> float:
    """Return how long the review of a changed row takes in the main thread, its parse included."""
    reviewer = Reviewer(reference.scales, reference.library, parses)
    reviewer.review(briefing)
    taken = []
    for number in range(times):
        changed = apply(briefing, Reword(item_id=WORDING.row_id, text=f"{REWORDED} {number}"))
        began = time.perf_counter()
        reviewer.review(changed)
        taken.append((time.perf_counter() - began) * 1000)
    return spread_of(taken).p50


def measure(times: int, rows: int, *, is_smoke: bool) -> None:
    report = Report(f"Typing in {rows} rows", is_smoke=is_smoke)
    _, registry, window = opened()
    assert window.context.resources is not None
    reference = window.context.resources.reference
    briefing = large_briefing(window.context.resources, rows)
    session = Session.begin(briefing, reference, author="bench")
    window.context.set_document(Document(session, None))
    review = window.controllers.review
    until(lambda: review.is_settled)
    began = time.perf_counter()
    assert window.context.document is not None
    window.context.document.apply(Reword(item_id=WORDING.row_id, text=REWORDED))
    until(lambda: review.is_settled)
    process = parser_client().process
    if process.is_available:
        report.time("first edit of a fact to all rows parsed", (time.perf_counter() - began) * 1000)
        ours = typed(report, window, WORDING, times)
        parses = None if is_smoke else ParsesOnDemand(load_model())  # which takes a second to load
        report.ratio(
            "letter to finding, against the review alone, p50",
            ours / review_alone_ms(briefing, reference, times, parses),
        )
        report.size("memory (USS) of the parser", uss_mb(process.process_id or 0), 250)
    else:
        report.note(f"Not measured with the parser: {process.reason}")
    typed(report, window, TERM, times)
    report.end()
    closed(registry)


def main(arguments: Sequence[str] = ()) -> None:
    times, rows = numbers(arguments, usual=(ROUNDS, ROWS), smoke=(1, ROWS_TO_A_JUDGEMENT))
    in_a_folder_of_its_own(lambda: measure(times, rows, is_smoke=is_smoke(arguments)))


if __name__ == "__main__":
    main(sys.argv[1:])
