"""The dialog that divides the text of a source into articles of a treaty, after a preview."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from briefing.app.dialogs.dialog import Dialog
from briefing.app.i18n import tr
from briefing.app.library_side.source_document import SourceDocument, open_document
from briefing.app.services import background
from briefing.app.widgets.columns import column_widget
from briefing.app.widgets.form_fields import choice
from briefing.app.widgets.labels import heading_label, muted
from briefing.errors import BriefingError
from briefing.interchange.new_source import division_of, lacking_divisions
from briefing.library.layers import LayeredLibrary
from briefing.model.source import Source
from briefing.model.treaty import Division, Treaty
from briefing.sources.structure import division_name
from briefing.text.characters import visible

_DIVISION = Qt.ItemDataRole.UserRole + 1


class SplitDialog(Dialog):
    """Lists the articles, annexes and chapters that a treaty lacks; `divisions` are the ticked ones."""

    def __init__(
        self, parent: QWidget, treaty: Treaty, sources: Sequence[Source], library: LayeredLibrary
    ) -> None:
        super().__init__(parent, tr("Articles from a text"))
        self._treaty, self._library = treaty, library
        self._reading: background.BackgroundTask | None = None
        self._sources = {source.id: source for source in sources}
        self.source = choice(
            tr("Source"), [(visible(each.title or each.description), each.id) for each in sources]
        )
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Articles"))
        self.list.setWordWrap(True)
        self.state = muted("")
        self.buttons, self._take = self.decision_box(tr("Add the articles"))
        self.buttons.accepted.connect(self.accept)
        heading = heading_label(tr("Articles from a text"))
        content, column = column_widget()
        column.addWidget(heading)
        column.addWidget(
            muted(tr("The gist of an article is its heading or its first words: rewrite it in your own."))
        )
        column.addWidget(self.source)
        column.addWidget(self.state)
        column.addWidget(self.list, 1)
        self.lay_out(content, self.buttons, width=620, height=520, scrolls=False)
        self.source.activated.connect(lambda _row: self._show())
        self.list.itemChanged.connect(lambda _item: self._enable())
        self._show()

    @property
    def divisions(self) -> tuple[Division, ...]:
        items = (self.list.item(row) for row in range(self.list.count()))
        return tuple(item.data(_DIVISION) for item in items if item.checkState() is Qt.CheckState.Checked)

    def _show(self) -> None:
        """Start reading the text of the source that is chosen."""
        if self._reading is not None:
            self._reading.abandon()
        self.list.clear()
        source = self._sources.get(str(self.source.currentData()))
        if source is None:
            self.state.setText(tr("No source has an archived text. Add the treaty's text as a source."))
            self._enable()
            return
        self.state.setText(tr("Reading the text…"))
        self._enable()
        self._reading = background.start(
            partial(open_document, self._library, source), self._on_read, self._on_failed
        )

    def _on_failed(self, error: BriefingError) -> None:
        self.state.setText(error.reasons)

    def _on_read(self, document: SourceDocument) -> None:
        text = document.text
        for each in lacking_divisions(self._treaty, text):
            division = division_of(each, document.source.id, text)
            name = f"{division_name(each, text.text)}: {division.gist}"
            item = QListWidgetItem(visible(name), self.list)
            item.setData(_DIVISION, division)
            item.setCheckState(Qt.CheckState.Checked)
        count = self.list.count()
        new = tr("1 part of the text is new.") if count == 1 else tr("{count} parts are new.", count=count)
        none = tr("The text has no article or annex that the treaty lacks.")
        self.state.setText(new if count else none)
        self._enable()

    def _enable(self) -> None:
        self._take.setEnabled(bool(self.divisions))
