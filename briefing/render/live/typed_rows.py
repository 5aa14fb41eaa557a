"""Parts in which words are typed, of which only what changed is laid out.

They are the front, headings with the rows beside them, and rows, which are parts of their own meanwhile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from briefing.composition.typed_words.words_in_place import TypedBriefing
from briefing.composition.views.statements import SectionView
from briefing.render.live.part_name import PartName, part_name
from briefing.render.templates.manifest import PartKind
from briefing.render.templates.parts import DocumentPart

if TYPE_CHECKING:
    from briefing.render.layout.finished_pages.changed_block import PartBefore
    from briefing.render.layout.laid_out_part import Document, LaidOutPart
    from briefing.render.layout.typesetter import Typesetter


_FRONT = part_name(DocumentPart(PartKind.FRONT))


class TypedRows:
    """Knows how parts with few rows were laid out, for the next letter in one of them."""

    def __init__(self) -> None:
        self._documents: WeakValueDictionary[PartName, Document] = WeakValueDictionary()
        self._before: tuple[PartName, Document, PartBefore] | None = None
        self._is_former_front = False
        """Whether the block of the front that was laid out last is of the front as it was at first."""

    def lay_out_below(
        self, typesetter: Typesetter, typed: TypedBriefing, part: DocumentPart, html: str
    ) -> LaidOutPart:
        """Lay out a part below another one, of one that is typed in only the block that changed."""
        from briefing.render.layout.finished_pages.moved import noted_offset_px

        name = part_name(part)
        if _is_typed_in(part, typed) and (before := self._part_before(name)) is not None:
            laid_out = typesetter.lay_out_change_below(html, part.offset_px, before)
        else:
            laid_out = typesetter.lay_out_below(html, part.offset_px)
        if noted_offset_px(laid_out.document) is not None:
            self._documents[name] = laid_out.document
        return laid_out

    def lay_out_front(self, typesetter: Typesetter, former: Document, html: str) -> LaidOutPart | None:
        """Lay out the block of the front that changed since it was laid out before; None where more did.

        Before is with the letter for which it was last laid out as a whole, or in the `former` document.
        """
        documents = [self._documents.get(_FRONT), former]
        for document in sorted(documents, key=lambda each: (each is former) is not self._is_former_front):
            if document is not None:
                laid_out = typesetter.lay_out_change(html, self._as_before(_FRONT, document))
                if laid_out is not None:
                    self._is_former_front = document is former
                    return laid_out
        self._documents[_FRONT] = typesetter.lay_out(html).document
        self._is_former_front = False
        return None

    def _part_before(self, name: PartName) -> PartBefore | None:
        document = self._documents.get(name)
        return None if document is None else self._as_before(name, document)

    def _as_before(self, name: PartName, document: Document) -> PartBefore:
        from briefing.render.layout.finished_pages.changed_block import PartBefore

        if self._before is None or self._before[:2] != (name, document):
            self._before = name, document, PartBefore(document)
        return self._before[2]


def _is_typed_in(part: DocumentPart, typed: TypedBriefing) -> bool:
    """Return whether words were typed in the heading or the rows of a part."""
    return part.section is not None and _has_typed(part.section, typed)


def _has_typed(section: SectionView, typed: TypedBriefing) -> bool:
    return (
        section.row_id in typed.section_ids
        or any(item.row_id in typed.row_ids for item in section.items)
        or any(_has_typed(child, typed) for child in section.sections)
    )
