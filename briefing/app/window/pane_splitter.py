"""The panes beside each other; in a narrow window the library joins the tabs of the third."""

from __future__ import annotations

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QTabWidget, QWidget

from briefing.app.i18n import tr
from briefing.review import Finding

_NARROW = 900
_WIDTHS = (370, 470, 600)


class PaneSplitter(QSplitter):
    """Library, briefing, and the tabs of what is beside it."""

    def __init__(
        self, library: QWidget, outline: QWidget, inspector: QWidget, preview: QWidget, review: QWidget
    ) -> None:
        super().__init__()
        self._library = library
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(tr("Beside the briefing"))
        self.tabs.addTab(inspector, tr("Inspector"))
        self.tabs.addTab(preview, tr("Preview"))
        self.tabs.addTab(review, tr("Review"))
        self._review = review
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for pane, width, least in zip((library, outline, self.tabs), _WIDTHS, (240, 280, 320), strict=True):
            pane.setMinimumWidth(least)
            self.addWidget(pane)
            self.setStretchFactor(self.count() - 1, width)
        self.setSizes(list(_WIDTHS))
        self._wide_state: QByteArray | None = None

    @property
    def is_narrow(self) -> bool:
        return self.tabs.indexOf(self._library) >= 0

    def bring(self, pane: QWidget) -> None:
        """Bring the library, the inspector, the preview or the review into sight."""
        if self.tabs.indexOf(pane) >= 0:
            self.tabs.setCurrentWidget(pane)

    def say_review(self, said: str, findings: tuple[Finding, ...]) -> None:
        """Say on the tab of the review how many findings are open."""
        at = self.tabs.indexOf(self._review)
        still = sum(finding.is_open for finding in findings)
        self.tabs.setTabText(at, tr("Review ({number})", number=still) if still else tr("Review"))
        self.tabs.setTabToolTip(at, said)

    def wide_state(self) -> QByteArray:
        """The widths of the three panes, as they are or were when there was room for them."""
        return self._wide_state if self.is_narrow and self._wide_state else self.saveState()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW
        if narrow and not self.is_narrow:
            self._wide_state = self.saveState()
            self.tabs.insertTab(0, self._library, tr("Library"))
        elif not narrow and self.is_narrow:
            self.insertWidget(0, self._library)
            self._library.show()
            if self._wide_state:
                self.restoreState(self._wide_state)
