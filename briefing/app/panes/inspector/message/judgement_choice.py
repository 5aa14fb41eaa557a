"""Check boxes of the judgements that the main message draws on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QStackedLayout, QWidget

from briefing.app.i18n import tr
from briefing.app.panes.inspector.message.judgement_model import Index, JudgementModel
from briefing.app.widgets.labels import muted, pass_focus
from briefing.model.briefing import Judgement

_MOST_IN_FULL = 12
"""The judgements whose whole texts are shown, as high as they are; more are a list of lines to scroll."""
_LINES = 8


class JudgementList(QListView):
    """As high as its rows while these are few."""

    def __init__(self, model: JudgementModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setTabKeyNavigation(False)

    def show_lines(self, *, are_cut: bool) -> None:
        """Show each judgement in one line, or in as many as it needs."""
        self.setUniformItemSizes(are_cut)
        self.setWordWrap(not are_cut)
        scrolled = (
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if are_cut else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.setVerticalScrollBarPolicy(scrolled)
        self.fit()

    def fit(self) -> None:
        """Take the height of the rows, or of some lines of those that are scrolled."""
        rows = self.model().rowCount()
        if self.uniformItemSizes():
            height = self.sizeHintForRow(0) * min(rows, _LINES)
        else:
            height = sum(self.sizeHintForRow(row) for row in range(rows))
        self.setFixedHeight(max(height, self.fontMetrics().height()) + 2)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(100, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
            self.fit()

    def dataChanged(  # noqa: N802 - Qt's name
        self, first: Index, last: Index, roles: Sequence[int] | None = None
    ) -> None:
        """Paint again; only where rows are as high as their texts, lay them out again."""
        if self.uniformItemSizes():
            self.viewport().update()
        else:
            super().dataChanged(first, last, roles or [])
            self.fit()


class JudgementChoice(QWidget):
    """A check box for each judgement; `chosen` is emitted with the ids that are ticked, in their order."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.model = JudgementModel(self)
        self.model.chosen.connect(self.chosen)
        self.list = JudgementList(self.model)
        self.list.setAccessibleName(tr("Judgements that it draws on"))
        self._none = muted(tr("The briefing has no judgement yet."), name="small")
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._none)
        pass_focus(self, self.list)

    def show_judgements(
        self, judgements: Sequence[Judgement], labels: Callable[[str], str], ticked: Sequence[str]
    ) -> None:
        """Show the judgements with their numbers and texts."""
        are_others = len(judgements) != self.model.rowCount()
        self.model.show(judgements, labels, ticked)
        if are_others:
            self.list.show_lines(are_cut=len(judgements) > _MOST_IN_FULL)
        self._stack.setCurrentWidget(self.list if judgements else self._none)

    @property
    def ticked(self) -> tuple[str, ...]:
        return self.model.ticked
