"""The dialog with the thesaurus of the organisation: list, add, change, remove, export, merge."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from briefing.app.dialogs.dialog import Dialog
from briefing.app.i18n import counted, tr
from briefing.app.widgets.columns import column_widget
from briefing.app.widgets.form_fields import add_row, choice, form_layout
from briefing.app.widgets.inputs.clean_text import keep_clean
from briefing.app.widgets.labels import muted, running_text
from briefing.app.widgets.lists.sorted_list import SortedEntry, SortedList
from briefing.atomic_write import refuse_input, write_atomically
from briefing.errors import BriefingError
from briefing.organisation.thesaurus import (
    Acceptance,
    AcceptedPair,
    Thesaurus,
    edit_thesaurus,
    merged,
    read_thesaurus,
    thesaurus_file,
    thesaurus_text,
)
from briefing.project.storage import refuse_name_of_project
from briefing.text.characters import visible

_FILES = "YAML (*.yaml *.yml)"


class ThesaurusDialog(Dialog):
    """Shows the pairs of the file as it is on the disk, and changes it; `changed` follows each change."""

    changed = Signal()

    def __init__(
        self, parent: QWidget, acceptance: Acceptance, treaties: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(parent, tr("Thesaurus"))
        self._acceptance, self._treaties = acceptance, {id_: name for name, id_ in treaties}
        self.list = SortedList(
            tr("Accepted words"),
            [
                tr("Words of the fact"),
                tr("Words of the wording"),
                tr("Treaty"),
                tr("Accepted by"),
                tr("Note"),
            ],
            [150, 150, 130, 150],
        )
        self.list.currentItemChanged.connect(lambda *_items: self._show_current())
        self.fact, self.wording, self.note = QLineEdit(), QLineEdit(), QLineEdit()
        self.treaty = choice(tr("Treaty"), [(tr("All treaties"), None), *treaties])
        self.add_button, self.change_button = QPushButton(tr("Add")), QPushButton(tr("Change"))
        self.remove_button = QPushButton(tr("Remove"))
        self.export_button, self.merge_button = QPushButton(tr("Export…")), QPushButton(tr("Merge…"))
        self.message = muted("", name="small")
        self.message.setAccessibleName(tr("Result"))
        self._lay_out()
        self._connect()
        self.show_pairs()

    def _lay_out(self) -> None:
        content, column = column_widget()
        column.addWidget(
            running_text(
                tr(
                    "Words of a wording that are accepted in place of words of its fact. The review does "
                    "not report them as words that the fact does not have."
                )
            )
        )
        column.addWidget(self.list, 1)
        form = form_layout()
        for name, field in (
            (tr("Words of the fact"), self.fact),
            (tr("Words of the wording"), self.wording),
            (tr("Treaty"), self.treaty),
            (tr("Note"), self.note),
        ):
            add_row(form, name, field)
        column.addLayout(form)
        line = QHBoxLayout()
        for button in (self.add_button, self.change_button, self.remove_button):
            button.setAutoDefault(False)
            line.addWidget(button)
        line.addStretch(1)
        column.addLayout(line)
        column.addWidget(self.message)
        box = self.close_box()
        for button in (self.export_button, self.merge_button):
            button.setAutoDefault(False)
            box.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        self.lay_out(content, box, width=760, height=560, scrolls=False)

    def _connect(self) -> None:
        for field in (self.fact, self.wording, self.note):
            keep_clean(field)
            field.textChanged.connect(lambda _text: self._show_state())
        self.add_button.clicked.connect(self.add)
        self.change_button.clicked.connect(self.change)
        self.remove_button.clicked.connect(self.remove)
        self.export_button.clicked.connect(self._choose_export)
        self.merge_button.clicked.connect(self._choose_merge)

    # Display

    def show_pairs(self, selected: AcceptedPair | None = None) -> None:
        """Read the pairs again, and select one."""
        try:
            thesaurus = read_thesaurus(thesaurus_file())
        except BriefingError as error:
            self.message.setText(str(error))
            thesaurus = Thesaurus()
        self.list.clear()
        for pair in thesaurus.pairs:
            names = "; ".join(f"{each.by}, {each.on}" for each in pair.accepted)
            treaty = self._treaties.get(pair.treaty, pair.treaty) if pair.treaty else tr("all")
            texts = [pair.fact, pair.wording, treaty, names, pair.note]
            self.list.addTopLevelItem(SortedEntry(list(map(visible, texts)), pair))
        chosen = [each for each in self.list.entries() if selected and each.value.key == selected.key]
        if chosen:
            self.list.setCurrentItem(chosen[0])
        self._show_state()

    @property
    def current(self) -> AcceptedPair | None:
        entry = self.list.current
        pair: AcceptedPair | None = entry.value if entry is not None else None
        return pair

    def _show_current(self) -> None:
        pair = self.current
        if pair is not None:
            self.fact.setText(pair.fact)
            self.wording.setText(pair.wording)
            self.note.setText(pair.note)
            self.treaty.setCurrentIndex(max(self.treaty.findData(pair.treaty), 0))
        self._show_state()

    def _show_state(self) -> None:
        is_complete = bool(self.fact.text().strip() and self.wording.text().strip())
        self.add_button.setEnabled(is_complete)
        self.change_button.setEnabled(is_complete and self.current is not None)
        self.remove_button.setEnabled(self.current is not None)
        self.export_button.setEnabled(bool(self.list.topLevelItemCount()))

    # Changes

    def _entered(self) -> AcceptedPair:
        return AcceptedPair(
            fact=self.fact.text().strip(),
            wording=self.wording.text().strip(),
            treaty=self.treaty.currentData(),
            accepted=(self._acceptance,),
            note=self.note.text().strip(),
        )

    def add(self) -> None:
        pair = self._entered()
        self._edit(lambda thesaurus: thesaurus.with_pair(pair), pair)

    def change(self) -> None:
        """Replace the selected pair; who accepted it before is kept."""
        before = self.current
        if before is not None:
            entered = self._entered()
            accepted = tuple(dict.fromkeys((*before.accepted, self._acceptance)))
            pair = replace(entered, accepted=accepted)
            self._edit(lambda thesaurus: thesaurus.without(before.key).with_pair(pair), pair)

    def remove(self) -> None:
        pair = self.current
        if pair is not None:
            self._edit(lambda thesaurus: thesaurus.without(pair.key))

    def _edit(self, change: Callable[[Thesaurus], Thesaurus], selected: AcceptedPair | None = None) -> bool:
        self.message.clear()
        try:
            edit_thesaurus(thesaurus_file(), change)
        except BriefingError as error:
            self.message.setText(str(error))
            return False
        self.changed.emit()
        self.show_pairs(selected)
        return True

    # Files

    def _choose_export(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, tr("Export the thesaurus"), "thesaurus.yaml", _FILES)
        if name:
            self.export(Path(name))

    def export(self, path: Path) -> None:
        """Write the pairs to a file, without the names of those who accepted them."""
        try:
            refuse_input(path, (thesaurus_file(),))
            refuse_name_of_project(path)
            thesaurus = read_thesaurus(thesaurus_file()).without_names()
            write_atomically(path, thesaurus_text(thesaurus).encode())
        except BriefingError as error:
            self.message.setText(str(error))
        except OSError as error:
            self.message.setText(tr("The file cannot be written: {why}.", why=error.strerror or error))
        else:
            pairs = counted(len(thesaurus.pairs), "pair", "pairs")
            self.message.setText(tr("{pairs} written to {path}.", pairs=pairs, path=visible(str(path))))

    def _choose_merge(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Merge a thesaurus"), "", _FILES)
        if name:
            self.merge(Path(name))

    def merge(self, path: Path) -> None:
        """Take the pairs of a file; nothing is removed."""
        try:
            theirs = read_thesaurus(path)
        except BriefingError as error:
            self.message.setText(str(error))
            return
        count = self.list.topLevelItemCount()
        if self._edit(lambda ours: merged(ours, theirs)):
            new = counted(self.list.topLevelItemCount() - count, "new pair", "new pairs")
            self.message.setText(tr("Merged: {pairs}.", pairs=new))
