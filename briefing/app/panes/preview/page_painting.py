"""Paint a page of the preview and the marks on it; areas are in pixels of the view."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter

from briefing.app.i18n import tr
from briefing.app.theme import theme
from briefing.app.theme.colours import LIGHT

_MATCH = "#FFD24D"


def paint_page(painter: QPainter, area: QRect, image: QImage | None) -> None:
    """Paint a page with its edge; white as long as it has no image."""
    painter.fillRect(area.adjusted(-1, -1, 1, 1), QColor(theme.colours().line))
    painter.fillRect(area, Qt.GlobalColor.white)
    if image is not None:
        painter.drawImage(area, image)


def paint_row(painter: QPainter, box: QRectF) -> None:
    """Mark the row that is selected."""
    accent = QColor(LIGHT.accent)
    painter.fillRect(QRectF(box.left() - 7, box.top(), 3, box.height()), accent)
    accent.setAlpha(18)
    painter.fillRect(box.adjusted(-4, 0, 4, 0), accent)


def paint_match(painter: QPainter, area: QRectF, *, is_current: bool) -> None:
    yellow = QColor(_MATCH)
    yellow.setAlpha(190 if is_current else 90)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    painter.fillRect(area.adjusted(-1, -1, 1, 1), yellow)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)


def paint_selected(painter: QPainter, area: QRectF) -> None:
    blue = QColor(LIGHT.accent)
    blue.setAlpha(70)
    painter.fillRect(area, blue)


def paint_updating(painter: QPainter, page: QRect) -> None:
    """Mark a page that may still change, with a word in its top right corner, on the page's margin."""
    painter.save()
    font = theme.font(points=-2)
    metrics = QFontMetricsF(font)
    text = tr("updating")
    width, height = metrics.horizontalAdvance(text) + 12, metrics.height() + 2
    plate = QRectF(QPointF(page.right() - width - 5, page.top() + 6), QPointF())
    plate.setWidth(width)
    plate.setHeight(height)
    ground = QColor(LIGHT.hover)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(plate, height / 2, height / 2)
    painter.setFont(font)
    painter.setPen(QColor(LIGHT.muted))
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
