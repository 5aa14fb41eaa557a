"""Parts that panes share: the head with its title, the empty state."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from briefing.app.widgets.icons import IconLabel
from briefing.app.widgets.labels import heading_label, muted
from briefing.app.widgets.notice import NoticeAction


def pane_head(title: str, *beside: QWidget) -> tuple[QWidget, QVBoxLayout]:
    """Return the head of a pane and its column; the title line ends with the widgets `beside`."""
    head = QFrame()
    head.setObjectName("paneHead")
    column = QVBoxLayout(head)
    column.setContentsMargins(12, 9, 12, 9)
    column.setSpacing(7)
    line = QHBoxLayout()
    name = heading_label(title)
    line.addWidget(name)
    line.addStretch(1)
    for widget in beside:
        line.addWidget(widget)
    column.addLayout(line)
    return head, column


def empty_state(sign: str, title: str, hint: str, *actions: NoticeAction) -> QWidget:
    """Return the placeholder of an empty pane: icon, title, hint, buttons."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(28, 28, 28, 28)
    column.addStretch(2)
    column.addWidget(IconLabel(sign, "control_line", 44), 0, Qt.AlignmentFlag.AlignHCenter)
    heading = heading_label(title, wraps=True)
    heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
    column.addWidget(heading)
    if hint:
        hint_label = muted(hint)
        hint_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(hint_label)
    for text, action in actions:
        button = QPushButton(text)
        button.clicked.connect(lambda _checked=False, action=action: action())
        column.addSpacing(4)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
    column.addStretch(3)
    return page
