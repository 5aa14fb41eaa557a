"""Paints sections and rows of the outline: the text, and below it grade, standing and evidence."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from briefing.app.i18n import tr
from briefing.app.panes.outline.outline_model import Index, OutlineModel, RowRole
from briefing.app.panes.outline.tree_node import TreeNode
from briefing.app.panes.outline.typing_in_place import TypingInPlace
from briefing.app.presentation.grade_text import grade_words, scheme_of
from briefing.app.presentation.row_text import row_admiralty_code, row_details
from briefing.app.theme import theme
from briefing.app.theme.theme import has_italics
from briefing.app.widgets import painting
from briefing.app.widgets.icons import icon
from briefing.app.widgets.text.exact_text_edit import ExactTextEdit
from briefing.app.widgets.text.marked_text_edit import MarkedTextEdit
from briefing.app.widgets.text.multi_line_delegate import MultiLineDelegate
from briefing.composition.labels import prints_nothing
from briefing.model.briefing import (
    ChartItem,
    Comparison,
    FactItem,
    Graded,
    ImageItem,
    Item,
    Judgement,
    Prose,
    Section,
    Table,
)

_PAD_Y = 7.0
_LABEL_WIDTH = 30.0
_LINES = 6
_ICONS: dict[type, str] = {
    Judgement: "diamond-fill",
    Prose: "text-align-left",
    ImageItem: "image",
    Table: "table",
    Comparison: "columns",
    ChartItem: "chart-line",
}


@dataclass(frozen=True, slots=True)
class _Basis:
    """The short texts below a row, the colour of the badges beside them, and the fonts of both."""

    details: list[str]
    plate: str
    fonts: _Fonts


@dataclass(frozen=True, slots=True)
class _TextStyle:
    """Font, colour and maximum number of lines of a row's text."""

    font: QFont
    colour: str
    lines: int


class _Fonts:
    """The fonts of the rows of one view, with what their texts are measured by.

    Each edit paints all rows in view, and making the fonts of each of them again took a fifth of that time.
    """

    def __init__(self, base: QFont) -> None:
        self.label, self.strong_label = theme.font(points=-1), theme.font(weight=QFont.Weight.DemiBold)
        self.small = theme.font(points=-1)
        self.badge = theme.font(points=-1, weight=QFont.Weight.DemiBold)
        self.grade = theme.font(points=-1, weight=QFont.Weight.Medium)
        self.of_small, self.of_grade = QFontMetricsF(self.small), QFontMetricsF(self.grade)
        self.line_height = QFontMetricsF(theme.font()).height()
        self.text, self.judgement, self.italic, self.title = (QFont(base) for _ in range(4))
        self.judgement.setWeight(QFont.Weight.Medium)
        self.italic.setItalic(True)
        self.title.setWeight(QFont.Weight.DemiBold)
        self.title.setPointSizeF(base.pointSizeF() + 1)

    def of(self, value: Section | Item) -> QFont:
        """Return the font of the text of a row."""
        if isinstance(value, Section):
            return self.title
        if isinstance(value, Judgement):
            return self.judgement
        return self.italic if isinstance(value, Prose) and has_italics(value.text) else self.text


