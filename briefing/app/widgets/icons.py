"""Icons that are painted in the theme's current colours."""

from __future__ import annotations

import functools
import importlib.util
import re
import warnings
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from briefing.app.theme import theme

_SHARE_OF_HEIGHT = 0.875
"""The size of the font for an icon: at 16 pixels, its lines are on whole pixels."""


class PaintFunction(Protocol):
    """Paints into an area; `is_enabled` is False for a disabled button."""

    def __call__(self, painter: QPainter, area: QRect, *, is_enabled: bool) -> None: ...


class PaintedIconEngine(QIconEngine):
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
        return PaintedIconEngine(self._drawing)


def icon(name: str, role: str = "text") -> QIcon:
    """Return the Phosphor icon `name`, such as "plus"; `role` names a colour of the theme."""

    def draw(painter: QPainter, area: QRect, *, is_enabled: bool) -> None:
        colours = theme.colours()
        _draw_sign(painter, area, name, getattr(colours, role if is_enabled else "control_line"))

    return QIcon(PaintedIconEngine(draw))


def _draw_sign(painter: QPainter, area: QRect, name: str, colour: str) -> None:
    """Draw an icon in a colour; nothing where the installed version of the font lacks it."""
    sign = _sign(name)
    if not sign:
        warnings.warn(f"The icon font has no icon '{name}'.", stacklevel=2)
        return
    font = QFont(_family())
    font.setPixelSize(max(1, round(_SHARE_OF_HEIGHT * area.height())))
    painter.save()
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, sign)
    painter.restore()


@functools.cache
def _family() -> str:
    """Register the icon font when the first icon is drawn, and return its family."""
    font = next(_font_folder().glob("phosphor-[0-9]*.ttf"))
    number = QFontDatabase.addApplicationFont(str(font))
    return QFontDatabase.applicationFontFamilies(number)[0]


@functools.cache
def _sign(name: str) -> str:
    """Return the character of an icon in the font; empty if it has none."""
    # One of 9,000 entries: reading the whole table takes longer than drawing the window.
    entry = re.search(rf'"{re.escape(name)}"\s*:\s*"0x([0-9a-fA-F]+)"', _table())
    return chr(int(entry[1], 16)) if entry else ""


@functools.cache
def _table() -> str:
    """Return the JSON object with the code of each icon by its name."""
    return next(_font_folder().glob("phosphor-charmap-*.json")).read_text(encoding="utf-8")


def _font_folder() -> Path:
    """Return the folder of the fonts of QtAwesome, whose code takes 0.2 s to import and is not used."""
    spec = importlib.util.find_spec("qtawesome")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).with_name("fonts")


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
