"""Check boxes of the judgements that the main message draws on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from briefing.app.i18n import tr
from briefing.app.widgets.labels import muted, yielding
from briefing.model.briefing import Judgement
from briefing.text.characters import visible


class JudgementChoice(QWidget):
    """A check box for each judgement; `chosen` is emitted with the ids that are ticked, in their order."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[str, QCheckBox] = {}
        self._shown: list[tuple[str, str]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3)

    def show_judgements(
        self, judgements: Sequence[Judgement], labels: Callable[[str], str], ticked: Sequence[str]
    ) -> None:
        """Show the judgements; their boxes are kept while their numbers and texts are the same."""
        shown = [(labels(each.id), each.text) for each in judgements]
        if shown != self._shown or list(self.boxes) != [each.id for each in judgements]:
            self._shown = shown
            self._fill([each.id for each in judgements])
        for judgement_id, box in self.boxes.items():
            box.blockSignals(True)
            box.setChecked(judgement_id in ticked)
            box.blockSignals(False)

    def _fill(self, ids: Sequence[str]) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.boxes = {}
        for judgement_id, (label, text) in zip(ids, self._shown, strict=True):
            self._column.addWidget(self._line(judgement_id, label, visible(text)))
        if not ids:
            self._column.addWidget(muted(tr("The briefing has no judgement yet."), name="small"))

    def _line(self, judgement_id: str, label: str, text: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        box = QCheckBox(label)
        box.setAccessibleName(tr("Draws on {label}: {text}", label=label, text=text))
        box.setToolTip(text)
        box.toggled.connect(lambda _on: self.chosen.emit(self.ticked))
        self.boxes[judgement_id] = box
        row.addWidget(box)
        row.addWidget(yielding(muted(text, name="small")), 1)
        return line

    @property
    def ticked(self) -> tuple[str, ...]:
        return tuple(judgement_id for judgement_id, box in self.boxes.items() if box.isChecked())
