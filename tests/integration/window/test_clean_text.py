"""One-line fields of dialogs take no hidden character."""

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from briefing.app.widgets.form_fields import add_row


def test_a_field_of_a_form_leaves_out_hidden_characters_and_keeps_joiners(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    form, field = QFormLayout(parent), QLineEdit()
    add_row(form, "Title", field)
    field.setText("Gas")
    field.setCursorPosition(1)
    field.insert("\u2067x\u200b\u202e")
    assert (field.text(), field.cursorPosition()) == ("Gxas", 2)
    field.setText("می\u200cگوید")
    assert field.text() == "می\u200cگوید"
