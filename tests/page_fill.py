"""Empty space at the foot of printed pages, measured on the pages as they are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2

from briefing.model.briefing import Briefing
from briefing.render import Template
from briefing.render.layout.typesetter import Typesetter
from briefing.render.pipeline import composed, lay_out, write
from tests.builders import bundled_scales

MOST_BLANK = 0.25
"""The largest share of a text area that may be empty at its foot, on all pages but the last."""
_DPI = 36
_WHITE = 253
_PX_PER_INCH = 96
_PT_PER_INCH = 72


@dataclass(frozen=True)
class FilledPage:
    """A page: the share of its text area below the lowest ink, and whether a landscape page follows it."""

    number: int
    blank: float
    precedes_landscape: bool


@dataclass(frozen=True)
class FilledDocument:
    pdf: bytes
    pages: tuple[FilledPage, ...]

    @property
    def too_empty(self) -> list[FilledPage]:
        """The pages that are emptier than a page but the last may be."""
        *pages, _last = self.pages
        return [page for page in pages if page.blank > MOST_BLANK and not page.precedes_landscape]


def filled(briefing: Briefing, template: Template) -> FilledDocument:
    """Print a briefing with a template, and measure its pages."""
    printed = composed(briefing, template, bundled_scales())
    typesetter = Typesetter(template.folder, {})
    document = lay_out(printed, template, typesetter)
    areas = [_text_area(page._page_box) for page in document.pages]
    pdf = write(document, printed, typesetter)
    return FilledDocument(pdf, _measured(pdf, areas))


def measured(pdf: bytes, template: Template) -> FilledDocument:
    """Measure the pages of a PDF that was printed with the usual margins of a template."""
    (page,) = Typesetter(template.folder, {}).lay_out("<html lang=en><title>Empty</title>").pages
    top, foot = _text_area(page._page_box)
    margin = page.height / _PX_PER_INCH - foot
    document = pypdfium2.PdfDocument(pdf)
    areas = [(top, page.get_height() / _PT_PER_INCH - margin) for page in document]
    document.close()
    return FilledDocument(pdf, _measured(pdf, areas))


def _measured(pdf: bytes, areas: Sequence[tuple[float, float]]) -> tuple[FilledPage, ...]:
    document = pypdfium2.PdfDocument(pdf)
    landscape = [page.get_width() > page.get_height() for page in document]
    document.close()
    sides = zip(_blank_shares(pdf, areas), landscape, [*landscape[1:], False], strict=True)
    return tuple(
        FilledPage(number, blank, wide_next and not wide)
        for number, (blank, wide, wide_next) in enumerate(sides, start=1)
    )


def _text_area(page_box: object) -> tuple[float, float]:
    """The top and the foot of the text area, in inches from the top of the page."""
    top = page_box.content_box_y()  # type: ignore[attr-defined] # a box of WeasyPrint
    height = page_box.height  # type: ignore[attr-defined] # likewise
    return top / _PX_PER_INCH, (top + height) / _PX_PER_INCH


def _blank_shares(pdf: bytes, areas: Sequence[tuple[float, float]]) -> list[float]:
    """For each page the share of its text area that is empty at the foot."""
    document = pypdfium2.PdfDocument(pdf)
    shares = []
    for page, (top, foot) in zip(document, areas, strict=True):
        image = page.render(scale=_DPI / _PT_PER_INCH, grayscale=True).to_pil()
        first, last = round(top * _DPI), round(foot * _DPI)
        rows = image.crop((0, first, image.width, last)).point(lambda value: 255 * (value < _WHITE))
        box = rows.getbbox()
        shares.append(1 - (box[3] if box else 0) / (last - first))
    document.close()
    return shares
