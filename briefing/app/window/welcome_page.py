"""Offer templates, recent projects and the example while a window has no document."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefing import paths
from briefing.app.i18n import tr
from briefing.app.services.context import WindowContext
from briefing.app.services.document import Document
from briefing.app.services.resources import LoadedResources
from briefing.app.services.settings import RECENT
from briefing.app.theme import theme
from briefing.app.widgets.flow_layout import FlowLayout
from briefing.app.widgets.icons import icon
from briefing.app.widgets.labels import muted
from briefing.app.widgets.scroll_area import vertical_scroll_area
from briefing.render.templates.loader import Template
from briefing.text.characters import visible

_CARD = QSize(176, 249)


class TemplateCard(QToolButton):
    """A template, by the image of its first page and its name."""

    def __init__(self, template: Template) -> None:
        super().__init__()
        self.template = template
        self.setObjectName("templateCard")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setText(tr(template.spec.name))
        self.setToolTip(tr(template.spec.description))
        self.setAccessibleName(tr("New briefing from the template {name}", name=template.spec.name))
        self.setAccessibleDescription(tr(template.spec.description))
        self.setIconSize(_CARD)
        self.show_picture(None)

    def show_picture(self, path: Path | None) -> None:
        """Show an image of the first page, or a blank sheet for None."""
        used = theme.colours()
        sheet = QPixmap(_CARD * 2)
        sheet.fill(Qt.GlobalColor.white)
        painter = QPainter(sheet)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if path is not None:
            painter.drawPixmap(sheet.rect(), QPixmap(str(path)))
        painter.setPen(QColor(used.line))
        painter.drawRect(sheet.rect().adjusted(0, 0, -1, -1))
        painter.end()
        sheet.setDevicePixelRatio(2)
        self.setIcon(QIcon(sheet))


class WelcomePage(QWidget):
    """Cards for the templates, and a list of the recent projects."""

    new_requested = Signal(str)
    open_requested = Signal()
    example_requested = Signal()
    recent_requested = Signal(object)

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self._context = context
        self.setObjectName("welcome")
        self.cards: dict[str, TemplateCard] = {}
        content = QWidget()
        content.setObjectName("welcome")
        outer = QHBoxLayout(content)
        outer.setContentsMargins(56, 44, 56, 44)
        outer.setSpacing(56)
        outer.addStretch(1)
        outer.addLayout(self._new_column(), 3)
        outer.addLayout(self._open_column(), 2)
        outer.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(vertical_scroll_area(content))
        context.resources_loaded.connect(self._on_resources_loaded)
        context.templates_changed.connect(self._on_templates_changed)
        context.document_changed.connect(self._on_document_changed)
        context.settings.changed.connect(self._on_setting_changed)

    def _new_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(10)
        head = QHBoxLayout()
        sign = QLabel()
        sign.setPixmap(QIcon(str(paths.resources() / "icons/treaty-briefing.svg")).pixmap(QSize(44, 44)))
        head.addWidget(sign)
        title = QLabel(tr("Treaty Briefing"))
        title.setObjectName("title")
        head.addWidget(title)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(
            muted(tr("Graded, sourced briefings on treaties. Everything stays on this machine."))
        )
        column.addSpacing(16)
        column.addWidget(_heading(tr("New briefing")))
        self._card_area = QWidget()
        self._card_row = FlowLayout(self._card_area, spacing=14)
        column.addWidget(self._card_area)
        column.addStretch(1)
        return column

    def _open_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addSpacing(16)
        self.open = _choice("folder-open", tr("Open a project…"), tr("A .briefing file"))
        self.open.clicked.connect(self.open_requested)
        self.example = _choice(
            "graduation-cap",
            tr("Open the example briefing"),
            tr("A finished, graded briefing on the Russia–Iran treaty"),
        )
        self.example.clicked.connect(self.example_requested)
        column.addWidget(self.open)
        column.addWidget(self.example)
        column.addSpacing(16)
        column.addWidget(_heading(tr("Recent projects")))
        self._recent_area = QVBoxLayout()
        self._recent_area.setSpacing(6)
        column.addLayout(self._recent_area)
        column.addStretch(1)
        return column

    def _request_new(self, template_id: str, _checked: bool = False) -> None:
        self.new_requested.emit(template_id)

    def _on_resources_loaded(self, resources: LoadedResources) -> None:
        self.show_templates(list(resources.templates.values()))
        self._show_recent()

    def _on_templates_changed(self, _folders: Collection[Path]) -> None:
        if self._context.resources is not None:
            self.show_templates(list(self._context.resources.templates.values()))

    def _on_document_changed(self, document: Document | None) -> None:
        if document is None:
            self._show_recent()

    def _on_setting_changed(self, name: str) -> None:
        if name == RECENT.name:
            self._show_recent()

    def show_picture(self, template_id: str, path: Path) -> None:
        """Show the image of the first page on the card of a template."""
        if card := self.cards.get(template_id):
            card.show_picture(path)

    def _show_recent(self) -> None:
        self.show_recent(self._context.settings.recent())

    def show_templates(self, templates: Sequence[Template]) -> None:
        while (item := self._card_row.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        self.cards = {}
        for template in templates:
            card = TemplateCard(template)
            card.clicked.connect(partial(self._request_new, template.spec.id))
            self.cards[template.spec.id] = card
            self._card_row.addWidget(card)

    def show_recent(self, recent: Sequence[Path]) -> None:
        while (item := self._recent_area.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for path in recent:
            self._recent_area.addWidget(self._recent_line(path))
        if not recent:
            self._recent_area.addWidget(muted(tr("Projects that you open or save appear here.")))

    def _recent_line(self, path: Path) -> QWidget:
        line = QWidget()
        grid = QGridLayout(line)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        there = path.is_file()
        when = _changed(path) if there else tr("file not found")
        stem = visible(path.stem)
        button = QPushButton()
        button.setObjectName("recent")
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        button.setText(f"{stem}\n{_short(path.parent)} · {when}")
        button.setToolTip(str(path))
        button.setAccessibleName(
            tr("Open {name}, last changed {when}", name=stem, when=when)
            if there
            else tr("{name}: file not found", name=stem)
        )
        button.setEnabled(there)
        button.clicked.connect(lambda: self.recent_requested.emit(path))
        grid.addWidget(button, 0, 0)
        if not there:
            remove = QToolButton()
            remove.setObjectName("quiet")
            remove.setIcon(icon("x", "muted"))
            remove.setToolTip(tr("Remove from the recent projects"))
            remove.setAccessibleName(tr("Remove {name} from the recent projects", name=stem))
            remove.clicked.connect(lambda: self._context.settings.remove_recent(path))
            grid.addWidget(remove, 0, 1)
        return line


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName("heading")
    return label


def _choice(sign: str, title: str, hint: str) -> QPushButton:
    button = QPushButton(f"{title}\n{hint}")
    button.setObjectName("choice")
    button.setIcon(icon(sign, "accent"))
    button.setIconSize(QSize(26, 26))
    button.setAccessibleName(title)
    button.setAccessibleDescription(hint)
    return button


def _short(folder: Path) -> str:
    home = str(Path.home())
    text = str(folder)
    text = f"~{text[len(home) :]}" if text.startswith(home) else text
    most = 46
    return text if len(text) <= most else f"…{text[-most + 1 :]}"


def _changed(path: Path) -> str:
    moment = datetime.datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    return moment.strftime("%Y-%m-%d %H:%M")
