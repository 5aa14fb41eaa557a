"""Offer templates, recent projects and the example while a window has no document."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QIcon, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefing import paths
from briefing.app.i18n import tr
from briefing.app.menus.context_menu import ContextMenu, add_entries
from briefing.app.presentation.file_text import changed_text, folder_text
from briefing.app.services.context import WindowContext
from briefing.app.services.notices import READ
from briefing.app.services.settings import AUTHOR, RECENT
from briefing.app.theme import theme
from briefing.app.widgets.columns import column_widget
from briefing.app.widgets.flow_layout import FlowLayout
from briefing.app.widgets.icons import icon
from briefing.app.widgets.labels import caption, heading_label, muted
from briefing.app.widgets.scroll_area import vertical_scroll_area
from briefing.app.window.template_card import TemplateCard, usual_height
from briefing.template_files import FIRST_CHOICE
from briefing.text.characters import visible

if TYPE_CHECKING:
    from briefing.app.services.document import Document
    from briefing.app.services.resources import LoadedResources
    from briefing.render.templates.loader import Template

_MOST_WIDTH = 1290
_MARGIN, _GAP = 40, 28
_SIDE_WIDTH, _LEAST_WIDTH_BESIDE = 320, 900
"""The width of the column on the left, and the least width of a page that has the templates beside it."""
_CHOICE_PADDING = 2 * 12 + 10
"""What a choice takes in width besides its icon and text: padding, border and the space between these."""
_MOST_UNLIMITED = 16_777_215  # QWIDGETSIZE_MAX


class WelcomePage(QWidget):
    """Cards for the templates, and a list of the recent projects."""

    new_requested = Signal(str)
    open_requested = Signal()
    example_requested = Signal()
    treaty_requested = Signal()
    library_requested = Signal()
    recent_requested = Signal(object)

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setObjectName("welcome")
        self.cards: dict[str, TemplateCard] = {}
        content = QWidget()
        content.setObjectName("welcome")
        content.setMaximumWidth(theme.pixels(_MOST_WIDTH))
        column = QVBoxLayout(content)
        column.setContentsMargins(_MARGIN, _MARGIN - 8, _MARGIN, _MARGIN - 8)
        column.setSpacing(10)
        self._add_head(column)
        self._side = self._side_column()
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setSpacing(_GAP)
        self._body.addWidget(self._side)
        self._body.addLayout(self._template_column(), 1)
        column.addLayout(self._body)
        column.addStretch(1)
        centred = QWidget()
        centred.setObjectName("welcome")
        line = QHBoxLayout(centred)
        line.setContentsMargins(0, 0, 0, 0)
        line.addStretch(1)
        line.addWidget(content, 1000)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(vertical_scroll_area(centred))
        context.resources_loaded.connect(self._on_resources_loaded)
        context.loader.failed.connect(self._loading.clear)
        context.templates_changed.connect(self._on_templates_changed)
        context.document_changed.connect(self._on_document_changed)
        context.settings.changed.connect(self._on_setting_changed)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Set the templates beside what can be opened, or below it in a narrow window."""
        is_beside = event.size().width() >= theme.pixels(_LEAST_WIDTH_BESIDE)
        directions = QBoxLayout.Direction
        self._body.setDirection(directions.LeftToRight if is_beside else directions.TopToBottom)
        self._side.setMinimumWidth(theme.pixels(_SIDE_WIDTH) if is_beside else 0)
        self._side.setMaximumWidth(theme.pixels(_SIDE_WIDTH) if is_beside else _MOST_UNLIMITED)
        super().resizeEvent(event)

    def _side_column(self) -> QWidget:
        """Return what goes on with work that there is: projects, the library, and who works."""
        side, column = column_widget()
        column.setSpacing(8)
        column.addLayout(self._open_column())
        column.addSpacing(12)
        column.addLayout(self._recent_column())
        column.addSpacing(8)
        column.addWidget(self._signature())
        column.addStretch(1)
        return side

    def _add_head(self, column: QVBoxLayout) -> None:
        head = QHBoxLayout()
        side = theme.pixels(44)
        sign = QLabel()
        sign.setPixmap(
            QIcon(str(paths.resources() / "icons/treaty-briefing.svg")).pixmap(QSize(side, side))
        )
        head.addWidget(sign)
        title = QLabel(tr("Treaty Briefing"))
        title.setObjectName("title")
        head.addWidget(title)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(
            muted(tr("Graded, sourced briefings on treaties. Everything stays on this machine."))
        )
        column.addSpacing(12)

    def _template_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addWidget(heading_label(tr("New briefing")))
        self._loading = muted(tr("Loading the templates…"))
        self._loading.setAlignment(Qt.AlignmentFlag.AlignTop)
        # With the room for a row of cards, so that little moves once they are there.
        self._loading.setFixedHeight(usual_height())
        column.addWidget(self._loading)
        self._card_area = QWidget()
        self._card_row = FlowLayout(self._card_area, spacing=14, balanced=True)
        self._card_area.hide()
        column.addWidget(self._card_area)
        column.addStretch(1)
        return column

    def _open_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(heading_label(tr("Open")))
        self.open = _Choice("folder-open", tr("Open a project…"), tr("A .briefing file"))
        self.open.clicked.connect(self.open_requested)
        self.example = _Choice(
            "graduation-cap",
            tr("Open the example briefing"),
            tr("A finished, graded briefing"),
        )
        self.example.clicked.connect(self.example_requested)
        self.treaty = _Choice("file-text", tr("New treaty…"), tr("Your own, with its text and sources"))
        self.treaty.clicked.connect(self.treaty_requested)
        self.library = _Choice("books", tr("Library"), tr("Read sources, and edit what facts say"))
        self.library.clicked.connect(self.library_requested)
        for choice in (self.open, self.example, self.treaty, self.library):
            column.addWidget(choice)
        return column

    def _signature(self) -> QWidget:
        """Return the field that asks for the author's name until there is one."""
        self._asking = QWidget()
        self.author = QLineEdit()
        self.author.setPlaceholderText(tr("Name of the author"))
        self.author.editingFinished.connect(self._author_entered)
        self._signed = muted("", name="small")
        column = QVBoxLayout(self._asking)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(caption(tr("Your name"), self.author))
        column.addWidget(self.author)
        column.addWidget(
            muted(tr("Printed as the author, and recorded with your changes and grades."), name="small")
        )
        both, outer = column_widget()
        outer.addWidget(self._asking)
        outer.addWidget(self._signed)
        self._show_author()
        return both

    def _author_entered(self) -> None:
        if name := self.author.text().strip():
            self._context.settings.set(AUTHOR, name)

    def _show_author(self) -> None:
        name = self._context.settings.get(AUTHOR)
        self._asking.setVisible(not name)
        self._signed.setVisible(bool(name))
        self._signed.setText(
            tr(
                "Your changes and grades are recorded as those of “{name}”; see Preferences.",
                name=visible(name),
            )
        )

    def _recent_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(heading_label(tr("Recent projects")))
        self._recent_area = QVBoxLayout()
        self._recent_area.setSpacing(6)
        column.addLayout(self._recent_area)
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
        if document is None and not self.isVisible():
            self._show_recent()

    def _on_setting_changed(self, name: str) -> None:
        if name == RECENT.name:
            self._show_recent()
        elif name == AUTHOR.name:
            self._show_author()

    def show_picture(self, template_id: str, path: Path) -> None:
        """Show the image of the first page on the card of a template."""
        if card := self.cards.get(template_id):
            card.show_picture(path)

    def _show_recent(self) -> None:
        self.show_recent(self._context.settings.recent())

    def show_opening(self, path: Path) -> None:
        """Name the file that is opened as soon as the library is loaded."""
        self._loading.setText(tr("Opening “{name}”…", name=visible(path.name)))

    def show_templates(self, templates: Sequence[Template]) -> None:
        self._loading.hide()
        self._card_area.show()
        while (item := self._card_row.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        self.cards = {}
        for template in sorted(templates, key=lambda each: each.spec.id != FIRST_CHOICE):
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
        when = changed_text(path) if there else tr("file not found")
        title = self._context.settings.recent_title(path)
        parts = [visible(path.name), folder_text(path.parent)]
        place = " · ".join([*parts, when] if there else [when, *parts])  # elided in the middle
        button = _Choice("file-text", title, place)
        button.setObjectName("recent")
        button.setToolTip(visible(str(path)))
        button.setAccessibleName(
            tr("Open {name}, last changed {when}", name=title, when=when)
            if there
            else tr("{name}: file not found", name=title)
        )
        button.setEnabled(there)
        button.clicked.connect(lambda: self.recent_requested.emit(path))
        grid.addWidget(button, 0, 0)
        if not there:
            remove = QToolButton()
            remove.setObjectName("quiet")
            remove.setIcon(icon("x", "muted"))
            remove.setToolTip(tr("Remove from the recent projects"))
            remove.setAccessibleName(tr("Remove {name} from the recent projects", name=title))
            remove.clicked.connect(lambda: self._context.settings.remove_recent(path))
            grid.addWidget(remove, 0, 1)
        # On the line: a button that is disabled has no menu.
        ContextMenu(line, partial(self._fill_menu, path))
        return line

    def _fill_menu(self, path: Path, menu: QMenu) -> None:
        add_entries(
            menu,
            [
                (tr("Open"), lambda: self.recent_requested.emit(path), path.is_file()),
                (tr("Open the folder"), lambda: self._open_folder(path.parent), path.parent.is_dir()),
                (tr("Copy the path"), lambda: QGuiApplication.clipboard().setText(str(path)), True),
                (tr("Remove from the list"), lambda: self._context.settings.remove_recent(path), True),
            ],
        )

    def _open_folder(self, folder: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            text = tr(
                "The folder cannot be opened in a file manager: {folder}", folder=visible(str(folder))
            )
            self._context.notify(text, until=READ)


class _Choice(QPushButton):
    """A button with a title and a hint below it, both elided in the middle where there is no room."""

    def __init__(self, sign: str, title: str, hint: str) -> None:
        super().__init__()
        self._lines = title, hint
        self.setObjectName("choice")
        self.setIcon(icon(sign, "accent"))
        side = theme.pixels(26)
        self.setIconSize(QSize(side, side))
        # A long path must not widen the page; the tool tip has it in full.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(title)
        self.setAccessibleDescription(hint)
        self._show_lines("\n".join(self._lines))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        room = event.size().width() - self.iconSize().width() - _CHOICE_PADDING
        elide, middle = self.fontMetrics().elidedText, Qt.TextElideMode.ElideMiddle
        self._show_lines("\n".join(elide(line, middle, room) for line in self._lines))
        super().resizeEvent(event)

    def _show_lines(self, text: str) -> None:
        self.setText(text.replace("&", "&&"))
