"""Questions that must be answered before data is lost."""

from __future__ import annotations

from enum import Enum

from PySide6.QtWidgets import QMessageBox, QWidget

from briefing.app.i18n import tr
from briefing.app.menus.mnemonics import assign_letters

_Role = QMessageBox.ButtonRole


class Answer(Enum):
    """The answer to the question about unsaved changes."""

    SAVE = "save"
    DISCARD = "discard"
    CANCEL = "cancel"


def ask(parent: QWidget, title: str, text: str, yes: str) -> bool:
    """Ask and return whether the user agreed; `yes` labels that button, Cancel is the default."""
    box = _question(parent, title, text)
    accept = box.addButton(yes, _Role.AcceptRole)
    box.setDefaultButton(box.addButton(tr("Cancel"), _Role.RejectRole))
    assign_letters(box)
    box.exec()
    agreed = box.clickedButton() is accept
    box.deleteLater()
    return agreed


def ask_to_save(parent: QWidget, text: str) -> Answer:
    """Ask what to do with changes that are not saved; `text` names what has them."""
    box = _question(parent, tr("Save the changes?"), text)
    save = box.addButton(tr("Save"), _Role.AcceptRole)
    discard = box.addButton(tr("Discard changes"), _Role.DestructiveRole)
    box.addButton(tr("Cancel"), _Role.RejectRole)
    box.setDefaultButton(save)
    assign_letters(box)
    box.exec()
    clicked = box.clickedButton()
    box.deleteLater()
    if clicked is save:
        return Answer.SAVE
    return Answer.DISCARD if clicked is discard else Answer.CANCEL


def _question(parent: QWidget, question: str, text: str) -> QMessageBox:
    """Return a box with the question in bold and what is at stake below it."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(tr("Treaty Briefing"))
    box.setText(f"<b>{question}</b>")
    box.setInformativeText(text)
    return box
