"""Keep windows and dialogs within the part of the screen that the desktop leaves free."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QWidget

_TITLE_BAR = 24
"""The height that the style Fusion assumes for a title bar, in logical pixels."""


def fit_to_screen(window: QWidget) -> None:
    """Shrink and move a window so that its frame is within the available screen."""
    if window.isMaximized() or window.isFullScreen():
        return
    room = available(window)
    if window.minimumWidth() > room.width() or window.minimumHeight() > room.height():
        window.setMinimumSize(window.minimumSize().boundedTo(room.size()))
    size = window.size().boundedTo(room.size())
    if size != window.size():
        window.resize(size)
    corner = window.geometry().topLeft()
    window_place = QRect(corner, size)
    moved = QPoint(
        _within(window_place.x(), size.width(), room.x(), room.width()),
        _within(window_place.y(), size.height(), room.y(), room.height()),
    )
    if moved != corner:
        window.setGeometry(QRect(moved, size))


def available(window: QWidget) -> QRect:
    """Return where the contents of a window may be, without its frame, in logical pixels."""
    room = window.screen().availableGeometry()
    inner, outer = window.geometry(), window.frameGeometry()
    if outer.size() == inner.size() and not window.internalWinId():
        # The frame is known once the window is on the screen: until then, assume one.
        return room.adjusted(0, _TITLE_BAR, 0, 0)
    return room.adjusted(
        inner.left() - outer.left(),
        inner.top() - outer.top(),
        inner.right() - outer.right(),
        inner.bottom() - outer.bottom(),
    )


def bounded(size: QSize, window: QWidget) -> QSize:
    """Return the size, or as much of it as there is room for on the screen of a window."""
    return size.boundedTo(available(window).size())


def _within(start: int, length: int, room_start: int, room_length: int) -> int:
    return max(room_start, min(start, room_start + room_length - length))
