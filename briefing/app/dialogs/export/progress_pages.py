"""The progress and result pages of the export dialog."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QProgressBar, QVBoxLayout, QWidget

from briefing.app.i18n import tr
from briefing.app.widgets.icons import IconLabel
from briefing.app.widgets.labels import heading_label, muted

_CENTRE = Qt.AlignmentFlag.AlignHCenter
_ICON_SIZE = 48
_Role = QDialogButtonBox.ButtonRole


class ProgressPage(QWidget):
    """Shows the current step and progress, with a Cancel button."""

    cancel_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch(1)
        self.step = QLabel()
        self.step.setWordWrap(True)
        self.step.setAlignment(_CENTRE)
        column.addWidget(self.step)
        self.progress_bar = QProgressBar()
        self.progress_bar.setTextVisible(False)
        self.progress_bar.setAccessibleName(tr("Progress of the export"))
        column.addWidget(self.progress_bar)
        column.addStretch(1)
        buttons = QDialogButtonBox()
        stop = buttons.addButton(tr("Cancel"), _Role.RejectRole)
        stop.setAutoDefault(False)
        stop.setAccessibleName(tr("Cancel the export"))
        buttons.rejected.connect(self.cancel_requested)
        column.addWidget(buttons)


class ResultPage(QWidget):
    """Shows the exported file and what is to be said of it, with buttons to open it or its folder."""

    open_requested = Signal()
    show_requested = Signal()
    close_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.result_text = heading_label("", wraps=True)
        self.result_name, self.result_path = QLabel(), muted("")
        self.result_name.setWordWrap(True)
        column.addStretch(2)
        column.addWidget(IconLabel("circle-wavy-check", "accent", _ICON_SIZE), 0, _CENTRE)
        for label in (self.result_text, self.result_name, self.result_path):
            label.setAlignment(_CENTRE)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)
        self.remarks = QLabel()
        self.remarks.setObjectName("caution")
        self.remarks.setWordWrap(True)
        self.remarks.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self.remarks)
        column.addStretch(3)
        buttons = QDialogButtonBox()
        close = buttons.addButton(tr("Close"), _Role.RejectRole)
        show = buttons.addButton(tr("Show in folder"), _Role.ActionRole)
        self.open_button = buttons.addButton(tr("Open the file"), _Role.AcceptRole)
        for button in (close, show):
            button.setAutoDefault(False)
        buttons.accepted.connect(self.open_requested)
        show.clicked.connect(self.show_requested)
        buttons.rejected.connect(self.close_requested)
        column.addWidget(buttons)

    def show_result(self, text: str, target: Path, remarks: Sequence[str] = ()) -> None:
        """Show the file that was written, and what is to be said of it."""
        self.result_text.setText(text)
        self.result_name.setText(target.name)
        self.result_path.setText(str(target.parent))
        self.remarks.setText("\n".join(remarks))
        self.remarks.setVisible(bool(remarks))
        self.open_button.setDefault(True)
        self.open_button.setFocus()
