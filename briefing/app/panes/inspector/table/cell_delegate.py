"""Edits a cell of a table in place, with the spelling check and the exact text."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from briefing.app.i18n import tr
from briefing.app.widgets.text.exact_text_edit import ExactTextEdit
from briefing.app.widgets.text.marked_text_edit import MarkedTextEdit
from briefing.app.widgets.text.multi_line_delegate import MultiLineDelegate

_FRAME = 8
_LEAST_CHARACTERS = 26
Index = QModelIndex | QPersistentModelIndex


class CellDelegate(MultiLineDelegate):
    """Opens an editor with all of the cell's text selected, as high as the text."""

    def createEditor(  # noqa: N802 - Qt's name
        self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index
    ) -> QWidget:
        editor = MarkedTextEdit(parent=parent)
        editor.setObjectName("cellEditor")
        editor.setAccessibleName(tr("Text of the cell"))
        editor.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        editor.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        editor.setTabChangesFocus(True)
        editor.document().setDocumentMargin(2)
        editor.edited.connect(lambda *_change: _fit(editor, editor.geometry()))
        self.editor_opened.emit(editor)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802 - Qt's name
        assert isinstance(editor, ExactTextEdit)
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if text != editor.exact_text():  # else its own text comes back
            editor.set_exact_text(text)
            editor.select_range(0, len(text))

    def setModelData(  # noqa: N802 - Qt's name
        self, editor: QWidget, model: QAbstractItemModel, index: Index
    ) -> None:
        assert isinstance(editor, ExactTextEdit)
        place = model.index(index.row(), index.column(), index.parent())
        if editor.exact_text() != str(index.data(Qt.ItemDataRole.EditRole) or ""):
            model.setData(place, editor.exact_text(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(  # noqa: N802 - Qt's name
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        assert isinstance(editor, ExactTextEdit)
        _fit(editor, option.rect)


def _fit(editor: ExactTextEdit, area: QRect) -> None:
    """Make an editor as high as its text and wide enough to write in, at least as the area, in the grid."""
    grid = editor.parentWidget()
    if grid is None:
        return
    metrics = editor.fontMetrics()
    least_width = metrics.horizontalAdvance("x" * _LEAST_CHARACTERS)
    width = min(max(area.width(), least_width), grid.width())
    left = max(0, min(area.left(), grid.width() - width))
    editor.setGeometry(left, area.top(), width, area.height())  # the lines depend on the width
    lines = max(1, int(editor.document().size().height()))
    text_height = lines * metrics.lineSpacing() + _FRAME
    height = min(max(area.height(), text_height), grid.height())
    top = max(0, min(area.top(), grid.height() - height))
    editor.setGeometry(left, top, width, height)
    if text_height <= height:
        editor.verticalScrollBar().setValue(0)  # it has scrolled before it grew
