"""A text field as an editor: every character survives, undo follows the eye, an empty text is refused."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from briefing.app.widgets.text.exact_text import difference, utf_16_length
from briefing.app.widgets.text.exact_text_edit import ExactTextEdit
from briefing.app.widgets.text_field import TextField
from tests.examples import examples

NO_SETTINGS = settings(
    max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
SPECIAL = "\u00a0\u2028\u2029\ufdd0\ufdd1\r\n\t\ufffc\U0001f600é"
TEXTS = st.text(st.sampled_from(SPECIAL + "ab "), max_size=12)
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def edit(qtbot: QtBot) -> ExactTextEdit:
    widget = ExactTextEdit()
    qtbot.addWidget(widget)
    return widget


@NO_SETTINGS
@given(text=TEXTS, data=st.data())
def test_a_field_returns_what_it_was_given_except_where_the_user_typed(
    edit: ExactTextEdit, text: str, data: st.DataObject
) -> None:
    edit.set_exact_text(text)
    assert edit.exact_text() == text
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    edit.select_range(start, end)
    QTest.keyClicks(edit, "x")
    assert edit.exact_text() == text[:start] + "x" + text[end:]
    assert edit.caret() == start + 1


def test_shift_and_enter_insert_a_line_break_that_a_briefing_may_have(edit: ExactTextEdit) -> None:
    edit.set_exact_text("one two")
    edit.select_range(3, 4)
    QTest.keyClick(edit, Qt.Key.Key_Return, SHIFT)
    assert edit.exact_text() == "one\ntwo"
    edit.setReadOnly(True)
    QTest.keyClick(edit, Qt.Key.Key_Return, SHIFT)
    assert edit.exact_text() == "one\ntwo"


def test_what_is_copied_has_the_characters_of_the_text(edit: ExactTextEdit) -> None:
    edit.set_exact_text("10\u00a0000 men\u2028next")
    edit.selectAll()
    edit.copy()
    assert QApplication.clipboard().text() == "10\u00a0000 men\u2028next"
    # What is left on the clipboard crashes the screenless platform when Python ends.
    QApplication.clipboard().clear()


# Undo


@dataclasses.dataclass
class Steps:
    """The document of a field: its text, and the steps to undo and redo, as a session keeps them."""

    field: TextField
    text: str
    undoable: list[str] = dataclasses.field(default_factory=list)
    redoable: list[str] = dataclasses.field(default_factory=list)
    run: object = None
    window: QWidget | None = None

    def take(self, text: str, run: object) -> None:
        if run != self.run:
            self.undoable.append(self.text)
        self.text, self.run = text, run
        self.redoable.clear()
        self.field.show_text(text)

    def undo(self) -> bool:
        return self._step(self.undoable, self.redoable)

    def redo(self) -> bool:
        return self._step(self.redoable, self.undoable)

    def _step(self, source: list[str], target: list[str]) -> bool:
        self.field.flush()
        if self.field.bring_back():
            return True
        if not source:
            return False
        target.append(self.text)
        self.text, self.run = source.pop(), None
        self.field.show_text(self.text)
        return True


@pytest.fixture
def steps(qtbot: QtBot) -> Steps:
    window = QWidget()
    qtbot.addWidget(window)
    text_field = TextField(window, required="It needs a text.")
    window.show()
    document = Steps(text_field, "", window=window)
    text_field.typed.connect(document.take)
    return document


def begin(steps: Steps, text: str) -> None:
    steps.text, steps.run = text, None
    steps.undoable.clear()
    steps.redoable.clear()
    steps.field.reset()
    steps.field.show_text(text)


OPERATIONS = st.lists(
    st.tuples(
        st.sampled_from(["type", "backspace", "delete", "select", "move", "rest"]), st.integers(0, 9)
    ),
    min_size=1,
    max_size=10,
)


def perform(text_field: TextField, operation: str, number: int, letter: str) -> None:
    """Do as a user does: keys, a selection, or nothing for a while."""
    length = len(text_field.exact_text())
    actions: dict[str, Callable[[], object]] = {
        "type": lambda: QTest.keyClicks(text_field, letter * (1 + number % 4)),
        "backspace": lambda: QTest.keyClick(text_field, Qt.Key.Key_Backspace),
        "delete": lambda: QTest.keyClick(text_field, Qt.Key.Key_Delete),
        "select": lambda: text_field.select_range(min(number, length) // 2, min(number, length)),
        "move": lambda: text_field.select_range(min(number, length), min(number, length)),
        "rest": text_field._rest.timeout.emit,
    }
    actions[operation]()


@NO_SETTINGS
@given(start=st.text("abc", min_size=1, max_size=8), operations=OPERATIONS)
def test_undo_goes_back_over_texts_that_were_seen_and_redo_to_the_last(
    steps: Steps, start: str, operations: list[tuple[str, int]]
) -> None:
    begin(steps, start)
    text_field, seen = steps.field, [start]
    for place, (operation, number) in enumerate(operations):
        perform(text_field, operation, number, "defghijklmn"[place])
        if text_field.exact_text() != seen[-1]:
            seen.append(text_field.exact_text())
    text_field.flush()
    last = text_field.exact_text()
    for step, final in ((steps.undo, start), (steps.redo, last)):
        shown = text_field.exact_text()
        while step():
            now = text_field.exact_text()
            assert now in {*seen, *_while_typing(operations, seen)}
            assert now != shown, "each step shows"
            _assert_caret_is_where_the_text_changed(text_field, shown, now)
            shown = now
        if last.strip() or final == start:
            assert text_field.exact_text().strip() == final.strip()


def _while_typing(operations: list[tuple[str, int]], seen: list[str]) -> set[str]:
    """Return the texts between two letters of one operation, which the eye has seen too."""
    longest = max((1 + number % 4 for name, number in operations if name == "type"), default=1)
    between = set[str]()
    for before, after in pairwise(seen):
        change = difference(before, after)
        rest = before[change.position + len(change.removed) :]
        between |= {before[: change.position] + change.inserted[:n] + rest for n in range(longest)}
    return between


def _assert_caret_is_where_the_text_changed(text_field: TextField, before: str, after: str) -> None:
    """Right of the caret is what did not change: it is after what came back, or where text was removed."""
    assert not text_field.textCursor().hasSelection()
    assert before.endswith(after[text_field.caret() :])
    change = difference(before, after, text_field.caret())
    assert change.position + len(change.inserted) == text_field.caret()


def test_undo_brings_back_what_the_eye_saw_deleted(steps: Steps) -> None:
    begin(steps, "Gas will flow.")
    steps.field.moveCursor(steps.field.textCursor().MoveOperation.End)
    QTest.keyClicks(steps.field, " First.")
    steps.field.selectAll()
    QTest.keyClick(steps.field, Qt.Key.Key_Delete)
    reasons: list[str] = []
    steps.field.explained.connect(reasons.append)
    steps.field.flush()
    assert (steps.field.exact_text(), steps.text) == ("", "Gas will flow. First.")
    steps.undo()
    assert steps.field.exact_text() == "Gas will flow. First."
    assert steps.field.caret() == len("Gas will flow. First.")
    steps.undo()
    assert steps.field.exact_text() == "Gas will flow."


def test_a_deleted_selection_comes_back_as_one_step_and_the_caret_after_it(steps: Steps) -> None:
    begin(steps, "Gas will not flow.")
    steps.field.select_range(9, 13)
    QTest.keyClick(steps.field, Qt.Key.Key_Backspace)
    QTest.keyClicks(steps.field, "now ")
    steps.field.flush()
    assert steps.text == "Gas will now flow."
    steps.undo()
    assert steps.text == "Gas will flow."
    steps.undo()
    assert (steps.text, steps.field.caret()) == ("Gas will not flow.", 13)
    steps.redo()
    assert (steps.text, steps.field.caret()) == ("Gas will flow.", 9)


def test_an_emptied_text_is_refused_in_words_and_back_when_the_field_is_left(steps: Steps) -> None:
    begin(steps, "Gas will flow.")
    reasons: list[str] = []
    steps.field.explained.connect(reasons.append)
    steps.field.selectAll()
    QTest.keyClick(steps.field, Qt.Key.Key_Delete)
    assert reasons == ["It needs a text. Undo brings the deleted text back."]
    assert steps.field.is_refused
    QApplication.sendEvent(
        steps.field, QFocusEvent(QFocusEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason)
    )
    assert steps.field.exact_text() == "Gas will flow."
    assert reasons[-1] == "It needs a text. The earlier text is back."
    QTest.keyClicks(steps.field, "x")
    assert reasons[-1] == ""


def test_the_menu_of_a_field_has_undo_and_redo_of_its_window(steps: Steps) -> None:
    window = steps.field.window()
    for name in ("undo", "redo"):
        action = QAction(name, window)
        action.setObjectName(name)
    menu = steps.field.context_menu(QPoint(0, 0))
    assert [action.objectName() for action in menu.actions()][:4] == ["undo", "redo", "", "edit-cut"]


def test_marks_are_placed_by_characters_not_by_units_of_qt(steps: Steps) -> None:
    begin(steps, "\U0001f600 will flow")
    steps.field.mark([(2, 6, "why")])
    marks = steps.field.extraSelections()
    cursor = marks[0].cursor
    assert (cursor.selectionStart(), cursor.selectionEnd()) == (3, 3 + utf_16_length("will"))
