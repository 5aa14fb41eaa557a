"""Beginning and opening briefings, each in a window of its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QMenu

from briefing.app.actions import FILE
from briefing.app.dialogs.briefing.new_briefing import NewBriefingDialog
from briefing.app.i18n import tr
from briefing.app.services import background
from briefing.app.services.document import Document, attach_document, new_document
from briefing.app.services.settings import LAST_FOLDER, ORGANISATION
from briefing.app.widgets.pane_parts import NoticeAction
from briefing.errors import BriefingError
from briefing.model.briefing import Status
from briefing.project import SUFFIX, Project, Session, make_sample, next_issue, open_project

PDF = ".pdf"
"""How a PDF's name ends."""

if TYPE_CHECKING:
    from briefing.app.window.main_window import MainWindow


def _from_pdf(path: Path) -> Project:
    # Reading PDFs takes a while to load, and most projects come from files of their own.
    from briefing.pdf_record.read import extract, read_pdf

    return extract(read_pdf(path), str(path))


class OpenController:
    """Opens what is asked for in this window, or in another where this holds a briefing already."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._waiting: Path | None = None
        self._go_to = ""

    def deeds(self) -> dict[str, Callable[[], object]]:
        return {
            "new": self.new,
            "open": self.open,
            "open_example": self.open_example,
            "new_issue": self.new_issue,
        }

    def _take(self, document: Document) -> MainWindow:
        window = self._window if self._window.document is None else self._window.windows.new_window()
        window.take_document(document)
        window.saving.watch()
        return window

    def new(self, template_id: str = "assessment") -> None:
        stock = self._window.stock
        if stock is None:
            return
        dialog = NewBriefingDialog(self._window, stock, template_id)
        dialog.accepted.connect(partial(self._begin, dialog))
        dialog.open()

    def _begin(self, dialog: NewBriefingDialog) -> None:
        settings = self._window.settings
        try:
            session = dialog.session(self._window.windows.author(), settings.get(ORGANISATION))
        except BriefingError as error:
            self._window.say_error(error)
            return
        self._take(new_document(session))
        holder = self._window if self._window.document else self._window.windows.open[-1]
        treaty_id = dialog.treaty.currentData()
        if treaty_id:
            holder.library.facets["treaty"].choose((str(treaty_id),))

    def open(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            tr("Open a project"),
            self._window.settings.get(LAST_FOLDER),
            tr(
                "Projects, and PDFs with a project (*{suffix} *{pdf});;All files (*)",
                suffix=SUFFIX,
                pdf=PDF,
            ),
        )
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path, row_id: str = "") -> None:
        """Open a project, or the one that a PDF carries, and go to a row in it where one is named."""
        if window := self._window.windows.window_for(path):
            window.raise_()
            window.activateWindow()
            window.outline.select(row_id)
            return
        if self._window.stock is None:
            self._waiting = path
            return
        self._go_to = row_id
        if path.suffix.lower() == PDF:
            background.start(lambda: _from_pdf(path), partial(self._taken_out, path), self._say_error)
        else:
            background.start(lambda: open_project(path), partial(self._opened, path), self._say_error)

    def _is_gone(self) -> bool:
        """Whether the window was closed while something was being read for it."""
        return self._window not in self._window.windows.open

    def _opened(self, path: Path, project: Project) -> None:
        stock = self._window.stock
        if stock is None or self._is_gone():
            return
        if self._window.windows.window_for(path):
            self.open_path(path, self._go_to)  # it was asked for twice
            return
        document = attach_document(project, path, stock.reference, self._window.windows.author())
        settings = self._window.settings
        settings.note_recent(path)
        settings.set(LAST_FOLDER, str(path.absolute().parent))
        self._take(document)
        holder = self._window.windows.window_for(path) or self._window
        if self._go_to:
            holder.outline.select(self._go_to)
        if document.held_by:
            holder.say(
                tr(
                    "“{name}” is open elsewhere: {who}. It opens read-only here; save it under another "
                    "name to change it.",
                    name=path.name,
                    who=document.held_by,
                ),
                (tr("Save as…"), holder.saving.save_as),
            )
        elif document.briefing.status is Status.FINAL:
            holder.say(
                tr("This briefing is final and opens read-only."),
                (tr("Reopen it as a draft"), holder.opening.reopen),
            )

    def _taken_out(self, path: Path, project: Project) -> None:
        """Show a project that a PDF carried; it has no file of its own yet."""
        stock = self._window.stock
        if stock is None or self._is_gone():
            return
        settings = self._window.settings
        settings.note_recent(path)
        settings.set(LAST_FOLDER, str(path.absolute().parent))
        session = Session(project, stock.reference, author=self._window.windows.author())
        holder = self._take(new_document(session))
        if self._go_to:
            holder.outline.select(self._go_to)
        said = tr(
            "Taken from “{name}”, which stays as it is. It has no file of its own yet.", name=path.name
        )
        deeds: list[NoticeAction] = [(tr("Save as…"), holder.saving.save_as)]
        if project.briefing.status is Status.FINAL:
            said += " " + tr("This briefing is final and opens read-only.")
            deeds.append((tr("Reopen it as a draft"), holder.opening.reopen))
        holder.say(said, *deeds)

    def _say_error(self, error: BriefingError) -> None:
        if not self._is_gone():
            self._window.say_error(error)

    def stock_came(self) -> None:
        """The library is there: open what was waiting for it."""
        if self._waiting is not None:
            path, self._waiting = self._waiting, None
            self.open_path(path)

    def open_example(self) -> None:
        stock = self._window.stock
        if stock is None:
            return
        reference = stock.reference
        background.start(lambda: make_sample(reference), self._example_made, self._say_error)

    def _example_made(self, project: Project) -> None:
        stock = self._window.stock
        if stock is None or self._is_gone():
            return
        session = Session(project, stock.reference, author=self._window.windows.author())
        self._take(new_document(session))
        holder = self._window.windows.open[-1] if self._window.document is None else self._window
        holder.say(
            tr("The example is final, so it opens read-only."),
            (tr("Reopen it as a draft"), holder.opening.reopen),
        )

    def reopen(self) -> None:
        """Take a final briefing up again, on purpose."""
        from briefing.editing import SetDetails

        if self._window.document:
            self._window.document.apply(SetDetails(status=Status.DRAFT))

    def new_issue(self) -> None:
        document, stock = self._window.document, self._window.stock
        if document is None or stock is None:
            return
        self._window.inspector.flush()
        briefing, attachments = next_issue(document.session.project)
        author = self._window.windows.author()
        try:
            session = Session.begin(briefing, stock.reference, author=author, attachments=attachments)
        except BriefingError as error:
            self._window.say_error(error)
            return
        self._take(new_document(session))

    def add_recent_menu(self, menus: dict[str, QMenu]) -> QMenu:
        menu = QMenu(tr("Recent projects"), self._window)
        first = menus[FILE].actions()[2]
        menus[FILE].insertMenu(first, menu)
        menu.aboutToShow.connect(partial(self._fill_recent, menu))
        return menu

    def _fill_recent(self, menu: QMenu) -> None:
        menu.clear()
        for path in self._window.settings.recent():
            action = menu.addAction(path.name)
            action.setToolTip(str(path))
            action.setEnabled(path.is_file())
            action.triggered.connect(lambda _=False, each=path: self.open_path(each))
        if not menu.actions():
            menu.addAction(tr("None yet")).setEnabled(False)
