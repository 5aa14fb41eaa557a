"""The dialog with the checklist before a briefing becomes final."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QGridLayout, QLabel, QPushButton, QWidget

from briefing.app.dialogs.dialog import Dialog
from briefing.app.i18n import counted, tr
from briefing.app.presentation.finish_text import point_action, point_text, state_text
from briefing.app.widgets.columns import column_widget
from briefing.app.widgets.icons import IconLabel
from briefing.app.widgets.labels import running_text
from briefing.review.finish import FinishPoint, PointId, PointState, may_finish

_SIGNS = {
    PointState.DONE: ("check-circle", "accent"),
    PointState.OPEN: ("warning-circle", "caution"),
    PointState.BLOCKING: ("x-circle", "danger"),
    PointState.UNKNOWN: ("hourglass-medium", "muted"),
}
_ICON_SIZE = 20


class FinishDialog(Dialog):
    """Shows each point with its state; it stays open while the user goes to a place and comes back.

    `place_requested(point)` asks for the place of a point, `finish_requested` for the status final, and
    `export_requested` for the export.
    """

    place_requested = Signal(object)
    finish_requested = Signal()
    export_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, tr("Finish the briefing"))
        self.setModal(False)
        self._rows: dict[PointId, tuple[IconLabel, QLabel, QPushButton]] = {}
        self._points: dict[PointId, FinishPoint] = {}
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(9)
        self.summary = running_text("")
        content, column = column_widget(spacing=12)
        column.addWidget(self.summary)
        column.addLayout(self._grid)
        column.addStretch(1)
        buttons = self.close_box()
        self.finish_button = QPushButton(tr("Set to final"))
        self.export_button = QPushButton(tr("Export…"))
        for button in (self.finish_button, self.export_button):
            button.setAutoDefault(False)
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        self.finish_button.clicked.connect(self.finish_requested)
        self.export_button.clicked.connect(self.export_requested)
        self.lay_out(content, buttons, width=560, height=470)

    def show_points(self, points: Sequence[FinishPoint], *, is_final: bool, is_read_only: bool) -> None:
        """Show the points as they are now."""
        for number, point in enumerate(points):
            if point.id not in self._rows:
                self._add_row(number, point)
            self._points[point.id] = point
            self._show_point(point, can_act=not is_final and not is_read_only)
        open_points = [each for each in points if each.state is not PointState.DONE]
        self.summary.setText(_summary(open_points, is_final=is_final))
        self.finish_button.setVisible(not is_final)
        self.finish_button.setEnabled(may_finish(points) and not is_read_only)
        self.finish_button.setToolTip(
            "" if may_finish(points) else tr("Points marked ✕ must be done first.")
        )
        self.export_button.setEnabled(is_final)

    def _add_row(self, number: int, point: FinishPoint) -> None:
        sign, text = IconLabel("check-circle", "muted", _ICON_SIZE), running_text("", name="")
        button = QPushButton(point_action(point))
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.place_requested.emit(self._points[point.id]))
        self._rows[point.id] = sign, text, button
        self._grid.addWidget(sign, number, 0)
        self._grid.addWidget(text, number, 1)
        self._grid.addWidget(button, number, 2)

    def _show_point(self, point: FinishPoint, *, can_act: bool) -> None:
        sign, text, button = self._rows[point.id]
        sign.show_icon(*_SIGNS[point.state])
        state = state_text(point.state)
        sign.setToolTip(state)
        text.setText(point_text(point))
        text.setAccessibleName(f"{state}: {point_text(point)}")
        is_open = point.state in {PointState.OPEN, PointState.BLOCKING}
        button.setVisible(is_open)
        button.setEnabled(can_act)


def _summary(open_points: Sequence[FinishPoint], *, is_final: bool) -> str:
    if is_final:
        return tr("The briefing is final. Export it, or reopen it as a draft in its details.")
    if not open_points:
        return tr("Everything is done. Set the briefing to final, then export it.")
    points = counted(len(open_points), "point is open", "points are open")
    return tr("{points}. Points marked ✕ must be done before the briefing is final.", points=points)
