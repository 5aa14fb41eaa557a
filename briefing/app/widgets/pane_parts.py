"""Parts that panes share: the head with its title, the empty state, notices."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from briefing.app.widgets.icons import IconLabel
from briefing.app.widgets.labels import muted

NoticeAction = tuple[str, Callable[[], object]]


def pane_head(title: str, *beside: QWidget) -> tuple[QWidget, QVBoxLayout]:
    """The top of a pane: its name, widgets at the other end of the line, and a column beneath for more."""
    head = QFrame()
    head.setObjectName("paneHead")
    column = QVBoxLayout(head)
    column.setContentsMargins(12, 9, 12, 9)
    column.setSpacing(7)
    line = QHBoxLayout()
    name = QLabel(title)
    name.setObjectName("heading")
    line.addWidget(name)
    line.addStretch(1)
    for widget in beside:
        line.addWidget(widget)
    column.addLayout(line)
    return head, column


def empty_state(sign: str, title: str, hint: str, *deeds: NoticeAction) -> QWidget:
    """What an empty pane shows: what belongs there and how to put it there."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(28, 28, 28, 28)
    column.addStretch(2)
    column.addWidget(IconLabel(sign, "control_line", 44), 0, Qt.AlignmentFlag.AlignHCenter)
    heading = QLabel(title)
    heading.setObjectName("heading")
    heading.setWordWrap(True)
    heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
    column.addWidget(heading)
    if hint:
        said = muted(hint)
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(said)
    for text, deed in deeds:
        button = QPushButton(text)
        button.clicked.connect(lambda _checked=False, deed=deed: deed())
        column.addSpacing(4)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
    column.addStretch(3)
    return page


class Notice(QFrame):
    """A line across the window that says something and offers what to do; it never stops the work.

    It goes when something is done about it, unless it `stays` until it is put away.
    """

    def __init__(
        self, text: str, *deeds: NoticeAction, parent: QWidget | None = None, stays: bool = False
    ) -> None:
        super().__init__(parent)
        self._stays = stays
        self.setObjectName("notice")
        self.is_lasting = False
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 7, 10, 7)
        self.label = QLabel(text)
        self.label.setWordWrap(True)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        line.addWidget(self.label, 1)
        self.setAccessibleName(text)
        for name, deed in deeds:
            button = QPushButton(name)
            button.clicked.connect(lambda _checked=False, deed=deed: self._act(deed))
            line.addWidget(button)

    def _act(self, deed: Callable[[], object]) -> None:
        if not self._stays:
            self.put_away()
        deed()

    def put_away(self) -> None:
        self.hide()
        self.deleteLater()
