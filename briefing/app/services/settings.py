"""Declare the settings and store them in an INI file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

from briefing import paths

T = TypeVar("T")
Paths = tuple[str, ...]
MOST_RECENT = 12
MOST_LIBRARY_STATES = 50
_WAIT_S = 0.5


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """The name in the file, the default, and the allowed values if they are limited."""

    name: str
    default: T
    choices: tuple[T, ...] = ()


def account_name() -> str:
    """Return the name of the user's account, which signs changes until a name is given."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


THEME = Setting("appearance/theme", "system", ("system", "light", "dark"))
INTERFACE_ZOOM = Setting("appearance/zoom", 100, (75, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300))
LANGUAGE = Setting("appearance/language", "system", ("system", "en"))
AUTHOR = Setting("author/name", "")
"""The name asked for once, which is on the cover of new briefings and signs changes and grades."""
ORGANISATION = Setting("author/organisation", "")
LIBRARY_FOLDERS: Setting[Paths] = Setting("library/folders", ())
EDITED_FOLDER = Setting("library/edited_folder", "")
"""The folder that edits of the library are saved in; empty for the user's own library."""
LIBRARY_COLUMNS = Setting("library/columns", "")
"""Widths and choice of the columns in the tables of the library, as JSON; empty for the usual ones."""
AUTOSAVE_MINUTES = Setting("saving/autosave_minutes", 0, (0, 1, 5, 15))
PREVIEW_ZOOM = Setting("preview/zoom", "width", ("width", "page", "75", "100", "125", "150", "200"))
PREVIEW_DETACHED = Setting("preview/detached", 0, (0, 1))
"""Whether the preview has a window of its own."""
ARRANGEMENT = Setting("window/arrangement", "auto", ("auto", "columns", "stacked", "tabs"))
SPELLING = Setting("spelling/check", 1, (0, 1))
WORD_SUPPORT = Setting("review/word_support", 0, (0, 1))
"""Whether each word of a wording shows what of the fact supports it."""
SPELLING_ENGLISH = Setting("spelling/english", "en-GB", ("en-GB", "en-US"))
RECENT: Setting[Paths] = Setting("projects/recent", ())
RECENT_TITLES: Setting[Paths] = Setting("projects/titles", ())
"""The titles of the recent projects, each with a tab and the path before it."""
LIBRARY_STATES: Setting[Paths] = Setting("projects/library", ())
"""The state of the library pane for each project, the latest first, with a tab and the path before it."""
LAST_FOLDER = Setting("projects/last_folder", "")
CERTIFICATE = Setting("signing/certificate", "")
"""The file of the certificate that was used last to sign a PDF; its password is not stored."""
TRUSTED_CERTIFICATES: Setting[Paths] = Setting("signing/trusted", ())
"""Files of certificates whose signatures the user trusts."""
LAST_EXPORT_FOLDER = Setting("projects/last_export_folder", "")


class Settings(QObject):
    """Read and write settings; `changed(name)` announces one that was written."""

    changed = Signal(str)

    def __init__(self, path: Path | None = None) -> None:
        super().__init__()
        self._path = path or paths.user_settings()
        self._store = QSettings(str(self._path), QSettings.Format.IniFormat)

    def get(self, setting: Setting[T]) -> T:
        """Return the stored value, or the default if there is none or it is of another type."""
        raw = self._store.value(setting.name, None)
        value = _read(raw, setting.default)
        if setting.choices and value not in setting.choices:
            return setting.default
        return value

    def set(self, setting: Setting[T], value: T) -> None:
        if value == self.get(setting):
            return
        self._store.setValue(setting.name, list(value) if isinstance(value, tuple) else value)
        self.changed.emit(setting.name)

    def state(self, name: str) -> QByteArray | None:
        """Return the stored state of a window, splitter or header, as Qt saves it."""
        raw = self._store.value(f"state/{name}", None)
        return raw if isinstance(raw, QByteArray) else None

    def set_state(self, name: str, state: QByteArray) -> None:
        self._store.setValue(f"state/{name}", state)

    def recent(self) -> list[Path]:
        return [Path(name) for name in self.get(RECENT)]

    def recent_title(self, path: Path) -> str:
        """Return the title that a recent project had when it was last open; its file name if unknown."""
        return self._titles().get(str(path)) or path.stem

    def _titles(self) -> dict[str, str]:
        return dict(entry.split("\t", 1) for entry in self.get(RECENT_TITLES) if "\t" in entry)

    def add_recent(self, path: Path, title: str = "") -> None:
        """Make a project the first of the recent ones."""
        absolute = str(path.absolute())
        if title:
            titles = {**self._titles(), absolute: " ".join(title.split())}
            known = {absolute, *self.get(RECENT)}
            self.set(RECENT_TITLES, tuple(f"{name}\t{titles[name]}" for name in titles if name in known))
        self._change_recent(lambda names: (absolute, *(name for name in names if name != absolute)))

    def remove_recent(self, path: Path) -> None:
        self._change_recent(lambda names: tuple(name for name in names if name != str(path)))

    def library_state(self, path: Path) -> str:
        """Return the state of the library pane that was stored for a project, empty if there is none."""
        return self._library_states().get(str(path.absolute()), "")

    def set_library_state(self, path: Path, state: str) -> None:
        """Store the state of the library pane for a project, or with an empty one forget it."""
        states = {str(path.absolute()): state}
        if state == self.library_state(path):
            return
        with self._locked():
            self.sync()
            states |= {name: old for name, old in self._library_states().items() if name not in states}
            lines = [f"{name}\t{text}" for name, text in states.items() if text]
            self.set(LIBRARY_STATES, tuple(lines[:MOST_LIBRARY_STATES]))
            self.sync()

    def _library_states(self) -> dict[str, str]:
        return dict(entry.split("\t", 1) for entry in self.get(LIBRARY_STATES) if "\t" in entry)

    def _change_recent(self, changed: Callable[[Paths], Paths]) -> None:
        """Change the list as it is on disk now: another process of the program may have added to it."""
        with self._locked():
            self.sync()
            self.set(RECENT, changed(self.get(RECENT))[:MOST_RECENT])
            self.sync()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        from briefing.file_lock import LockHeldError, lock_file

        try:
            # QSettings has a lock of its own for the moment of writing, with the ending ".lock".
            lock = lock_file(self._path.with_name(f"{self._path.name}.recent"), wait_s=_WAIT_S)
        except (OSError, LockHeldError):
            yield
            return
        try:
            yield
        finally:
            lock.release()

    @property
    def can_be_stored(self) -> bool:
        """Return whether the settings file can be written."""
        return self._store.isWritable() and self._store.status() is QSettings.Status.NoError

    @property
    def path(self) -> Path:
        return self._path

    def sync(self) -> None:
        self._store.sync()


def _read(raw: Any, default: T) -> T:
    """Convert a value of QSettings, which stores text, to the type of the default."""
    if raw is None:
        return default
    if isinstance(default, tuple):
        return tuple(raw if isinstance(raw, list) else [raw])  # type: ignore[return-value]
    if isinstance(default, int):
        text = str(raw)
        return int(text) if text.lstrip("-").isdecimal() else default  # type: ignore[return-value]
    return str(raw)  # type: ignore[return-value]
