"""A question that must be answered before anything is lost."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QWidget

from briefing.app.i18n import tr


def ask(parent: QWidget, title: str, text: str, yes: str) -> bool:
    """Whether the user agrees. `yes` names the deed; Escape and Enter answer that nothing is to change."""
    box = QMessageBox(QMessageBox.Icon.Question, title, text, parent=parent)
    accept = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    cancel = box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(cancel)
    box.exec()
    agreed = box.clickedButton() is accept
    box.deleteLater()
    return agreed
