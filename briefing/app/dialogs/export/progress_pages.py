"""The progress and result pages of the export dialog."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from briefing.app.i18n import tr
from briefing.app.widgets.labels import muted


class ProgressPage(QWidget):
    """Shows the current step and progress, with a Cancel button."""

    cancel_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.addStretch(1)
        self.step = QLabel()
        column.addWidget(self.step)
        self.progress_bar = QProgressBar()
        self.progress_bar.setTextVisible(False)
        self.progress_bar.setAccessibleName(tr("Progress of the export"))
        column.addWidget(self.progress_bar)
        stop = QPushButton(tr("Cancel"))
        stop.setAccessibleName(tr("Cancel the export"))
        stop.clicked.connect(self.cancel_requested)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(stop)
        column.addLayout(line)
        column.addStretch(2)


class ResultPage(QWidget):
    """Shows the exported file, with buttons to open it or its folder."""

    open_requested = Signal()
    show_requested = Signal()
    close_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.addStretch(1)
        self.result_text = QLabel()
        self.result_text.setObjectName("heading")
        self.result_text.setWordWrap(True)
        self.result_path = muted("")
        column.addWidget(self.result_text)
        column.addWidget(self.result_path)
        line = QHBoxLayout()
        for name, signal in (
            (tr("Open the file"), self.open_requested),
            (tr("Show in folder"), self.show_requested),
            (tr("Close"), self.close_requested),
        ):
            button = QPushButton(name)
            button.clicked.connect(signal)
            line.addWidget(button)
        line.addStretch(1)
        column.addSpacing(10)
        column.addLayout(line)
        column.addStretch(2)
