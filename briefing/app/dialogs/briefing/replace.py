"""The dialog that finds text in the whole briefing and replaces it, with a preview of each place."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QTextDocument
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from briefing.app.dialogs.dialog import Dialog
from briefing.app.i18n import counted, tr
from briefing.app.theme import theme
from briefing.app.widgets.columns import column_widget
from briefing.app.widgets.labels import muted
from briefing.app.widgets.lists.sort_header import SortHeader
from briefing.editing import Passage, find_passages
from briefing.model.briefing import Briefing

_PASSAGE = Qt.ItemDataRole.UserRole + 1
_HTML = Qt.ItemDataRole.UserRole + 2
_CONTEXT = 45
"""Characters shown before and after a passage."""
_PLACE, _FIELD, _TEXT = range(3)
_FIELD_NAMES = {
    "text": "Text",
    "title": "Title",
    "subtitle": "Subtitle",
    "purpose": "Purpose",
    "source_remark": "Author’s remark on the sources",
    "main_message": "Main message",
    "rationale": "Rationale",
    "assumptions": "Assumption",
    "alternatives": "Alternative",
    "indicators": "Indicator",
    "change_since_last": "Change since the last issue",
    "alt": "Description of the picture",
    "cells": "Table cell",
    "note": "Note",
}


class ReplaceDialog(Dialog):
    """Lists every passage with a check box. Enter or a double click emits `row_requested`.

    `replacement_requested(passages, text)` asks to replace the ticked passages.
    """

    row_requested = Signal(str)
    replacement_requested = Signal(object, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, tr("Find and replace"))
        self.setModal(False)
        self._briefing: Briefing | None = None
        self._places: Mapping[str, str] = {}
        self._is_read_only = False
        self.needle, self.replacement = _field(tr("Find")), _field(tr("Replace with"))
        self.match_case, self.whole_words = QCheckBox(tr("Match case")), QCheckBox(tr("Whole words only"))
        self.list = self._build_list()
        self.status_label = QLabel()
        self.status_label.setObjectName("small")
        self.replace_button = QPushButton(tr("Replace ticked passages"))
        self.replace_button.setAutoDefault(False)
        self._lay_out()
        self.needle.textChanged.connect(self._search)
        self.match_case.toggled.connect(self._search)
        self.whole_words.toggled.connect(self._search)
        self.replacement.textChanged.connect(self._show_previews)
        self.list.itemChanged.connect(self._show_count)
        self.list.itemActivated.connect(self._go)
        self.replace_button.clicked.connect(self._request_replacement)

    def _build_list(self) -> QTreeWidget:
        view = QTreeWidget()
        view.setAccessibleName(tr("Passages of the briefing"))
        view.setHeader(SortHeader(view))
        view.setHeaderLabels([tr("Row"), tr("Where"), tr("Text with the replacement")])
        view.setRootIsDecorated(False)
        view.setUniformRowHeights(True)
        view.setSortingEnabled(True)
        view.sortByColumn(_PLACE, Qt.SortOrder.AscendingOrder)
        view.setItemDelegateForColumn(_TEXT, _PreviewDelegate(view))
        view.setColumnWidth(_PLACE, 150)
        view.setColumnWidth(_FIELD, 120)
        return view

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(tr("Find"), self.needle)
        form.addRow(tr("Replace with"), self.replacement)
        options = QHBoxLayout()
        options.addWidget(self.match_case)
        options.addWidget(self.whole_words)
        options.addStretch(1)
        options.addWidget(self.status_label)
        buttons = self.close_box()
        buttons.addButton(self.replace_button, QDialogButtonBox.ButtonRole.ActionRole)
        content, column = column_widget()
        column.addLayout(form)
        column.addLayout(options)
        column.addWidget(self.list, 1)
        hint = tr("Press Enter to go to the row. Accents do not matter; grades are not changed.")
        column.addWidget(muted(hint, name="small"))
        self.lay_out(content, buttons, width=720, height=520, scrolls=False)

    # Content

    def show_briefing(self, briefing: Briefing, places: Mapping[str, str], *, read_only: bool) -> None:
        """Search another value of the briefing; `places` maps ids of rows and sections to their names."""
        self._briefing, self._places, self._is_read_only = briefing, places, read_only
        self.replacement.setEnabled(not read_only)
        self._search()

    def _search(self) -> None:
        passages = (
            find_passages(
                self._briefing,
                self.needle.text(),
                match_case=self.match_case.isChecked(),
                whole_words=self.whole_words.isChecked(),
            )
            if self._briefing
            else []
        )
        self.list.blockSignals(True)
        self.list.clear()
        self.list.addTopLevelItems(
            [self._entry(number, passage) for number, passage in enumerate(passages)]
        )
        self.list.blockSignals(False)
        self._show_previews()

    def _entry(self, number: int, passage: Passage) -> QTreeWidgetItem:
        place = self._places.get(passage.place.row_id, tr("Briefing"))
        entry = _Entry([place, tr(_FIELD_NAMES[passage.place.field]), ""], number)
        entry.setData(_PLACE, _PASSAGE, passage)
        entry.setCheckState(_PLACE, Qt.CheckState.Checked)
        return entry

    def _entries(self) -> list[QTreeWidgetItem]:
        entries = (self.list.topLevelItem(row) for row in range(self.list.topLevelItemCount()))
        return [entry for entry in entries if entry is not None]

    def _show_previews(self) -> None:
        self.list.blockSignals(True)
        for entry in self._entries():
            passage: Passage = entry.data(_PLACE, _PASSAGE)
            before, old, after = _context(passage)
            entry.setText(_TEXT, f"{before}{old} → {self.replacement.text()}{after}")
            entry.setData(_TEXT, _HTML, _preview_html(before, old, self.replacement.text(), after))
            entry.setToolTip(_TEXT, passage.text)
        self.list.blockSignals(False)
        self._show_count()

    def _show_count(self, *_changed: object) -> None:
        ticked, count = len(self.ticked()), self.list.topLevelItemCount()
        if self._is_read_only:
            text = tr("The briefing is read-only. {passages}", passages=_passages(count))
        elif not self.needle.text():
            text = ""
        else:
            text = tr("{passages}, {ticked} ticked", passages=_passages(count), ticked=ticked)
        self.status_label.setText(text)
        self.replace_button.setEnabled(bool(ticked) and not self._is_read_only)

    def ticked(self) -> list[Passage]:
        """Return the passages to replace."""
        checked = Qt.CheckState.Checked
        return [
            entry.data(_PLACE, _PASSAGE) for entry in self._entries() if entry.checkState(_PLACE) is checked
        ]

    # Actions

    def _go(self, entry: QTreeWidgetItem) -> None:
        passage: Passage = entry.data(_PLACE, _PASSAGE)
        self.row_requested.emit(passage.place.row_id)

    def _request_replacement(self) -> None:
        if passages := self.ticked():
            self.replacement_requested.emit(passages, self.replacement.text())


class _Entry(QTreeWidgetItem):
    """An entry that the first column sorts in reading order, the last by the whole text of the passage."""

    def __init__(self, texts: list[str], number: int) -> None:
        super().__init__(texts)
        self._number = number

    def __lt__(self, other: QTreeWidgetItem) -> bool:
        column = self.treeWidget().sortColumn()
        if column == _PLACE and isinstance(other, _Entry):
            return self._number < other._number
        if column == _TEXT and isinstance(other, _Entry):
            return self._whole_text() < other._whole_text()
        return self.text(column).casefold() < other.text(column).casefold()

    def _whole_text(self) -> tuple[str, int]:
        passage: Passage = self.data(_PLACE, _PASSAGE)
        return passage.text.casefold(), passage.start


class _PreviewDelegate(QStyledItemDelegate):
    """Paints a passage with what is removed struck out and what is added underlined."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        document = QTextDocument()
        document.setDefaultFont(option.font)
        document.setDocumentMargin(3)
        document.setHtml(str(index.data(_HTML) or ""))
        painter.save()
        painter.setClipRect(option.rect)
        painter.translate(
            option.rect.left(), option.rect.top() + (option.rect.height() - document.size().height()) / 2
        )
        document.drawContents(painter)
        painter.restore()

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width(), size.height() + 8)


def _context(passage: Passage) -> tuple[str, str, str]:
    """Return the text before, in and after a passage, shortened and on one line."""
    text, start, end = passage.text, passage.start, passage.end
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    before = f"…{before}" if start > _CONTEXT else before
    after = f"{after}…" if len(text) > end + _CONTEXT else after
    return before.replace("\n", " "), text[start:end].replace("\n", " "), after.replace("\n", " ")


def _preview_html(before: str, old: str, new: str, after: str) -> str:
    colours = theme.colours()
    added = f"<u style='background:{colours.added}'>{escape(new)}</u>" if new else ""
    return (
        f"<span style='color:{colours.text}; white-space:pre'>{escape(before)}"
        f"<s style='background:{colours.removed}'>{escape(old)}</s>{added}{escape(after)}</span>"
    )


def _passages(count: int) -> str:
    return counted(count, "passage", "passages")


def _field(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    return field
