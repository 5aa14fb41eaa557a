"""Qt list model of the judgements that the main message may draw on, each with a check box."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from briefing.app.i18n import tr
from briefing.model.briefing import Judgement
from briefing.text.characters import visible

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class JudgementModel(QAbstractListModel):
    """Lists judgements in reading order; `chosen` is emitted with the ids that the user leaves ticked.

    Numbers and texts are asked for when they are painted, so that thousands cost nothing.
    """

    chosen = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._judgements: Sequence[Judgement] = ()
        self._labels: Callable[[str], str] = lambda _id: ""
        self._ticked: frozenset[str] = frozenset()
        self._ends = list[str]()

    def show(
        self, judgements: Sequence[Judgement], labels: Callable[[str], str], ticked: Sequence[str]
    ) -> None:
        """List judgements; the rows are kept where the judgements are those of before with other texts."""
        is_kept = [each.id for each in judgements] == [each.id for each in self._judgements]
        before = self._shown()
        if not is_kept:
            self.beginResetModel()
        self._judgements, self._labels, self._ticked = judgements, labels, frozenset(ticked)
        self._ends = [labels(each.id) for each in (*judgements[:1], *judgements[-1:])]
        if not is_kept:
            self.endResetModel()
        elif judgements and self._shown() != before:
            self.dataChanged.emit(self.index(0), self.index(len(judgements) - 1))

    def _shown(self) -> tuple[object, ...]:
        """Return what is equal where all rows are shown as they are: of the numbers, the first and last."""
        return self._ticked, self._ends, [each.text for each in self._judgements]

    @property
    def ticked(self) -> tuple[str, ...]:
        return tuple(each.id for each in self._judgements if each.id in self._ticked)

    def index_of(self, judgement_id: str) -> QModelIndex:
        rows = (row for row, each in enumerate(self._judgements) if each.id == judgement_id)
        return self.index(next(rows, -1))

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(self._judgements)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flag = Qt.ItemFlag
        return (
            flag.ItemIsSelectable
            | flag.ItemIsEnabled
            | flag.ItemIsUserCheckable
            | flag.ItemNeverHasChildren
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        # A view asks for ten roles of each row that it paints: what no role needs is not computed.
        judgement = self._judgements[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if judgement.id in self._ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{self._labels(judgement.id)}  {visible(judgement.text)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return visible(judgement.text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return tr(
                "Draws on {label}: {text}",
                label=self._labels(judgement.id),
                text=visible(judgement.text),
            )
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        judgement_id = self._judgements[index.row()].id
        is_ticked = Qt.CheckState(value) is Qt.CheckState.Checked
        self._ticked = self._ticked | {judgement_id} if is_ticked else self._ticked - {judgement_id}
        self.dataChanged.emit(index, index, [role])
        self.chosen.emit(self.ticked)
        return True
