"""Saving, closing, and noticing what others do to the file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from briefing.app.clock import time_of_day
from briefing.app.dialogs.confirm import ask
from briefing.app.i18n import counted, tr
from briefing.app.services.settings import AUTOSAVE_MINUTES, LAST_FOLDER
from briefing.errors import BriefingError
from briefing.model.terms import slug_of
from briefing.project import SUFFIX, Recovered
from briefing.project.recovery_journal import discard

if TYPE_CHECKING:
    from briefing.app.window.main_window import MainWindow

_MS_PER_MINUTE = 60_000


class SaveController:
    """Keeps the window's document on disk; never overwrites what another program wrote without a yes."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.autosave = QTimer(window)
        self.autosave.timeout.connect(self.save_by_itself)
        self._watcher = QFileSystemWatcher(window)
        self._watcher.fileChanged.connect(lambda _path: QTimer.singleShot(200, window, self.look_at_file))
        self.set_autosave()

    def deeds(self) -> dict[str, Callable[[], object]]:
        return {"save": self.save, "save_as": self.save_as, "close": self.close, "quit": self.quit}

    def watch(self) -> None:
        """Notice when the file is changed by somebody else."""
        if watched := self._watcher.files():
            self._watcher.removePaths(watched)
        document = self._window.document
        if document and document.path:
            self._watcher.addPath(str(document.path))

    def save(self) -> bool:
        """Save; tells whether it was done."""
        document = self._window.document
        if document is None:
            return False
        self._window.inspector.flush()
        if document.path is None or document.held_by:
            return self.save_as()
        overwrites = document.path.exists() and document.was_changed_elsewhere()
        if overwrites and not self._may_replace():
            return False
        return self._save_to(None)

    def save_as(self) -> bool:
        document = self._window.document
        if document is None:
            return False
        self._window.inspector.flush()
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
            self._window.say_error(error)
            return False
        finally:
            self.watch()
        assert document.path is not None
        settings = self._window.settings
        settings.note_recent(document.path)
        settings.set(LAST_FOLDER, str(document.path.absolute().parent))
        self._window.say_saved(tr("saved {time}", time=time_of_day()))
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
        self._window.show_document()
        self._window.opening.open_path(path)

    def _may_replace(self) -> bool:
        return ask(
            self._window,
            tr("Replace what another program wrote?"),
            tr(
                "The file was changed since it was opened here. Saving replaces it; what is there now "
                "stays as the previous generation beside it."
            ),
            tr("Replace it"),
        )

    def _may_drop(self) -> bool:
        return ask(
            self._window,
            tr("Drop your changes?"),
            tr("What you changed since the last save would be lost."),
            tr("Drop them"),
        )

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
        self._window.inspector.flush()
        if not self.may_close() or self._window.document is None:
            return
        self._window.document.close()
        self._window.document = None
        self.watch()
        self._window.pages.forget()
        self._window.show_document()

    def quit(self) -> None:
        QApplication.closeAllWindows()

    def offer_recovery(self, found: Sequence[Recovered]) -> None:
        """Offer what a killed program left behind, in one notice."""
        names = ", ".join(f"“{_name(journal)}”" for journal in found)
        changes = counted(sum(journal.unsaved for journal in found), "change", "changes")
        when = max(journal.last_at for journal in found).replace("T", " ").rstrip("Z")
        self._window.say(
            tr(
                "{names} was open when the program ended unexpectedly. {changes} up to {when} UTC were "
                "not saved and can be recovered; the file itself is as it was last saved.",
                names=names,
                changes=changes,
                when=when,
            )
            if len(found) == 1
            else tr(
                "{names} were open when the program ended unexpectedly. {changes} up to {when} UTC were "
                "not saved and can be recovered; the files themselves are as they were last saved.",
                names=names,
                changes=changes,
                when=when,
            ),
            (tr("Recover"), partial(_each, self._window.windows.recover, found)),
            (tr("Drop them"), partial(_each, lambda journal: discard(journal.folder), found)),
            lasting=True,
        )

    def set_autosave(self) -> None:
        minutes = self._window.settings.get(AUTOSAVE_MINUTES)
        if minutes:
            self.autosave.start(minutes * _MS_PER_MINUTE)
        else:
            self.autosave.stop()


def _name(journal: Recovered) -> str:
    return journal.path.name if journal.path else journal.base.briefing.title


def _each(deed: Callable[[Recovered], object], found: Sequence[Recovered]) -> None:
    for journal in found:
        deed(journal)
