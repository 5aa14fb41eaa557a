"""Watch folders of the user for changes by an editor, in whatever way it saves."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

_PAUSE_MS = 250
"""Editors write a file in several steps, or write another and rename it: take those together."""
_MOST_WATCHED = 2_000
State = dict[Path, frozenset[tuple[str, int, int]]]


class FolderWatcher(QObject):
    """Watch all folders in the roots; `changed(folders)` announces the folders in which files changed.

    `roots` returns the roots of now, which need not exist: what appears in the folder above is noticed.
    """

    changed = Signal(object)

    def __init__(self, roots: Callable[[], Iterable[Path]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._roots = roots
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._on_changed)
        self._watcher.directoryChanged.connect(self._on_changed)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.check)
        self._state: State = {}

    def start(self) -> None:
        """Start watching, from the files as they are now."""
        self._state = _state(self._roots())
        self._watch()

    def check(self) -> None:
        """Announce at once what changed since the last check."""
        before, self._state = self._state, _state(self._roots())
        self._watch()
        folders = {
            folder for folder in {*before, *self._state} if before.get(folder) != self._state.get(folder)
        }
        if folders:
            self.changed.emit(folders)

    def _on_changed(self, _path: str) -> None:
        self._pause.start()

    def _watch(self) -> None:
        """Watch the files that exist now: a file renamed over another must be watched again."""
        expected = set[str]()
        for root in self._roots():
            expected |= {str(path) for path in (root.parent, root) if path.is_dir()}
            expected |= {str(path) for path in [*root.rglob("*")][:_MOST_WATCHED]}
        watched = {*self._watcher.files(), *self._watcher.directories()}
        if gone := watched - expected:
            self._watcher.removePaths(sorted(gone))
        if new := expected - watched:
            self._watcher.addPaths(sorted(new))


def _state(roots: Iterable[Path]) -> State:
    """Return name, modification time and size of every file of each folder in the roots.

    Files in a root itself are those of the root.
    """
    state: State = {}
    for root in roots:
        if root.is_dir():
            state |= {path: frozenset(_files(path, "**/*")) for path in root.iterdir() if path.is_dir()}
            state[root] = frozenset(_files(root, "*"))
    return state


def _files(folder: Path, pattern: str) -> list[tuple[str, int, int]]:
    files = []
    for path in folder.glob(pattern):
        try:
            status = path.stat()
        except OSError:  # deleted since it was listed
            continue
        if path.is_file():
            files.append((str(path), status.st_mtime_ns, status.st_size))
    return files
