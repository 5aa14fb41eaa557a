"""The library's facts as a Qt model: rows look facts up, nothing is copied into items."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from enum import IntEnum
from html import escape
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from briefing.app.i18n import tr
from briefing.composition.formatting import STANDINGS, edtf, locator
from briefing.model.fact import Fact
from briefing.model.library import Catalogue, Material
from briefing.model.terms import Reliability

FACTS_MIME = "application/x-treaty-briefing-facts"
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class FactRole(IntEnum):
    FACT = Qt.ItemDataRole.UserRole + 1
    CODE = Qt.ItemDataRole.UserRole + 2
    USED = Qt.ItemDataRole.UserRole + 3
    OPPOSED = Qt.ItemDataRole.UserRole + 4
    ORIGIN = Qt.ItemDataRole.UserRole + 5


class FactModel(QAbstractListModel):
    """A list of fact ids over a catalogue; `used` tells which the briefing holds already."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.catalogue = Catalogue(Material())
        self._ids: Sequence[str] = ()
        self._used: frozenset[str] = frozenset()

    def show(self, catalogue: Catalogue, fact_ids: Sequence[str]) -> None:
        if catalogue is self.catalogue and list(fact_ids) == list(self._ids):
            return
        self.beginResetModel()
        self.catalogue = catalogue
        self._ids = fact_ids
        self.endResetModel()

    def mark_used(self, used: frozenset[str]) -> None:
        if used != self._used:
            self._used = used
            if self._ids:
                self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1), [FactRole.USED])

    def fact_at(self, index: Index) -> Fact:
        return self.catalogue.facts[self._ids[index.row()]]

    def row_of(self, fact_id: str) -> int:
        """The row of a fact, -1 where it is not shown."""
        return next((row for row, each in enumerate(self._ids) if each == fact_id), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        fact = self.fact_at(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return fact.statement
        if role == Qt.ItemDataRole.ToolTipRole:
            return card(fact, self.catalogue)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(fact)
        return self._own(fact, role)

    def _own(self, fact: Fact, role: int) -> Any:
        if role == FactRole.FACT:
            return fact
        if role == FactRole.CODE:
            return code(fact, self.catalogue)
        if role == FactRole.USED:
            return fact.id in self._used
        if role == FactRole.OPPOSED:
            return bool(self.catalogue.contradicting(fact.id))
        if role == FactRole.ORIGIN:
            return origin(fact, self.catalogue)
        return None

    def _spoken(self, fact: Fact) -> str:
        said = [fact.statement, STANDINGS[fact.standing], code(fact, self.catalogue)]
        if fact.id in self._used:
            said.append(tr("in the briefing"))
        if self.catalogue.contradicting(fact.id):
            said.append(tr("contradicted"))
        return ", ".join(said)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flag = Qt.ItemFlag
        return (
            flag.ItemIsSelectable | flag.ItemIsEnabled | flag.ItemIsDragEnabled | flag.ItemNeverHasChildren
        )

    def mimeTypes(self) -> list[str]:  # noqa: N802 - Qt's name
        return [FACTS_MIME, "text/plain"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802 - Qt's name
        facts = [self.fact_at(index) for index in sorted(indexes, key=lambda index: index.row())]
        data = QMimeData()
        data.setData(FACTS_MIME, json.dumps([fact.id for fact in facts]).encode())
        data.setText("\n".join(plain(fact, self.catalogue) for fact in facts))
        return data

    def supportedDragActions(self) -> Qt.DropAction:  # noqa: N802 - Qt's name
        return Qt.DropAction.CopyAction


def dragged_facts(data: QMimeData) -> list[str]:
    """The fact ids in what is dragged or pasted."""
    if not data.hasFormat(FACTS_MIME):
        return []
    try:
        ids = json.loads(bytes(data.data(FACTS_MIME).data()))
    except ValueError:
        return []
    return [each for each in ids if isinstance(each, str)] if isinstance(ids, list) else []


def code(fact: Fact, catalogue: Catalogue) -> str:
    """The Admiralty pair: the letter of the best source cited, the figure of the information."""
    letters = [catalogue.reliability(catalogue.sources[c.source_id]) for c in fact.citations]
    return f"{min(letters, default=Reliability.F)}{fact.credibility}"


def origin(fact: Fact, catalogue: Catalogue) -> str:
    """Where a fact comes from in a few words: the first publisher, the article, how many more."""
    if not fact.citations:
        return ""
    first = fact.citations[0]
    name = catalogue.publisher_of(catalogue.sources[first.source_id]).name
    place = locator(first.locator)
    more = len({c.source_id for c in fact.citations}) - 1
    return " ".join(part for part in (name, place, f"+{more}" if more else "") if part)


def plain(fact: Fact, catalogue: Catalogue) -> str:
    """The statement with its standing and sources, for other programs."""
    named = [
        " ".join(
            part
            for part in (
                catalogue.publisher_of(catalogue.sources[c.source_id]).name,
                locator(c.locator),
                catalogue.sources[c.source_id].url or "",
            )
            if part
        )
        for c in fact.citations
    ]
    return f"{fact.statement} [{STANDINGS[fact.standing]}; {code(fact, catalogue)}; {'; '.join(named)}]"


def card(fact: Fact, catalogue: Catalogue) -> str:
    """The card shown on hover: the whole statement, its grade, its sources, what contradicts it."""
    head = [
        f"<b>{escape(code(fact, catalogue))}</b>",
        escape(STANDINGS[fact.standing]),
        escape(edtf(fact.date, "en")),
        escape(tr("according to {who}", who=fact.attributed_to)) if fact.attributed_to else "",
    ]
    parts = [
        f"<p style='margin:0 0 6px 0'>{escape(fact.statement)}</p>",
        f"<p style='margin:0 0 6px 0'>{' · '.join(part for part in head if part)}</p>",
        *(f"<p style='margin:0 0 3px 0'>{line}</p>" for line in _sources(fact, catalogue)),
    ]
    others = [catalogue.facts[other] for other in catalogue.contradicting(fact.id)]
    if others:
        parts.append(f"<p style='margin:6px 0 2px 0'><b>{escape(tr('Contradicted by'))}</b></p>")
        parts += [_other(other, catalogue) for other in others]
    return f"<div style='width:420px'>{''.join(parts)}</div>"


def _sources(fact: Fact, catalogue: Catalogue) -> Iterable[str]:
    for citation in fact.citations:
        source = catalogue.sources[citation.source_id]
        said = [catalogue.publisher_of(source).name, source.description, locator(citation.locator)]
        said.append(edtf(source.issued, "en"))
        yield f"{catalogue.reliability(source)} — {escape(', '.join(part for part in said if part))}"


def _other(fact: Fact, catalogue: Catalogue) -> str:
    said = f"{fact.statement} ({code(fact, catalogue)}, {STANDINGS[fact.standing]})"
    return f"<p style='margin:0 0 3px 0'>{escape(said)}</p>"
