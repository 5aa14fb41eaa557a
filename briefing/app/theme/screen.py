"""Keep windows and dialogs within the part of the screen that the desktop leaves free."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, QTimer
from PySide6.QtWidgets import QWidget

_TITLE_BAR = 24
"""The height that the style Fusion assumes for a title bar, in logical pixels."""
_FRAMED_MS = 3000
"""A window that has no frame after this time gets none."""
_PLACED = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.WindowActivate, QEvent.Type.UpdateRequest}
"""What a window is notified of after its window manager has put it into a frame."""


def fit_to_screen(window: QWidget) -> None:
    """Shrink and move a window so that its frame is within the available screen.

    A frame is there some time after the window is shown; as soon as it is, the window is fitted again.
    """
    if window.isMaximized() or window.isFullScreen():
        return
    if not has_frame(window):
        _FrameWatch(window)
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
    if not has_frame(window):
        return room.adjusted(0, _TITLE_BAR, 0, 0)
    inner, outer = window.geometry(), window.frameGeometry()
    return room.adjusted(
        inner.left() - outer.left(),
        inner.top() - outer.top(),
        inner.right() - outer.right(),
        inner.bottom() - outer.bottom(),
    )


def has_frame(window: QWidget) -> bool:
    """Return whether a window has a frame that is known."""
    return window.frameGeometry().size() != window.geometry().size()


class _FrameWatch(QObject):
    """Fits a window to the screen once it has a frame."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)
        QTimer.singleShot(_FRAMED_MS, self, self.deleteLater)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() in _PLACED and has_frame(self._window):
            self._window.removeEventFilter(self)
            self.deleteLater()
            QTimer.singleShot(0, self._window, lambda window=self._window: fit_to_screen(window))
        return False


def bounded(size: QSize, window: QWidget) -> QSize:
    """Return the size, or as much of it as there is room for on the screen of a window."""
    return size.boundedTo(available(window).size())


def _within(start: int, length: int, room_start: int, room_length: int) -> int:
    return max(room_start, min(start, room_start + room_length - length))
