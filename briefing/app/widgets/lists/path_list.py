"""A list of files or folders that the user adds to and removes from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from briefing.app.i18n import tr

_HEIGHT = 90


class PathList(QWidget):
    """Paths with the buttons *Add…* and *Remove*; `choose` asks for further ones.

    `names` are what a screen reader says of the list and of the two buttons.
    """

    changed = Signal()

    def __init__(
        self, names: tuple[str, str, str], paths: tuple[str, ...], choose: Callable[[], Sequence[str]]
    ) -> None:
        super().__init__()
        self._choose = choose
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.list = QListWidget()
        self.list.setMaximumHeight(_HEIGHT)
        self.list.addItems(paths)
        add, remove = QPushButton(tr("Add…")), QPushButton(tr("Remove"))
        for widget, name in zip((self.list, add, remove), names, strict=True):
            widget.setAccessibleName(name)
        for button in (add, remove):
            button.setAutoDefault(False)
        add.clicked.connect(self._add)
        remove.clicked.connect(self._remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)
        line = QHBoxLayout()
        line.addWidget(add)
        line.addWidget(remove)
        line.addStretch(1)
        column.addLayout(line)

    def paths(self) -> tuple[str, ...]:
        return tuple(self.list.item(row).text() for row in range(self.list.count()))

    def _add(self) -> None:
        new = [path for path in self._choose() if path not in self.paths()]
        if new:
            self.list.addItems(new)
            self.changed.emit()

    def _remove(self) -> None:
        if self.list.currentRow() >= 0:
            self.list.takeItem(self.list.currentRow())
            self.changed.emit()
