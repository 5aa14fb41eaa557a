"""Scroll areas for columns of controls."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QWidget


def vertical_scroll_area(content: QWidget, parent: QWidget | None = None) -> QScrollArea:
    """Return a scroll area that scrolls a column of controls vertically only."""
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(content)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


class ContentArea(QScrollArea):
    """A scroll area as large as its content where there is room, for the contents of a dialog."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        self._content = content

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return self._content.sizeHint()

    def height_for(self, width: int) -> int:
        """Return the height at which nothing scrolls; wrapped texts need more in a narrow area."""
        content = self._content
        if content.hasHeightForWidth():
            return content.heightForWidth(width)
        return content.sizeHint().height()


class LimitedText(QScrollArea):
    """A wrapped text as high as it is, and of at most `lines` lines; a longer one scrolls."""

    def __init__(self, label: QLabel, lines: int) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.setWidget(label)
        self._label, self._lines = label, lines

    def setText(self, text: str) -> None:  # noqa: N802 - as QLabel
        self._label.setText(text)
        self._fit()

    def text(self) -> str:
        return self._label.text()

    @property
    def is_scrolled(self) -> bool:
        """Whether a part of the text is out of view."""
        return self._wanted_height() > self.height()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _wanted_height(self) -> int:
        return self._label.heightForWidth(self.viewport().width())

    def _fit(self) -> None:
        most = self._lines * self._label.fontMetrics().lineSpacing() + 2
        height = max(min(self._wanted_height(), most), 0)
        if height != self.height():
            self.setFixedHeight(height)
        is_scrolled = self.is_scrolled
        # The keys of the arrows scroll it; a text that is in view is no stop of the Tab key.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_scrolled else Qt.FocusPolicy.NoFocus)
