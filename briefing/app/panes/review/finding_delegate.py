"""Paints a finding: severity, rule and place on one line, the message below."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from briefing.app.i18n import tr
from briefing.app.panes.review.finding_model import FindingRole, Index
from briefing.app.presentation.finding_text import severity_name
from briefing.app.theme import theme
from briefing.app.theme.colours import Colours
from briefing.app.widgets import painting
from briefing.review import Finding, Severity

_PAD = 9.0
_LINES = 4
_PLACE_SHARE = 0.4
"""Part of the width that the place of a finding may take."""


class FindingDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        finding: Finding = index.data(FindingRole.FINDING)
        view = option.widget
        full = view.viewport().width() if hasattr(view, "viewport") else option.rect.width()
        width = float(full) - 2 * _PAD
        height = painting.laid_out(finding.message, option.font, width, _LINES)[1]
        return QSize(int(width), int(height + _head_height() + 4 + 2 * _PAD))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours = theme.colours()
        finding: Finding = index.data(FindingRole.FINDING)
        area = QRectF(option.rect)
        painter.save()
        painting.draw_row_background(painter, option)
        painter.setPen(QColor(colours.line))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        inner = area.adjusted(_PAD, _PAD, -_PAD, -_PAD)
        self._paint_head(painter, inner, index, finding)
        words = inner.adjusted(0, _head_height() + 4, 0, 0)
        colour = colours.muted if finding.waiver else colours.text
        painting.draw_text(painter, finding.message, option.font, words, colour, _LINES)
        painter.restore()

    def _paint_head(self, painter: QPainter, inner: QRectF, index: Index, finding: Finding) -> None:
        colours = theme.colours()
        small = theme.font(points=-1)
        strong = theme.font(points=-1, weight=QFont.Weight.DemiBold)
        middle = inner.top() + _head_height() / 2
        badge = severity_name(finding)
        x = inner.left()
        x += painting.draw_badge(painter, badge, strong, QPointF(x, middle), _colours(finding, colours)) + 7
        if finding.is_new:
            new = (colours.accent, colours.accent_soft)
            x += (
                painting.draw_badge(painter, tr("new with this version"), strong, QPointF(x, middle), new)
                + 7
            )
        metrics = QFontMetricsF(small)
        most = inner.width() * _PLACE_SHARE
        place = metrics.elidedText(str(index.data(FindingRole.PLACE)), Qt.TextElideMode.ElideRight, most)
        width = metrics.horizontalAdvance(place) + 1
        painter.setFont(small)
        painter.setPen(QColor(colours.muted))
        right = QRectF(inner.right() - width, inner.top(), width, _head_height())
        painter.drawText(right, Qt.AlignmentFlag.AlignVCenter, place)
        painter.setFont(strong)
        painter.setPen(QColor(colours.muted if finding.waiver else colours.text))
        room = QRectF(x, inner.top(), max(0.0, right.left() - x - 8), _head_height())
        title = QFontMetricsF(strong).elidedText(
            str(index.data(Qt.ItemDataRole.DisplayRole)), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, title)


def _head_height() -> float:
    return QFontMetricsF(theme.font(points=-1, weight=QFont.Weight.DemiBold)).height() + 4


def _colours(finding: Finding, colours: Colours) -> tuple[str, str]:
    """Return text and background colour of the severity badge."""
    if finding.waiver:
        return colours.muted, colours.hover
    return {
        Severity.BLOCKING: (colours.danger, colours.removed),
        Severity.WARNING: (colours.caution, colours.caution_soft),
        Severity.ADVICE: (colours.accent, colours.accent_soft),
    }[finding.severity]
