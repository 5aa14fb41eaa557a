"""A list of the marks in a text: the name of each with its line, and the words that have it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from briefing.app.theme import theme
from briefing.app.widgets.labels import muted, yielding
from briefing.app.widgets.text.text_marks import MarkStyle

LegendRow = tuple[str, MarkStyle, str, bool]
"""The name of a mark, its line, the words that have it, and whether it is a warning."""


class MarkedLabel(QLabel):
    """A label of one line whose text has the line of a mark."""

    def __init__(self, text: str, style: MarkStyle, *, is_warning: bool) -> None:
        super().__init__(text)
        self.setObjectName("caution" if is_warning else "muted")
        self.setContentsMargins(0, 2, 6, 2)
        self._style, self._is_warning = style, is_warning

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        colours = theme.colours()
        colour = QColor(colours.caution if self._is_warning else colours.muted)
        area = self.contentsRect()
        layout = QTextLayout(self.text(), self.font())
        marked = QTextLayout.FormatRange()
        marked.start, marked.length, marked.format = 0, len(self.text()), self._style.format(colour.name())
        layout.setFormats([marked])
        layout.beginLayout()
        layout.createLine().setLineWidth(max(1.0, float(area.width())))
        layout.endLayout()
        painter = QPainter(self)
        painter.setPen(colour)
        layout.draw(painter, QPointF(area.topLeft()))
        painter.end()


class MarkLegend(QWidget):
    """Shows a row for each kind of mark; none while there are no marks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 4)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(1)
        self._grid.setColumnStretch(1, 1)
        self._rows: Sequence[LegendRow] = ()

    def show_rows(self, rows: Sequence[LegendRow]) -> None:
        if rows == self._rows:
            return
        self._rows = rows
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for number, (name, style, words, is_warning) in enumerate(rows):
            label = yielding(muted(words))
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAccessibleName(f"{name}: {words}")
            self._grid.addWidget(
                MarkedLabel(name, style, is_warning=is_warning), number, 0, Qt.AlignmentFlag.AlignTop
            )
            self._grid.addWidget(label, number, 1)
