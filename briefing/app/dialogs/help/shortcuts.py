"""The dialogs with the keyboard shortcuts and about the program."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QTextBrowser, QWidget

import briefing
from briefing.app.actions import ACTIONS, MENUS
from briefing.app.dialogs.dialog import Dialog
from briefing.app.i18n import tr
from briefing.app.menus.mnemonics import without_letter
from briefing.app.theme import theme

_OTHER_KEYS = (
    ("Enter", "In the library: add the selected facts. In the briefing: edit the text"),
    ("Ctrl+Wheel", "In the preview: zoom"),
    ("Shift+F10", "Open the context menu of the selected row, entry or text"),
    ("S, F, J, W", "In the review: the same, the fact's word, my own judgement, waive"),
    ("Space", "On the headings of a list: sort by the heading that Left and Right choose"),
    ("Escape", "Close a search, a pop-up list or the Go to anything window"),
)


class ShortcutsDialog(Dialog):
    """Lists every action with its keys."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, tr("Keyboard shortcuts"))
        page = QTextBrowser()
        page.setAccessibleName(tr("Keyboard shortcuts"))
        page.setHtml(shortcuts_html())
        self.lay_out(page, self.close_box(), width=560, height=640, scrolls=False)


def shortcuts_html() -> str:
    parts = []
    for menu in MENUS:
        rows = [
            (
                QKeySequence(spec.shortcut).toString(QKeySequence.SequenceFormat.NativeText),
                without_letter(tr(spec.text)).rstrip("…"),
            )
            for spec in ACTIONS
            if spec.menu == menu and spec.shortcut
        ]
        if rows:
            parts.append(_table(without_letter(tr(menu)), rows))
    parts.append(_table(tr("Keys without a menu item"), [(keys, tr(text)) for keys, text in _OTHER_KEYS]))
    return "".join(parts)


def _table(title: str, rows: list[tuple[str, str]]) -> str:
    muted = theme.colours().muted
    lines = "".join(
        f"<tr><td width='170' style='color:{muted}'>{escape(keys)}</td><td>{escape(text)}</td></tr>"
        for keys, text in rows
    )
    return f"<h3>{escape(title)}</h3><table cellpadding='3'>{lines}</table>"


class AboutDialog(Dialog):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, tr("About Treaty Briefing"))
        text = QLabel(
            f"<h2>{escape(tr('Treaty Briefing'))} {escape(briefing.__version__)}</h2>"
            f"<p>{escape(tr('Turns a structured treaty library into a graded, sourced PDF briefing.'))}</p>"
            f"<p>{escape(tr('It works offline and sends no data to anyone.'))}</p>"
            f"<p>{escape(tr('MIT licence. Fonts under the SIL Open Font License; Qt under the LGPL.'))}</p>"
        )
        text.setWordWrap(True)
        text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.lay_out(text, self.close_box(), width=460)
