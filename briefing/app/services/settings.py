"""What the program remembers between two starts: declared once, kept in one INI file."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

from briefing import paths

T = TypeVar("T")
Paths = tuple[str, ...]
MOST_RECENT = 12


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """A name in the file, the value while nothing is chosen, and what may be chosen, if that is limited."""

    name: str
    default: T
    choices: tuple[T, ...] = ()


def _user_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


THEME = Setting("appearance/theme", "system", ("system", "light", "dark"))
LANGUAGE = Setting("appearance/language", "system", ("system", "en"))
AUTHOR = Setting("author/name", _user_name())
ORGANISATION = Setting("author/organisation", "")
LIBRARY_FOLDERS: Setting[Paths] = Setting("library/folders", ())
AUTOSAVE_MINUTES = Setting("saving/autosave_minutes", 0, (0, 1, 5, 15))
PREVIEW_ZOOM = Setting("preview/zoom", "width", ("width", "page", "75", "100", "125", "150", "200"))
RECENT: Setting[Paths] = Setting("projects/recent", ())
LAST_FOLDER = Setting("projects/last_folder", "")
LAST_EXPORT_FOLDER = Setting("projects/last_export_folder", "")


class Settings(QObject):
    """Reads and writes settings; `changed` names the one that was written."""

    changed = Signal(str)

    def __init__(self, path: Path | None = None) -> None:
        super().__init__()
        self._store = QSettings(str(path or paths.user_settings()), QSettings.Format.IniFormat)

    def get(self, setting: Setting[T]) -> T:
        """The value kept, or the default where there is none or it cannot be read as one of its kind."""
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
        """The state of a window, splitter or header, as Qt saves it."""
        raw = self._store.value(f"state/{name}", None)
        return raw if isinstance(raw, QByteArray) else None

    def keep_state(self, name: str, state: QByteArray) -> None:
        self._store.setValue(f"state/{name}", state)

    def recent(self) -> list[Path]:
        return [Path(each) for each in self.get(RECENT)]

    def note_recent(self, path: Path) -> None:
        """Put a project first among the recent ones."""
        absolute = str(path.absolute())
        others = [each for each in self.get(RECENT) if each != absolute]
        self.set(RECENT, (absolute, *others)[:MOST_RECENT])

    def forget_recent(self, path: Path) -> None:
        self.set(RECENT, tuple(each for each in self.get(RECENT) if each != str(path)))

    def sync(self) -> None:
        self._store.sync()


def _read(raw: Any, default: T) -> T:
    """What QSettings kept as text, as the default's kind."""
    if raw is None:
        return default
    if isinstance(default, tuple):
        return tuple(raw if isinstance(raw, list) else [raw])  # type: ignore[return-value]
    if isinstance(default, int):
        text = str(raw)
        return int(text) if text.lstrip("-").isdecimal() else default  # type: ignore[return-value]
    return str(raw)  # type: ignore[return-value]
