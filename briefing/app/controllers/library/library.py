"""Add records to the library: treaties, and documents as sources."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from briefing.app.dialogs.library.add_source import AddSourceDialog
from briefing.app.dialogs.library.new_treaty import NewTreatyDialog
from briefing.app.i18n import tr
from briefing.app.services import background
from briefing.app.services.context import WindowContext
from briefing.app.services.library_editor import LibraryEditor
from briefing.app.services.notices import ADDED_NOTICE, ANSWERED, READ
from briefing.app.services.settings import LAST_FOLDER
from briefing.errors import BriefingError
from briefing.input_file import read_regular
from briefing.interchange.new_source import DocumentFile, source_with_copy
from briefing.library.editing import PutTreaty
from briefing.model.library import Material
from briefing.model.source import Source
from briefing.sources.archive import SourceArchive
from briefing.sources.readers.registry import READERS
from briefing.sources.recognition import read_recognising
from briefing.text.characters import visible

_MOST_BYTES = 256 * 2**20
_READING_NOTICE = "reading a source"


class LibraryController(QObject):
    """Asks for what a record needs, and adds it through the editor of the library.

    `source_requested(source)` and `treaty_requested(treaty)` ask the window to show a record.
    """

    source_requested = Signal(object)
    treaty_requested = Signal(object)

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context)
        self._context = context
        self._reading: background.BackgroundTask | None = None
        self._last_treaty_id = ""

    def commands(self) -> dict[str, Callable[[], object]]:
        return {
            "new_treaty": partial(self._with_library, self.new_treaty),
            "add_source": partial(self._with_library, self.choose_source),
            "paste_source": partial(self._with_library, self.paste_source),
        }

    @property
    def _editor(self) -> LibraryEditor:
        return self._context.host.library_editor

    def _with_library(self, command: Callable[[], None]) -> None:
        """Carry out a command once the library is open."""
        self._editor.when_open(command)

    # Treaties

    def new_treaty(self) -> None:
        if NewTreatyDialog.raised(self._context.window):
            return
        dialog = NewTreatyDialog(
            self._context.window,
            self._editor.catalogue,
            by=self._context.author,
            today=self._context.today,
        )
        dialog.accepted.connect(partial(self._on_treaty_entered, dialog))
        dialog.open()

    def _on_treaty_entered(self, dialog: NewTreatyDialog) -> None:
        treaty = dialog.treaty
        if treaty is not None and self._editor.apply(PutTreaty(treaty=treaty)):
            self._last_treaty_id = self._context.treaty_in_use = treaty.id
            self.treaty_requested.emit(treaty)

    # Sources

    def choose_source(self) -> None:
        """Ask for a file, and add it as a source."""
        patterns = " ".join(f"*{suffix}" for reader in READERS.values() for suffix in reader.suffixes)
        name, _ = QFileDialog.getOpenFileName(
            self._context.window,
            tr("Add source"),
            self._context.settings.get(LAST_FOLDER),
            f"{tr('Documents')} ({patterns})",
        )
        if name:
            self.add_file(Path(name))

    def add_file(self, path: Path) -> None:
        """Read a document in the background, and then ask what it is."""
        self._with_library(partial(self._read, lambda: read_regular(path, _MOST_BYTES), path.name))

    def paste_source(self) -> None:
        """Add the text of the clipboard as a source."""
        text = QGuiApplication.clipboard().text()
        if not text.strip():
            self._context.notify(tr("The clipboard has no text. Copy the passage first."), until=READ)
            return
        name = tr("pasted text")
        self._read(text.encode, f"{name}.txt")

    def _read(self, raw_of: Callable[[], bytes], name: str) -> None:
        if AddSourceDialog.raised(self._context.window):
            return  # one document after the other
        if self._reading is not None:
            self._reading.abandon()
        text = tr("“{name}” is being read…", name=visible(name))
        self._context.notify(text, until=ANSWERED, key=_READING_NOTICE)
        material = self._editor.library.material
        self._reading = background.start(
            partial(_read_document, raw_of, name, material), self._on_read, self._on_failed
        )

    def _on_failed(self, error: BriefingError) -> None:
        self._reading = None
        self._context.withdraw(_READING_NOTICE)
        self._context.report(error)

    def _on_read(self, result: DocumentFile | Source) -> None:
        self._reading = None
        self._context.withdraw(_READING_NOTICE)
        if isinstance(result, Source):
            name = visible(result.title or result.description)
            text = tr("You have this source: the same file is archived for “{name}”.", name=name)
            self._context.notify(text, until=READ)
            self.source_requested.emit(result)
            return
        dialog = AddSourceDialog(
            self._context.window,
            result,
            lambda: self._editor.library,
            by=self._context.author,
            today=self._context.today,
            treaty_id=self._last_treaty_id,
        )
        dialog.accepted.connect(partial(self._on_source_entered, dialog))
        dialog.open()

    def _on_source_entered(self, dialog: AddSourceDialog) -> None:
        new = dialog.new
        if new is None:
            return
        try:
            # The copy first, so that no record names one that is missing.
            new.document.archive_in(SourceArchive(self._editor.session.folder))
        except BriefingError as error:
            self._context.report(error)
            return
        if self._editor.apply(new.edit):
            if new.treaty is not None:
                text = tr("“{treaty}” has the articles of the text now.", treaty=new.treaty.short_title)
                self._context.notify(text, until=READ, key=ADDED_NOTICE)
            self.source_requested.emit(new.source)


def _read_document(raw_of: Callable[[], bytes], name: str, material: Material) -> DocumentFile | Source:
    """Return the document of a file, or the source that has the file already. Raises BriefingError."""
    raw = raw_of()
    known = source_with_copy(material, hashlib.sha256(raw).hexdigest())
    return known or DocumentFile(raw, name, read_recognising(raw, name))
