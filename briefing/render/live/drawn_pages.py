"""Pages as they were drawn, kept by what is on them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Iterable
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from briefing.render.layout.laid_out_part import Document, Page
    from briefing.render.layout.typesetter import Typesetter
    from briefing.render.pdf.grown_subsets import GrownSubsets
    from briefing.render.pdf.single_page import PagePdf

_MOST_BYTES = 32 * 2**20
_MOST_FORMER = 32
"""So many pages are kept besides those of the document, for a change that is taken back."""


class DrawnPages:
    """Draws each page once; the pages used last are kept."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, PagePdf] = OrderedDict()
        self._size = 0
        self._subsets: WeakKeyDictionary[Typesetter, GrownSubsets] = WeakKeyDictionary()

    def has(self, page: Page) -> bool:
        """Return whether the page need not be drawn again."""
        from briefing.render.layout.finished_pages.identity import identity

        return identity(page) in self._kept

    def pdf(self, document: Document, page: Page, typesetter: Typesetter) -> PagePdf:
        """Return the page as a PDF. Raises RenderError where a picture asks for what it may not have."""
        from briefing.render import checkpoints
        from briefing.render.layout.finished_pages.identity import identity
        from briefing.render.pdf.drawn_pieces import pieces_of
        from briefing.render.pdf.grown_subsets import GrownSubsets
        from briefing.render.pdf.single_page import write_page

        name = identity(page)
        drawn = self._kept.pop(name, None)
        if drawn is None:
            subsets = self._subsets.setdefault(typesetter, GrownSubsets())
            with typesetter.writing(), checkpoints.checked_by(typesetter.check_within):
                drawn = write_page(document, page, subsets, pieces_of(typesetter))
            self._size += len(drawn.content)
        self._kept[name] = drawn
        while self._size > _MOST_BYTES:
            _, oldest = self._kept.popitem(last=False)
            self._size -= len(oldest.content)
        return drawn

    def forget_former(self, pages: Iterable[Page]) -> None:
        """Keep of all pages but these the latest only."""
        from briefing.render.layout.finished_pages.identity import identity

        current = {identity(page) for page in pages}
        former = [name for name in self._kept if name not in current]
        for name in former[:-_MOST_FORMER]:
            self._size -= len(self._kept.pop(name).content)
