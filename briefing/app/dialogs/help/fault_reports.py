"""The dialog with the reports of errors in the program: to read, copy and delete them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPlainTextEdit, QPushButton, QWidget

from briefing import faults, paths
from briefing.app.dialogs.confirm import ask
from briefing.app.dialogs.dialog import Dialog
from briefing.app.i18n import tr
from briefing.app.widgets.columns import column_widget
from briefing.app.widgets.labels import caption, muted, running_text
from briefing.app.widgets.lists.sorted_list import SortedEntry, SortedList
from briefing.clock import to_the_minute
from briefing.faults import WrittenReport
from briefing.text.characters import visible

_LIST_LINES = 6


class FaultReportsDialog(Dialog):
    """Lists the reports that the program wrote, the latest first, and shows the text of the current one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, tr("Report a fault"))
        self._lead = running_text("")
        self.list = SortedList(
            tr("Reports of errors in the program"), [tr("When"), tr("Part of the program")], [170], lines=1
        )
        self.list.currentItemChanged.connect(lambda *_items: self._show_state())
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setTabChangesFocus(True)
        self._text_caption = caption(tr("Text of the report"), self.text)
        self._message = QLabel()
        self._message.setObjectName("small")
        self._folder = muted("", name="small")
        self._folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy_button, self.folder_button = QPushButton(tr("Copy")), QPushButton(tr("Open the folder"))
        self.delete_button = QPushButton(tr("Delete…"))
        self.copy_button.clicked.connect(self._copy)
        self.folder_button.clicked.connect(self._open_folder)
        self.delete_button.clicked.connect(self._delete)
        self._lay_out()

    def _lay_out(self) -> None:
        self.list.setMaximumHeight(_LIST_LINES * self.list.fontMetrics().height() * 2)
        content, column = column_widget()
        for widget in (self._lead, self.list, self._text_caption, self.text, self._message, self._folder):
            column.addWidget(widget)
        column.addStretch()  # without reports, the rest is at the top
        column.setStretchFactor(self.list, 1)
        column.setStretchFactor(self.text, 2)
        box = self.close_box()
        for button in (self.copy_button, self.folder_button, self.delete_button):
            button.setAutoDefault(False)
            box.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        self.lay_out(content, box, width=720, height=560, scrolls=False)

    # Content

    def show_reports(self, path: Path | None = None) -> None:
        """Read the reports again, and select one: that of `path`, or else the latest."""
        reports = faults.written_reports()
        self.list.clear()
        for report in reports:
            texts = [_local_time(report.time), visible(report.part) or tr("unknown")]
            self.list.addTopLevelItem(SortedEntry(texts, report, {0: (report.time, report.path.name)}))
        chosen = [entry for entry in self.list.entries() if entry.value.path == path]
        if first := next(iter([*chosen, *self.list.entries()]), None):
            self.list.setCurrentItem(first)
        self._message.clear()
        self._show_state()

    @property
    def current(self) -> WrittenReport | None:
        entry = self.list.current
        return entry.value if entry is not None else None

    def _show_state(self) -> None:
        report, is_empty = self.current, not self.list.topLevelItemCount()
        self._lead.setText(_lead(is_empty=is_empty))
        self._folder.setText(tr("Folder: {folder}", folder=visible(str(paths.fault_reports()))))
        self.text.setPlainText(report.text if report is not None else "")
        for widget in (self.list, self._text_caption, self.text):
            widget.setVisible(not is_empty)
        for button in (self.copy_button, self.delete_button):
            button.setEnabled(report is not None)
        self.folder_button.setEnabled(paths.fault_reports().is_dir())

    # Actions

    def _copy(self) -> None:
        if self.current is not None:
            QGuiApplication.clipboard().setText(self.current.text)
            self._message.setText(tr("The text of the report was copied."))

    def _open_folder(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths.fault_reports()))):
            self._message.setText(tr("The folder cannot be opened in a file manager. Its path is below."))

    def _delete(self) -> None:
        report = self.current
        if report is None or not ask(
            self,
            tr("Delete the report?"),
            tr("{time}, {part}. This cannot be undone.", time=_local_time(report.time), part=report.part),
            tr("Delete"),
        ):
            return
        try:
            report.path.unlink(missing_ok=True)
        except OSError as error:
            self._message.setText(tr("The report cannot be deleted: {why}.", why=error.strerror))
            return
        self.show_reports()


def _lead(*, is_empty: bool) -> str:
    nothing_sent = tr("The program sends nothing to anyone.")
    if is_empty:
        return tr(
            "There are no reports: no error in the program was recorded on this computer. To report "
            "something else, describe what you did, what you expected and what happened. {nothing_sent}",
            nothing_sent=nothing_sent,
        )
    return tr(
        "When an error stops a part of the program, a report is written to a file. It has the part, the "
        "versions, the time and the places in the program that led to the error. It has no text of a "
        "briefing and no names of your files. {nothing_sent} To report a fault, copy the text, add what "
        "you did before it, and give both to whoever maintains the program for you.",
        nothing_sent=nothing_sent,
    )


def _local_time(moment: str) -> str:
    """Return a moment in UTC as local date and time, to the minute; as it is if it is no moment."""
    try:
        return to_the_minute(datetime.strptime(moment, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC))
    except ValueError:
        return moment or tr("unknown")
