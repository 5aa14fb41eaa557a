"""The library that the user edits: one session for all windows."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import RLock, Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal

from briefing.app.services import background
from briefing.errors import BriefingError, ChangedMeanwhileError

# The window is on the screen before these are imported.
if TYPE_CHECKING:
    from briefing.library.editing import LibraryEdit
    from briefing.library.layers import LayeredLibrary
    from briefing.library.records import RecordKey
    from briefing.library.session import LibrarySession
    from briefing.model.library import Catalogue


_LARGE = 1_000
"""Facts in the edited folder from which on an edit is saved in a thread."""
_LOOK_MS = 5


@dataclass(eq=False, slots=True)
class EditConflict:
    """An edit that was not carried out, why, and the library on which it was made."""

    edit: LibraryEdit
    error: ChangedMeanwhileError
    before: LayeredLibrary


class LibraryEditor(QObject):
    """Opens, edits and reads again the library in one folder, over those in all others.

    `opened` announces the library for the first time, or that of another folder. `changed(before, after)`
    announces a new value of it, by an edit of this program or another one; `state_changed` what can be
    undone. `refused(error)` says why an edit was not carried out; `conflicted(conflict)` instead, that
    another program changed its records in the meantime.
    """

    opened = Signal()
    changed = Signal(object, object)
    state_changed = Signal()
    refused = Signal(object)
    conflicted = Signal(object)

    def __init__(
        self,
        folders: Callable[[], Sequence[Path]],
        parent: QObject | None = None,
        edited: Callable[[], Path | None] = lambda: None,
    ) -> None:
        """`folders` returns the folders of the whole library, the lowest first; `edited` the usual one."""
        super().__init__(parent)
        self._folders, self._edited = folders, edited
        self._session: LibrarySession | None = None
        self._opening: background.BackgroundTask | None = None
        self._catalogue: Catalogue | None = None
        self._indexed: Catalogue | None = None
        """The catalogue of a library that changed, until that is announced."""
        self._waiting: list[Callable[[], object]] = []
        self._saving: Thread | None = None
        self._in_use = RLock()
        """Held while the session is used: it is also read again in a thread of the pool."""

    # Opening

    @property
    def is_open(self) -> bool:
        return self._session is not None

    @property
    def folder(self) -> Path | None:
        """The folder that edits are saved in."""
        return self._session.folder if self._session else None

    def open(self, folder: Path | None = None) -> None:
        """Start opening the library in a folder, unless it is open: the usual one without a folder."""
        from briefing import paths

        if folder is None and self._session is not None:
            return
        target = folder or self._edited() or paths.user_library()
        if self._session is not None and self._session.folder == target:
            return
        if self._opening is not None:
            self._opening.abandon()
        lower = [each for each in self._folders() if each != target and each.is_dir()]
        self._opening = background.start(
            partial(_opened_session, lower, target), self._on_opened, self.refused.emit
        )

    def when_open(self, action: Callable[[], object]) -> None:
        """Carry out an action now, or once the library is open, which is started."""
        if self._session is not None:
            action()
            return
        self._waiting.append(action)
        if self._opening is None:
            self.open()

    def _on_opened(self, session: LibrarySession) -> None:
        self._opening, self._session = None, session
        self._catalogue = None
        # Each search for garbage would look at every record: in a large library for a tenth of a second.
        gc.freeze()
        self.opened.emit()
        self.state_changed.emit()
        waiting, self._waiting = self._waiting, []
        for action in waiting:
            action()

    # Reading

    @property
    def session(self) -> LibrarySession:
        """The session, to read from; every change goes through this object."""
        assert self._session is not None, "the library is not open"
        return self._session

    @property
    def library(self) -> LayeredLibrary:
        return self.session.library

    @property
    def catalogue(self) -> Catalogue:
        """All records that count, by id."""
        if self._catalogue is None:
            from briefing.model.library import Catalogue

            self._catalogue = Catalogue(self.library.material)
        return self._catalogue

    @property
    def undo_label(self) -> str | None:
        return self._session.undo_label if self._session else None

    @property
    def redo_label(self) -> str | None:
        return self._session.redo_label if self._session else None

    # Editing

    def apply(self, edit: LibraryEdit) -> bool:
        """Apply an edit and save it; return False where it is refused."""
        return self._succeeded(self.attempt(edit))

    def amend(self, edit: LibraryEdit) -> bool:
        """Apply an edit that is undone with the last one; return False where it is refused."""
        return self._succeeded(self._carried_out(partial(self.session.amend, edit)))

    def attempt(self, edit: LibraryEdit) -> BriefingError | None:
        """Apply an edit and save it; return why it is refused. `refused` does not follow."""
        before = self.library
        error = self._carried_out(partial(self.session.apply, edit))
        if isinstance(error, ChangedMeanwhileError):
            self.conflicted.emit(EditConflict(edit, error, before))
        return error

    def keep_mine(self, key: RecordKey) -> bool:
        """Note that the lower version of a changed record was seen, and the user's own one stays."""
        return self._succeeded(self._carried_out(partial(self.session.keep_mine, key)))

    def undo(self) -> bool:
        return self._stepped(self.session.undo)

    def redo(self) -> bool:
        return self._stepped(self.session.redo)

    def _stepped(self, change: Callable[[], object]) -> bool:
        from briefing.library.session import StepConflictError

        error = self._carried_out(change)
        if isinstance(error, StepConflictError):
            self.conflicted.emit(EditConflict(error.edit, error, error.before))
        return self._succeeded(error)

    def _succeeded(self, error: BriefingError | None) -> bool:
        if error is not None and not isinstance(error, ChangedMeanwhileError):
            self.refused.emit(error)
        return error is None

    def _carried_out(self, change: Callable[[], object]) -> BriefingError | None:
        if self._saving is not None:
            self._saving.join()  # called by a timer while another edit is saved
        with self._in_use:
            before = self.library
            is_large = len(self.library.layers[-1].material.facts) > _LARGE
            error = self._done_in_thread(change, before) if is_large else _reason(change)
        self._announce(before)
        return error

    def _done_in_thread(self, change: Callable[[], object], before: LayeredLibrary) -> BriefingError | None:
        """Make a change in a thread, and process what is no input of the user until it is saved.

        A large file is not written within a frame; keys and clicks wait, so that edits keep their order.
        """
        reasons: list[BriefingError | Exception | None] = []
        loop, look = QEventLoop(), QTimer()

        def work() -> None:
            try:
                reason = _reason(change)
                self._index(before)
                reasons.append(reason)
            except Exception as error:  # noqa: BLE001 - raised again in the thread of the caller
                reasons.append(error)

        def quit_when_saved() -> None:
            if reasons:
                loop.quit()

        self._saving = Thread(target=work, name="library edit")
        self._saving.start()
        look.timeout.connect(quit_when_saved)
        look.start(_LOOK_MS)
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        self._saving.join()
        self._saving = None
        (reason,) = reasons
        if reason is not None and not isinstance(reason, BriefingError):
            raise reason
        return reason

    def refresh(self) -> None:
        """Start reading the library again, if another program changed its files."""
        if self._session is not None:
            background.start(partial(self._read_again, self._session), self._announce, self.refused.emit)

    def _read_again(self, session: LibrarySession) -> LayeredLibrary:
        """Return the library as it was before. Called in a thread of the pool."""
        with self._in_use, background.making_many_objects():
            before = session.library
            session.refresh()
            self._index(before)
            return before

    def _index(self, before: LayeredLibrary) -> None:
        """Make the catalogue of a library that has changed, in the thread that changed it."""
        library = self.library
        if library is not before:
            from briefing.model.library import Catalogue

            self._indexed = Catalogue(library.material)

    def _announce(self, before: LayeredLibrary) -> None:
        if self.library is not before:
            indexed, self._indexed = self._indexed, None
            is_of_now = indexed is not None and indexed.material is self.library.material
            self._catalogue = indexed if is_of_now else None
            self.changed.emit(before, self.library)
        self.state_changed.emit()


def _reason(change: Callable[[], object]) -> BriefingError | None:
    """Make a change; return why it is refused."""
    try:
        change()
    except BriefingError as error:
        return error
    return None


def _opened_session(lower: Sequence[Path], folder: Path) -> LibrarySession:
    from briefing.library.cached_load import load_cached
    from briefing.library.session import LibrarySession

    with background.making_many_objects():
        return LibrarySession(lower, folder, load=load_cached)
