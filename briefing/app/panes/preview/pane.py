"""The preview pane: pages, thumbnails, zoom, search, and notices about rendering."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QSizePolicy,
    QSplitter,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefing.app.i18n import counted, tr
from briefing.app.panes.preview.page import PreviewPage
from briefing.app.panes.preview.page_cache import PageCache
from briefing.app.panes.preview.page_navigation import PageNavigation
from briefing.app.panes.preview.page_search import PageSearch
from briefing.app.panes.preview.page_view import ZOOM_STEPS, PageView
from briefing.app.panes.preview.thumbnails import Thumbnails
from briefing.app.widgets.icons import icon
from briefing.app.widgets.inputs.clear_button import add_clear_button
from briefing.app.widgets.inputs.wheel_safe import ComboBox
from briefing.app.widgets.notice import Notice
from briefing.app.widgets.pane_parts import empty_state
from briefing.app.widgets.text.elided_label import ElidedLabel
from briefing.render.result import RowBox
from briefing.render.worker.protocol import PageChanged, PagesCurrent, PagesLaidOut

_BUSY_AFTER_MS = 1000
_SEARCH_SHARE = 100
"""How much more of the room in the bar above the pages the search takes than the space before it."""
_MAX_ROW_BUTTONS = 3
"""Rows with layout problems that get a button of their own."""


class PreviewPane(QWidget):
    """Shows the pages of the PDF; `shown` follows when other pages are on the screen.

    `row_clicked` follows a click on the text of a row, `row_activated` and `mention_activated` a double
    click, as in `PageView`.
    """

    shown = Signal()
    row_clicked = Signal(str)
    row_activated = Signal(str, str, str)
    mention_activated = Signal(str, str, str)
    refresh_requested = Signal()
    zoom_changed = Signal(str)
    detach_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self.pages = PageCache(self)
        self.view = PageView(self.pages)
        self.view.row_clicked.connect(self.row_clicked)
        self.view.row_activated.connect(self.row_activated)
        self.view.mention_activated.connect(self.mention_activated)
        self.thumbnails = Thumbnails(self.pages)
        self.zoom = self._build_zoom()
        self.navigation = PageNavigation()
        self._left_out = ElidedLabel("small")
        self._left_out.hide()
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search pages"))
        self.search.setAccessibleName(tr("Search pages"))
        add_clear_button(self.search)
        self.search.setMaximumWidth(190)
        # It has the room that the texts beside it leave, for none of these is to be cut.
        self.search.setMinimumWidth(self.search.minimumSizeHint().width())
        self.search.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._matches = ElidedLabel("small")
        self._matches.hide()
        self._searching = PageSearch(self.pages)
        self._match_index = 0
        self._is_match_awaited = False
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setFixedHeight(3)
        self._busy.setAccessibleName(tr("Rendering the PDF"))
        keeps_room = self._busy.sizePolicy()
        keeps_room.setRetainSizeWhenHidden(True)  # or the pages would move
        self._busy.setSizePolicy(keeps_room)
        self._busy_timer = QTimer(self)
        self._busy_timer.setSingleShot(True)
        self._busy_timer.setInterval(_BUSY_AFTER_MS)
        self._busy_timer.timeout.connect(lambda: self._busy.setVisible(True))
        self._notice: Notice | None = None
        self._noticed: tuple[str, tuple[str, ...]] = "", ()
        self._lay_out()
        self._connect()

    def _build_zoom(self) -> QComboBox:
        zoom = ComboBox()
        zoom.setAccessibleName(tr("Zoom"))
        zoom.addItem(tr("Fit width"), "width")
        zoom.addItem(tr("Fit page"), "page")
        for step in ZOOM_STEPS:
            zoom.addItem(f"{step} %", str(step))
        return zoom

    def _build_detach_button(self) -> QToolButton:
        self._detach = QToolButton()
        self._detach.setObjectName("quiet")
        self._detach.clicked.connect(self.detach_requested)
        self.show_detached(False)
        return self._detach

    def show_detached(self, is_detached: bool) -> None:
        """Offer to move the preview into a window of its own, or back out of it."""
        name = tr("Back to the other panes") if is_detached else tr("Preview in its own window")
        self._detach.setIcon(icon("arrow-square-in" if is_detached else "arrow-square-out"))
        self._detach.setAccessibleName(name)
        self._detach.setToolTip(name)

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
        bar.addWidget(self.navigation)
        bar.addWidget(self._left_out)
        bar.addStretch(1)
        bar.addWidget(self._matches)
        bar.addWidget(self.search, _SEARCH_SHARE)
        bar.addWidget(self._build_detach_button())
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
        self.navigation.page_requested.connect(self.view.go_to_page)
        self.thumbnails.clicked.connect(lambda index: self.view.go_to_page(index.row()))
        self.thumbnails.activated.connect(lambda index: self.view.go_to_page(index.row()))
        self.search.textChanged.connect(self._search)
        self._searching.matches_changed.connect(self._update_matches)
        self.search.returnPressed.connect(lambda: self._go(1))

    # Content

    def expect_changes(self) -> None:
        """Take all pages for out of date, until they are shown or named as current."""
        self.pages.expect_changes()

    def show_page(self, changed: PageChanged, *, is_current: bool) -> bool:
        """Show a page in its place; return False if its content is not known."""
        page = self._page(changed)
        if page is None:
            return False
        self.pages.place(changed.page, page, is_current=is_current)
        return True

    def _page(self, changed: PageChanged) -> PreviewPage | None:
        size = QSizeF(changed.width_pt, changed.height_pt)
        if changed.pdf:
            return PreviewPage((changed.key, 0), changed.pdf, size, changed.rows, changed.mentions)
        known = self.pages.find(changed.key)
        return known and replace(known, rows=changed.rows)

    def show_current(self, pages: range) -> None:
        """Take some pages for current."""
        self.pages.set_current(pages)

    def show_layout(self, layout: PagesLaidOut) -> None:
        """Leave room for all pages with their rows; those that are not drawn yet are empty."""
        rows = _by_page(layout.rows)
        self.pages.make_room(
            [(QSizeF(*size), rows.get(number, ())) for number, size in enumerate(layout.sizes_pt)]
        )

    def show_pages(self, current: PagesCurrent) -> bool:
        """Show all pages, which are current; return False if the content of one is not known."""
        rows = _by_page(current.rows)
        known = [self.pages.find(key) for key in current.keys]
        pages = [replace(page, rows=rows.get(number, ())) for number, page in enumerate(known) if page]
        if len(pages) < len(known):
            return False
        self.pages.arrange(pages)
        return True

    def show_flaws(self, flaws: Sequence[str], rows: Sequence[str] = ()) -> None:
        """Show what is wrong with the layout, with buttons that go to the first affected rows."""
        if flaws:
            self._show_notice("\n".join(flaws), rows)
        else:
            self._drop_notice()

    def _pages_changed(self) -> None:
        if self.pages.count:
            self._stack.setCurrentWidget(self._shown)
        self._update_page_number()
        self.shown.emit()

    def show_failure(self, problems: Sequence[str]) -> None:
        """Show why rendering failed; the old pages stay."""
        if not self.pages.count:
            self._stack.setCurrentWidget(self._nothing)
        self.pages.set_current(range(self.pages.count))  # nothing is on its way
        self._show_notice("\n".join(problems))

    def show_nothing(self) -> None:
        """Clear the pages: another briefing is shown, or this one has no rows."""
        self._drop_notice()
        self.show_left_out(0, "")
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
        """Show a notice below the pages, which so stay in their place."""
        if (text, tuple(rows)) == self._noticed and self._notice is not None:
            return
        self._drop_notice()
        self._noticed = text, tuple(rows)
        row_actions = [
            (tr("Go to row {row}", row=row), partial(self.row_clicked.emit, row))
            for row in rows[:_MAX_ROW_BUTTONS]
        ]
        self._notice = Notice(
            text, *row_actions, (tr("Try again"), self.refresh_requested.emit), stays=True
        )
        self._column.addWidget(self._notice)

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
        self._left_out.setVisible(bool(count))
        self._left_out.setToolTip(names)
        self._left_out.setAccessibleDescription(names)

    def _update_page_number(self) -> None:
        self.navigation.show_page(self.view.current_page, self.pages.count)

    # Zoom and search

    def set_zoom(self, zoom: str) -> None:
        self.view.set_zoom(zoom)

    def _zoom_changed(self, zoom: str) -> None:
        index = self.zoom.findData(zoom)
        if index >= 0:
            self.zoom.setCurrentIndex(index)
        self.zoom_changed.emit(zoom)

    def _search(self, text: str) -> None:
        self._match_index, self._is_match_awaited = 0, True
        self._searching.search(text)

    def _go(self, step: int) -> None:
        """Go to the next match, or back with a negative step."""
        count = len(self._searching.matches())
        if count:
            self._match_index = (self._match_index + step) % count
        self._is_match_awaited = True
        self._update_matches()

    def _update_matches(self) -> None:
        """Mark all matches; scroll only to one that was asked for."""
        matches = self._searching.matches()
        if not self._searching.text:
            self._matches.hide()
            self.view.show_matches([], -1)
            return
        self._match_index = min(self._match_index, max(0, len(matches) - 1))
        if matches:
            text = tr("{number} of {count}", number=self._match_index + 1, count=len(matches))
        else:
            text = tr("No match") if self._searching.is_complete else ""
        self._matches.setText(text)
        self._matches.setVisible(bool(text))
        self.view.show_matches(matches, self._match_index)
        if self._is_match_awaited and matches:
            self._is_match_awaited = False
            page, areas = matches[self._match_index]
            self.view.show_place(page, areas[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            self.view.setFocus()
            return
        super().keyPressEvent(event)


def _by_page(rows: Iterable[RowBox]) -> dict[int, list[RowBox]]:
    by_page: dict[int, list[RowBox]] = {}
    for box in rows:
        by_page.setdefault(box.page, []).append(box)
    return by_page
