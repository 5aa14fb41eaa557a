"""Paint the facts beside a document: the statement, and below it the state of its quote."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from briefing.app.library_side.quote_states import state_colour, state_text_colour
from briefing.app.theme import theme
from briefing.sources.anchoring import QuoteState

STATE = Qt.ItemDataRole.UserRole + 2
"""The role of the state of a quote."""
DIFFERS = Qt.ItemDataRole.UserRole + 3
"""The role of whether the statement of its fact differs from it."""
_BAR, _SIDE, _ABOVE = 4, 12, 8
_WRAP = int(Qt.TextFlag.TextWordWrap)


class PassageDelegate(QStyledItemDelegate):
    """Wraps both texts, with a bar in the colour of the state at the side where lines begin."""

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        view = option.widget
        width = view.viewport().width() if view is not None and hasattr(view, "viewport") else 300
        statement, state = _texts(index)
        inner = width - 2 * _SIDE - _BAR
        height = _height(option.font, statement, inner) + _height(_small(), state, inner)
        return QSize(width, height + 2 * _ABOVE + 3)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        colours, area = theme.colours(), QRect(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(colours.accent_soft))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, QColor(colours.hover))
        is_mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        quote_state: QuoteState = index.data(STATE)
        bar = QRect(
            area.right() - _BAR + 1 if is_mirrored else area.left(), area.top(), _BAR, area.height()
        )
        differs = bool(index.data(DIFFERS))
        painter.fillRect(bar, QColor(colours.caution_soft) if differs else state_colour(quote_state))
        inner = area.adjusted(_SIDE + _BAR, _ABOVE, -_SIDE, -_ABOVE)
        if is_mirrored:
            inner = area.adjusted(_SIDE, _ABOVE, -_SIDE - _BAR, -_ABOVE)
        statement, state = _texts(index)
        alignment = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop) | _WRAP
        painter.setFont(option.font)
        painter.setPen(QColor(colours.text))
        painter.drawText(inner, alignment, statement)
        below = inner.adjusted(0, _height(option.font, statement, inner.width()) + 3, 0, 0)
        painter.setFont(_small())
        painter.setPen(QColor(colours.caution) if differs else state_text_colour(quote_state))
        painter.drawText(below, alignment, state)
        painter.setPen(QColor(colours.line))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(colours.accent))
            painter.drawRect(area.adjusted(0, 0, -1, -1))
        painter.restore()


def _texts(index: QModelIndex | QPersistentModelIndex) -> tuple[str, str]:
    statement, _, state = str(index.data()).rpartition("\n")
    return statement, state


def _small() -> QFont:
    font = QFont(QApplication.font())
    font.setPointSizeF(font.pointSizeF() - 1)
    return font


def _height(font: QFont, text: str, width: int) -> int:
    return QFontMetrics(font).boundingRect(QRect(0, 0, max(width, 40), 10_000), _WRAP, text).height()
