"""The cover over a part of a window that an error in the program stopped."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from briefing.app.i18n import tr
from briefing.app.widgets.labels import heading_label
from briefing.app.widgets.parts.part import part_name


class PartCover(QFrame):
    """Hides and disables a part, names it, and offers to try again; it lies over the part's whole area."""

    retry_requested = Signal()
    report_requested = Signal()

    def __init__(self, part: QWidget, report: Path | None) -> None:
        super().__init__(part)
        self._part = part
        self._disabled = [child for child in _children(part) if child is not self and child.isEnabled()]
        for child in self._disabled:
            child.setEnabled(False)
        self.setObjectName("partCover")
        self.setAutoFillBackground(True)
        self._fill(report)
        part.installEventFilter(self)
        self.setGeometry(part.rect())
        self.raise_()
        self.show()

    def _fill(self, report: Path | None) -> None:
        heading = heading_label(tr("{part}: stopped by an error", part=part_name(self._part)))
        text = tr(
            "An error in the program stopped this part. The rest works: you can go on, save and export."
        )
        if report is not None:
            text += "\n\n" + tr(
                "A report without any content of the briefing was written to {path}.", path=report
            )
        body = QLabel(text)
        body.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for label in (heading, body):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        retry, show = QPushButton(tr("Try again")), QPushButton(tr("Show the report…"))
        retry.clicked.connect(self.retry_requested)
        show.clicked.connect(self.report_requested)
        show.setVisible(report is not None)
        line = QHBoxLayout()
        line.addWidget(retry)
        line.addWidget(show)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.addWidget(heading)
        column.addWidget(body)
        column.addLayout(line)
        column.addStretch(1)
        self.setAccessibleName(f"{heading.text()}. {text}")

    def remove(self) -> None:
        """Uncover the part."""
        self._part.removeEventFilter(self)
        for child in self._disabled:
            child.setEnabled(True)
        self.hide()
        self.setParent(None)
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if watched is self._part and event.type() is QEvent.Type.Resize:
            self.setGeometry(self._part.rect())
        return super().eventFilter(watched, event)


def cover_of(part: QWidget) -> PartCover | None:
    """Return the cover of a part; None if the part works."""
    return next((child for child in _children(part) if isinstance(child, PartCover)), None)


def _children(part: QWidget) -> list[QWidget]:
    return part.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
