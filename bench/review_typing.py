"""How soon a finding is in the window after the letter that causes it, in a briefing of 300 rows.

A letter that makes a term of likelihood wrong is typed and taken back, again and again. Measured are the
time from the letter to the finding on the screen (and from taking it back to its going), how long a letter
holds up the GUI thread, and a 10 ms timer beside it: ``python -m bench.review_typing``.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from bench.arguments import numbers
from bench.window_gaps import Gaps, closed, in_a_folder_of_its_own, opened, say, until
from briefing.app.services.document import Document
from briefing.app.services.resources import LoadedResources
from briefing.app.window.main_window import MainWindow
from briefing.model.briefing import Briefing, Evidence, FactItem, Grade, Judgement, Section
from briefing.project import Session

ROWS = 300
JUDGEMENTS = 20
ROUNDS = 40
TEXT = "It is quit unlikely that the pipeline will be built before 2028."
BEFORE_THE_LETTER = TEXT.index("quit") + len("quit")
LIMIT_MS = 150


def large_briefing(resources: LoadedResources, rows: int) -> Briefing:
    """Facts and judgements as an analyst would have them after a week: reworded, graded, with evidence."""
    library = resources.reference.library
    ids = sorted(library.facts)
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
        for number in range(rows - JUDGEMENTS)
    )
    judgements = tuple(
        Judgement(
            id=f"j{number}",
            text=TEXT if number == 0 else f"It is unlikely that stage {number} comes about.",
            grade=Grade(graded_by="A", graded_on="2025-11-03", confidence="low", likelihood="unlikely"),
            evidence=tuple(Evidence(item_id=f"f{near}") for near in range(number, number + 5)),
        )
        for number in range(JUDGEMENTS)
    )
    sections = (Section("s1", "Key judgements", judgements), Section("s2", "Facts", facts))
    snapshot = library.material_for({item.fact_id for item in facts})
    return Briefing(id="large", title="Large", cut_off="2025-10-31", sections=sections, library=snapshot)


def has_finding(window: MainWindow) -> bool:
    return any(
        finding.rule_id == "intensified-term" and finding.row_id == "j0"
        for finding in window.panes.review.model.findings
    )


def rounds(window: MainWindow, field: QPlainTextEdit, times: int) -> tuple[list[float], list[float]]:
    """Milliseconds from a letter to what it changes on the screen, and those that the letter took."""
    shown, held = [], []
    for number in range(2 * times):
        adding = number % 2 == 0
        began = time.perf_counter()
        if adding:
            QTest.keyClicks(field, "e")
        else:
            QTest.keyClick(field, Qt.Key.Key_Backspace)
        held.append((time.perf_counter() - began) * 1000)
        until(lambda adding=adding: has_finding(window) is adding)  # type: ignore[misc]
        shown.append((time.perf_counter() - began) * 1000)
        rest = time.monotonic() + 0.12
        until(lambda rest=rest: time.monotonic() > rest)  # type: ignore[misc]
    return shown, held


def measure(times: int, rows: int) -> None:
    _, registry, window = opened()
    assert window.context.resources is not None
    session = Session.begin(
        large_briefing(window.context.resources, rows), window.context.resources.reference, author="bench"
    )
    window.context.set_document(Document(session, None))
    until(lambda: window.controllers.review.is_settled)
    window.panes.outline.select("j0")
    window.panes.reveal(window.panes.inspector)
    window.activateWindow()
    window.panes.inspector.focus_words()
    field = window.focusWidget()
    assert isinstance(field, QPlainTextEdit)
    cursor = field.textCursor()
    cursor.setPosition(BEFORE_THE_LETTER, QTextCursor.MoveMode.MoveAnchor)
    field.setTextCursor(cursor)
    results: list[tuple[list[float], list[float]]] = []
    gaps = Gaps()
    late = gaps.during(lambda: results.append(rounds(window, field, times)))
    shown, held = results[0]
    for name, taken in (("letter to finding on the screen", shown), ("a letter in the GUI thread", held)):
        ranked = sorted(taken)
        middle, high = ranked[len(ranked) // 2], ranked[int(len(ranked) * 0.95)]
        print(
            f"{name}: {len(ranked)} times; median {middle:.1f}, 95 % {high:.1f}, most {ranked[-1]:.1f} ms"
        )
    print(f"over {LIMIT_MS} ms: {sum(each > LIMIT_MS for each in shown)} of {len(shown)}")
    say("10 ms timer meanwhile", late)
    window.panes.inspector.flush()
    closed(registry)


def main(arguments: Sequence[str] = ()) -> None:
    times, rows = numbers(arguments, usual=(ROUNDS, ROWS), smoke=(1, 2 * JUDGEMENTS + 5))
    in_a_folder_of_its_own(lambda: measure(times, rows))


if __name__ == "__main__":
    main(sys.argv[1:])
