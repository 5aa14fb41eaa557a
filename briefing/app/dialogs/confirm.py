"""Questions that must be answered before data is lost."""

from __future__ import annotations

import textwrap
from enum import Enum

from PySide6.QtWidgets import QMessageBox, QWidget

from briefing.app.i18n import tr
from briefing.app.menus.mnemonics import assign_letters

_Role = QMessageBox.ButtonRole
_MOST_SHOWN = 200
"""Of a text that would be lost, so many characters are shown."""


class Answer(Enum):
    """The answer to the question about what would be lost."""

    KEEP = "keep"
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
    return _answer(box, keep=tr("Save"), discard=tr("Discard changes"))


def ask_to_add_comment(parent: QWidget, text: str) -> Answer:
    """Ask what to do with the text of a comment that was written and not added."""
    stake = tr(
        "It was written and not added: “{text}”", text=textwrap.shorten(text, _MOST_SHOWN, placeholder="…")
    )
    box = _question(parent, tr("Add the comment?"), stake)
    return _answer(box, keep=tr("Add comment"), discard=tr("Discard comment"))


def _answer(box: QMessageBox, *, keep: str, discard: str) -> Answer:
    """Return which of these buttons, or Cancel, a question is answered with; `keep` is the default."""
    keep_button = box.addButton(keep, _Role.AcceptRole)
    discard_button = box.addButton(discard, _Role.DestructiveRole)
    box.addButton(tr("Cancel"), _Role.RejectRole)
    box.setDefaultButton(keep_button)
    assign_letters(box)
    box.exec()
    clicked = box.clickedButton()
    box.deleteLater()
    if clicked is keep_button:
        return Answer.KEEP
    return Answer.DISCARD if clicked is discard_button else Answer.CANCEL


def _question(parent: QWidget, question: str, text: str) -> QMessageBox:
    """Return a box with the question in bold and what is at stake below it."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(tr("Treaty Briefing"))
    box.setText(f"<b>{question}</b>")
    box.setInformativeText(text)
    return box
