"""HTML → laid-out pages, by part, and what to say where something does not fit.

A part is laid out without knowing its page numbers: headers and footers come from a document of empty
pages, laid out once all parts are counted, whose margin boxes are put onto the parts' pages. So a part's
pages depend on its HTML alone, and nothing is laid out twice.
"""

from __future__ import annotations

import copy
import logging
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from briefing.composition.addresses import ATTACHMENT_ADDRESS, DRAWING_ADDRESS
from briefing.errors import Problem, RenderError
from briefing.render.layout import weasyprint_patches
from briefing.render.templates.loader import STYLE, find_file
from briefing.typography import fonts  # the engine before what follows

import weasyprint  # isort: skip
from weasyprint.document import Document, Page  # isort: skip
from weasyprint.formatting_structure import boxes  # isort: skip
from weasyprint.text.fonts import FontConfiguration  # isort: skip
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse  # isort: skip

__all__ = ["AssetFetcher", "Document", "LaidOutPart", "Page", "Typesetter", "joined", "put_furniture"]

TEMPLATE_ADDRESS = "https://template.invalid/"
_MAX_ASSET_BYTES = 32 * 2**20
_MOST_KEPT_PARTS = 128
_TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class LaidOutPart:
    """A part's pages; where it `runs_on`, its first page is to be laid over the last one before it."""

    document: Document
    runs_on: bool = False

    @property
    def pages(self) -> list[Page]:
        found: list[Page] = self.document.pages
        return found

    @property
    def end_px(self) -> float:
        """How far below the top of its last page's text area the part ends."""
        page_box = self.pages[-1]._page_box  # noqa: SLF001 - there is no public way to the boxes
        body = page_box.children[0].children[0]
        return round(float(body.position_y + body.margin_height() - page_box.content_box_y()), 2)


class AssetFetcher(URLFetcher):  # type: ignore[misc] # WeasyPrint ships no types
    """Serves the template's own folder, the project's attachments and drawings, and the packaged fonts.

    Nothing else. `drawings` are SVG documents by name.
    """

    def __init__(self, folder: Path, attachments: Mapping[str, bytes]) -> None:
        super().__init__()
        self._folder = folder
        self._attachments = attachments
        self.drawings: Mapping[str, str] = {}
        self.refusals: list[str] = []

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:  # noqa: ARG002 - the base's
        try:
            return self._fetched(url)
        except _RefusedError as error:
            # Who draws an SVG goes on without what it was refused; that is noticed by this.
            self.refusals.append(str(error))
            raise

    def _fetched(self, url: str) -> URLFetcherResponse:
        name = unquote(urlsplit(url).path).lstrip("/")
        if url.startswith(ATTACHMENT_ADDRESS) and name in self._attachments:
            return URLFetcherResponse(url, self._attachments[name])
        if url.startswith(DRAWING_ADDRESS) and name in self.drawings:
            return URLFetcherResponse(url, self.drawings[name].encode(), {"Content-Type": "image/svg+xml"})
        if url.startswith(fonts.ADDRESS) and name in fonts.font_files():
            return URLFetcherResponse(url, fonts.font_files()[name].read_bytes())
        if url.startswith(TEMPLATE_ADDRESS):
            return self._asset(url, name)
        raise _RefusedError(
            f"it asks for {url[:200]}, and nothing outside the template and the project is fetched"
        )

    def _asset(self, url: str, name: str) -> URLFetcherResponse:
        path = find_file(self._folder, name)
        if path is None:
            if not (self._folder / name).resolve().is_relative_to(self._folder.resolve()):
                raise _RefusedError(f"it asks for '{name}', which lies outside the template's folder")
            raise _RefusedError(f"it asks for '{name}', which is not in the template's folder")
        if path.stat().st_size > _MAX_ASSET_BYTES:
            raise _RefusedError(f"'{name}' is larger than {_MAX_ASSET_BYTES // 2**20} MB")
        kind = _TYPES.get(path.suffix.lower(), "application/octet-stream")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})


class _RefusedError(FatalURLFetchingError):  # type: ignore[misc] # likewise
    """Ends the layout at once."""


