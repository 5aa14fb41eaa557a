"""A layout that places widgets side by side and wraps them like text."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Wraps its widgets; mirrored in right-to-left languages.

    A `balanced` one has about as many widgets in each line, in as few lines as they need.
    """

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 6, balanced: bool = False) -> None:
        super().__init__(parent)
        self._is_balanced = balanced
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - Qt's name
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, area: QRect) -> None:  # noqa: N802 - Qt's name
        super().setGeometry(area)
        self._arrange(area, move=True)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, area: QRect, *, move: bool) -> int:
        """Place the items and return the height that they take."""
        parent = self.parentWidget()
        mirrored = parent is not None and parent.layoutDirection() is Qt.LayoutDirection.RightToLeft
        y = 0
        for line in self._lines(area.width()):
            x = 0
            for item in line:
                hint = item.sizeHint()
                if move:
                    left = area.right() - x - hint.width() + 1 if mirrored else area.left() + x
                    item.setGeometry(QRect(left, area.top() + y, hint.width(), hint.height()))
                x += hint.width() + self.spacing()
            y += max(item.sizeHint().height() for item in line) + self.spacing()
        return max(0, y - self.spacing())

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        """Divide the items that are not hidden into lines that are no wider than `width`."""
        items = [item for item in self._items if not item.isEmpty()]
        lines = self._wrapped(items, width, len(items))
        if self._is_balanced and len(lines) > 1:
            balanced = self._wrapped(items, width, -(-len(items) // len(lines)))
            return balanced if len(balanced) == len(lines) else lines
        return lines

    def _wrapped(self, items: list[QLayoutItem], width: int, most: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        x = 0
        for item in items:
            own = item.sizeHint().width()
            if not lines or x + own > width or len(lines[-1]) == most:
                lines.append([])
                x = 0
            lines[-1].append(item)
            x += own + self.spacing()
        return lines
