"""A card that starts a briefing from a template."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolButton, QVBoxLayout

from briefing.app.i18n import tr
from briefing.app.theme import theme
from briefing.app.widgets.labels import muted
from briefing.text.characters import visible

if TYPE_CHECKING:
    from briefing.render.templates.loader import Template

_PICTURE = QSize(160, 226)
_PADDING, _SPACING = 14, 4
_MOST_CHARACTERS = 90
_NAME_WEIGHT = QFont.Weight.DemiBold


class TemplateCard(QToolButton):
    """A template, by the image of its first page, its name and its purpose."""

    def __init__(self, template: Template) -> None:
        super().__init__()
        self.template = template
        name, description = visible(tr(template.spec.name)), visible(tr(template.spec.description))
        purpose = visible(tr(purpose_of(template.spec.description)))
        self.setObjectName("templateCard")
        self.setToolTip(description)
        self.setAccessibleName(tr("New briefing from the template {name}", name=name))
        self.setAccessibleDescription(description)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._picture, self._name, self._purpose = QLabel(), QLabel(name), muted(purpose)
        self._name.setObjectName("heading")
        self._name.setWordWrap(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_PADDING, _PADDING, _PADDING, _PADDING)
        self._column.setSpacing(_SPACING)
        for label in (self._picture, self._name, self._purpose):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._column.addWidget(label)
        self._column.addStretch(1)
        self.show_picture(None)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of picture and texts, with room for a purpose of three lines."""
        width = theme.pixels(_PICTURE.width()) + 2 * _PADDING
        lines = 3 * self._purpose.fontMetrics().lineSpacing() + 2
        texts = self._name.heightForWidth(width - 2 * _PADDING)
        texts += max(lines, self._purpose.heightForWidth(width - 2 * _PADDING))
        height = theme.pixels(_PICTURE.height()) + texts + 2 * _PADDING + 3 * self._column.spacing()
        return QSize(width, height)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return self.sizeHint()

    def show_picture(self, path: Path | None) -> None:
        """Show an image of the first page, or a blank sheet for None."""
        size = QSize(theme.pixels(_PICTURE.width()), theme.pixels(_PICTURE.height()))
        sheet = QPixmap(size * 2)
        sheet.fill(Qt.GlobalColor.white)
        with QPainter(sheet) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            if path is not None:
                painter.drawPixmap(sheet.rect(), QPixmap(str(path)))
            painter.setPen(QColor(theme.colours().line))
            painter.drawRect(sheet.rect().adjusted(0, 0, -1, -1))
        sheet.setDevicePixelRatio(2)
        self._picture.setPixmap(sheet)


def usual_height() -> int:
    """Return the height of a card with a name of one line and a purpose of at most three."""
    name, purpose = QFontMetrics(theme.font(points=1, weight=_NAME_WEIGHT)), QFontMetrics(theme.font())
    texts = name.height() + 3 * purpose.lineSpacing() + 2
    return theme.pixels(_PICTURE.height()) + texts + 2 * _PADDING + 3 * _SPACING


def purpose_of(description: str) -> str:
    """Return the beginning of a template's description, which says what it is for."""
    beginning = description.split(":", maxsplit=1)[0].strip()
    if len(beginning) <= _MOST_CHARACTERS:
        return beginning
    return f"{beginning[: _MOST_CHARACTERS - 1].rsplit(' ', 1)[0]}…"
