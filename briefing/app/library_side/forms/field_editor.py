"""The widget with which one field of a record is entered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from briefing.app.i18n import tr
from briefing.app.library_side.forms.record_fields import Editor, RecordField
from briefing.app.presentation.grade_text import code_in_words
from briefing.app.theme import theme
from briefing.app.widgets.inputs.clean_text import keep_clean
from briefing.app.widgets.inputs.wheel_safe import ComboBox
from briefing.app.widgets.labels import muted, pass_focus
from briefing.text.characters import cleaned

Control = QComboBox | QCheckBox | QPlainTextEdit | QLineEdit
_LINES = {Editor.TEXT: 3, Editor.LINES: 2}


class FieldEditor(QWidget):
    """A control for a field, a hint, and the reason why its text was refused.

    `committed(text)` announces a text that was changed and left, or a choice that was made; `edited` each
    change of the text.
    """

    committed = Signal(str)
    edited = Signal()

    def __init__(self, field: RecordField, entries: Sequence[tuple[str, str]] = ()) -> None:
        """`entries` are the records that a reference can name: their names and ids."""
        super().__init__()
        self.field = field
        self._shown = ""
        self.control = self._control(entries)
        self._shown = self.text  # a choice has a value before one is shown
        self.control.setAccessibleName(tr(field.label))
        pass_focus(self, self.control)
        self.refusal = muted("", name="caution")
        self.refusal.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.control)
        column.addWidget(self.refusal)
        if field.hint:
            self.control.setToolTip(tr(field.hint))
            self.control.setAccessibleDescription(tr(field.hint))

    def add_below(self, widget: QWidget) -> None:
        """Add a widget below the control, such as what its value is based on."""
        column = self.layout()
        assert column is not None
        column.addWidget(widget)

    # Text

    def show_text(self, text: str, *, is_other: bool = False) -> None:
        """Show the value of a record; a text that is being typed stays, unless it is for another record."""
        if self.is_changed and not is_other:
            if text != self._shown:
                self._shown = text
                reason = tr("Changed to “{text}” in the meantime. What you enter replaces that.", text=text)
                self.show_refusal(reason)
            return
        self._shown = text
        self._set_text(text)
        self.show_refusal("")

    @property
    def text(self) -> str:
        control = self.control
        if isinstance(control, QComboBox):
            return str(control.currentData() or "")
        if isinstance(control, QCheckBox):
            return str(control.isChecked())
        return control.toPlainText() if isinstance(control, QPlainTextEdit) else control.text()

    @property
    def is_changed(self) -> bool:
        """Whether the text is another than the record has."""
        return self.text != self._shown

    def show_refusal(self, reason: str) -> None:
        """Show why the text is not part of the record; nothing for an empty reason."""
        self.refusal.setText(reason)
        self.refusal.setVisible(bool(reason))

    def commit(self) -> None:
        """Announce the text, if it was changed since it was shown or announced."""
        if self.is_changed:
            self.committed.emit(self.text)
        else:
            self.show_refusal("")  # what was refused is not there any more

    def accept(self) -> None:
        """Take the text for the one that the record has."""
        self._shown = self.text
        self.show_refusal("")

    def take_back(self, shown: str, reason: str) -> None:
        """Take the text for one that the record does not have: it has `shown`; show the reason, if any."""
        self._shown = shown
        if reason:
            self.show_refusal(reason)

    def offer(self, entries: Sequence[tuple[str, str]]) -> None:
        """Offer other records to refer to; the choice stays."""
        box = self.control
        assert isinstance(box, QComboBox)
        present = {str(box.itemData(row)) for row in range(box.count())}
        for name, record_id in entries:
            if record_id not in present:
                box.addItem(name, record_id)

    # The control

    def _control(self, entries: Sequence[tuple[str, str]]) -> Control:
        if self.field.editor in {Editor.CHOICE, Editor.REFERENCE}:
            return self._choice(entries)
        if self.field.editor is Editor.SWITCH:
            box = QCheckBox(tr("Assessed by somebody"))
            box.clicked.connect(self.commit)
            return box
        if self.field.editor in _LINES:
            area = _LeftTextEdit(_LINES[self.field.editor])
            area.left.connect(self.commit)
            area.textChanged.connect(self.edited)
            return area
        line = QLineEdit()
        keep_clean(line)
        line.editingFinished.connect(self.commit)
        line.textChanged.connect(lambda _text: self.edited.emit())
        return line

    def _choice(self, entries: Sequence[tuple[str, str]]) -> QComboBox:
        box = ComboBox()
        if not self.field.is_required:
            box.addItem(tr("none"), "")
        for value in self.field.choices:
            text = code_in_words(value) if len(value) == 1 else tr(value.replace("_", " "))
            box.addItem(_in_its_own_direction(text), value)
        for name, record_id in entries:
            box.addItem(name, record_id)
        if self.field.editor is Editor.REFERENCE:
            box.setEditable(True)
            box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            completer = QCompleter(box.model(), box)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            box.setCompleter(completer)
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.activated.connect(lambda _row: self.commit())
        box.currentIndexChanged.connect(lambda _row: self.edited.emit())
        box.setPlaceholderText(tr("Choose…"))
        return box

    def _set_text(self, text: str) -> None:
        control = self.control
        if isinstance(control, QComboBox):
            row = control.findData(text)
            if row < 0 and text:
                control.addItem(text, text)
                row = control.count() - 1
            # What has to be chosen is not chosen for the user.
            control.setCurrentIndex(row if row >= 0 or self.field.is_required else 0)
            if (line := control.lineEdit()) is not None:
                line.setCursorPosition(0)  # a long name is shown from its beginning
        elif isinstance(control, QCheckBox):
            control.setChecked(text == "True")
        elif isinstance(control, QPlainTextEdit):
            control.setPlainText(text)
        else:
            control.setText(text)
            control.setCursorPosition(0)


def _in_its_own_direction(text: str) -> str:
    """Return a text that begins with its own first word, also in a window from right to left."""
    is_right_to_left = QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
    return f"\u2068{text}\u2069" if is_right_to_left else text


class _LeftTextEdit(QPlainTextEdit):
    """Emits `left` when the focus leaves it for another widget; Tab leaves it."""

    left = Signal()

    def __init__(self, lines: int) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        height = lines * self.fontMetrics().lineSpacing() + theme.pixels(18)
        self.setFixedHeight(height)

    def toPlainText(self) -> str:  # noqa: N802 - Qt's name
        return cleaned(super().toPlainText())

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()
