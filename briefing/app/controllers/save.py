"""Save and close the document, and notice changes that other programs make to its file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFileDialog

from briefing.app.controllers.edits import EditController
from briefing.app.dialogs.confirm import Answer, ask, ask_to_save
from briefing.app.i18n import tr
from briefing.app.services.context import WindowContext
from briefing.app.services.document import Document
from briefing.app.services.notices import WITHDRAWN
from briefing.app.services.settings import AUTOSAVE_MINUTES, LAST_FOLDER
from briefing.clock import local, utc_now
from briefing.errors import BriefingError
from briefing.file_names import fitting_name, unused_path
from briefing.model.briefing import Briefing
from briefing.model.terms import slug_of_title
from briefing.project import SUFFIX
from briefing.text.characters import visible

_MS_PER_MINUTE = 60_000
_FAILED_NOTICE, _FILE_NOTICE = "saving", "file"
_FILE_PAUSE_MS = 200
"""Another program may write a file in several steps: look at it after the last."""


class SaveController(QObject):
    """Save the document of the window; overwrite work of another program only if the user agrees.

    `status_changed(text)` reports the time of the last save for the status line; `reload_requested(path)`
    follows when the document was closed to be read from its file again.
    """

    status_changed = Signal(str)
    reload_requested = Signal(object)

    def __init__(
        self, context: WindowContext, edits: EditController, may_leave: Callable[[], bool]
    ) -> None:
        """`may_leave` asks what is to become of what was written and is not part of the briefing yet."""
        super().__init__(context)
        self._context, self._edits, self._may_leave = context, edits, may_leave
        self.autosave = QTimer(self)
        self.autosave.timeout.connect(self.save_automatically)
        self._file_pause = QTimer(self)
        self._file_pause.setSingleShot(True)
        self._file_pause.setInterval(_FILE_PAUSE_MS)
        self._file_pause.timeout.connect(self.check_file)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._on_file_changed)
        context.document_changed.connect(self._on_document_changed)
        context.save_as_requested.connect(self.save_as)
        context.settings.changed.connect(self._on_setting_changed)
        self._set_autosave()

    def commands(self) -> dict[str, Callable[[], object]]:
        return {"save": self.save, "save_as": self.save_as, "close": self.close, "quit": self.quit}

    # Saving

    def save(self) -> bool:
        """Save, and return whether it was done."""
        document = self._context.document
        if document is None:
            return False
        self._edits.flush_pending_text()
        if document.path is None or document.held_by:
            return self.save_as()
        overwrites = document.path.exists() and not document.file_is_own()
        if overwrites and not self._may_replace():
            return False
        return self._save_to(document, None)

    def save_as(self) -> bool:
        """Ask for a file and save to it; return whether it was done."""
        document = self._context.document
        if document is None:
            return False
        self._edits.flush_pending_text()
        name, _ = QFileDialog.getSaveFileName(
            self._context.window,
            tr("Save the briefing"),
            str(self._proposed_path(document)),
            tr("Projects (*{suffix})", suffix=SUFFIX),
        )
        if not name:
            return False
        path = Path(name)
        if path.suffix != SUFFIX:
            # The file dialog has asked about a file of the name without the ending.
            path = path.with_name(fitting_name(path.name, SUFFIX))
            if path.exists() and not self._may_replace_file(path):
                return False
        return self._save_to(document, path)

    def _proposed_path(self, document: Document) -> Path:
        """Return the document's own file; else a name with the issue that no other file has."""
        if document.path and not document.held_by:
            return document.path
        if document.path:
            folder, stem = document.path.absolute().parent, document.path.stem
        else:
            folder = Path(self._context.settings.get(LAST_FOLDER) or Path.home())
            stem = slug_of_title(document.briefing.title, document.briefing.language)
        if document.briefing.version > 1 and not document.path:
            stem = f"{stem}-issue-{document.briefing.version}"
        return unused_path(folder, stem, SUFFIX)

    def save_automatically(self) -> None:
        """Save if that neither needs an answer nor overwrites work of another program."""
        document = self._context.document
        if document is None or document.path is None or not document.is_modified or document.held_by:
            return
        if document.file_is_own():
            self._save_to(document, None)

    def _save_to(self, document: Document, path: Path | None) -> bool:
        if path is not None and self._is_in_another_window(path):
            return False
        self._stop_watching()
        try:
            document.save(path)
        except BriefingError as error:
            self._context.report(error, until=WITHDRAWN, key=_FAILED_NOTICE)
            return False
        finally:
            self._watch()
        self._context.withdraw(_FAILED_NOTICE)
        self._context.withdraw(_FILE_NOTICE)
        assert document.path is not None
        settings = self._context.settings
        settings.add_recent(document.path, visible(document.briefing.title))
        settings.set(LAST_FOLDER, str(document.path.absolute().parent))
        self.status_changed.emit(tr("saved {time}", time=_time_of_day()))
        self._context.refresh()
        return True

    def _is_in_another_window(self, path: Path) -> bool:
        """Return whether another window of this program shows the file; if so, offer to show it."""
        holder = self._context.host.window_for(path)
        if holder is None or holder is self._context:
            return False
        self._context.notify(
            tr(
                "“{name}” was not written: it is open in another window of this program. Save this "
                "briefing under another name.",
                name=visible(path.name),
            ),
            (tr("Show that window"), holder.activate),
            (tr("Save as…"), self.save_as),
            until=WITHDRAWN,
            key=_FAILED_NOTICE,
        )
        return True

    def _on_setting_changed(self, name: str) -> None:
        if name == AUTOSAVE_MINUTES.name:
            self._set_autosave()

    def _set_autosave(self) -> None:
        minutes = self._context.settings.get(AUTOSAVE_MINUTES)
        if minutes:
            self.autosave.start(minutes * _MS_PER_MINUTE)
        else:
            self.autosave.stop()

    # Changes by other programs

    def _on_document_changed(self, _document: Document | None) -> None:
        self._watch()

    def _stop_watching(self) -> None:
        if watched := self._watcher.files():
            self._watcher.removePaths(watched)

    def _watch(self) -> None:
        self._stop_watching()
        document = self._context.document
        if document and document.path:
            self._watcher.addPath(str(document.path))

    def _on_file_changed(self, _path: str) -> None:
        self._file_pause.start()

    def check_file(self) -> None:
        """Notify the user if another program changed or removed the file."""
        document = self._context.document
        if document is None or document.path is None:
            return
        self._watch()
        if not document.was_changed_elsewhere():
            return
        document.note_file_seen()
        if document.file_is_own():
            self._context.withdraw(_FILE_NOTICE)
            return
        name = visible(document.path.name)
        if not document.path.is_file():
            self._context.notify(
                tr(
                    "“{name}” was deleted or moved. The briefing is still open here; save to write the "
                    "file again.",
                    name=name,
                ),
                (tr("Save"), self.save),
                until=WITHDRAWN,
                key=_FILE_NOTICE,
            )
            return
        self._context.notify(
            tr("“{name}” was changed by another program. This window still shows your version.", name=name),
            (tr("Reload the file"), self._reload),
            (tr("Save my version as…"), self.save_as),
            until=WITHDRAWN,
            key=_FILE_NOTICE,
        )

    def _reload(self) -> None:
        document = self._context.document
        if document is None or document.path is None:
            return
        path = document.path
        if document.is_modified and not self._may_discard():
            return
        document.close()
        self._context.set_document(None)
        self.reload_requested.emit(path)

    def _may_replace(self) -> bool:
        return ask(
            self._context.window,
            tr("Overwrite the changes of another program?"),
            tr(
                "Another program changed the file after you opened it in this window. Saving replaces that "
                "version with yours; that version is kept beside the file as a backup."
            ),
            tr("Overwrite"),
        )

    def _may_replace_file(self, path: Path) -> bool:
        return ask(
            self._context.window,
            tr("Replace the file?"),
            tr("There is already a file “{name}” in this folder.", name=path.name),
            tr("Replace"),
        )

    def _may_discard(self) -> bool:
        return ask(
            self._context.window,
            tr("Discard your changes?"),
            tr("Your changes since the last save would be lost."),
            tr("Discard"),
        )

    # Closing

    def may_close(self) -> bool:
        """Ask whether to save unsaved changes; return whether the document may be closed."""
        if not self._may_leave():
            return False
        document = self._context.document
        if document is None or not document.is_modified or document.held_by:
            return True
        answer = ask_to_save(self._context.window, unsaved_text(document))
        return self.save() if answer is Answer.KEEP else answer is Answer.DISCARD

    def close(self) -> None:
        """Close the document and show the welcome page."""
        self._edits.flush_pending_text()
        document = self._context.document
        if document is None or not self.may_close():
            return
        document.close()
        self._context.set_document(None)

    def quit(self) -> None:
        QApplication.closeAllWindows()


def unsaved_text(document: Document) -> str:
    """Return which briefing, by title, issue and file, has changes that are not saved."""
    briefing = document.briefing
    title = briefing.title if briefing.version == 1 else _issue_name(briefing)
    if document.path is None:
        return tr("“{title}” has not been saved to a file yet.", title=title)
    return tr("“{title}” ({file}) has changes that are not saved.", title=title, file=document.path.name)


def _issue_name(briefing: Briefing) -> str:
    return tr("{title}, issue {number}", title=briefing.title, number=briefing.version)


def _time_of_day() -> str:
    """Return hours and minutes, such as 10:42."""
    return local(utc_now()).strftime("%H:%M")
