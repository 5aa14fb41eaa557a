"""Fill a menu with the confidence terms of the scheme, to grade rows from the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from briefing.app.actions import GRADE_MENU
from briefing.app.i18n import tr
from briefing.app.menus.mnemonics import with_letters
from briefing.app.services.document import Document
from briefing.grading import Scheme, Subject
from briefing.model.briefing import Graded, Item, Section


class GradeMenu:
    """An action for each term of confidence; its shortcut is active while the outline has the focus."""

    def __init__(self, parent: QMenu, rows: QWidget, grade: Callable[[str], None]) -> None:
        self.menu = parent.addMenu(tr(GRADE_MENU))
        self._rows, self._grade = rows, grade
        self._scheme: Scheme | None = None

    def show_state(
        self, scheme: Scheme | None, document: Document, selected: Sequence[Section | Item]
    ) -> None:
        """Offer the terms of a scheme, if the selection can be graded."""
        is_graded = any(isinstance(value, Graded) for value in selected)
        self.menu.setEnabled(is_graded and not document.is_read_only)
        self._fill(scheme)

    def _fill(self, scheme: Scheme | None) -> None:
        if scheme is self._scheme:
            return
        self._scheme = scheme
        for action in self.menu.actions():
            self._rows.removeAction(action)
        self.menu.clear()
        scale = scheme.scale(Subject.CONFIDENCE) if scheme else None
        terms = scale.terms if scale else ()
        names = with_letters([tr(term.term).replace("&", "&&") for term in terms])
        for number, (term, name) in enumerate(zip(terms, names, strict=True), start=1):
            action = self.menu.addAction(name)
            action.setShortcut(QKeySequence(f"Ctrl+Alt+{number}"))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(partial(self._on_triggered, term.id))
            self._rows.addAction(action)

    def _on_triggered(self, confidence: str, _checked: bool = False) -> None:
        self._grade(confidence)
