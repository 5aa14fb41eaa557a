"""The dialogs that show versions of a record: after two changed it, and over one of a lower library."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from msgspec.structs import replace
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from briefing.app.dialogs.dialog import Dialog
from briefing.app.i18n import tr
from briefing.app.library_side.records.described import described_fields
from briefing.app.library_side.records.version_table import VersionTable
from briefing.app.theme import theme
from briefing.app.widgets.columns import column_widget
from briefing.app.widgets.form_fields import choice
from briefing.app.widgets.labels import heading_label, running_text
from briefing.library.bases import ThreeWayView
from briefing.library.records import Record, RecordKey, display_name
from briefing.text.characters import visible

MINE, THEIRS = "mine", "theirs"
_CHOICE_WIDTH = 110


class VersionsDialog(Dialog):
    """Shows a changed record as it was, as the library below has it now, and as it counts.

    Nothing changes by looking: `kept` and `reverted` announce what the user decided.
    """

    def __init__(
        self,
        parent: QWidget,
        view: ThreeWayView,
        keep: Callable[[], object],
        revert: Callable[[], object],
    ) -> None:
        super().__init__(parent, tr("Compare versions"))
        self._keep, self._revert = keep, revert
        heading = heading_label(visible(display_name(view.mine)), wraps=True)
        text = tr("You changed this record. The library below yours has it unchanged since.")
        if view.is_lower_changed:
            text = tr("You changed this record, and the library below yours changed it since.")
        table = VersionTable(tr("Versions of the record"))
        headings = (tr("Field"), tr("When you changed it"), tr("In the library below, now"), tr("Yours"))
        fields = described_fields((view.base, view.lower, view.mine))
        table.show_fields(headings, sorted(fields, key=lambda field: not field.differs))
        content, column = column_widget(spacing=10)
        column.addWidget(heading)
        column.addWidget(running_text(text))
        column.addWidget(table, 1)
        self.buttons = self.close_box()
        self.keep = self._button(tr("Keep mine"), self._keep)
        self.back = self._button(tr("Back to the bundled one"), self._revert)
        self.lay_out(content, self.buttons, width=980, height=560, scrolls=False)

    def _button(self, text: str, action: Callable[[], object]) -> QPushButton:
        button = self.buttons.addButton(text, QDialogButtonBox.ButtonRole.ActionRole)
        button.setAutoDefault(False)
        button.clicked.connect(partial(self._decide, action))
        return button

    def _decide(self, action: Callable[[], object], _checked: bool = False) -> None:
        action()
        self.accept()


class ConflictDialog(Dialog):
    """Shows two versions of a record that two programs changed at once, and asks field by field.

    `chosen` is the record as it is to be; None for their version, which the library has.
    """

    def __init__(
        self,
        parent: QWidget,
        key: RecordKey,
        before: Record | None,
        mine: Record | None,
        theirs: Record | None,
    ) -> None:
        super().__init__(parent, tr("Changed by two at once"))
        self._mine, self._theirs = mine, theirs
        self.chosen: Record | None = None
        self._choices: dict[str, QComboBox] = {}
        named = mine or theirs or before
        heading = heading_label(visible(display_name(named)) if named else str(key), wraps=True)
        self.table = VersionTable(tr("Both versions of the record"))
        self._show(before)
        content, column = column_widget(spacing=10)
        column.addWidget(heading)
        column.addWidget(running_text(self._explanation()))
        column.addLayout(self._both_buttons())
        column.addWidget(self.table, 1)
        self.buttons, self._save = self.decision_box(self._affirmative())
        self.buttons.accepted.connect(self.accept)
        self.lay_out(content, self.buttons, width=1_000, height=560, scrolls=False)

    def _explanation(self) -> str:
        if self._theirs is None:
            return tr("Another program deleted this record while you changed it. Save yours to keep it.")
        if self._mine is None:
            return tr("Another program changed this record, which you want to remove. It is still there.")
        return tr("Another program saved this record while you changed it. Nothing of either is lost yet.")

    def _affirmative(self) -> str:
        if self._mine is None:
            return tr("Remove it nevertheless")
        return tr("Save mine") if self._theirs is None else tr("Save what is chosen")

    def _show(self, before: Record | None) -> None:
        versions = (before, self._theirs, self._mine)
        fields = sorted(described_fields(versions), key=lambda field: field.texts[1] == field.texts[2])
        headings = [tr("Field"), tr("Before"), tr("Theirs"), tr("Mine")]
        is_choice = self._mine is not None and self._theirs is not None
        self.table.show_fields([*headings, tr("Take")] if is_choice else headings, fields)
        if not is_choice:
            return
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(len(headings), QHeaderView.ResizeMode.Fixed)
        self.table.setColumnWidth(len(headings), theme.pixels(_CHOICE_WIDTH))
        for row, field in enumerate(fields):
            was, theirs, mine = field.texts
            if theirs != mine:
                # What only they changed is theirs; what I changed is mine, until I choose otherwise.
                chosen = THEIRS if mine == was else MINE
                entries = [(tr("Theirs"), THEIRS), (tr("Mine"), MINE)]
                box = choice(tr("Version of {field}", field=field.label), entries, chosen)
                self.table.setCellWidget(row, len(headings), _at_the_top(box))
                self._choices[field.name] = box

    def _both_buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        for text, version in ((tr("All of theirs"), THEIRS), (tr("All of mine"), MINE)):
            button = QPushButton(text)
            button.setObjectName("quiet")
            button.setAutoDefault(False)
            button.clicked.connect(partial(self.take_all, version))
            button.setVisible(bool(self._choices))
            line.addWidget(button)
        line.addStretch(1)
        return line

    def take_all(self, version: str, _checked: bool = False) -> None:
        """Choose one version for every field."""
        for box in self._choices.values():
            box.setCurrentIndex(box.findData(version))

    def accept(self) -> None:
        """Put the chosen fields together."""
        if self._mine is not None and self._theirs is not None:
            names: Sequence[str] = [
                name for name, box in self._choices.items() if box.currentData() == MINE
            ]
            self.chosen = replace(self._theirs, **{name: getattr(self._mine, name) for name in names})
        else:
            self.chosen = self._mine
        super().accept()


def _at_the_top(box: QComboBox) -> QWidget:
    """Return a cell with a choice beside the first lines of a high row."""
    cell = QWidget()
    column = QVBoxLayout(cell)
    column.setContentsMargins(4, 3, 4, 3)
    column.addWidget(box)
    column.addStretch(1)
    return cell
