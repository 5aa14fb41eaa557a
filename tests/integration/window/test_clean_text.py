"""One-line fields take no hidden character; the search of a list finds every spelling."""

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from briefing.app.widgets.form_fields import add_row
from briefing.app.widgets.popup import TickOption, TickPopup


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


def test_the_search_of_a_list_finds_entries_in_every_spelling(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    names = ("Khāmeneʾi", "Пётр", "Straße", "bloc-wide")
    popup = TickPopup(owner, "Names", [TickOption(name, name, False) for name in names])
    field = popup.findChild(QLineEdit)
    assert field is not None
    for typed, name in zip(("khamenei", "ПЕТР", "strasse", "bloc wide"), names, strict=True):
        field.setText(typed)
        model = popup.list.model()
        assert [model.index(row, 0).data() for row in range(model.rowCount())] == [name]
