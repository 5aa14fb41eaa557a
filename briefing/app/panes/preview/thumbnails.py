"""The thumbnails of the pages."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QListView

from briefing.app.i18n import tr
from briefing.app.panes.preview.page import page_size
from briefing.app.panes.preview.page_cache import PageCache
from briefing.app.theme import theme

_WIDTH = 96
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class ThumbnailModel(QAbstractListModel):
    """Thumbnails of the pages; rows are added and removed at the end, so that the list keeps its place."""

    def __init__(self, pages: PageCache) -> None:
        super().__init__(pages)
        self._pages = pages
        self._count = pages.count
        pages.changed.connect(self._changed)
        pages.image_ready.connect(self._update_thumbnail)

    def _changed(self) -> None:
        before, after = self._count, self._pages.count
        if after > before:
            self.beginInsertRows(_NOWHERE, before, after - 1)
            self._count = after
            self.endInsertRows()
        elif after < before:
            self.beginRemoveRows(_NOWHERE, after, before - 1)
            self._count = after
            self.endRemoveRows()
        if after:
            decoration = [Qt.ItemDataRole.DecorationRole]
            self.dataChanged.emit(self.index(0), self.index(after - 1), decoration)

    def _update_thumbnail(self, page: int) -> None:
        if page < self._count:
            index = self.index(page)
            self.dataChanged.emit(index, index, [Qt.ItemDataRole.DecorationRole])

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= self._pages.count:  # while rows are being removed
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return str(index.row() + 1)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return tr("Page {number}", number=index.row() + 1)
        if role == Qt.ItemDataRole.DecorationRole:
            return self._picture(index.row())
        return None

    def _picture(self, page: int) -> QIcon:
        size = page_size(self._pages.size(page), _WIDTH)
        picture = QPixmap(size * 2)
        picture.fill(Qt.GlobalColor.white)
        image = self._pages.image(page, size * 2, first=False)
        with QPainter(picture) as painter:
            if image is not None:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(picture.rect(), image)
            painter.setPen(QColor(theme.colours().control_line))
            painter.drawRect(picture.rect().adjusted(0, 0, -1, -1))
        picture.setDevicePixelRatio(2)
        return QIcon(picture)


class Thumbnails(QListView):
    def __init__(self, pages: PageCache) -> None:
        super().__init__()
        self.setObjectName("thumbnails")
        self.setModel(ThumbnailModel(pages))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.TopToBottom)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setMovement(QListView.Movement.Static)
        self.setIconSize(QSize(_WIDTH, int(_WIDTH * 1.42)))
        self.setSpacing(6)
        self.setFixedWidth(_WIDTH + 44)
        self.setAccessibleName(tr("Thumbnails of the pages"))
