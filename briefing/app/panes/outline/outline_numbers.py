"""The numbers that sections and rows have in print, brought up to date where they changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping

from briefing.app.i18n import tr
from briefing.app.panes.outline.tree_node import TreeNode
from briefing.composition.formatting import TOP_LEVEL, section_number
from briefing.composition.labels import is_headless, label_prefix, prints
from briefing.composition.scope.chart_scope import tables_among
from briefing.model.briefing import Briefing, ChartItem, Item, Section
from briefing.model.remembered import MAX_ROWS, remembered
from briefing.model.sections import rows_in


class OutlineNumbers:
    """Numbers the nodes of a tree; the rows of a section that were numbered the same way are skipped."""

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
        for node in parent.children:
            if not isinstance(node.value, Section):
                continue
            printed = prints(node.value) and not self._is_headless(node.value, heading)
            number += printed
            label = section_number(number, heading, above, self._numbering) if printed else ""
            changed |= _label(node, label)
            labelled.append((node, label))
        if changed:
            yield parent
        for node, label in labelled:
            yield from self._level(node, label, heading + 1)

    def _is_headless(self, section: Section, heading: int) -> bool:
        return heading == TOP_LEVEL and is_headless(section, self._language)

    def _number_rows(self, parent: TreeNode, section: Section) -> bool:
        """Set the numbers of the rows of a section; return whether one changed."""
        kinds = _kinds_in(section, self._tables)
        numbered_by = section, {prefix: self._counts[prefix] for prefix in kinds}, self._tables
        if _is_same(parent.numbered, numbered_by):
            self._counts.update(kinds)
            return False
        parent.numbered = numbered_by
        changed = False
        for node in parent.children[: len(section.items)]:
            assert not isinstance(node.value, Section)
            assert node.value is not None
            changed |= _label(node, self._row_label(node.value))
        return changed

    def _row_label(self, item: Item) -> str:
        prefix = label_prefix(item, self._tables)
        if prefix is None:
            return ""
        self._counts[prefix] += 1
        if prefix.endswith(" "):
            return tr(prefix + "{number}", number=self._counts[prefix])
        return f"{prefix}{self._counts[prefix]}"


def _is_same(earlier: object, later: tuple[Section, dict[str, int], Container[str]]) -> bool:
    """Return whether rows were numbered by the same section, first numbers and tables."""
    return isinstance(earlier, tuple) and earlier[0] is later[0] and earlier[1:] == later[1:]


def _kinds_in(section: Section, tables: Container[str]) -> Mapping[str, int]:
    """Return how many rows of a section have a number of each kind, by the text before the number."""
    without_charts, charts = _kinds_besides_charts(section)
    return without_charts + Counter(label_prefix(chart, tables) or "" for chart in charts)


@remembered(MAX_ROWS, rows_in)
def _kinds_besides_charts(section: Section) -> tuple[Counter[str], tuple[ChartItem, ...]]:
    prefixes = (label_prefix(item, ()) for item in section.items if not isinstance(item, ChartItem))
    charts = tuple(item for item in section.items if isinstance(item, ChartItem))
    return Counter(prefix for prefix in prefixes if prefix is not None), charts


def _label(node: TreeNode, label: str) -> bool:
    """Set the label of a node; return whether it was another."""
    before, node.label = node.label, label
    return before != label
