"""A card that starts a briefing from a template."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout

from briefing.app.i18n import tr
from briefing.app.theme import theme
from briefing.app.widgets.labels import muted
from briefing.text.characters import visible

if TYPE_CHECKING:
    from briefing.render.templates.loader import Template

_PICTURE = QSize(112, 158)
_TEXT_WIDTH = 112
_PADDING, _SPACING, _GAP = 12, 4, 12
_MOST_CHARACTERS = 90


class TemplateCard(QToolButton):
    """A template, by the image of its first page with its name and its purpose beside it."""

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
        line = QHBoxLayout(self)
        line.setContentsMargins(_PADDING, _PADDING, _PADDING, _PADDING)
        line.setSpacing(_GAP)
        line.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(_SPACING)
        texts.addWidget(self._name)
        texts.addWidget(self._purpose)
        texts.addStretch(1)
        line.addLayout(texts, 1)
        for label in (self._picture, self._name, self._purpose):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.show_picture(None)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of the picture with the texts beside it, which may be higher."""
        text_width = theme.pixels(_TEXT_WIDTH)
        texts = self._name.heightForWidth(text_width) + self._purpose.heightForWidth(text_width) + _SPACING
        width = theme.pixels(_PICTURE.width()) + _GAP + text_width + 2 * _PADDING
        return QSize(width, max(usual_height(), texts + 2 * _PADDING))

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
    """Return the height of a card whose texts are not higher than its picture."""
    return theme.pixels(_PICTURE.height()) + 2 * _PADDING


def purpose_of(description: str) -> str:
    """Return the beginning of a template's description, which says what it is for."""
    beginning = description.split(":", maxsplit=1)[0].strip()
    if len(beginning) <= _MOST_CHARACTERS:
        return beginning
    return f"{beginning[: _MOST_CHARACTERS - 1].rsplit(' ', 1)[0]}…"
