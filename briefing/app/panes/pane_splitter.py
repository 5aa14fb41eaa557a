"""Arrange the panes: columns in a wide window, the preview below the inspector, or tabs in a small one."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QSplitter, QStackedWidget, QTabWidget, QWidget

from briefing.app.i18n import tr
from briefing.app.menus.context_menu import open_with_keys
from briefing.app.panes.arrangement import (
    AUTOMATIC,
    LEAST,
    NARROW,
    Arrangement,
    arrangement_for,
    stacked_heights,
)
from briefing.app.panes.comments import CommentsPane
from briefing.app.panes.inspector import InspectorPane
from briefing.app.panes.library.pane import LibraryPane
from briefing.app.panes.outline.pane import OutlinePane
from briefing.app.panes.preview import PreviewPane
from briefing.app.panes.preview_window import PreviewWindow
from briefing.app.panes.review import ReviewPane
from briefing.app.services.settings import ARRANGEMENT, PREVIEW_DETACHED, Settings
from briefing.app.theme import theme
from briefing.app.theme.screen import fit_to_screen
from briefing.app.widgets.inputs.tab_order import put_after
from briefing.app.widgets.parts.part import declare_part
from briefing.review import Finding

_SIZES: dict[Arrangement, tuple[tuple[int, int, int], tuple[int, int]]] = {
    Arrangement.COLUMNS: ((280, 380, 1000), (400, 600)),
    Arrangement.STACKED: ((300, 420, 640), (45, 55)),
    Arrangement.TABS: ((370, 470, 600), (1, 1)),
}
"""The shares of library, outline and the rest, and those of inspector and preview in the rest."""
_STATE_NAMES = {
    Arrangement.COLUMNS: ("columns", "columns_right"),
    Arrangement.STACKED: ("stacked", "stacked_heights"),
    Arrangement.TABS: ("panes", "panes_right"),
}
"""The names of the stored sizes of the columns, and of those of inspector and preview."""
_PREVIEW_WINDOW = "preview_window"


class PaneSplitter(QSplitter):
    """Library, outline, tabs for inspector, review and comments, and the preview at one of four places.

    The preview is beside the tabs, below them, one of them, or in a window of its own. In a narrow window
    the library is a tab, too. `arranged` follows each change of this; `shown_panes_changed` follows
    whenever other panes than before may be visible, and `preview_detached(window)` when the preview gets a
    window of its own.
    """

    arranged = Signal()
    shown_panes_changed = Signal()
    preview_detached = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._arrange)
        self.library, self.outline = LibraryPane(self), OutlinePane(self)
        self._rest = QSplitter(self)
        self.tabs = QTabWidget(self._rest)
        # Where the tabs move them in any case; a move later would style all their widgets once more.
        pages = self.tabs.findChild(QStackedWidget)
        self.inspector, self.review, self.comments = (
            InspectorPane(pages),
            ReviewPane(pages),
            CommentsPane(pages),
        )
        self.preview = PreviewPane(self._rest)  # last, for Tab goes from the tabs to it
        self.arrangement = Arrangement.COLUMNS
        self.choice = AUTOMATIC
        self.is_preview_detached = False
        self.is_library_folded = False
        self._is_arranged = False
        self._is_height_chosen = False
        self._title = ""
        self._preview_window: PreviewWindow | None = None
        self._preview_place: QByteArray | None = None
        self._states: dict[Arrangement, tuple[QByteArray, QByteArray]] = {}
        self._name_panes()
        self._lay_out()

    def _name_panes(self) -> None:
        parts: tuple[tuple[QWidget, str], ...] = (
            (self.library, tr("Library")),
            (self.outline, tr("Outline")),
            (self.inspector, tr("Inspector")),
            (self.preview, tr("Preview")),
            (self.review, tr("Review")),
            (self.comments, tr("Comments")),
        )
        for part, name in parts:
            declare_part(part, name)

    def _lay_out(self) -> None:
        self.tabs.setDocumentMode(True)
        self._name_tabs()
        self.tabs.addTab(self.inspector, tr("Inspector"))
        self.tabs.addTab(self.review, tr("Review"))
        self.tabs.addTab(self.comments, tr("Comments"))
        self._need_height_of_current()
        self.tabs.currentChanged.connect(lambda _tab: self._on_tab_changed())
        for splitter in (self, self._rest):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
        self._rest.splitterMoved.connect(lambda *_: self._choose_height())
        self._rest.addWidget(self.tabs)
        self._rest.addWidget(self.preview)
        self.library.setMinimumWidth(LEAST.library)
        self.outline.setMinimumWidth(LEAST.outline)
        self.tabs.setMinimumWidth(LEAST.inspector)
        for column in (self.library, self.outline, self._rest):
            self.addWidget(column)
        self._divide()

    def _name_tabs(self) -> None:
        has_preview = self.tabs.indexOf(self.preview) >= 0
        self.tabs.setAccessibleName(
            tr("Inspector, preview, review and comments")
            if has_preview
            else tr("Inspector, review and comments")
        )

    # Panes

    @property
    def is_narrow(self) -> bool:
        return self.tabs.indexOf(self.library) >= 0

    def reveal(self, pane: QWidget) -> None:
        """Make a pane visible: turn to its tab, unfold the library, bring its window to the front."""
        if pane is self.library:
            self.fold_library(False)
        if self.tabs.indexOf(pane) >= 0:
            self.tabs.setCurrentWidget(pane)
        if self._preview_window is not None:
            _bring_to_front(pane.window())

    def is_revealed(self, pane: QWidget) -> bool:
        """Return whether a pane is visible as far as its place goes: a tab is, if it is the current one."""
        if pane is self.preview and self._preview_window is not None:
            return self._preview_window.is_shown
        return self.tabs.indexOf(pane) < 0 or self.tabs.currentWidget() is pane

    def focused(self) -> QWidget | None:
        """Return the widget with the focus, in the preview's own window if that is the active one."""
        window = self._preview_window
        if window is None or not window.isActiveWindow():
            return self.window().focusWidget()
        return window.focusWidget()

    def stops(self) -> list[QWidget]:
        """Return the panes between which F6 moves, in their order; of the tabs, the current one."""
        first = [] if self.is_narrow or self.is_library_folded else [self.library]
        last = [] if self.tabs.indexOf(self.preview) >= 0 else [self.preview]
        return [*first, self.outline, self.tabs.currentWidget(), *last]

    def fold_library(self, is_folded: bool) -> None:
        """Hide or show the library; as a tab of a narrow window it takes no width of its own."""
        if is_folded == self.is_library_folded:
            return
        self.is_library_folded = is_folded
        self._show_library()
        self._arrange()  # there may be room for another column now

    def _show_library(self) -> None:
        if self.is_narrow:
            self.tabs.setTabVisible(self.tabs.indexOf(self.library), not self.is_library_folded)
        else:
            self.library.setVisible(not self.is_library_folded)

    def show_finding_count(self, summary: str, findings: tuple[Finding, ...]) -> None:
        """Show the number of open findings on the tab of the review."""
        tab = self.tabs.indexOf(self.review)
        count = sum(finding.is_open for finding in findings)
        self._name_tab(tab, tr("Review ({number})", number=count) if count else tr("Review"))
        self.tabs.setTabToolTip(tab, summary)

    def show_comment_count(self, count: int) -> None:
        """Show the number of open comments on the tab of the comments."""
        tab = self.tabs.indexOf(self.comments)
        self._name_tab(tab, tr("Comments ({number})", number=count) if count else tr("Comments"))

    def _name_tab(self, tab: int, text: str) -> None:
        """Set the text of a tab if it is another: with any text, Qt lays out the panes again."""
        if text != self.tabs.tabText(tab):
            self.tabs.setTabText(tab, text)

    # The user's choices

    def choose(self, choice: str) -> None:
        """Use one of the `CHOICES` of arrangements; an attached preview is needed for it."""
        self.choice = choice
        self.is_preview_detached = False
        self._arrange()
        self.arranged.emit()

    def detach_preview(self, is_detached: bool) -> None:
        """Move the preview into a window of its own, or back."""
        if is_detached != self.is_preview_detached:
            self.is_preview_detached = is_detached
            self._arrange()
            self.arranged.emit()

    def show_document(self, title: str) -> None:
        """Show the window of the preview, if it has one, under a title; hide it for an empty title."""
        had_document, self._title = bool(self._title), title
        if bool(title) != had_document:
            self._arrange()
        elif self._preview_window is not None:
            self._preview_window.setWindowTitle(title)

    def restore(self, settings: Settings) -> None:
        """Take over the arrangement and the sizes that were stored last."""
        self.choice = settings.get(ARRANGEMENT)
        self.is_preview_detached = bool(settings.get(PREVIEW_DETACHED))
        self._preview_place = settings.state(_PREVIEW_WINDOW)
        for arrangement, (outer_name, inner_name) in _STATE_NAMES.items():
            outer, inner = settings.state(outer_name), settings.state(inner_name)
            if outer is not None:
                self._states[arrangement] = outer, inner or QByteArray()
                if arrangement is Arrangement.STACKED:
                    self._is_height_chosen = bool(inner)
        self._divide()

    def store(self, settings: Settings) -> None:
        """Store the sizes, and the place of the preview's window."""
        self._keep_sizes()
        for arrangement, (outer, inner) in self._states.items():
            outer_name, inner_name = _STATE_NAMES[arrangement]
            settings.set_state(outer_name, outer)
            settings.set_state(inner_name, inner)
        if self._preview_window is not None:
            self._preview_place = self._preview_window.saveGeometry()
        if self._preview_place is not None:
            settings.set_state(_PREVIEW_WINDOW, self._preview_place)

    # Arranging

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._arrange()
        self._divide_height()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            # Not at once: Qt is passing the event on to the panes, and one of them would move.
            self._later.start()

    def _arrange(self) -> None:
        """Put preview and library where the size of the window and of texts, and the choice, want them."""
        unit = theme.pixels(1000) / 1000
        width, height = int(self.width() / unit), int(self.height() / unit)
        arrangement = Arrangement.TABS
        if not self.is_preview_detached:
            has_library = not self.is_library_folded
            arrangement = arrangement_for(self.choice, width, height, has_library=has_library)
        is_narrow = width < NARROW
        is_detached = self.is_preview_detached and bool(self._title)
        before = self.arrangement, self.is_narrow, self._preview_window is not None
        if self._is_arranged and before == (arrangement, is_narrow, is_detached):
            return
        self._keep_sizes()
        self.arrangement, self._is_arranged = arrangement, True
        self._place_library(is_narrow)
        self._place_preview(is_detached)
        self._divide()
        self.shown_panes_changed.emit()

    def _place_library(self, is_narrow: bool) -> None:
        if is_narrow == self.is_narrow:
            return
        if is_narrow:
            self.tabs.insertTab(0, self.library, tr("Library"))
        else:
            self.insertWidget(0, self.library)
        self._show_library()

    def _place_preview(self, is_detached: bool) -> None:
        window = self._preview_window
        if is_detached and window is None:
            self._open_preview_window()
        elif not is_detached:
            self._attach_preview()
            if window is not None:
                self._close_preview_window(window)
        is_stacked = self.arrangement is Arrangement.STACKED
        self._rest.setOrientation(Qt.Orientation.Vertical if is_stacked else Qt.Orientation.Horizontal)
        self._name_tabs()

    def _attach_preview(self) -> None:
        """Move the preview to its place in this window; as a tab, it stays in front if it was used last."""
        focused = self.preview.window().focusWidget()
        was_in_use = self._preview_window is not None or (
            focused is not None and self.preview.isAncestorOf(focused)
        )
        if self.arrangement is not Arrangement.TABS:
            self._rest.addWidget(self.preview)
            self.preview.show()
            tabs = map(self.tabs.widget, range(self.tabs.count()))
            put_after(self.preview, [tab for tab in tabs if tab is not None])
        elif self.tabs.indexOf(self.preview) < 0:
            self.tabs.insertTab(self.tabs.indexOf(self.inspector) + 1, self.preview, tr("Preview"))
            if was_in_use:
                self.tabs.setCurrentWidget(self.preview)

    def _open_preview_window(self) -> None:
        window = self._preview_window = PreviewWindow(self.window())
        window.setWindowTitle(self._title)
        window.take(self.preview)
        window.use_actions(self.window().actions())
        open_with_keys(window)
        window.close_requested.connect(lambda: self.detach_preview(False))
        window.shown_changed.connect(self.shown_panes_changed)
        if self._preview_place is not None:
            window.restoreGeometry(self._preview_place)
        fit_to_screen(window)
        self.preview_detached.emit(window)
        window.show()
        self.preview.view.setFocus()

    def _close_preview_window(self, window: PreviewWindow) -> None:
        self._preview_place = window.saveGeometry()
        self._preview_window = None
        window.hide()
        window.deleteLater()

    # Sizes

    def _keep_sizes(self) -> None:
        """Note how the user has divided the room; with the library as a tab, there is less to note."""
        if self._is_arranged and not self.is_narrow:
            is_usual = self.arrangement is Arrangement.STACKED and not self._is_height_chosen
            inner = QByteArray() if is_usual else self._rest.saveState()
            self._states[self.arrangement] = self.saveState(), inner

    def _divide(self) -> None:
        """Divide the room as the user has done in this arrangement, at first by the usual shares."""
        outer, inner = _SIZES[self.arrangement]
        for splitter, shares in ((self, outer), (self._rest, inner)):
            for place, share in enumerate(shares[-splitter.count() :]):
                splitter.setStretchFactor(place, share)
        if self.is_narrow:
            return
        if self.arrangement in self._states:
            of_panes, of_rest = self._states[self.arrangement]
            self.restoreState(of_panes)
            orientation = self._rest.orientation()
            self._rest.restoreState(of_rest)
            self._rest.setOrientation(orientation)
        else:
            self.setSizes(list(outer))
            self._rest.setSizes(list(inner))
        self._divide_height()

    def _divide_height(self) -> None:
        """Give a preview below the inspector its usual height, unless the user has chosen another."""
        if self.arrangement is Arrangement.STACKED and not self._is_height_chosen:
            unit = theme.pixels(1000) / 1000
            heights = stacked_heights(int(self._rest.height() / unit))
            self._rest.setSizes([int(height * unit) for height in heights])

    def _choose_height(self) -> None:
        if self.arrangement is Arrangement.STACKED:
            self._is_height_chosen = True

    def _on_tab_changed(self) -> None:
        self._need_height_of_current()
        self._divide_height()
        self.shown_panes_changed.emit()

    def _need_height_of_current(self) -> None:
        """Let the tabs need only the height of the one in front."""
        for pane in (self.inspector, self.review, self.comments):
            policy = pane.sizePolicy()
            is_current = pane is self.tabs.currentWidget()
            needed, ignored = QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored
            policy.setVerticalPolicy(needed if is_current else ignored)
            pane.setSizePolicy(policy)


def _bring_to_front(window: QWidget) -> None:
    if window.isMinimized():
        window.showNormal()
    elif not window.isVisible():
        window.show()
    if not window.isActiveWindow():
        window.raise_()
        window.activateWindow()
