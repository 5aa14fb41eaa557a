"""Write one page as a PDF for the preview, which looks as in the whole PDF and has nothing else."""

from __future__ import annotations

import copy
import functools
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

from briefing.render.layout.finished_pages.identity import MARK
from briefing.render.layout.weasyprint_patches import OUTPUT_INTENT, whole_svg_lines
from briefing.render.pdf.drawn_pieces import DrawnPieces, StandIn, Structured
from briefing.render.pdf.grown_subsets import GrownSubsets
from briefing.render.pdf.page_layers import (
    KeptLayers,
    PageLayer,
    content_layer,
    furniture_layer,
    pdf_of,
)

from weasyprint import DEFAULT_OPTIONS  # isort: skip
from weasyprint import pdf as weasyprint_pdf  # isort: skip
from weasyprint.document import Document, Page  # isort: skip

_PROFILE = "sRGB2014.icc"
"""The file of WeasyPrint with the colour space in which gradients are in the whole PDF."""
_IN_ORDER = ("auto", 0)
"""The places in the order of drawing of boxes that are drawn one after another."""
_SIDES = ("top", "right", "bottom", "left")


@dataclass(frozen=True, slots=True)
class PagePdf:
    """A page as a PDF; pages with equal keys look alike."""

    key: str
    content: bytes


class PageWriter:
    """Writes pages that one typesetter laid out; of what was drawn before, nothing is drawn again."""

    def __init__(self, pieces: DrawnPieces) -> None:
        self._pieces = pieces
        self._subsets, self._layers = GrownSubsets(), KeptLayers()

    def write(self, document: Document, page: Page, *, is_for_a_moment: bool = False) -> PagePdf:
        """Write a page without structure tree, metadata, links, bookmarks and attachments.

        Its content is marked all the same, since its pieces are those of the whole PDF. Those of a page
        that is shown for a moment are to be drawn soon, and not kept for a PDF: of what is in its margins
        they are kept, and of its content only fonts are compressed, which were before.
        """
        alone = self._pieces.stand_ins(page)
        alone.links, alone.bookmarks, alone.anchors = [], [], {}
        stand_ins: Sequence[StandIn] = alone._page_box.children  # noqa: SLF001 - there is no public way to the boxes
        in_margins = [each for each in stand_ins if each.is_margin_box] if _can_be_divided(alone) else []
        others = [each for each in stand_ins if each not in in_margins]
        structured = Structured.NEVER if is_for_a_moment else Structured.LATER
        content = self._content(
            document, _with_children(alone, others), structured, has_furniture=bool(in_margins)
        )
        furniture = self._furniture(document, _with_children(alone, in_margins)) if in_margins else None
        digest = hashlib.sha256(content.digest + (furniture.digest if furniture else b""))
        return PagePdf(digest.hexdigest(), pdf_of(content, furniture))

    def _content(
        self, document: Document, page: Page, structured: Structured, *, has_furniture: bool
    ) -> PageLayer:
        box = page._page_box  # noqa: SLF001 - there is no public way to the boxes
        name = (has_furniture, getattr(box, MARK), *(each.placed_name for each in box.children))
        layer = self._layers.get(name)
        if layer is None:
            layer = content_layer(
                self._drawn(document, page, structured), self._subsets, has_furniture=has_furniture
            )
            if structured is not Structured.NEVER:
                self._layers.keep(name, layer)
        return layer

    def _furniture(self, document: Document, page: Page) -> PageLayer:
        box = page._page_box  # noqa: SLF001 - likewise
        name = (page.width, page.height, *page.bleed.values(), *(each.placed_name for each in box.children))
        layer = self._layers.get(name)
        if layer is None:
            drawn = self._drawn(document, _without_own_look(page), Structured.LATER)
            layer = furniture_layer(drawn, self._subsets)
            self._layers.keep(name, layer)
        return layer

    def _drawn(self, document: Document, page: Page, structured: Structured) -> Any:
        """Return a PDF of a page that is drawn, as pydyf has it before it is written."""
        single = document.copy([page])
        single.metadata = type(document.metadata)()
        single.color_profiles = {**document.color_profiles, OUTPUT_INTENT: _standard_profile()}
        options = {**DEFAULT_OPTIONS, "uncompressed_pdf": structured is Structured.NEVER}
        with whole_svg_lines(), self._subsets.applied(), self._pieces.applied(structured=structured):
            return weasyprint_pdf.generate_pdf(single, None, 1, **options)


@dataclass(slots=True)
class _ColorProfile:
    """What a page needs of WeasyPrint's class of this name, whose bytes change when it is looked into.

    `pdf_reference` is where it is in the PDF that is written.
    """

    content: bytes
    name: str = "sRGB"
    components: tuple[str, ...] = ("r", "g", "b")
    pdf_reference: bytes | None = None


@functools.cache
def _standard_profile() -> _ColorProfile:
    """Return the profile of the colour space in which the whole PDF has gradients."""
    return _ColorProfile(resources.files(weasyprint_pdf).joinpath(_PROFILE).read_bytes())


def _can_be_divided(page: Page) -> bool:
    """Return whether what is in the margins of a page is drawn after all else, and by itself."""
    box = page._page_box  # noqa: SLF001 - likewise
    is_plain = box.style["opacity"] == 1 and not box.transformation_matrix
    return is_plain and all(each.style["z_index"] in _IN_ORDER for each in box.children)


def _with_children(page: Page, children: Sequence[StandIn]) -> Page:
    page = copy.copy(page)
    page._page_box = page._page_box.copy_with_children(children)  # noqa: SLF001 - likewise
    return page


def _without_own_look(page: Page) -> Page:
    """Return a page without its own backgrounds and border, where another layer has them."""
    box = page._page_box  # noqa: SLF001 - likewise
    box.background = box.canvas_background = None
    for side in _SIDES:
        setattr(box, f"border_{side}_width", 0)
    return page
