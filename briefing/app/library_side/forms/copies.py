"""The archived copies of a source in its form, and the states of the quotes of a source or treaty."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTemporaryDir, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from briefing import clock
from briefing.app.i18n import tr
from briefing.app.library_side.forms.replace_copy import ReplaceCopyDialog
from briefing.app.library_side.quote_states import counts_in_words
from briefing.app.library_side.source_document import states_of_quotes
from briefing.app.services import background
from briefing.app.services.library_editor import LibraryEditor
from briefing.app.widgets.labels import muted
from briefing.errors import BriefingError, SourceError
from briefing.input_file import read_regular
from briefing.interchange.new_source import DocumentFile
from briefing.interchange.replaced_copy import ReplacedCopy, replaced_copy
from briefing.library.layers import LayeredLibrary
from briefing.model.source import Attachment, Source
from briefing.model.treaty import Treaty
from briefing.sources.anchoring import QuoteState
from briefing.sources.archive import SourceArchive, archive_with
from briefing.sources.readers.registry import READERS
from briefing.sources.recognition import read_recognising
from briefing.text.characters import visible

_MOST_BYTES = 256 * 2**20
_HASH_LENGTH = 12


class CopyList(QWidget):
    """Shows the archived copies of a source, opens them, and replaces the current one.

    A new version is read in the background; what it does to the quotes is shown before it is written.
    """

    read_requested = Signal(str)

    def __init__(self, editor: LibraryEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._source: Source | None = None
        self._folder: QTemporaryDir | None = None
        self._reading: background.BackgroundTask | None = None
        self.copies, self.state = QVBoxLayout(), muted("", name="small")
        self.read = self._button(tr("Read"), self._request_reading)
        self.replace = self._button(tr("Replace the copy…"), self.choose_file)
        heading = QLabel(tr("Archived copies"))
        heading.setObjectName("caption")
        buttons = QHBoxLayout()
        buttons.addWidget(self.read)
        buttons.addWidget(self.replace)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(heading)
        column.addLayout(self.copies)
        column.addLayout(buttons)
        column.addWidget(self.state)

    def _request_reading(self) -> None:
        if self._source is not None:
            self.read_requested.emit(self._source.id)

    def _button(self, text: str, action: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName("quiet")
        button.clicked.connect(lambda _checked=False: action())
        return button

    def show_source(self, source: Source) -> None:
        """Show the copies of a source, the current one first."""
        if self._source is None or source.id != self._source.id:
            self.state.setText("")
        self._source = source
        while (item := self.copies.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for copy in reversed(source.attachments):
            self.copies.addWidget(self._row(copy, is_current=copy == source.attachments[-1]))
        if not source.attachments:
            self.copies.addWidget(
                muted(tr("None. Add its file to read it and to check quotes against it."))
            )
        self.read.setVisible(bool(source.attachments))
        self.replace.setText(tr("Replace the copy…") if source.attachments else tr("Add its file…"))

    def _row(self, copy: Attachment, *, is_current: bool) -> QWidget:
        name = visible(copy.name or copy.media_type or tr("copy"))
        state = tr("current") if is_current else tr("superseded")
        parts = (copy.retrieved or "", state, copy.sha256[:_HASH_LENGTH])
        text = muted(f"{name}\n{' · '.join(filter(None, map(str, parts)))}")
        text.setToolTip(copy.sha256)
        opening = self._button(tr("Open the original"), partial(self.open_original, copy))
        opening.setAccessibleDescription(name)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(text, 1)
        line.addWidget(opening)
        return row

    # The original

    def open_original(self, copy: Attachment) -> None:
        """Check the hash of a copy, and open a further copy of it in the program for its kind."""
        self.state.setText("")
        background.start(partial(_original, self._editor.library, copy), self._open, self._on_failed)

    def _open(self, original: tuple[bytes, str]) -> None:
        raw, name = original
        self._folder = self._folder or QTemporaryDir()
        path = Path(self._folder.path()) / name
        path.write_bytes(raw)
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.state.setText(tr("No program opened the file."))

    # Replacing

    def choose_file(self) -> None:
        """Ask for the file of the new version."""
        patterns = " ".join(f"*{suffix}" for reader in READERS.values() for suffix in reader.suffixes)
        name, _ = QFileDialog.getOpenFileName(
            self.window(), tr("Replace the copy"), "", f"{tr('Documents')} ({patterns})"
        )
        if name:
            self.replace_with(Path(name))

    def replace_with(self, path: Path) -> None:
        """Read a file in the background, and then show the plan for the quotes."""
        if self._source is None or ReplaceCopyDialog.raised(self.window()):
            return
        self.state.setText(tr("“{name}” is being read…", name=visible(path.name)))
        self._reading = background.start(
            partial(_planned, path, self._source, self._editor.library), self._on_planned, self._on_failed
        )

    def _on_planned(self, replaced: ReplacedCopy) -> None:
        self._reading = None
        self.state.setText("")
        if replaced.is_current:
            self.state.setText(tr("You have this copy: the same file with the same text is archived."))
            return
        dialog = ReplaceCopyDialog(self.window(), replaced)
        dialog.accepted.connect(partial(self._replace, replaced))
        dialog.open()

    def _replace(self, replaced: ReplacedCopy) -> None:
        try:
            # The copy first, so that no record names one that is missing.
            replaced.document.archive_in(SourceArchive(self._editor.session.folder))
        except BriefingError as error:
            self._on_failed(error)
            return
        self._editor.apply(replaced.edit)

    def _on_failed(self, error: BriefingError) -> None:
        self._reading = None
        self.state.setText("\n".join(visible(problem.message) for problem in error.problems))


class QuoteSummary(QWidget):
    """Says how many facts there are from a source or on a treaty, and in which states their quotes are."""

    def __init__(self, editor: LibraryEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._counting: background.BackgroundTask | None = None
        self.label = muted("", name="small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.label)

    def show_record(self, record: Source | Treaty) -> None:
        """Count the facts of a record, and the states of their quotes, in the background."""
        if self._counting is not None:
            self._counting.abandon()
        self.label.setText("")
        self._counting = background.start(
            partial(states_of_quotes, self._editor.library, record), self._on_counted
        )

    def _on_counted(self, result: tuple[int, list[QuoteState]]) -> None:
        self._counting = None
        count, states = result
        facts = tr("1 fact") if count == 1 else tr("{facts} facts", facts=count)
        quotes = counts_in_words(states) if states else tr("no quote from an archived copy")
        self.label.setText(f"{facts} · {quotes}" if count else facts)


def _planned(path: Path, source: Source, library: LayeredLibrary) -> ReplacedCopy:
    raw = read_regular(path, _MOST_BYTES)
    text = read_recognising(raw, path.name, language=source.language or "")
    today = clock.utc_now().date().isoformat()
    return replaced_copy(DocumentFile(raw, path.name, text), source, library, today=today)


def _original(library: LayeredLibrary, copy: Attachment) -> tuple[bytes, str]:
    """Return bytes and a name for a copy; its ending is that of a kind of document that is read here.

    Names come with libraries of others: one that ends as a program must not start it. Raises SourceError.
    """
    suffix = next(
        (reader.suffixes[0] for reader in READERS.values() if copy.media_type in reader.media_types), ""
    )
    if not suffix:
        raise SourceError(tr("Files of this kind are not opened."), "Use 'briefing source open'.")
    raw = archive_with(copy.sha256, [layer.folder for layer in library.layers]).read(copy.sha256)
    return raw, f"{Path(copy.name or copy.sha256).stem}{suffix}"
