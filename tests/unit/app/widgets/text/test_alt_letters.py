"""Letters with Alt are mnemonics: they never become part of a text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from briefing.app.widgets.text.alt_letters import AltLetterFilter


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit, QComboBox])
def test_alt_with_a_letter_that_no_visible_control_has_types_nothing(
    qtbot: QtBot, qapp: QApplication, kind: type[QWidget]
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    filtering = AltLetterFilter(qapp, window)
    field = kind()
    if isinstance(field, QComboBox):
        field.setEditable(True)
    QVBoxLayout(window).addWidget(field)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Q, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(field, Qt.Key.Key_A)
    assert (field.toPlainText() if isinstance(field, QPlainTextEdit) else text_of(field)) == "a"
    assert filtering.parent() is window


def text_of(field: QWidget) -> str:
    assert isinstance(field, QLineEdit | QComboBox)
    return field.text() if isinstance(field, QLineEdit) else field.currentText()
