"""Parts that panes and pages share: heads, empty states, notices, captions, scrolling columns."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from briefing.app.widgets.icons import IconLabel

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


def muted(text: str, *, name: str = "muted") -> QLabel:
    """Text in the second rank, which wraps and can be chosen to copy."""
    label = QLabel(text)
    label.setObjectName(name)
    label.setWordWrap(True)
    return label


def yielding(label: QLabel) -> QLabel:
    """A label that takes what width there is: one endless word does not push the page out of sight."""
    policy = label.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
    label.setSizePolicy(policy)
    return label


def caption(text: str, buddy: QWidget | None = None) -> QLabel:
    """The name above a control."""
    label = QLabel(text)
    label.setObjectName("caption")
    if buddy is not None:
        label.setBuddy(buddy)
        buddy.setAccessibleName(text)
    return label


def scrolling(content: QWidget) -> QScrollArea:
    """A column that scrolls when its window is low."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(content)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


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
