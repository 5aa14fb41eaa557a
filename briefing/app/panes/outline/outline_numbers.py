"""The numbers that sections and rows have in print, brought up to date where they changed."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.app.panes.outline.tree_node import RowNumbers, TreeNode
from briefing.composition.formatting import TOP_LEVEL, section_number
from briefing.composition.labels import NumberedSection, is_headless, numbered_sections, prints
from briefing.composition.scope.chart_scope import tables_among
from briefing.model.briefing import Briefing, Section
from briefing.model.remembered import MAX_ROWS, remembered
from briefing.model.sections import rows_in


def numbering_key(briefing: Briefing, numbering: str) -> object:
    """Return a value that is equal for briefings whose sections and rows have the same numbers."""
    parts = tuple(map(_numbering_of, briefing.sections))
    return numbering, briefing.language, parts, tables_among(briefing)


@remembered(MAX_ROWS, rows_in)
def _numbering_of(section: Section) -> tuple[object, ...]:
    """Return all of a section that decides on the numbers in it and after it."""
    rows = tuple((item.id, type(item), item.hidden) for item in section.items)
    return section.id, section.title, rows, tuple(map(_numbering_of, section.sections))


class OutlineNumbers:
    """Numbers the nodes of a tree; the rows of a section that were numbered the same way are skipped.

    Where only the first numbers of a section differ, the numbers of its rows are computed once they are
    asked for: a row that is added renumbers all after it, of which few are in view.
    """

    def __init__(self, briefing: Briefing, numbering: str) -> None:
        self._numbering, self._language = numbering, briefing.language
        self._sections = numbered_sections(briefing)

    def renumbered(self, root: TreeNode) -> Iterator[TreeNode]:
        """Set the labels of all nodes; yield each node in which labels changed, after that."""
        yield from self._level(root, "", TOP_LEVEL)

    def _level(self, parent: TreeNode, above: str, heading: int) -> Iterator[TreeNode]:
        changed = parent.is_section and self._number_rows(parent)
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

    def _number_rows(self, parent: TreeNode) -> bool:
        """Set the numbers of the rows of the next section; return whether one may have changed."""
        numbered, before = next(self._sections), parent.row_numbers
        if before is not None and _is_same(before.numbered, numbered):
            return False
        numbers = parent.row_numbers = RowNumbers(numbered)
        if before is not None and _begins_as(before.numbered, numbered):
            return before.by_id != numbers.by_id
        return bool(numbered.first)


def _sections_in(parent: TreeNode) -> list[TreeNode]:
    """Return the nodes of subsections: they follow the rows."""
    rows = len(parent.value.items) if isinstance(parent.value, Section) else 0
    return parent.children[rows:]


def _is_same(earlier: NumberedSection, later: NumberedSection) -> bool:
    """Return whether rows were numbered by the same section, first numbers and tables."""
    return earlier.section is later.section and _begins_as(earlier, later)


def _begins_as(earlier: NumberedSection, later: NumberedSection) -> bool:
    """Return whether rows are numbered from the same numbers as before, whatever the rows are."""
    return (earlier.first, earlier.tables) == (later.first, later.tables)
