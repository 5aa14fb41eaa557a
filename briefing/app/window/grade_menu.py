"""The menu that grades rows from the keyboard, made from the briefing's scheme."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from briefing.app.i18n import tr
from briefing.grading import Scheme, Subject


class GradeMenu:
    """An entry for each term of confidence; its shortcuts hold where the rows are."""

    def __init__(self, parent: QMenu, rows: QWidget, grade: Callable[[str], None]) -> None:
        self.menu = parent.addMenu(tr("Grade: confidence"))
        self._rows, self._grade = rows, grade
        self._scheme: Scheme | None = None

    def fill(self, scheme: Scheme | None) -> None:
        if scheme is self._scheme:
            return
        self._scheme = scheme
        for action in self.menu.actions():
            self._rows.removeAction(action)
        self.menu.clear()
        scale = scheme.scale(Subject.CONFIDENCE) if scheme else None
        for number, term in enumerate(scale.terms if scale else (), start=1):
            action = self.menu.addAction(tr(term.term))
            action.setShortcut(QKeySequence(f"Alt+{number}"))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _=False, each=term.id: self._grade(each))
            self._rows.addAction(action)
