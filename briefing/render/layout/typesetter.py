"""Lay out HTML as pages, part by part.

A part is laid out without knowing its page numbers: headers and footers come from a document of empty
pages, laid out once all parts are counted, whose margin boxes are put onto the parts' pages. So a part's
pages depend on its HTML alone, and nothing is laid out twice.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing.errors import Problem, RenderError
from briefing.render.layout import weasyprint_patches  # noqa: F401 - must precede WeasyPrint
from briefing.render.layout.asset_fetcher import TEMPLATE_ADDRESS, AssetFetcher, RefusedError
from briefing.render.templates.loader import STYLE
from briefing.typography import fonts

import weasyprint  # isort: skip
from weasyprint.document import Document, Page  # isort: skip
from weasyprint.text.fonts import FontConfiguration  # isort: skip

__all__ = ["Document", "LaidOutPart", "Page", "Typesetter"]

_MOST_KEPT_PARTS = 128


@dataclass(frozen=True, slots=True)
class LaidOutPart:
    """A part's pages, filled up with `blank_pages`.

    Where it `runs_on`, its first page is to be laid over the last page of the part before it.
    """

    document: Document
    runs_on: bool = False
    blank_pages: tuple[Page, ...] = ()

    @property
    def pages(self) -> list[Page]:
        return [*self.document.pages, *self.blank_pages]

    @property
    def end_px(self) -> float:
        """Measure from the top of its last page's text area to the end of the part."""
        page_box = self.pages[-1]._page_box  # noqa: SLF001 - there is no public way to the boxes
        body = page_box.children[0].children[0]
        return round(float(body.position_y + body.margin_height() - page_box.content_box_y()), 2)


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
        """Lay out one part. Raises RenderError for what the template asks for and may not have."""
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
    except RefusedError as error:
        raise _refused(folder, str(error)) from None
    except RecursionError:
        message = "The template cannot be laid out: its elements are nested too deeply."
        raise RenderError(Problem(message, "Correct the template.", str(folder))) from None
    finally:
        logger.removeHandler(handler)
    if errors:
        raise RenderError(
            [Problem(f"The pages cannot be laid out: {message}", "", str(folder)) for message in errors]
        )


def _refused(folder: Path, why: str) -> RenderError:
    return RenderError(
        Problem(f"The template cannot be laid out: {why}.", "Correct the template.", str(folder))
    )


class _Collector(logging.Handler):
    def __init__(self, errors: list[str]) -> None:
        super().__init__(logging.ERROR)
        self._errors = errors

    def emit(self, record: logging.LogRecord) -> None:
        self._errors.append(record.getMessage())
