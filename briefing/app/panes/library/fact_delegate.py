"""Paints a fact of the library: the statement, then its code, standing and first source."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from briefing.app.panes.library.fact_model import FactRole, Index
from briefing.app.theme import theme
from briefing.app.widgets import painting
from briefing.app.widgets.icons import icon
from briefing.composition.formatting import STANDINGS
from briefing.model.fact import Fact
from briefing.model.terms import Standing

_MARGIN = 10.0
_TICK = 20.0
_LINES = 4
_UNIFORM_LINES = 3
_USUAL_LENGTH = 110
"""Characters of a statement for which rows of one height have room."""
_CAUTIOUS = {Standing.ALLEGED, Standing.DENIED, Standing.REPORTED, Standing.ASSERTED}


class FactDelegate(QStyledItemDelegate):
    """Paints facts in rows as high as their statement needs.

    With `uniform`, all rows have one height: a long list is too slow to measure row by row.
    """

    def __init__(self, parent: object = None) -> None:
        super().__init__(parent)  # type: ignore[arg-type]
        self.uniform = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        text, small = option.font, theme.font(points=-1)
        width = self._width(option)
        if self.uniform:
            height = QFontMetricsF(text).lineSpacing() * _uniform_lines(text, width)
        else:
            statement = str(index.data(Qt.ItemDataRole.DisplayRole))
            height = painting.height_of(statement, text, width, _LINES)
        return QSize(int(width), int(height + QFontMetricsF(small).height() + 5 + 2 * _MARGIN))

    def _width(self, option: QStyleOptionViewItem) -> float:
        view = option.widget
        full = view.viewport().width() if hasattr(view, "viewport") else option.rect.width()
        return float(full - 2 * _MARGIN - _TICK)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours = theme.colours()
        fact: Fact = index.data(FactRole.FACT)
        area = QRectF(option.rect)
        painter.save()
        painting.draw_row_background(painter, option)
        painter.setPen(QColor(colours.line))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        inner = area.adjusted(_MARGIN, _MARGIN, -_MARGIN - _TICK, -_MARGIN)
        if option.direction is Qt.LayoutDirection.RightToLeft:
            inner.translate(_TICK, 0)
        lines = _uniform_lines(option.font, inner.width()) if self.uniform else _LINES
        is_used = bool(index.data(FactRole.USED))
        painting.draw_text(
            painter, fact.statement, option.font, inner, colours.muted if is_used else colours.text, lines,
            formats=painting.marked(index.data(FactRole.MATCHES), colours.caution_soft),
        )  # fmt: skip
        self._paint_line(painter, inner, index, fact)
        if is_used:
            icon("check-bold", "accent").paint(painter, tick_area(option))
        painter.restore()

    def _paint_line(self, painter: QPainter, inner: QRectF, index: Index, fact: Fact) -> None:
        colours = theme.colours()
        small, strong = theme.font(points=-1), theme.font(points=-1, weight=QFont.Weight.DemiBold)
        metrics = QFontMetricsF(small)
        middle = inner.bottom() - metrics.height() / 2
        x = inner.left()
        code = str(index.data(FactRole.CODE))
        ground = (colours.text, colours.hover)
        x += painting.draw_badge(painter, code, strong, QPointF(x, middle), ground) + 6
        standing = STANDINGS[fact.standing]
        cautious = fact.standing in _CAUTIOUS
        badge = (
            (colours.caution, colours.caution_soft) if cautious else (colours.accent, colours.accent_soft)
        )
        x += painting.draw_badge(painter, standing, small, QPointF(x, middle), badge) + 6
        if index.data(FactRole.CONTRADICTED):
            # Painted, since few fonts have the sign.
            plate = QRectF(x, middle - metrics.height() / 2 - 1, metrics.height() + 8, metrics.height() + 2)
            painting.draw_plate(painter, plate, colours.removed)
            side = metrics.height() - 2
            sign = QRectF(plate.center().x() - side / 2, plate.center().y() - side / 2, side, side)
            icon("arrows-left-right", "danger").paint(painter, sign.toRect())
            x += plate.width() + 6
        painter.setPen(QColor(colours.muted))
        painter.setFont(small)
        room = QRectF(x, middle - metrics.height() / 2, max(0.0, inner.right() - x), metrics.height())
        origin = metrics.elidedText(
            str(index.data(FactRole.ORIGIN)), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, origin)


def _uniform_lines(font: QFont, width: float) -> int:
    """Return how many lines a statement of usual length takes in rows of one height."""
    needed = math.ceil(_USUAL_LENGTH * QFontMetricsF(font).averageCharWidth() / max(width, 1.0))
    return min(needed, _UNIFORM_LINES)


def tick_area(option: QStyleOptionViewItem) -> QRect:
    """Return the area of the tick that marks a fact as used in the briefing."""
    area = option.rect
    left = area.left() + 6 if option.direction is Qt.LayoutDirection.RightToLeft else area.right() - 24
    return QRect(left, area.top() + 9, 18, 18)
