"""Form rows and fields that several dialogs share: choices with ids, template options."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from briefing.app.i18n import tr
from briefing.app.theme import theme
from briefing.app.widgets.inputs.clean_text import keep_clean
from briefing.app.widgets.inputs.wheel_safe import ComboBox, SpinBox
from briefing.app.widgets.labels import accept_focus, running_text
from briefing.model.briefing import OptionValue
from briefing.render.templates.loader import Template
from briefing.render.templates.manifest import OptionKind, OptionSpec

_LABEL_OFFSET = 3
"""Pixels that a label is moved down to align with the text in its field."""
_LABEL_WIDTH = 150
"""Equal in every form, so that the forms of one dialog align."""


def choice(name: str, entries: Iterable[tuple[str, object]], chosen: object = None) -> QComboBox:
    """Return a combo box of (text, value) entries with the chosen value selected."""
    box = ComboBox()
    box.setAccessibleName(name)
    for text, value in entries:
        box.addItem(text, value)
    box.setCurrentIndex(max(box.findData(chosen), 0))
    return box


def explain_entries(box: QComboBox, meanings: Sequence[str]) -> None:
    """Give each entry of a combo box a tooltip; the box itself shows that of its current entry."""
    for row, meaning in enumerate(meanings):
        box.setItemData(row, meaning, Qt.ItemDataRole.ToolTipRole)
        box.setItemData(row, meaning, Qt.ItemDataRole.AccessibleDescriptionRole)

    def show(row: int) -> None:
        text = str(box.itemData(row, Qt.ItemDataRole.ToolTipRole) or "")
        box.setToolTip(text)
        box.setAccessibleDescription(text)

    box.currentIndexChanged.connect(show)
    show(box.currentIndex())


def add_row(form: QFormLayout, name: str, field: QWidget, hint: str = "") -> None:
    """Append a field with its label, and a hint below it; a field with a text of its own needs no label."""
    if name:
        field.setAccessibleName(name)
    if isinstance(field, QLineEdit):
        keep_clean(field)
    label = QLabel(name)
    label.setWordWrap(True)
    label.setFixedWidth(theme.pixels(_LABEL_WIDTH))
    label.setContentsMargins(0, _LABEL_OFFSET, 0, 0)
    accept_focus(field)
    label.setBuddy(field)
    if not hint:
        form.addRow(label, field)
        return
    box = QWidget()
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 4)
    column.setSpacing(3)
    expands = field.sizePolicy().expandingDirections() & Qt.Orientation.Horizontal
    column.addWidget(field, 0, Qt.AlignmentFlag(0) if expands else Qt.AlignmentFlag.AlignLeading)
    column.addWidget(running_text(hint, name="small"))
    form.addRow(label, box)


def form_layout(parent: QWidget | None = None) -> QFormLayout:
    form = QFormLayout(parent) if parent else QFormLayout()
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    form.setHorizontalSpacing(18)
    form.setVerticalSpacing(9)
    return form


class OptionFields(QWidget):
    """Fields for the options that a template declares."""

    def __init__(self) -> None:
        super().__init__()
        self.form = form_layout(self)
        self.form.setContentsMargins(0, 0, 0, 0)
        self._fields: dict[str, tuple[OptionSpec, QWidget]] = {}

    def show_template(self, template: Template, chosen: Mapping[str, OptionValue]) -> None:
        while self.form.rowCount():
            self.form.removeRow(0)
        self._fields = {}
        for spec in template.spec.options:
            value = chosen.get(spec.name, spec.default)
            field = _option_field(spec, value if spec.accepts(value) else spec.default)
            self._fields[spec.name] = (spec, field)
            label = "" if spec.kind is OptionKind.BOOLEAN else tr(spec.label)
            add_row(self.form, label, field, tr(spec.help) if spec.help else "")
        # In a visible form, fields are measured before the style sheet gives them their height.
        QTimer.singleShot(0, self, self._measure_again)

    def _measure_again(self) -> None:
        for _, field in self._fields.values():
            field.ensurePolished()
            field.setMinimumHeight(field.sizeHint().height())
        self.form.invalidate()
        self.form.activate()
        self.updateGeometry()

    def values(self) -> dict[str, OptionValue]:
        """Return the options whose value is not the template's default."""
        values = {name: _option_value(field) for name, (_, field) in self._fields.items()}
        return {name: value for name, value in values.items() if value != self._fields[name][0].default}


def _option_field(spec: OptionSpec, value: OptionValue) -> QWidget:
    if spec.kind is OptionKind.BOOLEAN:
        box = QCheckBox(tr(spec.label))
        box.setChecked(bool(value))
        return box
    if spec.kind is OptionKind.CHOICE:
        return choice(tr(spec.label), [(_capital(tr(value)), value) for value in spec.choices], value)
    if spec.kind is OptionKind.NUMBER:
        number = SpinBox()
        number.setRange(-1_000_000, 1_000_000)
        number.setValue(int(value))
        return number
    return QLineEdit(str(value))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _option_value(field: QWidget) -> OptionValue:
    if isinstance(field, QCheckBox):
        return field.isChecked()
    if isinstance(field, QComboBox):
        return str(field.currentData())
    if isinstance(field, QSpinBox):
        return field.value()
    assert isinstance(field, QLineEdit)
    return field.text()