class Typesetter:
    """Lays out HTML with one template's style sheet, parsed once, and one set of fonts.

    A part's pages depend on its HTML alone, so the parts last laid out are kept: who sets a briefing again
    after a change waits for the parts that changed.
    """

    def __init__(self, folder: Path, attachments: Mapping[str, bytes]) -> None:
        self._folder = folder
        self.fetcher = AssetFetcher(folder, attachments)
        self._kept: OrderedDict[str, Document] = OrderedDict()
        self._fonts = FontConfiguration()
        self._styles = [weasyprint.CSS(string=fonts.font_faces(), **self._means())]
        if (folder / STYLE).is_file():
            with _complaints(folder):
                self._styles.append(weasyprint.CSS(url=TEMPLATE_ADDRESS + STYLE, **self._means()))

    def _means(self) -> dict[str, Any]:
        return {"url_fetcher": self.fetcher, "font_config": self._fonts}

    def lay_out(self, html: str, *, runs_on: bool = False) -> LaidOutPart:
        """The pages of one part. Raises RenderError for what the template asks for and may not have."""
        document = self._kept.pop(html, None) or self._laid_out(html)
        self._kept[html] = document
        if len(self._kept) > _MOST_KEPT_PARTS:
            self._kept.popitem(last=False)
        return LaidOutPart(document, runs_on)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Pictures are drawn while the PDF is written. Raises RenderError for what one may not have."""
        self.fetcher.refusals.clear()
        with _complaints(self._folder):
            yield
        if self.fetcher.refusals:
            raise _refused(self._folder, self.fetcher.refusals[0])

    def _laid_out(self, html: str) -> Document:
        with _complaints(self._folder):
            source = weasyprint.HTML(string=html, base_url=TEMPLATE_ADDRESS, url_fetcher=self.fetcher)
            return source.render(font_config=self._fonts, stylesheets=self._styles, pdf_variant="pdf/a-3a")


@contextmanager
def _complaints(folder: Path) -> Iterator[None]:
    """Turn what WeasyPrint only logs as an error into a RenderError."""
    errors: list[str] = []
    handler = _Collector(errors)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield
    except _RefusedError as error:
        raise _refused(folder, str(error)) from None
    except RecursionError:
        message = "The template cannot be laid out: its elements stand too deep within one another."
        raise RenderError(Problem(message, "Mend the template.", str(folder))) from None
    finally:
        logger.removeHandler(handler)
    if errors:
        raise RenderError([Problem(f"The pages are not sound: {said}", "", str(folder)) for said in errors])


def _refused(folder: Path, why: str) -> RenderError:
    return RenderError(
        Problem(f"The template cannot be laid out: {why}.", "Mend the template.", str(folder))
    )


class _Collector(logging.Handler):
    def __init__(self, errors: list[str]) -> None:
        super().__init__(logging.ERROR)
        self._errors = errors

    def emit(self, record: logging.LogRecord) -> None:
        self._errors.append(record.getMessage())


def joined(parts: Sequence[LaidOutPart]) -> list[Page]:
    """New pages of all parts in order; a part that runs on shares the last page before it."""
    pages: list[Page] = []
    for part in parts:
        first, *others = map(_own, part.pages)
        if part.runs_on:
            _lay_over(pages[-1], first)
        else:
            pages.append(first)
        pages.extend(others)
    for number, page in enumerate(pages, start=1):
        _lead_to_notes(page, number)
    return pages


def _lead_to_notes(page: Page, number: int) -> None:
    """Let a reference lead to the source's note where the page has one; the note leads to the annex."""
    content = page._page_box.children  # noqa: SLF001 - see end_px
    area = next((box for box in content if isinstance(box, boxes.FootnoteAreaBox)), None)
    notes = {note.element.get(weasyprint_patches.NOTE): note for note in area.children} if area else {}
    within = {id(box) for note in notes.values() for box in note.descendants()}
    for source, note in notes.items():
        x, y = note.border_box_x(), note.border_box_y()
        page.anchors[note_anchor(number, source)] = (
            x,
            y,
            x + note.border_width(),
            y + note.border_height(),
        )
    page.links = [
        (kind, note_anchor(number, target), place, box)
        if target in notes and id(box) not in within
        else (kind, target, place, box)
        for kind, target, place, box in page.links
    ]


def note_anchor(number: int, source: str) -> str:
    """The anchor of the note on a source at the foot of a page."""
    return f"page-{number}-{source}"


def _own(page: Page) -> Page:
    """A page that can be added to while the part that it comes from stays as it was laid out."""
    own = copy.copy(page)
    own._page_box = copy.copy(page._page_box)  # noqa: SLF001 - see end_px
    own.links, own.bookmarks = list(page.links), list(page.bookmarks)
    own.anchors = dict(page.anchors)
    return own


def _lay_over(page: Page, other: Page) -> None:
    """Put the content, links, anchors and bookmarks of another page onto a page, each where it is."""
    box, more = page._page_box, other._page_box  # noqa: SLF001 - see end_px
    box.children = (*box.children, *more.children)
    page.links.extend(other.links)
    page.bookmarks.extend(other.bookmarks)
    for anchor, place in other.anchors.items():
        page.anchors.setdefault(anchor, place)


def put_furniture(pages: Sequence[Page], furniture: Sequence[Page]) -> None:
    """Give each page the headers and footers of its counterpart."""
    for page, sheet in zip(pages, furniture, strict=True):
        box = page._page_box  # noqa: SLF001 - WeasyPrint has no public way to join boxes
        kept = [child for child in box.children if not isinstance(child, boxes.MarginBox)]
        margins = [child for child in sheet._page_box.children if isinstance(child, boxes.MarginBox)]  # noqa: SLF001
        box.children = (*kept, *margins)
