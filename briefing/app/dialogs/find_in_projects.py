"""The dialog that searches the recent projects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from briefing.app.dialogs.dialog import Dialog
from briefing.app.i18n import counted, tr
from briefing.app.presentation.row_text import row_text
from briefing.app.services import background
from briefing.app.theme import theme
from briefing.app.widgets import painting
from briefing.app.widgets.labels import muted
from briefing.errors import BriefingError
from briefing.model.library import Catalogue
from briefing.project import open_project
from briefing.text.characters import visible
from briefing.text.spelling import contains

_PLACE = Qt.ItemDataRole.UserRole + 1
_MAX_MATCHES = 300
_PAD, _LINES = 8.0, 3
_FILE_SHARE = 0.4
"""Part of the width that the name of the file may take."""
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Match:
    path: Path
    title: str
    row_id: str
    text: str


def find_in_projects(projects: Sequence[Path], text: str) -> list[Match]:
    """Return the rows of the projects that contain the text; skip unreadable projects."""
    matches: list[Match] = []
    for path in projects:
        try:
            briefing = open_project(path).briefing
        except BriefingError:
            continue
        catalogue = Catalogue(briefing.library)
        for item in briefing.walk_items():
            words = row_text(item, catalogue)
            if contains(words, text) and len(matches) < _MAX_MATCHES:
                matches.append(Match(path, briefing.title, item.id, words))
    return matches


class _MatchDelegate(QStyledItemDelegate):
    """Paints the title of the project, its file, and the row below them in at most three lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        view = option.widget
        full = view.viewport().width() if hasattr(view, "viewport") else option.rect.width()
        width = float(full) - 2 * _PAD
        height = painting.laid_out(_one_line(index.data(_PLACE).text), option.font, width, _LINES)[1]
        return QSize(int(width), int(QFontMetricsF(_title_font()).height() + height + 3 + 2 * _PAD))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        match: Match = index.data(_PLACE)
        colours, strong, small = theme.colours(), _title_font(), theme.font(points=-1)
        painter.save()
        painting.draw_row_background(painter, option)
        area = QRectF(option.rect)
        painter.setPen(QColor(colours.line))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        inner = area.adjusted(_PAD, _PAD, -_PAD, -_PAD)
        head = QRectF(inner.left(), inner.top(), inner.width(), QFontMetricsF(strong).height())
        elided = Qt.TextElideMode.ElideRight
        file = QFontMetricsF(small).elidedText(visible(match.path.name), elided, head.width() * _FILE_SHARE)
        file_width = QFontMetricsF(small).horizontalAdvance(file) + 1
        painter.setFont(small)
        painter.setPen(QColor(colours.muted))
        painter.drawText(head, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter, file)
        room = head.width() - file_width - _PAD
        title = QFontMetricsF(strong).elidedText(visible(match.title), elided, max(0.0, room))
        painter.setFont(strong)
        painter.setPen(QColor(colours.text))
        painter.drawText(head, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, title)
        words = inner.adjusted(0, head.height() + 3, 0, 0)
        painting.draw_text(painter, _one_line(match.text), option.font, words, colours.text, _LINES)
        painter.restore()


def _title_font() -> QFont:
    return theme.font(weight=QFont.Weight.DemiBold)


def _one_line(text: str) -> str:
    return " ".join(text.split())


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
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Matching rows of recent projects"))
        self.list.setWordWrap(True)
        self.list.setItemDelegate(_MatchDelegate(self.list))
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.itemActivated.connect(self._choose)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
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
        for match in matches:
            # The text is for screen readers: the delegate paints the parts.
            entry = QListWidgetItem(f"{visible(match.title)}, {visible(match.path.name)}: {match.text}")
            entry.setData(_PLACE, match)
            self.list.addItem(entry)
        self._count.setText(counted(len(matches), "row", "rows"))

    def _choose(self, entry: QListWidgetItem) -> None:
        match: Match = entry.data(_PLACE)
        self.match_chosen.emit(match.path, match.row_id)
        self.accept()