class RowDelegate(MultiLineDelegate):
    """Paints rows as high as their text needs, and edits the text in place.

    The caret of an editor is at the end of the text; with `selects_all`, the next key replaces the text.
    `text_typed` and `typing_cancelled` are those of `TypingInPlace`.
    """

    text_typed = Signal(str, str, object)
    typing_cancelled = Signal(object)
    selects_all = False

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._typing: TypingInPlace | None = None
        self._layout = object()
        self._fonts: _Fonts | None = None
        self.closeEditor.connect(self._on_closed)

    def forget_sizes(self) -> None:
        """Measure all rows again: the view has another width or font."""
        self._layout, self._fonts = object(), None

    def _fonts_of(self, option: QStyleOptionViewItem) -> _Fonts:
        if self._fonts is None:
            self._fonts = _Fonts(option.font)
        return self._fonts

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of a row, as it was measured since it or the layout of the view changed.

        The view asks for those of all expanded rows whenever one is added, moved or removed.
        """
        model = _outline(index)
        node = model.node(index)
        if node.size is not None and node.size[0] is self._layout:
            return node.size[1]
        size = self._measured(option, model, node)
        node.size = self._layout, size
        return size

    def _measured(self, option: QStyleOptionViewItem, model: OutlineModel, node: TreeNode) -> QSize:
        assert node.value is not None
        width, fonts = self._text_width(option, node), self._fonts_of(option)
        style = _text_style(node.value, fonts)
        height = painting.height_of(model.text(node), style.font, width, style.lines)
        if isinstance(node.value, Graded) or _details(model, node):
            height += fonts.of_small.height() + 4
        return QSize(int(width), int(height + 2 * _PAD_Y))

    def _text_width(self, option: QStyleOptionViewItem, node: TreeNode) -> float:
        view = option.widget
        if not isinstance(view, QTreeView):
            return float(option.rect.width()) - _LABEL_WIDTH - 12
        return float(view.viewport().width() - node.depth * view.indentation()) - _LABEL_WIDTH - 14

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        # Each edit paints all rows in view: they are looked up in the model itself, without Qt.
        model = _outline(index)
        node = model.node(index)
        value = node.value
        assert value is not None
        area, fonts = QRectF(option.rect), self._fonts_of(option)
        painter.save()
        painting.draw_row_background(painter, option)
        mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        gutter = QRectF(area.left() + 6, area.top() + _PAD_Y, _LABEL_WIDTH - 4, area.height() - 2 * _PAD_Y)
        inner = area.adjusted(_LABEL_WIDTH + 4, _PAD_Y, -10, -_PAD_Y)
        if mirrored:
            gutter.moveRight(area.right() - 6)
            inner = area.adjusted(10, _PAD_Y, -_LABEL_WIDTH - 4, -_PAD_Y)
        self._paint_gutter(painter, gutter, node, fonts)
        style = _text_style(value, fonts)
        painting.draw_text(painter, model.text(node), style.font, inner, style.colour, style.lines)
        details = _details(model, node)
        if details or not isinstance(value, Section):
            colours, selected = theme.colours(), bool(option.state & QStyle.StateFlag.State_Selected)
            plate = colours.surface if selected else colours.hover
            self._paint_basis(painter, inner, model, value, _Basis(details, plate, fonts))
        painter.restore()

    def _paint_gutter(self, painter: QPainter, area: QRectF, node: TreeNode, fonts: _Fonts) -> None:
        """Paint the number of a section, fact or judgement, an icon for other rows."""
        colours, value = theme.colours(), node.value
        if isinstance(value, Section | FactItem | Judgement):
            strong = isinstance(value, Section | Judgement)
            painter.setFont(fonts.strong_label if strong else fonts.label)
            painter.setPen(QColor(colours.accent if isinstance(value, Judgement) else colours.muted))
            line = QRectF(area.left(), area.top(), area.width(), fonts.line_height)
            painter.drawText(
                line, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, node.label
            )
        elif value is not None:
            sign = icon(_ICONS[type(value)], "muted")
            sign.paint(painter, QRectF(area.left(), area.top() + 1, 15, 15).toRect())

    def _paint_basis(
        self,
        painter: QPainter,
        inner: QRectF,
        model: OutlineModel,
        value: Section | Item,
        shown: _Basis,
    ) -> None:
        """Paint the line below the text: grade and standing, or evidence."""
        colours, metrics = theme.colours(), shown.fonts.of_small
        middle = inner.bottom() - metrics.height() / 2
        x = inner.left()
        if isinstance(value, FactItem) and model.catalogue:
            code, ground = row_admiralty_code(value, model.catalogue), (colours.text, shown.plate)
            x += painting.draw_badge(painter, code, shown.fonts.badge, QPointF(x, middle), ground) + 7
        if isinstance(value, Graded):
            x = self._paint_grade(painter, QPointF(x, middle), value, model, shown)
        painter.setFont(shown.fonts.small)
        painter.setPen(QColor(colours.muted))
        room = QRectF(x, middle - metrics.height() / 2, max(0.0, inner.right() - x), metrics.height())
        words = " · ".join(shown.details)
        elided = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, elided)

    def _paint_grade(
        self,
        painter: QPainter,
        start: QPointF,
        value: FactItem | Judgement,
        model: OutlineModel,
        shown: _Basis,
    ) -> float:
        """Paint likelihood and confidence; return the x coordinate after them."""
        colours = theme.colours()
        scheme = scheme_of(model.briefing, model.scales) if model.briefing and model.scales else None
        words = grade_words(value.grade, scheme)
        small, metrics = shown.fonts.grade, shown.fonts.of_grade
        x = start.x()
        if words.likelihood:
            ground = (colours.accent, shown.plate)
            x += painting.draw_badge(painter, words.likelihood, small, QPointF(x, start.y()), ground) + 7
        colour = colours.text if words.confidence else colours.caution
        x += (
            painting.draw_level(
                painter, QPointF(x, start.y()), words.level, words.levels, colour, words.shape
            )
            + 5
        )
        confidence = words.confidence or tr("not graded")
        painter.setFont(small)
        painter.setPen(QColor(colour))
        width = metrics.horizontalAdvance(confidence)
        line = QRectF(x, start.y() - metrics.height() / 2, width + 1, metrics.height())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, confidence)
        return x + width + 10

    # Editing in place

    def createEditor(  # noqa: N802 - Qt's name
        self, parent: QWidget, _option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        editor = MarkedTextEdit(parent=parent)
        editor.setAccessibleName(tr("Text of the row"))
        editor.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        editor.setTabChangesFocus(True)
        editor.setMinimumHeight(34)
        typing = self._typing = TypingInPlace(editor, str(index.data(RowRole.ID)))
        typing.typed.connect(self.text_typed)
        typing.cancelled.connect(self.typing_cancelled)
        typing.destroyed.connect(lambda: self._forget(typing))
        self.editor_opened.emit(editor)
        return editor

    def _forget(self, typing: TypingInPlace) -> None:
        if self._typing is typing:
            self._typing = None

    def flush(self) -> None:
        """Emit the text of an open editor that is not emitted yet."""
        if self._typing is not None:
            self._typing.flush()

    def _on_closed(self, _editor: QWidget, hint: QStyledItemDelegate.EndEditHint) -> None:
        """Ask for the text from before if Escape closed the editor."""
        typing, self._typing = self._typing, None
        if typing is not None and hint is QStyledItemDelegate.EndEditHint.RevertModelCache:
            typing.cancel()

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802 - Qt's name
        """Show the text of the row, at first and where something else than this editor changes it."""
        assert isinstance(editor, ExactTextEdit)
        typing, text = editor.findChild(TypingInPlace), str(index.data(Qt.ItemDataRole.EditRole))
        if typing is not None and typing.show(text):
            editor.select_range(0 if self.selects_all else len(text), len(text))

    def setModelData(  # noqa: N802 - Qt's name
        self, editor: QWidget, _model: QAbstractItemModel, _index: Index
    ) -> None:
        typing = editor.findChild(TypingInPlace)
        if typing is not None:
            typing.finish()

    def updateEditorGeometry(  # noqa: N802 - Qt's name
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        editor.setGeometry(option.rect.adjusted(int(_LABEL_WIDTH) - 4, 0, -4, 0))


def _details(model: OutlineModel, node: TreeNode) -> list[str]:
    """Return the short texts below a row."""
    value = node.value
    if value is None or model.catalogue is None:
        return []
    comments = [text] if (text := model.comments_text(value.id)) else []
    if isinstance(value, Section):
        return [*([tr("not printed: no rows to print")] if prints_nothing(value) else []), *comments]
    return comments + row_details(value, node.label, model.catalogue, model.finding_counts[value.id])


def _outline(index: Index) -> OutlineModel:
    model = index.model()
    assert isinstance(model, OutlineModel)
    return model


def _text_style(value: Section | Item, fonts: _Fonts) -> _TextStyle:
    colours = theme.colours()
    if isinstance(value, Section):
        return _TextStyle(fonts.title, colours.text, 2)
    return _TextStyle(fonts.of(value), colours.muted if value.hidden else colours.text, _LINES)
