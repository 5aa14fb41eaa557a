"""The dialog that compares the briefing with its last issue, its file, or another project."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QLabel, QListWidget, QListWidgetItem, QWidget

from briefing.app.dialogs.dialog import Dialog
from briefing.app.i18n import counted, tr
from briefing.app.services import background
from briefing.app.widgets.columns import column_widget
from briefing.app.widgets.form_fields import choice
from briefing.app.widgets.labels import caption, muted
from briefing.changes import Change, ChangeKind, changes
from briefing.errors import BriefingError
from briefing.grading import Scales, grade_in_words
from briefing.model.briefing import Briefing
from briefing.project import SUFFIX, open_project

_ROW = Qt.ItemDataRole.UserRole + 1
_LAST_ISSUE, _FILE, _OTHER = "issue", "file", "other"
_KIND_NAMES = {
    ChangeKind.MESSAGE_CHANGED: "Main message changed",
    ChangeKind.JUDGEMENT_MOVED: "Judgement changed",
    ChangeKind.JUDGEMENT_REWORDED: "Judgement reworded",
    ChangeKind.JUDGEMENT_ADDED: "New judgement",
    ChangeKind.JUDGEMENT_DROPPED: "Judgement removed",
    ChangeKind.EVIDENCE_CHANGED: "Evidence changed",
    ChangeKind.REASONING_CHANGED: "Reasoning changed",
    ChangeKind.FACT_ADDED: "New fact",
    ChangeKind.FACT_DROPPED: "Fact removed",
    ChangeKind.FACT_REWORDED: "Fact reworded",
    ChangeKind.FACT_REGRADED: "Grade changed",
    ChangeKind.FACT_REFRESHED: "Updated from the library",
    ChangeKind.PROSE_CHANGED: "Text changed",
    ChangeKind.FIGURE_ADDED: "New figure or table",
    ChangeKind.FIGURE_DROPPED: "Figure or table removed",
    ChangeKind.FIGURE_CHANGED: "Figure or table changed",
    ChangeKind.SECTION_ADDED: "New section",
    ChangeKind.SECTION_DROPPED: "Section removed",
    ChangeKind.SECTION_RENAMED: "Section renamed",
    ChangeKind.SECTION_MOVED: "Section moved",
    ChangeKind.ROW_MOVED: "Row moved",
    ChangeKind.ROW_HIDDEN: "Row hidden",
    ChangeKind.ROW_SHOWN: "Row shown again",
    ChangeKind.DETAILS_CHANGED: "Details changed",
}


class ChangesDialog(Dialog):
    """Lists the changes up to the open briefing; Enter or a double click emits `row_requested`."""

    row_requested = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        briefing: Briefing,
        scales: Scales,
        last_issue: Briefing | None,
        path: Path | None,
    ) -> None:
        super().__init__(parent, tr("What changed in the briefing"))
        self._briefing, self._scales = briefing, scales
        self._last_issue, self._path = last_issue, path
        entries = [(tr("The last issue"), _LAST_ISSUE)] if last_issue else []
        entries += [(tr("The saved file"), _FILE)] if path else []
        self.against = choice(tr("Compare the briefing with"), [*entries, (tr("Another project…"), _OTHER)])
        self.against.activated.connect(lambda _index: self._compare())
        self._summary = QLabel()
        self._summary.setObjectName("small")
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Changes to the briefing"))
        self.list.setWordWrap(True)
        self.list.itemActivated.connect(self._go)
        content, column = column_widget()
        column.addWidget(caption(tr("Compare the briefing with"), self.against))
        column.addWidget(self.against)
        column.addWidget(self._summary)
        column.addWidget(self.list, 1)
        column.addWidget(muted(tr("Press Enter to go to the changed row of the briefing."), name="small"))
        self.lay_out(content, self.close_box(), width=680, height=560, scrolls=False)
        if entries:
            self._compare()

    def show_briefing(self, briefing: Briefing) -> None:
        """Compare the briefing as it is now."""
        self._briefing = briefing
        if self.against.currentData() != _OTHER:
            self._compare()

    def _compare(self) -> None:
        chosen = self.against.currentData()
        if chosen == _LAST_ISSUE and self._last_issue is not None:
            self._show(self._last_issue)
        elif chosen == _FILE and self._path is not None:
            self.compare_with(self._path)
        else:
            title = tr("Compare with another project")
            name, _ = QFileDialog.getOpenFileName(self, title, "", f"{tr('Projects')} (*{SUFFIX})")
            if name:
                self.compare_with(Path(name))

    def compare_with(self, path: Path) -> None:
        """Show the changes since the project at `path`, which is read in a thread."""
        background.start(lambda: open_project(path).briefing, self._show, self._show_error)

    def _show_error(self, error: BriefingError) -> None:
        self.list.clear()
        self._summary.setText("\n".join(map(str, error.problems)))

    def _show(self, earlier: Briefing) -> None:
        change_list = changes(
            earlier,
            self._briefing,
            lambda briefing, grade: grade_in_words(grade, briefing.scheme_id, self._scales),
        )
        self.list.clear()
        for change in change_list:
            entry = QListWidgetItem(_change_text(change))
            entry.setData(_ROW, change.row_id)
            self.list.addItem(entry)
        self._summary.setText(
            counted(len(change_list), "change", "changes")
            if change_list
            else tr("No changes to the briefing.")
        )

    def _go(self, entry: QListWidgetItem) -> None:
        self.row_requested.emit(str(entry.data(_ROW)))


def _change_text(change: Change) -> str:
    lines = [f"{tr(_KIND_NAMES[change.kind])}: {change.text}"]
    if change.before:
        lines.append(tr("Before: {what}", what=change.before))
    if change.after and change.after != change.text:
        lines.append(tr("Now: {what}", what=change.after))
    if change.reason:
        lines.append(tr("Reason: {what}", what=change.reason))
    return "\n".join(lines)
