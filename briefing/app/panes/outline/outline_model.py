"""Qt tree model of a briefing's sections and rows.

A node belongs to an id. When the briefing changes, the model signals only insertions, moves, removals and
changes, so that views keep their selection, expanded sections and scroll position.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from enum import IntEnum
from typing import Any

import msgspec
from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from briefing.app.i18n import counted, tr
from briefing.app.panes.outline.outline_numbers import OutlineNumbers, numbering_key
from briefing.app.panes.outline.tree_node import TreeNode
from briefing.app.presentation.grade_text import scheme_of
from briefing.app.presentation.mime import (
    FACTS_MIME,
    ROWS_MIME,
    fact_ids_from_mime,
    rows_from_mime,
    rows_to_mime,
)
from briefing.app.presentation.row_text import explained_row, row_text, spoken_row
from briefing.composition.formatting import DEFAULT_NUMBERING
from briefing.composition.labels import prints_nothing
from briefing.editing import Clipping
from briefing.grading import Scales
from briefing.model.briefing import Briefing, FactItem, Item, Section
from briefing.model.library import Catalogue, Material, has_other_value
from briefing.model.sections import catalogue_of, contents_of

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_FLAG = Qt.ItemFlag
_READ = _FLAG.ItemIsSelectable | _FLAG.ItemIsEnabled | _FLAG.ItemIsDragEnabled
_READ_ONLY_FLAGS = {True: _READ, False: _READ | _FLAG.ItemNeverHasChildren}
_FLAGS = {
    True: _READ | _FLAG.ItemIsDropEnabled | _FLAG.ItemIsEditable,
    False: _READ | _FLAG.ItemNeverHasChildren | _FLAG.ItemIsEditable,
}
"""The flags of an item, by whether it is a section."""


class RowRole(IntEnum):
    ID = Qt.ItemDataRole.UserRole + 1
    VALUE = Qt.ItemDataRole.UserRole + 2
    LABEL = Qt.ItemDataRole.UserRole + 3


class OutlineDrop(msgspec.Struct):
    """A drop onto the outline: its contents, the section (None: top level) and position (None: end)."""

    section_id: str | None
    position: int | None
    fact_ids: list[str]
    moved_ids: list[str]
    clipping: Clipping | None


class OutlineModel(QAbstractItemModel):
    """Shows a briefing; drops and edits are emitted as signals and change nothing by themselves."""

    dropped = Signal(object)
    text_edited = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.root = TreeNode(None, None)
        self.briefing: Briefing | None = None
        self.catalogue: Catalogue | None = None
        self.scales: Scales | None = None
        self.is_read_only = False
        self.document_id = ""
        self._nodes: dict[str, TreeNode] = {}
        self._numbered_by: object = None
        self._left: set[str] = set()
        self._placed: set[str] = set()
        self.finding_counts: Counter[str] = Counter()
        self.comment_counts: Counter[str] = Counter()

    # Content

    def show(
        self, briefing: Briefing | None, scales: Scales | None, numbering: str = DEFAULT_NUMBERING
    ) -> None:
        """Show another value of the briefing, or another briefing, or None.

        `numbering` is the style of the numbers of sections (`formatting.section_number`).
        """
        self._numbering = numbering
        others_changed = scales is not self.scales
        self.scales = scales
        before = self.briefing
        self.briefing = briefing
        if briefing is None or before is None:
            self.catalogue = catalogue_of(briefing.library) if briefing else None
            self.beginResetModel()
            self.root, self._nodes, self._numbered_by = TreeNode(None, None), {}, None
            self._build(self.root, briefing.sections if briefing else ())
            self._number()
            self.endResetModel()
            return
        others_changed = others_changed or briefing.scheme_id != before.scheme_id
        if briefing.library is not before.library:
            # Until all rows are updated, views ask for facts of both values.
            self.catalogue = _catalogue_of_both(
                catalogue_of(briefing.library), catalogue_of(before.library)
            )
        self._left, self._placed = set(), set()
        self._update_level(self.root, before.sections, briefing.sections)
        self._remove_leftovers()
        self._number()
        self.catalogue = catalogue_of(briefing.library)
        if others_changed:
            self._emit_all_changed()
        elif briefing.library is not before.library:
            self._emit_facts_changed(catalogue_of(before.library), self.catalogue)

    def show_findings(self, counts: Counter[str]) -> None:
        """Set the number of open findings of each row by its id."""
        before, self.finding_counts = self.finding_counts, counts
        for row_id in (before.keys() | counts.keys()) & self._nodes.keys():
            if before[row_id] != counts[row_id]:
                self._emit_changed(self._nodes[row_id])

    def show_comments(self, counts: Counter[str]) -> None:
        """Set the number of open comments on each row by its id."""
        before, self.comment_counts = self.comment_counts, counts
        for row_id in (before.keys() | counts.keys()) & self._nodes.keys():
            if before[row_id] != counts[row_id]:
                self._emit_changed(self._nodes[row_id])

    def comments_text(self, row_id: str) -> str:
        """Return how many comments are open on a row; empty for none."""
        count = self.comment_counts[row_id]
        return counted(count, "open comment", "open comments") if count else ""

    def _emit_all_changed(self) -> None:
        """Signal all rows: library and scales decide on statements, codes and words of grades."""
        for parent in (self.root, *(node for node in self.walk() if node.is_section)):
            self._emit_children_changed(parent)

    def _emit_facts_changed(self, before: Catalogue, after: Catalogue) -> None:
        """Signal the rows whose facts are others in another library, or are contradicted by others."""
        changed = changed_facts(before, after)
        if changed is None:
            self._emit_all_changed()
            return
        for row_id in self._rows_of(changed):
            self._emit_changed(self._nodes[row_id])

    def _emit_children_changed(self, parent: TreeNode, *roles: int) -> None:
        if parent.children:
            if list(roles) != [RowRole.LABEL]:
                for child in parent.children:
                    child.size = None
            row = len(parent.children) - 1
            first, last = parent.children[0], parent.children[row]
            self.dataChanged.emit(
                self.createIndex(0, 0, first), self.createIndex(row, 0, last), list(roles)
            )

    def _emit_changed(self, node: TreeNode) -> None:
        node.size = None
        index = self.index_of(node)
        self.dataChanged.emit(index, index)

    def _build(self, parent: TreeNode, values: tuple[Section | Item, ...]) -> None:
        for value in values:
            node = TreeNode(value, parent)
            parent.children.append(node)
            self._nodes[value.id] = node
            if isinstance(value, Section):
                self._build(node, (*value.items, *value.sections))

    def _update_level(
        self, parent: TreeNode, before: Sequence[Section | Item], values: Sequence[Section | Item]
    ) -> None:
        """Make the children of a node, which were `before`, match `values` in order and content.

        A section that is the same object as before has the same rows, and is not looked into.
        """
        self._left.update(value.id for value in before)
        self._placed.update(value.id for value in values)
        for row, value in enumerate(values):
            node = self._nodes.get(value.id)
            if node is None:
                node = self._insert(parent, row, value)
            elif (
                node.parent is not parent or row >= len(parent.children) or parent.children[row] is not node
            ):
                self._move_to(node, parent, row)
            if node.value is not value:
                self._set_value(node, value)

    def _set_value(self, node: TreeNode, value: Section | Item) -> None:
        before, node.value = node.value, value
        self._emit_changed(node)
        if isinstance(value, Section) and isinstance(before, Section):
            inside = (*before.items, *before.sections), (*value.items, *value.sections)
            self._update_level(node, *inside)

    def _insert(self, parent: TreeNode, row: int, value: Section | Item) -> TreeNode:
        """Insert a node with all below it; a section of which a part has a node elsewhere, first empty."""
        contents = self._new_contents(value)
        self.beginInsertRows(self.index_of(parent), row, row)
        node = TreeNode(_without_contents(value) if contents is None else value, parent)
        parent.children.insert(row, node)
        self._nodes[value.id] = node
        self._build(node, contents or ())
        self.endInsertRows()
        return node

    def _new_contents(self, value: Section | Item) -> tuple[Section | Item, ...] | None:
        """Return what is in a value that is to be inserted; None where a part of it has a node."""
        if not isinstance(value, Section):
            return ()
        ids = {each for child in value.walk() for each in (child.id, *contents_of(child).positions)}
        return (*value.items, *value.sections) if ids.isdisjoint(self._nodes) else None

    def _move_to(self, node: TreeNode, parent: TreeNode, row: int) -> None:
        """Bring a node to a row; where another is in front of it, that one goes to the end and waits there.

        So a row that leaves its place is moved, and not each of the rows after it.
        """
        siblings = parent.children
        if row + 1 < len(siblings) and siblings[row + 1] is node:
            index = self.index_of(parent)
            self.beginMoveRows(index, row, row, index, len(siblings))
            siblings.append(siblings.pop(row))
            self.endMoveRows()
        else:
            self._move(node, parent, row)

    def _move(self, node: TreeNode, parent: TreeNode, row: int) -> None:
        old_parent, old_row = node.parent, node.row
        assert old_parent is not None
        self.beginMoveRows(self.index_of(old_parent), old_row, old_row, self.index_of(parent), row)
        old_parent.children.pop(old_row)
        node.parent = parent
        if parent is not old_parent:
            node.forget_sizes()  # it may be indented by another depth
        parent.children.insert(row, node)
        self.endMoveRows()

    def _remove_leftovers(self) -> None:
        """Remove nodes that the briefing no longer has; all others are already in their place."""
        for node_id in self._left - self._placed:
            node = self._nodes[node_id]
            assert node.parent is not None
            row = node.row
            self.beginRemoveRows(self.index_of(node.parent), row, row)
            node.parent.children.pop(row)
            self.endRemoveRows()
            self._forget(node)

    def _forget(self, node: TreeNode) -> None:
        """Forget a node that was removed, and all below it."""
        for each in node.walk():
            del self._nodes[each.id]

    def _number(self) -> None:
        """Set the numbers that sections and rows have in print."""
        if self.briefing is None:
            return
        before, self._numbered_by = self._numbered_by, numbering_key(self.briefing, self._numbering)
        if self._numbered_by == before:
            return
        numbers = OutlineNumbers(self.briefing, self._numbering)
        for parent in numbers.renumbered(self.root):
            self._emit_children_changed(parent, RowRole.LABEL)

    # Lookup

    def node(self, index: Index) -> TreeNode:
        node: TreeNode = index.internalPointer() or self.root
        return node

    def index_of(self, node: TreeNode) -> QModelIndex:
        return self.createIndex(node.row, 0, node) if node.parent else QModelIndex()

    def index_by_id(self, node_id: str) -> QModelIndex:
        node = self._nodes.get(node_id)
        return self.index_of(node) if node else QModelIndex()

    def label_of(self, row_id: str) -> str:
        """Return the number of a row in print; empty where it has none."""
        node = self._nodes.get(row_id)
        return node.label if node else ""

    def rows_of_fact(self, fact_id: str) -> list[str]:
        """Return the ids of the rows that show a fact, in reading order."""
        return self._rows_of({fact_id})

    def _rows_of(self, fact_ids: Set[str]) -> list[str]:
        sections = self.briefing.walk_sections() if self.briefing and fact_ids else ()
        homes = (section for section in sections if not contents_of(section).fact_ids.isdisjoint(fact_ids))
        items = (item for section in homes for item in section.items)
        return [item.id for item in items if isinstance(item, FactItem) and item.fact_id in fact_ids]

    def walk(self) -> Iterator[TreeNode]:
        """Yield every section and row in reading order."""
        return itertools.islice(self.root.walk(), 1, None)

    # QAbstractItemModel

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        # Views ask this, `parent` and `flags` of each row that they lay out: no call more than is needed.
        node: TreeNode = parent.internalPointer() or self.root  # None where the index is invalid
        if column == 0 and 0 <= row < len(node.children):
            return self.createIndex(row, 0, node.children[row])
        return QModelIndex()

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        node: TreeNode | None = index.internalPointer()
        parent = node.parent if node else None
        return self.createIndex(parent.row, 0, parent) if parent and parent.parent else QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.column() > 0 else len(self.node(parent).children)

    def columnCount(self, _parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        node = self.node(index)
        if node.value is None:
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return self.text(node)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(node, node.value)
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole}:
            return self._explained(node.value)
        values: dict[int, Any] = {
            RowRole.VALUE: node.value,
            RowRole.ID: node.id,
            RowRole.LABEL: node.label,
        }
        return values.get(role)

    def _spoken(self, node: TreeNode, value: Section | Item) -> str:
        if self.briefing is None or self.scales is None or self.catalogue is None:
            return ""
        scheme = scheme_of(self.briefing, self.scales)
        spoken = spoken_row(value, node.label, self.catalogue, scheme)
        return ", ".join(filter(None, (spoken, self.comments_text(value.id))))

    def _explained(self, value: Section | Item) -> str:
        if self.briefing is None or self.scales is None or self.catalogue is None:
            return ""
        if isinstance(value, Section) and prints_nothing(value):
            return tr("A section without rows to print is not printed. Its first row gives it a number.")
        return "\n".join(explained_row(value, self.catalogue, scheme_of(self.briefing, self.scales)))

    def text(self, node: TreeNode) -> str:
        """Return the text of a row or the title of a section."""
        if node.value is None or self.catalogue is None:
            return ""
        return row_text(node.value, self.catalogue)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or str(value) == index.data(role):
            return False
        self.text_edited.emit(self.node(index).id, str(value))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        node: TreeNode | None = index.internalPointer()
        if node is None:
            return _FLAG.NoItemFlags if self.is_read_only else _FLAG.ItemIsDropEnabled
        return (_READ_ONLY_FLAGS if self.is_read_only else _FLAGS)[node.is_section]

    # Drag and drop

    def mimeTypes(self) -> list[str]:  # noqa: N802 - Qt's name
        return [ROWS_MIME, FACTS_MIME, "text/plain"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802 - Qt's name
        return self.rows_as_mime([self.node(index).id for index in indexes], {})

    def rows_as_mime(self, ids: list[str], attachments: dict[str, bytes]) -> QMimeData:
        """Return rows and sections for a drag or the clipboard."""
        if self.briefing is None:
            return QMimeData()
        return rows_to_mime(self.briefing, ids, self.document_id, attachments)

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802 - Qt's name
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def supportedDragActions(self) -> Qt.DropAction:  # noqa: N802 - Qt's name
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def canDropMimeData(  # noqa: N802 - Qt's name
        self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, parent: Index
    ) -> bool:
        if self.is_read_only or self.briefing is None:
            return False
        in_section = parent.isValid() and self.node(parent).is_section
        if data.hasFormat(FACTS_MIME):
            return in_section or bool(self.briefing.sections)
        return data.hasFormat(ROWS_MIME)

    def dropMimeData(  # noqa: N802 - Qt's name
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        node = self.node(parent)
        rows = rows_from_mime(data)
        same_document = rows is not None and rows.document_id == self.document_id
        moving = same_document and action == Qt.DropAction.MoveAction
        self.dropped.emit(
            OutlineDrop(
                section_id=node.id or None,
                position=None if row < 0 else row,
                fact_ids=fact_ids_from_mime(data),
                moved_ids=list(rows.ids) if rows and moving else [],
                clipping=rows.clipping if rows and not moving else None,
            )
        )
        # The edit moves the rows. Returning True would make the view remove the originals.
        return False


def _without_contents(value: Section | Item) -> Section | Item:
    return msgspec.structs.replace(value, items=(), sections=()) if isinstance(value, Section) else value


def _catalogue_of_both(later: Catalogue, earlier: Catalogue) -> Catalogue:
    """Return a catalogue with the facts of both; where a fact is in both, that of the later."""
    difference = later.difference(earlier)
    if difference is not None and difference.added == Material():
        return earlier
    return later.extended(difference.removed if difference else later.new_in(earlier.material))


def changed_facts(before: Catalogue, after: Catalogue) -> set[str] | None:
    """Return the ids of the facts that are shown otherwise; None where these may be any.

    A fact is shown with its statement, the grades of its sources, and whether another contradicts it.
    """
    difference = after.difference(before)
    if difference is not None:
        changed = {fact.id for fact in (*difference.added.facts, *difference.removed.facts)}
    elif has_other_value(before.sources, after.sources) or has_other_value(
        before.publishers, after.publishers
    ):
        return None
    else:
        changed = _facts_with_other_values(before, after)
    return changed | {near for key in changed for near in (*before.related(key), *after.related(key))}


def _facts_with_other_values(before: Catalogue, after: Catalogue) -> set[str]:
    changed = before.facts.keys() ^ after.facts.keys()
    facts = dict(zip(map(id, after.material.facts), after.material.facts, strict=True))
    others = [facts[key] for key in facts.keys() - set(map(id, before.material.facts))]
    return changed | {fact.id for fact in others if fact != before.facts.get(fact.id, fact)}
