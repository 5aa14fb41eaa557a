"""Parts in which words are typed, of which only what changed is laid out.

They are the front, and rows, which are parts of their own meanwhile.
"""

from __future__ import annotations

from collections.abc import Set
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from briefing.render.templates.parts import DocumentPart

if TYPE_CHECKING:
    from briefing.render.layout.finished_pages.changed_block import PartBefore
    from briefing.render.layout.laid_out_part import Document, LaidOutPart
    from briefing.render.layout.typesetter import Typesetter


_FRONT = ""
"""The front in place of the id of a row."""


class TypedRows:
    """Knows how rows were laid out by themselves, for the next letter in one of them."""

    def __init__(self) -> None:
        self._documents: WeakValueDictionary[str, Document] = WeakValueDictionary()
        self._before: tuple[str, Document, PartBefore] | None = None

    def lay_out_below(
        self, typesetter: Typesetter, typed: Set[str], part: DocumentPart, html: str
    ) -> LaidOutPart:
        """Lay out a part below another one, of a row that is typed only the block that changed."""
        from briefing.render.layout.finished_pages.moved import noted_offset_px

        row = _only_row(part)
        if row in typed and (before := self._part_before(row)) is not None:
            laid_out = typesetter.lay_out_change_below(html, part.offset_px, before)
        else:
            laid_out = typesetter.lay_out_below(html, part.offset_px)
        if row and noted_offset_px(laid_out.document) is not None:
            self._documents[row] = laid_out.document
        return laid_out

    def lay_out_front(self, typesetter: Typesetter, former: Document, html: str) -> LaidOutPart | None:
        """Lay out the block of the front that changed since it was laid out before; None where more did.

        Before is with the letter for which it was last laid out as a whole, or in the `former` document.
        """
        for document in (self._documents.get(_FRONT), former):
            if document is not None:
                laid_out = typesetter.lay_out_change(html, self._as_before(_FRONT, document))
                if laid_out is not None:
                    return laid_out
        self._documents[_FRONT] = typesetter.lay_out(html).document
        return None

    def _part_before(self, row: str) -> PartBefore | None:
        document = self._documents.get(row)
        return None if document is None else self._as_before(row, document)

    def _as_before(self, row: str, document: Document) -> PartBefore:
        from briefing.render.layout.finished_pages.changed_block import PartBefore

        if self._before is None or self._before[:2] != (row, document):
            self._before = row, document, PartBefore(document)
        return self._before[2]


def _only_row(part: DocumentPart) -> str:
    """Return the id of the row that a part consists of; empty for another part."""
    section = part.section
    if section is None or section.sections or len(section.items) != 1:
        return ""
    return section.items[0].row_id
