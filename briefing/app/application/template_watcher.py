"""Noticing that a template of the user's own was changed by an editor, however it saves."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from briefing import paths

_PAUSE_MS = 250
"""Editors write a file in several goes, or write another and rename it: what follows so soon is one."""
_MOST_WATCHED = 2_000
State = dict[Path, frozenset[tuple[str, int, int]]]


class TemplateWatcher(QObject):
    """Watches the user's templates; `changed` gives the folders of those that are not as they were."""

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._noticed)
        self._watcher.directoryChanged.connect(self._noticed)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.look)
        self._state: State = {}

    def begin(self) -> None:
        """Take what is there now as known."""
        self._state = _state()
        self._watch()

    def look(self) -> None:
        """Tell at once of what has changed since the last look."""
        before, self._state = self._state, _state()
        self._watch()
        folders = {
            folder for folder in {*before, *self._state} if before.get(folder) != self._state.get(folder)
        }
        if folders:
            self.changed.emit(folders)

    def _noticed(self, _path: str) -> None:
        self._pause.start()

    def _watch(self) -> None:
        """Watch what is there now: a file that took another's name is another file."""
        root = paths.user_templates()
        wanted = {str(path) for path in (root.parent, root) if path.is_dir()}
        wanted |= {str(path) for path in [*root.rglob("*")][:_MOST_WATCHED]}
        watched = {*self._watcher.files(), *self._watcher.directories()}
        if gone := watched - wanted:
            self._watcher.removePaths(sorted(gone))
        if new := wanted - watched:
            self._watcher.addPaths(sorted(new))


def _state() -> State:
    """Name, time and size of every file of each template."""
    root = paths.user_templates()
    folders = [path for path in root.iterdir() if path.is_dir()] if root.is_dir() else []
    return {folder: frozenset(_files(folder)) for folder in folders}


def _files(folder: Path) -> list[tuple[str, int, int]]:
    found = []
    for path in folder.rglob("*"):
        try:
            status = path.stat()
        except OSError:  # it is gone again
            continue
        if path.is_file():
            found.append((str(path), status.st_mtime_ns, status.st_size))
    return found
