"""The question asked before data is lost."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QWidget

from briefing.app.i18n import tr
from briefing.app.menus.mnemonics import assign_letters


def ask(parent: QWidget, title: str, text: str, yes: str) -> bool:
    """Ask and return whether the user agreed; `yes` labels that button, Cancel is the default."""
    box = QMessageBox(QMessageBox.Icon.Question, title, text, parent=parent)
    accept = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    cancel = box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(cancel)
    assign_letters(box)
    box.exec()
    agreed = box.clickedButton() is accept
    box.deleteLater()
    return agreed
