"""The numbers that sections and rows have in print, brought up to date where they changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping
from functools import partial

from briefing.app.i18n import tr
from briefing.app.panes.outline.tree_node import NumberedBy, RowNumbers, TreeNode
from briefing.composition.formatting import TOP_LEVEL, section_number
from briefing.composition.labels import is_headless, label_prefix, prints
from briefing.composition.scope.chart_scope import tables_among
from briefing.model.briefing import Briefing, ChartItem, Section
from briefing.model.remembered import MAX_ROWS, remembered
from briefing.model.sections import rows_in


class OutlineNumbers:
    """Numbers the nodes of a tree; the rows of a section that were numbered the same way are skipped.

    Where only the first numbers of a section differ, the numbers of its rows are computed once they are
    asked for: a row that is added renumbers all after it, of which few are in view.
    """

    def __init__(self, briefing: Briefing, numbering: str) -> None:
        self._numbering, self._language = numbering, briefing.language
        self._tables = tables_among(briefing)
        self._counts: Counter[str] = Counter()

    def renumbered(self, root: TreeNode) -> Iterator[TreeNode]:
        """Set the labels of all nodes; yield each node in which labels changed, after that."""
        yield from self._level(root, "", TOP_LEVEL)

    def _level(self, parent: TreeNode, above: str, heading: int) -> Iterator[TreeNode]:
        changed = isinstance(parent.value, Section) and self._number_rows(parent, parent.value)
        labelled = list[tuple[TreeNode, str]]()
        number = 0
        for node in _sections_in(parent):
            assert isinstance(node.value, Section)
            printed = prints(node.value) and not self._is_headless(node.value, heading)
            number += printed
            label = section_number(number, heading, above, self._numbering) if printed else ""
            changed |= label != node.number
            node.number = label
            labelled.append((node, label))
        if changed:
            yield parent
        for node, label in labelled:
            yield from self._level(node, label, heading + 1)

    def _is_headless(self, section: Section, heading: int) -> bool:
        return heading == TOP_LEVEL and is_headless(section, self._language)

    def _number_rows(self, parent: TreeNode, section: Section) -> bool:
        """Set the numbers of the rows of a section; return whether one may have changed."""
        kinds, before = _kinds_in(section, self._tables), parent.row_numbers
        first = {prefix: self._counts[prefix] for prefix in kinds}
        self._counts.update(kinds)
        numbered_by: NumberedBy = (section, first, self._tables)
        if before is not None and _is_same(before.numbered_by, numbered_by):
            return False
        numbers = RowNumbers(numbered_by, partial(_row_labels, *numbered_by))
        parent.row_numbers = numbers
        if before is not None and _begins_as(before.numbered_by, numbered_by):
            return before.by_id != numbers.by_id
        return bool(kinds)


def _sections_in(parent: TreeNode) -> list[TreeNode]:
    """Return the nodes of subsections: they follow the rows."""
    rows = len(parent.value.items) if isinstance(parent.value, Section) else 0
    return parent.children[rows:]


def _row_labels(section: Section, first: Mapping[str, int], tables: Container[str]) -> dict[str, str]:
    """Return the numbers of the rows of a section by their ids."""
    counts, labels = Counter(first), dict[str, str]()
    for item in section.items:
        prefix = label_prefix(item, tables)
        if prefix is not None:
            counts[prefix] += 1
            labels[item.id] = _row_label(prefix, counts[prefix])
    return labels


def _row_label(prefix: str, number: int) -> str:
    return tr(prefix + "{number}", number=number) if prefix.endswith(" ") else f"{prefix}{number}"


def _is_same(earlier: NumberedBy, later: NumberedBy) -> bool:
    """Return whether rows were numbered by the same section, first numbers and tables."""
    return earlier[0] is later[0] and earlier[1:] == later[1:]


def _begins_as(earlier: NumberedBy, later: NumberedBy) -> bool:
    """Return whether rows are numbered from the same numbers as before, whatever the rows are."""
    return earlier[1:] == later[1:]


def _kinds_in(section: Section, tables: Container[str]) -> Mapping[str, int]:
    """Return how many rows of a section have a number of each kind, by the text before the number."""
    without_charts, charts = _kinds_besides_charts(section)
    return without_charts + Counter(label_prefix(chart, tables) or "" for chart in charts)


@remembered(MAX_ROWS, rows_in)
def _kinds_besides_charts(section: Section) -> tuple[Counter[str], tuple[ChartItem, ...]]:
    prefixes = (label_prefix(item, ()) for item in section.items if not isinstance(item, ChartItem))
    charts = tuple(item for item in section.items if isinstance(item, ChartItem))
    return Counter(prefix for prefix in prefixes if prefix is not None), charts
