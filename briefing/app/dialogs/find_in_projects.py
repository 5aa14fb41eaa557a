"""The dialog that searches the recent projects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from briefing.app.dialogs.dialog import Dialog
from briefing.app.i18n import counted, tr
from briefing.app.presentation.row_text import row_text
from briefing.app.services import background
from briefing.app.widgets.columns import column_widget
from briefing.app.widgets.labels import muted
from briefing.app.widgets.lists.sorted_list import SortedEntry, SortedList
from briefing.errors import BriefingError
from briefing.model.library import Catalogue
from briefing.project import open_project
from briefing.text.characters import visible
from briefing.text.spelling import contains, folded

_MAX_MATCHES = 300


@dataclass(frozen=True, slots=True)
class Match:
    path: Path
    title: str
    row_id: str
    text: str


def find_in_projects(projects: Sequence[Path], text: str) -> list[Match]:
    """Return the rows of the projects that contain the text, and what a briefing says as a whole.

    Unreadable projects are skipped. `row_id` is empty for a title, main message or remark on the sources.
    """
    matches: list[Match] = []
    for path in projects:
        try:
            briefing = open_project(path).briefing
        except BriefingError:
            continue
        catalogue = Catalogue(briefing.library)
        message = briefing.main_message
        whole = (briefing.title, message.text if message else "", briefing.source_remark)
        rows = ((item.id, row_text(item, catalogue)) for item in briefing.walk_items())
        for row_id, words in (*(("", words) for words in whole), *rows):
            if contains(words, text) and len(matches) < _MAX_MATCHES:
                matches.append(Match(path, briefing.title, row_id, words))
    return matches


class FindInProjectsDialog(Dialog):
    """Searches while the user types; Enter or a double click emits `match_chosen`."""

    match_chosen = Signal(object, str)

    def __init__(self, parent: QWidget, projects: Sequence[Path]) -> None:
        super().__init__(parent, tr("Find in recent projects"))
        self._projects = projects
        self._job: background.BackgroundTask | None = None
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Text to find"))
        self.field.setAccessibleName(tr("Text to find"))
        self.field.textChanged.connect(self._search)
        self._count = QLabel(counted(len(projects), "project", "projects"))
        self._count.setObjectName("small")
        self.list = SortedList(
            tr("Matching rows of recent projects"),
            [tr("Briefing"), tr("Row"), tr("File")],
            [180, 330],
            lines=3,
        )
        self.list.itemActivated.connect(self._choose)
        content, column = column_widget()
        column.addWidget(self.field)
        column.addWidget(self._count)
        column.addWidget(self.list, 1)
        column.addWidget(muted(tr("Press Enter to open the project at the selected row."), name="small"))
        self.lay_out(content, self.close_box(), width=680, height=520, scrolls=False)

    def _search(self, text: str) -> None:
        if self._job is not None:
            self._job.abandon()
        if not text.strip():
            self.list.clear()
            return
        self._job = background.start(lambda: find_in_projects(self._projects, text), self._show)

    def _show(self, matches: list[Match]) -> None:
        self.list.clear()
        for number, match in enumerate(matches):
            title = visible(match.title)
            texts = [title, " ".join(match.text.split()), visible(match.path.name)]
            # Rows of one briefing stay in reading order.
            self.list.addTopLevelItem(SortedEntry(texts, match, {0: (folded(title), number)}))
        self._count.setText(counted(len(matches), "row", "rows"))

    def _choose(self, entry: SortedEntry) -> None:
        match: Match = entry.value
        self.match_chosen.emit(match.path, match.row_id)
        self.accept()
