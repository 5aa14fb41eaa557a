"""Drawing that lists and trees share: text over a few lines, grades as word and shape, badges."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from briefing.app.theme import theme
from briefing.grading import Shape
from briefing.typography.scripts import text_direction

_BAR = 3.0
DOT = 7.0
DOT_GAP = 3.0


def draw_row_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """The ground of a row in a list: chosen, under the pointer, or in hand (a bar at its beginning)."""
    colours, area = theme.colours(), QRectF(option.rect)
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(area, QColor(colours.accent_soft))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(area, QColor(colours.hover))
    if option.state & QStyle.StateFlag.State_HasFocus:
        mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        left = area.right() - _BAR if mirrored else area.left()
        painter.fillRect(QRectF(left, area.top(), _BAR, area.height()), QColor(colours.accent))


def laid_out(text: str, font: QFont, width: float, most_lines: int) -> tuple[QTextLayout, float, bool]:
    """The text broken to the width; its height, and whether the last line had to be cut."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(
        Qt.LayoutDirection.RightToLeft if text_direction(text) == "rtl" else Qt.LayoutDirection.LeftToRight
    )
    layout.setTextOption(option)
    height, cut = 0.0, False
    layout.beginLayout()
    for number in range(most_lines + 1):
        line = layout.createLine()
        if not line.isValid():
            break
        if number == most_lines:
            cut = True
            break
        line.setLineWidth(max(1.0, width))
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout, height, cut


def draw_text(
    painter: QPainter, text: str, font: QFont, area: QRectF, colour: str, most_lines: int
) -> float:
    """Draw the text at the top of the area; returns the height it took. What does not fit ends in "…"."""
    layout, height, cut = laid_out(text, font, area.width(), most_lines)
    painter.save()
    painter.setPen(QColor(colour))
    if not cut:
        layout.draw(painter, area.topLeft())
    else:
        _draw_cut(painter, text, font, area, layout, most_lines)
    painter.restore()
    return height


def _draw_cut(
    painter: QPainter, text: str, font: QFont, area: QRectF, layout: QTextLayout, most_lines: int
) -> None:
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    for number in range(most_lines):
        line = layout.lineAt(number)
        if number < most_lines - 1:
            line.draw(painter, area.topLeft())
            continue
        rest = text[line.textStart() :]
        shown = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, area.width())
        where = QRectF(area.left(), area.top() + line.y(), area.width(), line.height())
        painter.drawText(where, Qt.AlignmentFlag.AlignLeading, shown)


def draw_level(
    painter: QPainter, at: QPointF, level: int, levels: int, colour: str, shape: Shape = Shape.DOT
) -> float:
    """Filled and empty marks, `level` of `levels`, from the middle of the left edge; returns the width."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colour), 1.4))
    for number in range(levels):
        filled = number < level
        painter.setBrush(QColor(colour) if filled else Qt.BrushStyle.NoBrush)
        left = at.x() + number * (DOT + DOT_GAP)
        area = QRectF(left + 0.5, at.y() - DOT / 2 + 0.5, DOT - 1, DOT - 1)
        if shape is Shape.DOT:
            painter.drawEllipse(area)
        elif shape is Shape.SQUARE:
            painter.drawRect(area)
        else:
            middle, reach = area.center(), DOT / 2
            painter.drawPolygon(
                [middle + QPointF(*step) for step in ((0, -reach), (reach, 0), (0, reach), (-reach, 0))]
            )
    painter.restore()
    return level_width(levels)


def level_width(levels: int) -> float:
    return levels * DOT + max(0, levels - 1) * DOT_GAP


def draw_badge(painter: QPainter, text: str, font: QFont, at: QPointF, colours: tuple[str, str]) -> float:
    """A word on a rounded ground of its own; `at` is the middle of the left edge. Returns the width."""
    metrics = QFontMetricsF(font)
    width, height = metrics.horizontalAdvance(text) + 12, metrics.height() + 2
    area = QRectF(at.x(), at.y() - height / 2, width, height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours[1]))
    painter.drawRoundedRect(area, 4, 4)
    painter.setPen(QColor(colours[0]))
    painter.setFont(font)
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
    return width
