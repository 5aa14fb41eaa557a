"""Fields that several dialogs have: choices with ids, optional dates, template options."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt
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
from briefing.app.widgets.labels import running_text
from briefing.model.briefing import OptionValue
from briefing.render.templates.loader import OptionKind, OptionSpec, Template

_NAME_DROP = 3
"""A name stands this far down, level with the text in its field."""
_NAME_WIDTH = 150
"""Names are as wide in every form, so that the forms of one dialog stand in line."""


def choice(name: str, entries: Iterable[tuple[str, object]], chosen: object = None) -> QComboBox:
    """A list of names with the values behind them."""
    box = QComboBox()
    box.setAccessibleName(name)
    for text, value in entries:
        box.addItem(text, value)
    at = box.findData(chosen)
    box.setCurrentIndex(max(at, 0))
    return box


def add_row(form: QFormLayout, name: str, field: QWidget, hint: str = "") -> None:
    """A field beside its name, with a hint right beneath."""
    field.setAccessibleName(name)
    label = QLabel(name)
    label.setWordWrap(True)
    label.setFixedWidth(_NAME_WIDTH)
    label.setContentsMargins(0, _NAME_DROP, 0, 0)
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
    form.setHorizontalSpacing(18)
    form.setVerticalSpacing(9)
    return form


class OptionFields(QWidget):
    """The options of a template, made from its own declaration."""

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
            add_row(self.form, tr(spec.label), field, tr(spec.help) if spec.help else "")

    def values(self) -> dict[str, OptionValue]:
        """Every option whose value is not the template's own."""
        given = {name: _option_value(field) for name, (_, field) in self._fields.items()}
        return {name: value for name, value in given.items() if value != self._fields[name][0].default}


def _option_field(spec: OptionSpec, value: OptionValue) -> QWidget:
    if spec.kind is OptionKind.BOOLEAN:
        box = QCheckBox(tr("Yes"))
        box.setChecked(bool(value))
        return box
    if spec.kind is OptionKind.CHOICE:
        return choice(tr(spec.label), [(_capital(tr(each)), each) for each in spec.choices], value)
    if spec.kind is OptionKind.NUMBER:
        number = QSpinBox()
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
