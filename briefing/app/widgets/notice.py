"""A message with buttons, across a pane or the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

_FADES_AFTER_MS = 20_000
"""Long enough to read two sentences twice."""

NoticeAction = tuple[str, Callable[[], object]]
"""The text of a button and the function that it calls."""


class Notice(QFrame):
    """A message across a pane or the window, with buttons; it never blocks.

    A click on a button dismisses it, unless it `stays` until `dismiss` is called.
    """

    def __init__(
        self, text: str, *actions: NoticeAction, parent: QWidget | None = None, stays: bool = False
    ) -> None:
        super().__init__(parent)
        self._stays = stays
        self.setObjectName("notice")
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 7, 10, 7)
        self.label = QLabel(text)
        self.label.setWordWrap(True)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        line.addWidget(self.label, 1)
        self.setAccessibleName(text)
        for name, action in actions:
            button = QPushButton(name)
            button.clicked.connect(lambda _checked=False, action=action: self._run(action))
            line.addWidget(button)

    def _run(self, action: Callable[[], object]) -> None:
        if not self._stays:
            self.dismiss()
        action()

    def start_fading(self) -> None:
        """Go after a while, but not while the pointer or the focus is on the notice."""
        self._timer = QTimer(self)
        self._timer.setInterval(_FADES_AFTER_MS)
        self._timer.timeout.connect(self._fade)
        self._timer.start()

    def _fade(self) -> None:
        focused = QApplication.focusWidget()
        if not self.underMouse() and not (focused and self.isAncestorOf(focused)):
            self.dismiss()

    def dismiss(self) -> None:
        self.hide()
        self.deleteLater()
