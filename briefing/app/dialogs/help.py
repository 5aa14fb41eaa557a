"""The shortcuts page and what the program is."""

from __future__ import annotations

from html import escape

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QTextBrowser, QVBoxLayout, QWidget

import briefing
from briefing.app.actions import MENUS, Actions
from briefing.app.dialogs.dialog import Dialog
from briefing.app.i18n import tr
from briefing.app.theme import theme

_FURTHER = (
    ("Enter", "In the library: add the chosen facts. In the briefing: edit the words"),
    ("Ctrl+Wheel", "In the pages: zoom"),
    ("Escape", "Close a search, a list, the palette"),
)


class ShortcutsDialog(Dialog):
    """Every action with its keys, read from the table of actions."""

    def __init__(self, parent: QWidget, actions: Actions) -> None:
        super().__init__(parent, tr("Shortcuts"))
        page = QTextBrowser()
        page.setAccessibleName(tr("Shortcuts"))
        page.setHtml(shortcuts_html(actions))
        _lay_out(self, page)
        self.resize(560, 640)


def shortcuts_html(actions: Actions) -> str:
    parts = []
    for menu in MENUS:
        rows = [
            (action.shortcut().toString(QKeySequence.SequenceFormat.NativeText), tr(spec.text).rstrip("…"))
            for spec, action in actions
            if spec.menu == menu and not action.shortcut().isEmpty()
        ]
        if rows:
            parts.append(_table(tr(menu).replace("&", ""), rows))
    parts.append(_table(tr("Further"), [(keys, tr(text)) for keys, text in _FURTHER]))
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
        said = QLabel(
            f"<h2>{escape(tr('Treaty Briefing'))} {escape(briefing.__version__)}</h2>"
            f"<p>{escape(tr('Turns a structured treaty library into a graded, sourced PDF briefing.'))}</p>"
            f"<p>{escape(tr('It never uses the network, and sends nothing to anybody.'))}</p>"
            f"<p>{escape(tr('MIT licence. Fonts under the SIL Open Font License; Qt under the LGPL.'))}</p>"
        )
        said.setWordWrap(True)
        _lay_out(self, said)
        self.setMinimumWidth(440)


def _lay_out(dialog: Dialog, content: QWidget) -> None:
    column = QVBoxLayout(dialog)
    column.setContentsMargins(20, 16, 20, 16)
    column.addWidget(content)
    column.addLayout(dialog.close_line())
