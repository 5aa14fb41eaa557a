"""Painting that list and tree delegates share: wrapped text, levels, badges, backgrounds."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from briefing.app.theme import theme
from briefing.grading import Shape
from briefing.typography.scripts import text_direction

_BAR = 3.0
DOT = 7.0
DOT_GAP = 3.0


def draw_row_background(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """Paint the background of a row: selected, under the pointer, or focused (a bar at its start)."""
    colours, area = theme.colours(), QRectF(option.rect)
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(area, QColor(colours.accent_soft))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(area, QColor(colours.hover))
    if option.state & QStyle.StateFlag.State_HasFocus:
        mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        left = area.right() - _BAR if mirrored else area.left()
        painter.fillRect(QRectF(left, area.top(), _BAR, area.height()), QColor(colours.accent))


def laid_out(
    text: str, font: QFont, width: float, max_lines: int, formats: Sequence[QTextLayout.FormatRange] = ()
) -> tuple[QTextLayout, float, bool]:
    """Return the text wrapped to the width, its height, and whether lines were cut off."""
    layout = QTextLayout(with_visible_breaks(text), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    if text_direction(text) == "rtl":
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        option.setAlignment(Qt.AlignmentFlag.AlignRight)
    else:
        option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    layout.setTextOption(option)
    layout.setFormats(list(formats))
    height, cut = 0.0, False
    layout.beginLayout()
    for number in range(max_lines + 1):
        line = layout.createLine()
        if not line.isValid():
            break
        if number == max_lines:
            cut = True
            break
        line.setLineWidth(max(1.0, width))
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout, height, cut


def height_of(text: str, font: QFont, width: float, max_lines: int) -> float:
    """Return the height of the text wrapped to the width; remembered for the texts of long lists."""
    return _height_of(text, font.key(), round(max(1.0, width) * 64), max_lines, _Unhashed(font, width))


@dataclass(frozen=True, slots=True)
class _Unhashed:
    """What a text is laid out with; the key of the font and the width decide whether it is another."""

    font: QFont = field(compare=False)
    width: float = field(compare=False)


@functools.lru_cache(maxsize=200)
def _laid_out(
    text: str, _font: str, _width: int, max_lines: int, with_: _Unhashed
) -> tuple[QTextLayout, float, bool]:
    """Return a text laid out to be drawn; remembered for the rows of lists that are in view."""
    return laid_out(text, with_.font, with_.width, max_lines)


@functools.lru_cache(maxsize=20_000)
def _height_of(text: str, _font: str, _width: int, max_lines: int, with_: _Unhashed) -> float:
    return laid_out(text, with_.font, with_.width, max_lines)[1]


def with_visible_breaks(text: str) -> str:
    """Return the text with line breaks, one or several, as the character where QTextLayout ends a line."""
    return re.sub(r"[ \t]*[\n\r\v\f\x85\u2028\u2029]\s*", "\u2028", text.strip())


def draw_text(  # noqa: PLR0913 - the marks are an extra of some lists
    painter: QPainter,
    text: str,
    font: QFont,
    area: QRectF,
    colour: str,
    max_lines: int,
    *,
    formats: Sequence[QTextLayout.FormatRange] = (),
) -> float:
    """Paint text at the top of the area and return its height; cut-off text ends in "…"."""
    if formats:
        layout, height, cut = laid_out(text, font, area.width(), max_lines, formats)
    else:
        width = area.width()
        layout, height, cut = _laid_out(
            text, font.key(), round(width * 64), max_lines, _Unhashed(font, width)
        )
    painter.save()
    painter.setPen(QColor(colour))
    if not cut:
        layout.draw(painter, area.topLeft())
    else:
        _draw_cut(painter, font, area, layout, max_lines)
    painter.restore()
    return height


def _draw_cut(painter: QPainter, font: QFont, area: QRectF, layout: QTextLayout, max_lines: int) -> None:
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    for number in range(max_lines):
        line = layout.lineAt(number)
        if number < max_lines - 1:
            line.draw(painter, area.topLeft())
            continue
        rest = layout.text()[line.textStart() :].replace("\u2028", " ")
        shown = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, area.width())
        where = QRectF(area.left(), area.top() + line.y(), area.width(), line.height())
        painter.drawText(where, Qt.AlignmentFlag.AlignLeading, shown)


def marked(spans: Sequence[tuple[int, int]], ground: str) -> list[QTextLayout.FormatRange]:
    """Return the format of passages on another ground, such as the matches of a search."""
    ranges = []
    for start, end in spans:
        mark = QTextLayout.FormatRange()
        mark.start, mark.length = start, end - start
        mark.format.setBackground(QColor(ground))
        ranges.append(mark)
    return ranges


def draw_level(
    painter: QPainter, start: QPointF, level: int, levels: int, colour: str, shape: Shape = Shape.DOT
) -> float:
    """Paint `levels` marks, `level` filled, right of `start` (vertical centre); return the width."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colour), 1.4))
    for number in range(levels):
        filled = number < level
        painter.setBrush(QColor(colour) if filled else Qt.BrushStyle.NoBrush)
        left = start.x() + number * (DOT + DOT_GAP)
        area = QRectF(left + 0.5, start.y() - DOT / 2 + 0.5, DOT - 1, DOT - 1)
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


def draw_plate(painter: QPainter, area: QRectF, colour: str) -> None:
    """Paint the rounded background of a badge."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(area, 4, 4)
    painter.restore()


def draw_badge(
    painter: QPainter, text: str, font: QFont, start: QPointF, colours: tuple[str, str]
) -> float:
    """Paint a word on a rounded background right of `start` (vertical centre); return the width."""
    metrics = QFontMetricsF(font)
    width, height = metrics.horizontalAdvance(text) + 12, metrics.height() + 2
    area = QRectF(start.x(), start.y() - height / 2, width, height)
    draw_plate(painter, area, colours[1])
    painter.save()
    painter.setPen(QColor(colours[0]))
    painter.setFont(font)
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
    return width
