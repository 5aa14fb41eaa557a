"""Pages that were drawn, known by what is on them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from briefing.render.layout.laid_out_part import Document, Page
    from briefing.render.layout.typesetter import Typesetter
    from briefing.render.pdf.single_page import PagePdf, PageWriter

_MOST_BYTES = 2**20
"""Of the pages drawn last, to be sent. The client has the others; one that it lacks is drawn again."""
_MOST_FORMER = 32
"""So many pages are kept besides those of the document, for a change that is taken back."""


class DrawnPages:
    """Draws each page once, as long as the client has it; knows the pages that were drawn by their keys."""

    def __init__(self) -> None:
        self._keys: OrderedDict[Hashable, str] = OrderedDict()
        self._latest: OrderedDict[Hashable, PagePdf] = OrderedDict()
        self._size = 0
        self._writers: WeakKeyDictionary[Typesetter, PageWriter] = WeakKeyDictionary()

    def has(self, page: Page) -> bool:
        """Return whether the page was drawn."""
        from briefing.render.layout.finished_pages.identity import identity

        return identity(page) in self._keys

    def key(self, document: Document, page: Page, typesetter: Typesetter) -> str:
        """Return the key of a page. Raises RenderError where a picture asks for what it may not have."""
        from briefing.render.layout.finished_pages.identity import identity

        name = identity(page)
        key = self._keys.pop(name, None) or self._drawn(document, page, typesetter).key
        self._keys[name] = key
        return key

    def draw_for_a_moment(self, document: Document, page: Page, typesetter: Typesetter) -> None:
        """Draw a page, unless it was, that is shown until another takes its place.

        It is drawn quicker, but what is drawn is of no use for a PDF. Raises RenderError likewise.
        """
        from briefing.render.layout.finished_pages.identity import identity

        name = identity(page)
        if name not in self._keys:
            self._keys[name] = self._drawn(document, page, typesetter, is_for_a_moment=True).key

    def pdf(self, document: Document, page: Page, typesetter: Typesetter) -> bytes:
        """Return the page as a PDF. Raises RenderError likewise."""
        return self._drawn(document, page, typesetter).content

    def _drawn(
        self, document: Document, page: Page, typesetter: Typesetter, *, is_for_a_moment: bool = False
    ) -> PagePdf:
        from briefing.render import checkpoints
        from briefing.render.layout.finished_pages.identity import identity
        from briefing.render.pdf.drawn_pieces import pieces_of
        from briefing.render.pdf.single_page import PageWriter

        name = identity(page)
        if (known := self._latest.get(name)) is not None:
            return known
        writer = self._writers.get(typesetter)
        if writer is None:
            writer = self._writers[typesetter] = PageWriter(pieces_of(typesetter))
        with typesetter.writing(), checkpoints.checked_by(typesetter.check_within):
            drawn = writer.write(document, page, is_for_a_moment=is_for_a_moment)
        self._latest[name] = drawn
        self._size += len(drawn.content)
        while self._size > _MOST_BYTES:
            _, oldest = self._latest.popitem(last=False)
            self._size -= len(oldest.content)
        return drawn

    def forget_former(self, pages: Sequence[Page], typesetter: Typesetter) -> None:
        """Know of all pages but these the latest only."""
        from briefing.render.layout.finished_pages.identity import identity
        from briefing.render.pdf.drawn_pieces import pieces_of

        pieces_of(typesetter).forget_unstructured(pages)
        current = {identity(page) for page in pages}
        former = [name for name in self._keys if name not in current]
        for name in former[:-_MOST_FORMER]:
            del self._keys[name]
