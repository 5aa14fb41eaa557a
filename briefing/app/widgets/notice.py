"""A message with buttons, across a pane or the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

_FADES_AFTER_MS = 20_000
"""Long enough to read two sentences twice."""
_QUIET_MS = 4_000
"""Without input for this time, nobody is about to click what a notice moves when it goes."""
_INPUT = {
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.Wheel,
    QEvent.Type.KeyPress,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletMove,
}

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
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._fade)
        self._since_input = QElapsedTimer()
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
        """Go after a while, once the window had no input for a moment: what is below moves up then.

        The notice stays while the pointer or the focus is on it.
        """
        self._timer.start(_FADES_AFTER_MS)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        handle = self.window().windowHandle()
        if handle is not None and self._timer.isActive():
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() in _INPUT:
            self._since_input.restart()
        return super().eventFilter(watched, event)

    def _fade(self) -> None:
        focused = QApplication.focusWidget()
        is_busy = self._since_input.isValid() and not self._since_input.hasExpired(_QUIET_MS)
        if is_busy or self.underMouse() or (focused and self.isAncestorOf(focused)):
            self._timer.start(_QUIET_MS)
            return
        self.dismiss()

    def dismiss(self) -> None:
        self.hide()
        self.deleteLater()
