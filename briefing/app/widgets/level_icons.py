"""Icons for the levels of a scale: so many marks filled of so many."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize
from PySide6.QtGui import QIcon, QPainter

from briefing.app.theme import theme
from briefing.app.widgets import painting
from briefing.app.widgets.icons import PaintedIconEngine
from briefing.grading import Shape

_LEVEL_HEIGHT = 12


def level_icon(level: int, levels: int, shape: Shape = Shape.DOT) -> QIcon:
    """Return an icon with `level` of `levels` marks filled, for a level of confidence."""

    def draw(painter: QPainter, area: QRect, *, is_enabled: bool) -> None:
        colours = theme.colours()
        painter.save()
        painter.translate(area.topLeft())
        painter.scale(area.height() / _LEVEL_HEIGHT, area.height() / _LEVEL_HEIGHT)
        colour = colours.text if is_enabled else colours.control_line
        painting.draw_level(painter, QPointF(1, _LEVEL_HEIGHT / 2), level, levels, colour, shape)
        painter.restore()

    return QIcon(PaintedIconEngine(draw))


def level_size(levels: int) -> QSize:
    return QSize(int(painting.level_width(levels)) + 6, _LEVEL_HEIGHT)
