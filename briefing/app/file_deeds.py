"""Opening, saving, closing, exporting: what a window does with files, and what it says when that fails."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QMessageBox

from briefing.app import jobs, theme
from briefing.app.actions import FILE
from briefing.app.dialogs.begin import BeginDialog
from briefing.app.dialogs.details import DetailsDialog
from briefing.app.dialogs.export import ExportDialog
from briefing.app.document import Document, attach_document, new_document
from briefing.app.language import tr
from briefing.app.settings import (
    AUTOSAVE_MINUTES,
    LAST_EXPORT_FOLDER,
    LAST_FOLDER,
    LIBRARY_FOLDERS,
    ORGANISATION,
    RECENT,
    THEME,
)
from briefing.errors import BriefingError
from briefing.model.briefing import Status
from briefing.model.terms import slug_of
from briefing.project import Project, Recovered, Session, make_sample, next_issue, open_project
from briefing.project.journal import discard

if TYPE_CHECKING:
    from briefing.app.window import MainWindow

SUFFIX = ".briefing"
_MS_PER_MINUTE = 60_000


class FileDeeds:
    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._waiting: Path | None = None
        self._go_to = ""
        self.autosave = QTimer(window)
        self.autosave.timeout.connect(self.save_by_itself)
        self._watcher = QFileSystemWatcher(window)
        self._watcher.fileChanged.connect(lambda _path: QTimer.singleShot(200, window, self.look_at_file))
        self._set_autosave()

    def deeds(self) -> dict[str, Callable[[], object]]:
        return {
            "new": self.new,
            "open": self.open,
            "open_example": self.open_example,
            "new_issue": self.new_issue,
            "save": self.save,
            "save_as": self.save_as,
            "export": self.export,
            "details": self.details,
            "close": self.close,
            "quit": self.quit,
        }

    # A place for a document: this window, or another one where this holds one already

    def _take(self, document: Document) -> None:
        window = self._window if self._window.document is None else self._window.windows.new_window()
        window.take_document(document)
        window.files.watch()

    def watch(self) -> None:
        """Notice when the file is changed by somebody else."""
        if watched := self._watcher.files():
            self._watcher.removePaths(watched)
        document = self._window.document
        if document and document.path:
            self._watcher.addPath(str(document.path))

    # Beginning and opening

    def new(self, template_id: str = "assessment") -> None:
        stock = self._window.stock
        if stock is None:
            return
        dialog = BeginDialog(self._window, stock, template_id)
        dialog.accepted.connect(partial(self._begin, dialog))
        dialog.open()

    def _begin(self, dialog: BeginDialog) -> None:
        settings = self._window.settings
        try:
            session = dialog.session(self._window.windows.author(), settings.get(ORGANISATION))
        except BriefingError as error:
            self._say(error)
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
            tr("Projects (*{suffix});;All files (*)", suffix=SUFFIX),
        )
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path, row_id: str = "") -> None:
        """Open a project, and go to a row in it where one is named."""
        if window := self._window.windows.window_for(path):
            window.raise_()
            window.activateWindow()
            window.outline.select(row_id)
            return
        if self._window.stock is None:
            self._waiting = path
            return
        self._go_to = row_id
        jobs.start(lambda: open_project(path), partial(self._opened, path), self._say)

    def _opened(self, path: Path, project: Project) -> None:
        stock = self._window.stock
        assert stock is not None
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
                (tr("Save as…"), holder.files.save_as),
            )
        elif document.briefing.status is Status.FINAL:
            holder.say(
                tr("This briefing is final and opens read-only."),
                (tr("Reopen it as a draft"), holder.files.reopen),
            )

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
        jobs.start(lambda: make_sample(reference), self._example_made, self._say)

    def _example_made(self, project: Project) -> None:
        stock = self._window.stock
        assert stock is not None
        session = Session(project, stock.reference, author=self._window.windows.author())
        self._take(new_document(session))
        holder = self._window.windows.open[-1] if self._window.document is None else self._window
        holder.say(
            tr("The example is final, so it opens read-only."),
            (tr("Reopen it as a draft"), holder.files.reopen),
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
        self._window.inspector.hand_on()
        briefing, attachments = next_issue(document.session.project)
        author = self._window.windows.author()
        try:
            session = Session.begin(briefing, stock.reference, author=author, attachments=attachments)
        except BriefingError as error:
            self._say(error)
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

    # Saving

    def save(self) -> bool:
        """Save; tells whether it was done."""
        document = self._window.document
        if document is None:
            return False
        self._window.inspector.hand_on()
        if document.path is None or document.held_by:
            return self.save_as()
        if document.was_changed_elsewhere() and not self._may_replace():
            return False
        return self._save_to(None)

    def save_as(self) -> bool:
        document = self._window.document
        if document is None:
            return False
        self._window.inspector.hand_on()
        folder = Path(self._window.settings.get(LAST_FOLDER) or Path.home())
        proposed = document.path or folder / f"{slug_of(document.briefing.title, 'briefing')}{SUFFIX}"
        name, _ = QFileDialog.getSaveFileName(
            self._window, tr("Save the briefing"), str(proposed), tr("Projects (*{suffix})", suffix=SUFFIX)
        )
        if not name:
            return False
        path = Path(name)
        return self._save_to(path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX))

    def _save_to(self, path: Path | None) -> bool:
        document = self._window.document
        assert document is not None
        if watched := self._watcher.files():
            self._watcher.removePaths(watched)
        try:
            document.save(path)
        except BriefingError as error:
            self._say(error)
            return False
        finally:
            self.watch()
        assert document.path is not None
        settings = self._window.settings
        settings.note_recent(document.path)
        settings.set(LAST_FOLDER, str(document.path.absolute().parent))
        self._window.say_saved(tr("saved {time}", time=_time()))
        self._window.show_document()
        return True

    def save_by_itself(self) -> None:
        """Save where that asks for nothing and overwrites nobody's work."""
        document = self._window.document
        if document is None or document.path is None or not document.is_modified or document.held_by:
            return
        if not document.was_changed_elsewhere():
            self._save_to(None)

    def look_at_file(self) -> None:
        """Say that the file was changed by another program, before it is overwritten."""
        document = self._window.document
        if document is None or document.path is None:
            return
        self.watch()
        if not document.was_changed_elsewhere():
            return
        document.note_file_seen()
        name = document.path.name
        if not document.path.is_file():
            self._window.say(
                tr("“{name}” is no longer there. What you see is safe; save to write it anew.", name=name),
                (tr("Save"), self.save),
            )
            return
        self._window.say(
            tr("“{name}” was changed by another program. What you see is what you had.", name=name),
            (tr("Read it anew"), self._read_anew),
            (tr("Save mine as…"), self.save_as),
        )

    def _read_anew(self) -> None:
        document = self._window.document
        if document is None or document.path is None:
            return
        path = document.path
        if document.is_modified and not self._may_drop():
            return
        document.close()
        self._window.document = None
        self.open_path(path)

    def _may_replace(self) -> bool:
        return self._ask(
            tr("Replace what another program wrote?"),
            tr(
                "The file was changed since it was opened here. Saving replaces it; what is there now "
                "stays as the previous generation beside it."
            ),
            tr("Replace it"),
        )

    def _may_drop(self) -> bool:
        return self._ask(
            tr("Drop your changes?"),
            tr("What you changed since the last save would be lost."),
            tr("Drop them"),
        )

    def _ask(self, title: str, text: str, yes: str) -> bool:
        box = QMessageBox(QMessageBox.Icon.Question, title, text, parent=self._window)
        accept = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        return box.clickedButton() is accept

    # Closing

    def may_close(self) -> bool:
        """Ask what becomes of unsaved changes, where there are any."""
        document = self._window.document
        if document is None or not document.is_modified or document.held_by:
            return True
        box = QMessageBox(
            QMessageBox.Icon.Question,
            tr("Save the changes?"),
            tr("“{name}” has changes that are not saved.", name=document.briefing.title),
            parent=self._window,
        )
        save = box.addButton(tr("Save"), QMessageBox.ButtonRole.AcceptRole)
        drop = box.addButton(tr("Drop changes"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(save)
        box.exec()
        if box.clickedButton() is save:
            return self.save()
        return box.clickedButton() is drop

    def close(self) -> None:
        """Close the briefing and go back to the welcome screen."""
        self._window.inspector.hand_on()
        if not self.may_close() or self._window.document is None:
            return
        self._window.document.close()
        self._window.document = None
        self.watch()
        self._window.pages.forget()
        self._window.show_document()

    def quit(self) -> None:
        QApplication.closeAllWindows()

    def drop_recovery(self, journal: Recovered) -> None:
        discard(journal.folder)

    # Details and export

    def details(self) -> None:
        document, stock = self._window.document, self._window.stock
        if document is None or stock is None:
            return
        self._window.inspector.hand_on()
        from briefing.app.window import today

        dialog = DetailsDialog(self._window, document.briefing, stock, today())

        def change() -> None:
            edit = dialog.edit()
            if edit is not None and document.apply(edit):
                self._window.show_document()

        dialog.accepted.connect(change)
        dialog.open()

    def export(self) -> ExportDialog | None:
        document, stock = self._window.document, self._window.stock
        if document is None or stock is None:
            return None
        self._window.inspector.hand_on()
        settings = self._window.settings
        folder = settings.get(LAST_EXPORT_FOLDER)
        beside = document.path.with_suffix(".pdf") if document.path else None
        name = f"{slug_of(document.briefing.title, 'briefing')}.pdf"
        path = beside or Path(folder or Path.home()) / name
        dialog = ExportDialog(
            self._window,
            document.session.project,
            stock,
            path,
            written=lambda at: settings.set(LAST_EXPORT_FOLDER, str(at.parent)),
        )
        dialog.show()
        return dialog

    # Settings

    def setting_changed(self, name: str) -> None:
        window = self._window
        if name == THEME.name:
            app = QApplication.instance()
            assert isinstance(app, QApplication)
            theme.apply_theme(app, window.settings.get(THEME))
            window.actions_.renew_icons()
            window.update()
        elif name == AUTOSAVE_MINUTES.name:
            self._set_autosave()
        elif name == RECENT.name:
            window.welcome.show_recent(window.settings.recent())
        elif name == LIBRARY_FOLDERS.name:
            window.windows.shelf.load()

    def _set_autosave(self) -> None:
        minutes = self._window.settings.get(AUTOSAVE_MINUTES)
        if minutes:
            self.autosave.start(minutes * _MS_PER_MINUTE)
        else:
            self.autosave.stop()

    def _say(self, error: BriefingError) -> None:
        self._window.say("\n".join(map(str, error.problems)))


def _time() -> str:
    import datetime

    return datetime.datetime.now().astimezone().strftime("%H:%M")
