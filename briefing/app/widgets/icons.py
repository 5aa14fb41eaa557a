"""Icons that are painted in the theme's current colours."""

from __future__ import annotations

import functools
import os
import warnings
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from briefing.app.theme import theme
from briefing.app.widgets import painting
from briefing.grading import Shape

_LEVEL_HEIGHT = 12


class PaintFunction(Protocol):
    """Paints into an area; `is_enabled` is False for a disabled button."""

    def __call__(self, painter: QPainter, area: QRect, *, is_enabled: bool) -> None: ...


class _Engine(QIconEngine):
    def __init__(self, drawing: PaintFunction) -> None:
        super().__init__()
        self._drawing = drawing

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        self._drawing(painter, rect, is_enabled=mode is not QIcon.Mode.Disabled)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        if size.isEmpty():
            return QPixmap()
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        # Qt aborts the process when a picture is deleted while a painter is active on it.
        with QPainter(picture) as painter:
            self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        return picture

    def clone(self) -> QIconEngine:
        return _Engine(self._drawing)


def icon(name: str, role: str = "text") -> QIcon:
    """Return the Phosphor icon `name`, such as "plus"; `role` names a colour of the theme."""

    def draw(painter: QPainter, area: QRect, *, is_enabled: bool) -> None:
        colours = theme.colours()
        _phosphor(name, getattr(colours, role if is_enabled else "control_line")).paint(painter, area)

    return QIcon(_Engine(draw))


@functools.lru_cache(maxsize=512)
def _phosphor(name: str, colour: str) -> QIcon:
    """Return the icon in a colour; an empty icon where the installed version of the font lacks it."""
    font = _phosphor_font()
    if name not in font.charmap["ph"]:
        warnings.warn(f"The icon font has no icon '{name}'.", stacklevel=2)
        return QIcon()
    tinted: QIcon = font.icon(f"ph.{name}", color=colour)
    return tinted


@functools.cache
def _phosphor_font() -> Any:
    """Load only the icon font in use: QtAwesome alone would load thirteen, which takes 0.5 s."""
    os.environ.setdefault("QT_API", "pyside6")
    from qtawesome import iconic_font

    folder = Path(iconic_font.__file__).with_name("fonts")
    font, names = next(folder.glob("phosphor-[0-9]*.ttf")), next(folder.glob("phosphor-charmap-*.json"))
    return iconic_font.IconicFont(("ph", font.name, names.name))


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

    return QIcon(_Engine(draw))


def level_size(levels: int) -> QSize:
    return QSize(int(painting.level_width(levels)) + 6, _LEVEL_HEIGHT)


class IconLabel(QWidget):
    """An icon as a widget, for empty panes."""

    def __init__(self, name: str, role: str, side: int) -> None:
        super().__init__()
        self._icon = icon(name, role)
        self.setFixedSize(side, side)

    def show_icon(self, name: str, role: str) -> None:
        """Show another icon."""
        self._icon = icon(name, role)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        with QPainter(self) as painter:
            self._icon.paint(painter, self.rect())
