"""The preview pane: pages, thumbnails, zoom, search, and notices about rendering."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtPdf import QPdfDocument, QPdfSearchModel
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QProgressBar,
    QSplitter,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefing.app.i18n import counted, tr
from briefing.app.panes.preview.page_cache import PageCache
from briefing.app.panes.preview.page_view import ZOOM_STEPS, PageView, page_size
from briefing.app.theme import theme
from briefing.app.widgets.icons import icon
from briefing.app.widgets.inputs.wheel_safe import ComboBox
from briefing.app.widgets.notice import Notice
from briefing.app.widgets.pane_parts import empty_state
from briefing.app.widgets.text.elided_label import ElidedLabel
from briefing.errors import BriefingError
from briefing.render.result import RowBox

_THUMBNAIL_WIDTH = 96
_BUSY_AFTER_MS = 250
_MAX_ROW_BUTTONS = 3
"""Rows with layout problems that get a button of their own."""
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class ThumbnailModel(QAbstractListModel):
    """Thumbnails of the pages."""

    def __init__(self, pages: PageCache) -> None:
        super().__init__(pages)
        self._pages = pages
        self._count = pages.count
        pages.changed.connect(self._changed)
        pages.image_ready.connect(self._update_thumbnail)

    def _changed(self) -> None:
        self.beginResetModel()
        self._count = self._pages.count
        self.endResetModel()

    def _update_thumbnail(self, page: int) -> None:
        if page < self._count:
            index = self.index(page)
            self.dataChanged.emit(index, index, [Qt.ItemDataRole.DecorationRole])

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return str(index.row() + 1)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return tr("Page {number}", number=index.row() + 1)
        if role == Qt.ItemDataRole.DecorationRole:
            return self._picture(index.row())
        return None

    def _picture(self, page: int) -> QIcon:
        size = page_size(self._pages.size(page), _THUMBNAIL_WIDTH)
        picture = QPixmap(size * 2)
        picture.fill(Qt.GlobalColor.white)
        image = self._pages.image(page, size * 2)
        with QPainter(picture) as painter:
            if image is not None:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(picture.rect(), image)
            painter.setPen(QColor(theme.colours().control_line))
            painter.drawRect(picture.rect().adjusted(0, 0, -1, -1))
        picture.setDevicePixelRatio(2)
        return QIcon(picture)


class PreviewPane(QWidget):
    """Shows a rendered PDF; `shown` follows its display.

    `row_clicked` follows a click on the text of a row, `row_activated` a double click.
    """

    shown = Signal()
    row_clicked = Signal(str)
    row_activated = Signal(str)
    refresh_requested = Signal()
    zoom_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self.pages = PageCache(self)
        self.view = PageView(self.pages)
        self.view.row_clicked.connect(self.row_clicked)
        self.view.row_activated.connect(self.row_activated)
        self.thumbnails = self._build_thumbnails()
        self.zoom = self._build_zoom()
        self._page = ElidedLabel("small")
        self._left_out = ElidedLabel("small")
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search the pages"))
        self.search.setAccessibleName(tr("Search the pages"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(190)
        self._matches = ElidedLabel("small")
        self._search_model = QPdfSearchModel(self)
        self._no_document = QPdfDocument(self)
        self._match_index = 0
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setFixedHeight(3)
        self._busy.setAccessibleName(tr("Rendering the PDF"))
        self._busy_timer = QTimer(self)
        self._busy_timer.setSingleShot(True)
        self._busy_timer.setInterval(_BUSY_AFTER_MS)
        self._busy_timer.timeout.connect(lambda: self._busy.setVisible(True))
        self._notice: Notice | None = None
        self._pending: tuple[Sequence[RowBox], Sequence[str], Sequence[str]] = (), (), ()
        self._lay_out()
        self._connect()

    def _build_thumbnails(self) -> QListView:
        view = QListView()
        view.setObjectName("thumbnails")
        view.setModel(ThumbnailModel(self.pages))
        view.setViewMode(QListView.ViewMode.IconMode)
        view.setFlow(QListView.Flow.TopToBottom)
        view.setWrapping(False)
        view.setMovement(QListView.Movement.Static)
        view.setIconSize(QSize(_THUMBNAIL_WIDTH, int(_THUMBNAIL_WIDTH * 1.42)))
        view.setSpacing(6)
        view.setFixedWidth(_THUMBNAIL_WIDTH + 44)
        view.setAccessibleName(tr("Thumbnails of the pages"))
        return view

    def _build_zoom(self) -> QComboBox:
        zoom = ComboBox()
        zoom.setAccessibleName(tr("Zoom"))
        zoom.addItem(tr("Fit page width"), "width")
        zoom.addItem(tr("Fit whole page"), "page")
        for step in ZOOM_STEPS:
            zoom.addItem(f"{step} %", str(step))
        return zoom

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 6, 8, 6)
        self._toggle = QToolButton()
        self._toggle.setObjectName("quiet")
        self._toggle.setCheckable(True)
        self._toggle.setIcon(icon("layout"))
        self._toggle.setAccessibleName(tr("Show thumbnails"))
        self._toggle.setToolTip(tr("Show thumbnails"))
        bar.addWidget(self._toggle)
        bar.addWidget(self.zoom)
        bar.addSpacing(6)
        bar.addWidget(self._page)
        bar.addWidget(self._left_out)
        bar.addStretch(1)
        bar.addWidget(self._matches)
        bar.addWidget(self.search)
        self.thumbnails.hide()
        split = QSplitter()
        split.addWidget(self.thumbnails)
        split.addWidget(self.view)
        self._nothing = empty_state(
            "file-pdf",
            tr("No preview yet"),
            tr("The PDF appears here once the briefing has a row, and is updated as you edit."),
        )
        self._waiting = empty_state("file-pdf", tr("Rendering the PDF…"), "")
        body = QWidget()
        self._stack = QStackedLayout(body)
        for page in (self._nothing, self._waiting, split):
            self._stack.addWidget(page)
        self._shown = split
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(bar)
        self._column.addWidget(self._busy)
        self._column.addWidget(body, 1)
        self._busy.setVisible(False)

    def _connect(self) -> None:
        self.pages.changed.connect(self._pages_changed)
        self._toggle.toggled.connect(self.thumbnails.setVisible)
        self.zoom.activated.connect(lambda _index: self.view.set_zoom(str(self.zoom.currentData())))
        self.view.zoom_changed.connect(self._zoom_changed)
        self.view.page_changed.connect(lambda _page: self._update_page_number())
        self.thumbnails.clicked.connect(lambda index: self.view.go_to_page(index.row()))
        self.thumbnails.activated.connect(lambda index: self.view.go_to_page(index.row()))
        self.search.textChanged.connect(self._search)
        self._search_model.countChanged.connect(self._update_matches)
        self.search.returnPressed.connect(lambda: self._go(1))

    # Content

    def show_pdf(
        self, pdf: bytes, rows: Sequence[RowBox], flaws: Sequence[str], flaw_rows: Sequence[str] = ()
    ) -> None:
        """Show another PDF once it is loaded; the current one stays until then."""
        self._pending = rows, flaws, flaw_rows
        self.pages.show(pdf, self._show_load_error)

    def _show_load_error(self, error: BriefingError) -> None:
        self.show_failure([str(problem) for problem in error.problems])

    def _pages_changed(self) -> None:
        if self.pages.document is None:
            return
        rows, flaws, flaw_rows = self._pending
        self.view.show_rows(rows)
        self._search_model.setDocument(self.pages.document)
        self._stack.setCurrentWidget(self._shown)
        self._drop_notice()
        if flaws:
            self._show_notice("\n".join(flaws), flaw_rows)
        self._update_page_number()
        self.shown.emit()

    def show_failure(self, problems: Sequence[str]) -> None:
        """Show why rendering failed; the old pages stay."""
        if not self.pages.count:
            self._stack.setCurrentWidget(self._nothing)
        self._show_notice("\n".join(problems))

    def show_nothing(self) -> None:
        """Clear the pages: another briefing is shown, or this one has no rows."""
        self._drop_notice()
        self._search_model.setDocument(self._no_document)
        self.show_left_out(0, "")
        self.view.show_rows(())
        self.pages.clear()
        self._stack.setCurrentWidget(self._nothing)

    def show_busy(self, busy: bool) -> None:
        if busy:
            if not self._busy.isVisible():
                self._busy_timer.start()
            if not self.pages.count:
                self._stack.setCurrentWidget(self._waiting)
        else:
            self._busy_timer.stop()
            self._busy.setVisible(False)

    def follow(self, row: str) -> None:
        self.view.follow(row)

    def _show_notice(self, text: str, rows: Sequence[str] = ()) -> None:
        """Show a notice with buttons that go to the first affected rows."""
        self._drop_notice()
        row_actions = [
            (tr("Go to row {row}", row=row), partial(self.row_clicked.emit, row))
            for row in rows[:_MAX_ROW_BUTTONS]
        ]
        self._notice = Notice(
            text, *row_actions, (tr("Try again"), self.refresh_requested.emit), stays=True
        )
        self._column.insertWidget(1, self._notice)

    def _drop_notice(self) -> None:
        if self._notice is not None:
            self._notice.hide()
            self._notice.deleteLater()
            self._notice = None

    def show_left_out(self, count: int, names: str) -> None:
        """Note beside the page number how many rows the template does not print, and which."""
        # The sign parts it from the page number beside it, also where both are cut.
        text = tr("· {rows} not printed", rows=counted(count, "row", "rows"))
        self._left_out.setText(text if count else "")
        self._left_out.setToolTip(names)
        self._left_out.setAccessibleDescription(names)

    def _update_page_number(self) -> None:
        page, count = self.view.current_page + 1, self.pages.count
        self._page.setText(tr("Page {page} of {count}", page=page, count=count) if count else "")

    # Zoom and search

    def set_zoom(self, zoom: str) -> None:
        self.view.set_zoom(zoom)

    def _zoom_changed(self, zoom: str) -> None:
        index = self.zoom.findData(zoom)
        if index >= 0:
            self.zoom.setCurrentIndex(index)
        self.zoom_changed.emit(zoom)

    def _search(self, text: str) -> None:
        self._match_index = 0
        self._search_model.setSearchString(text.strip())
        self._update_matches()

    def _go(self, step: int) -> None:
        count = self._search_model.rowCount(QModelIndex())
        if count:
            self._match_index = (self._match_index + step) % count
        self._update_matches()

    def _update_matches(self) -> None:
        count = self._search_model.rowCount(QModelIndex())
        if not self.search.text().strip():
            self._matches.clear()
            self.view.show_matches([], -1)
            return
        self._matches.setText(
            tr("{number} of {count}", number=self._match_index + 1, count=count)
            if count
            else tr("No match")
        )
        matches = [
            (link.page(), QRectF(area))
            for number in range(count)
            for link in [self._search_model.resultAtIndex(number)]
            for area in link.rectangles()
        ]
        starts = [0]
        for number in range(count):
            starts.append(starts[-1] + len(self._search_model.resultAtIndex(number).rectangles()))
        self.view.show_matches(matches, starts[self._match_index] if count else -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            self.view.setFocus()
            return
        super().keyPressEvent(event)
