"""A text that runs right to left begins at the right, where it is edited and in lists."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from briefing.app.widgets.painting import laid_out
from briefing.app.widgets.text.exact_text_edit import ExactTextEdit

PERSIAN = "معاهده در مسکو امضا شد."
WIDTH = 600.0
LEFT, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


@pytest.mark.parametrize(("text", "side"), [(PERSIAN, RIGHT), ("Signed in Moscow.", LEFT), ("", LEFT)])
def test_a_field_begins_lines_where_its_text_does(qtbot: QtBot, text: str, side: Qt.AlignmentFlag) -> None:
    field = ExactTextEdit(text)
    qtbot.addWidget(field)
    assert field.document().defaultTextOption().alignment() == side


def test_a_field_follows_what_is_typed_in_it(qtbot: QtBot) -> None:
    field = ExactTextEdit(PERSIAN)
    qtbot.addWidget(field)
    field.selectAll()
    QTest.keyClicks(field, "Signed")
    assert field.document().defaultTextOption().alignment() == LEFT
    assert field.exact_text() == "Signed"


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("text", "side"), [(PERSIAN, RIGHT), ("Signed in Moscow.", LEFT)])
def test_a_row_of_a_list_begins_lines_where_its_text_does(text: str, side: Qt.AlignmentFlag) -> None:
    layout, _, _ = laid_out(text, QFont(), WIDTH, 2)
    line = layout.lineAt(0).naturalTextRect()
    assert (line.right() == pytest.approx(WIDTH, abs=2)) is (side is RIGHT)
    assert (line.left() == pytest.approx(0, abs=2)) is (side is LEFT)
