"""Import records from other programs, and merge other libraries."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from briefing.app.dialogs.library.take_over import TakeOverDialog
from briefing.app.i18n import counted, tr
from briefing.app.services.context import WindowContext
from briefing.app.services.library_changes import ChangeOptions, PlannedChanges, plan_of_file, plan_of_merge
from briefing.app.services.library_editor import LibraryEditor
from briefing.app.services.notices import READ
from briefing.app.services.settings import LAST_FOLDER
from briefing.errors import BriefingError
from briefing.interchange.libraries.archive import IMPORTER as TREATIES
from briefing.interchange.registry import IMPORTERS
from briefing.text.characters import visible


class ExchangeController(QObject):
    """Shows what a file would change in the library, and takes over what the user chooses as one step."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context)
        self._context = context

    def commands(self) -> dict[str, Callable[[], object]]:
        return {"import_records": self.choose_import, "merge_library": self.choose_merge}

    @property
    def _editor(self) -> LibraryEditor:
        return self._context.host.library_editor

    # Files

    def choose_import(self) -> None:
        suffixes = sorted({suffix for importer in IMPORTERS.values() for suffix in importer.suffixes})
        patterns = " ".join(f"*{suffix}" for suffix in suffixes)
        if path := self._chosen(tr("Import"), f"{tr('Files of other programs')} ({patterns})"):
            self.import_file(path)

    def choose_merge(self) -> None:
        patterns = " ".join(f"*{suffix}" for suffix in TREATIES.suffixes)
        if path := self._chosen(tr("Merge a library"), f"{tr('Libraries')} ({patterns})"):
            self.merge_library(path)

    def _chosen(self, title: str, patterns: str) -> Path | None:
        folder = self._context.settings.get(LAST_FOLDER)
        name, _ = QFileDialog.getOpenFileName(self._context.window, title, folder, patterns)
        return Path(name) if name else None

    # Plans

    def import_file(self, path: Path) -> None:
        """Show what the file of another program would change."""
        self._editor.when_open(partial(self._open, path, is_merge=False))

    def merge_library(self, path: Path) -> None:
        """Show what a merge with another library, a folder or a file, would change."""
        self._editor.when_open(partial(self._open, path, is_merge=True))

    def _open(self, path: Path, *, is_merge: bool) -> None:
        if TakeOverDialog.raised(self._context.window):
            return
        title = tr("Merge “{name}”") if is_merge else tr("Import “{name}”")
        treaties = [
            (visible(each.short_title), each.id) for each in self._editor.catalogue.treaties.values()
        ]
        dialog = TakeOverDialog(
            self._context.window,
            title.format(name=visible(path.name)),
            partial(self._plan, path, is_merge),
            treaties,
            is_merge=is_merge,
        )
        dialog.accepted.connect(partial(self._on_accepted, dialog))
        dialog.open()

    def _plan(self, path: Path, is_merge: bool, options: ChangeOptions) -> PlannedChanges:
        """Plan the changes of a file. Called in a thread of the pool."""
        library, by, today = self._editor.library, self._context.author, self._context.today
        if is_merge:
            return plan_of_merge(path, library, self._editor.session.folder, by, today, options)
        return plan_of_file(path, library, by, today, options)

    def _on_accepted(self, dialog: TakeOverDialog) -> None:
        planned, batch = dialog.planned, dialog.batch
        if planned is None or batch is None or not batch.edits:
            return
        try:
            # The copies first, so that no record names one that is missing.
            planned.give_copies(batch, self._editor.library, self._editor.session.folder)
        except BriefingError as error:
            self._context.report(error)
            return
        if self._editor.apply(batch):
            count = counted(len(batch.edits), "record", "records")
            self._context.notify(tr("{count} taken over. Undo takes them back.", count=count), until=READ)
