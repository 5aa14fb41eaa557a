"""The list of comments, whose texts are edited in place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyleOptionViewItem,
    QWidget,
)

from briefing.app.i18n import tr
from briefing.app.widgets.text.exact_text_edit import ExactTextEdit
from briefing.app.widgets.text.multi_line_delegate import MultiLineDelegate
from briefing.model.issue import Comment

Index = QModelIndex | QPersistentModelIndex
_ID = Qt.ItemDataRole.UserRole
_WORDS = Qt.ItemDataRole.UserRole + 1
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_EDITOR_LINES = 3


class CommentDelegate(MultiLineDelegate):
    """Edits the words of a comment in place, below the line that names its row and author.

    `reworded(comment_id, text)` follows when an editor with changed words is closed or flushed.
    """

    reworded = Signal(str, str)

    def createEditor(  # noqa: N802 - Qt's name
        self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index
    ) -> QWidget:
        editor = ExactTextEdit(parent=parent)
        editor.setAccessibleName(tr("Words of the comment"))
        editor.setTabChangesFocus(True)
        self.editor_opened.emit(editor)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802 - Qt's name
        assert isinstance(editor, ExactTextEdit)
        words = str(index.data(_WORDS))
        if words != editor.exact_text().strip():  # else its own words come back
            editor.set_exact_text(words)
            editor.select_range(len(words), len(words))

    def setModelData(  # noqa: N802 - Qt's name
        self, editor: QWidget, _model: QAbstractItemModel, index: Index
    ) -> None:
        assert isinstance(editor, ExactTextEdit)
        comment_id, words = str(index.data(_ID)), editor.exact_text().strip()
        if words and words != index.data(_WORDS):
            self.reworded.emit(comment_id, words)

    def updateEditorGeometry(  # noqa: N802 - Qt's name
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        """Cover the words, with room for some lines, within the list."""
        line = QFontMetrics(option.font).lineSpacing()
        area = option.rect.adjusted(0, line + 2, 0, 0)
        area.setHeight(max(area.height(), _EDITOR_LINES * line + 12))
        viewport = editor.parentWidget()
        assert viewport is not None
        area.moveTop(max(0, min(area.top(), viewport.height() - area.height())))
        editor.setGeometry(area)


class CommentList(QListWidget):
    """The list; Enter emits `row_requested`, Delete `delete_requested`, F2 edits the words in place."""

    row_requested = Signal()
    delete_requested = Signal()
    reworded = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.is_read_only = False
        self.setAccessibleName(tr("Comments"))
        self.setWordWrap(True)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSpacing(3)
        self.setViewportMargins(6, 3, 6, 3)
        self._delegate = CommentDelegate(self)
        self._delegate.reworded.connect(self.reworded)
        self.setItemDelegate(self._delegate)
        self.itemDoubleClicked.connect(lambda _item: self.edit_words())

    def flush(self) -> None:
        """Emit `reworded` for an open editor with changed words; the editor stays open."""
        self._delegate.flush()

    def show_comments(self, shown: Sequence[tuple[Comment, str]]) -> None:
        """Show comments, each as a text with its row and author; the selection stays on its comment.

        The entries are kept where the comments are those of before with other texts: one may be edited.
        """
        entries = [self.item(row) for row in range(self.count())]
        if [entry.data(_ID) for entry in entries] == [comment.id for comment, _ in shown]:
            for entry, (comment, text) in zip(entries, shown, strict=True):
                entry.setData(_WORDS, comment.text)
                entry.setText(text)
            return
        selected = self.current_id
        self.clear()
        for comment, text in shown:
            entry = QListWidgetItem(text)
            entry.setData(_ID, comment.id)
            entry.setData(_WORDS, comment.text)
            entry.setFlags(entry.flags() | Qt.ItemFlag.ItemIsEditable)
            self.addItem(entry)
            if comment.id == selected:
                self.setCurrentItem(entry)

    @property
    def current_id(self) -> str:
        """The id of the selected comment; empty if none is selected."""
        entry = self.currentItem()
        return str(entry.data(_ID)) if entry else ""

    def edit_words(self) -> None:
        """Open the editor of the selected comment, unless the briefing is read-only."""
        entry = self.currentItem()
        if entry is not None and not self.is_read_only:
            self.scrollToItem(entry)
            self.editItem(entry)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if self.currentItem() is None:
            super().keyPressEvent(event)
        elif event.key() in _ENTER:
            self.row_requested.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_requested.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.edit_words()
        else:
            super().keyPressEvent(event)
