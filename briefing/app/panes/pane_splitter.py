"""Arrange the panes side by side; in a narrow window the library joins the tabs."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTabWidget, QWidget

from briefing.app.i18n import tr
from briefing.app.panes.comments import CommentsPane
from briefing.app.panes.inspector import InspectorPane
from briefing.app.panes.library.pane import LibraryPane
from briefing.app.panes.outline.pane import OutlinePane
from briefing.app.panes.preview import PreviewPane
from briefing.app.panes.review import ReviewPane
from briefing.app.theme import theme
from briefing.app.widgets.parts.part import declare_part
from briefing.review import Finding

_NARROW = 900
_WIDTHS = (370, 470, 600)
_LEAST_WIDTHS = (240, 280, 320)


class PaneSplitter(QSplitter):
    """Library and outline, then a tab each for inspector, preview, review and comments."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(lambda: self._arrange(self.width()))
        self.library, self.outline, self.tabs = LibraryPane(self), OutlinePane(self), QTabWidget(self)
        # Where the tabs move them in any case; a move later would style all their widgets once more.
        pages = self.tabs.findChild(QStackedWidget)
        self.inspector, self.preview, self.review, self.comments = (
            InspectorPane(pages),
            PreviewPane(pages),
            ReviewPane(pages),
            CommentsPane(pages),
        )
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
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(tr("Inspector, preview, review and comments"))
        self.tabs.addTab(self.inspector, tr("Inspector"))
        self.tabs.addTab(self.preview, tr("Preview"))
        self.tabs.addTab(self.review, tr("Review"))
        self.tabs.addTab(self.comments, tr("Comments"))
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        columns = (self.library, self.outline, self.tabs)
        for pane, width, least in zip(columns, _WIDTHS, _LEAST_WIDTHS, strict=True):
            pane.setMinimumWidth(least)
            self.addWidget(pane)
            self.setStretchFactor(self.count() - 1, width)
        self.setSizes(list(_WIDTHS))
        self._wide_state: QByteArray | None = None
        self.is_library_folded = False

    @property
    def is_narrow(self) -> bool:
        return self.tabs.indexOf(self.library) >= 0

    def reveal(self, pane: QWidget) -> None:
        """Turn to the tab of a pane, if it is on one; show the library, if it is folded away."""
        if pane is self.library:
            self.fold_library(False)
        if self.tabs.indexOf(pane) >= 0:
            self.tabs.setCurrentWidget(pane)

    def fold_library(self, is_folded: bool) -> None:
        """Hide or show the library; as a tab of a narrow window it takes no width of its own."""
        self.is_library_folded = is_folded
        if self.is_narrow:
            self.tabs.setTabVisible(self.tabs.indexOf(self.library), not is_folded)
        else:
            self.library.setVisible(not is_folded)

    def is_revealed(self, pane: QWidget) -> bool:
        """Return whether the pane is the current tab."""
        return self.tabs.currentWidget() is pane

    def show_finding_count(self, summary: str, findings: tuple[Finding, ...]) -> None:
        """Show the number of open findings on the tab of the review."""
        tab = self.tabs.indexOf(self.review)
        count = sum(finding.is_open for finding in findings)
        self.tabs.setTabText(tab, tr("Review ({number})", number=count) if count else tr("Review"))
        self.tabs.setTabToolTip(tab, summary)

    def show_comment_count(self, count: int) -> None:
        """Show the number of open comments on the tab of the comments."""
        tab = self.tabs.indexOf(self.comments)
        self.tabs.setTabText(tab, tr("Comments ({number})", number=count) if count else tr("Comments"))

    def wide_state(self) -> QByteArray:
        """Return the widths of the three columns, from before the window became narrow if it is."""
        return self._wide_state if self.is_narrow and self._wide_state else self.saveState()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._arrange(event.size().width())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            # Not at once: Qt is passing the event on to the panes, and one of them would move.
            self._later.start()

    def _arrange(self, width: int) -> None:
        """Put the library among the tabs if three columns are too narrow for texts of the present size."""
        narrow = width < theme.pixels(_NARROW)
        if narrow and not self.is_narrow:
            self._wide_state = self.saveState()
            self.tabs.insertTab(0, self.library, tr("Library"))
            self.fold_library(self.is_library_folded)
        elif not narrow and self.is_narrow:
            self.insertWidget(0, self.library)
            self.library.setVisible(not self.is_library_folded)
            if self._wide_state:
                self.restoreState(self._wide_state)
