"""A page of the preview looks as in the whole PDF, and of two layers only the one that changed is drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageChops

from briefing.render.layout.laid_out_part import Page
from briefing.render.layout.page_joining import join_pages, put_furniture
from briefing.render.layout.typesetter import Typesetter
from briefing.render.pdf import writer
from briefing.render.pdf.drawn_pieces import DrawnPieces, pieces_of
from briefing.render.pdf.single_page import PagePdf, PageWriter
from briefing.render.templates.loader import STYLE

from weasyprint import pdf as weasyprint_pdf  # isort: skip
from weasyprint.document import Document  # isort: skip

_PLAIN = """
@page { size: 12cm 8cm; margin: 2cm;
  @top-left { content: element(head); width: 60% } @bottom-center { content: element(number) }
}
.head { position: running(head) } .number { position: running(number) }
body { margin: 0; font: 12pt serif } p { margin: 0 0 3mm } section { break-after: page }
"""
_TEXT = "<p>Gas flows through a <b>pipeline</b>, they say.</p>" * 9
_FROM_RIGHT = '<p lang="fa" dir="rtl">\u06af\u0627\u0632 \u0645\u06cc\u200c\u0631\u0633\u062f</p>'


class LaidOut:
    """Pages of some text with headers and footers."""

    def __init__(self, folder: Path, style: str, text: str = _TEXT) -> None:
        folder.joinpath(STYLE).write_text(_PLAIN + style, encoding="utf-8")
        self.typesetter = Typesetter(folder, {})
        self._part = self.typesetter.lay_out(f"<html lang=en><body>{text}</body></html>")

    def pages(self, title: str) -> tuple[Document, list[Page]]:
        pages = join_pages([self._part])
        sheets = "".join(
            f'<section><div class="head">{title}</div><div class="number">{number} / {len(pages)}</div>'
            "</section>"
            for number in range(1, len(pages) + 1)
        )
        furniture = self.typesetter.lay_out_furniture(f"<html lang=en><body>{sheets}</body></html>")
        put_furniture(pages, furniture.pages)
        return self._part.document, pages


def images_of(content: bytes) -> Iterator[Image.Image]:
    with pypdfium2.PdfDocument(content) as document:
        for page in document:
            yield page.render(scale=1.5).to_pil()


def written(pages: PageWriter, laid_out: LaidOut, title: str) -> list[PagePdf]:
    document, each = laid_out.pages(title)
    return [pages.write(document, page) for page in each]


@pytest.mark.parametrize("text", [_TEXT, _FROM_RIGHT + _TEXT], ids=["from the left", "from the right"])
@pytest.mark.parametrize(
    "style",
    [
        "",
        "@page { background: #eef; border: 2mm solid red; padding: 3mm }",
        "@page { bleed: 4mm; background: #eef }",
        "@page { bleed: 4mm; marks: crop cross; background: #eef }",
        "@page { bleed: 4mm; marks: crop }",
        "@page { background: radial-gradient(red, white) }",
        "p { background: linear-gradient(red, white) }",
        "@page { @bottom-center { background: linear-gradient(red, white); opacity: 0.5 } }",
        "@page { @top-left { background: #cfc; height: 4cm } }",
        "@page { @top-left { background: #cfc; height: 4cm; z-index: -1 } }",
        "@page { overflow: hidden } p { width: 20cm; background: #fcc }",
        "html { position: relative; z-index: 1; background: #fcc }",
        "@page { @bottom-center { background: #fcc; opacity: 0.5 } }",
    ],
)
def test_pages_with_either_title_look_as_in_the_pdf(tmp_path: Path, style: str, text: str) -> None:
    laid_out = LaidOut(tmp_path, style, text)
    pages = PageWriter(pieces_of(laid_out.typesetter))
    for title in ("Gas", "Gas for Iran", "Gas"):
        single = written(pages, laid_out, title)
        document, whole = laid_out.pages(title)
        printed = images_of(writer.write(document.copy(whole), "2026-11-28"))
        for page, image in zip(single, printed, strict=True):
            (shown,) = images_of(page.content)
            assert ImageChops.difference(shown, image).getbbox() is None


def test_crop_marks_are_in_a_pdf_once_however_often_its_pages_were_drawn(tmp_path: Path) -> None:
    laid_out = LaidOut(tmp_path, "@page { bleed: 4mm; marks: crop cross; background: #eef }")
    document, pages = laid_out.pages("Gas")
    first, second = (writer.write(document.copy(pages), "2026-11-28") for _ in range(2))
    assert first == second


def test_pages_with_equal_keys_look_alike_and_others_do_not(tmp_path: Path) -> None:
    laid_out = LaidOut(tmp_path, "")
    pages = PageWriter(pieces_of(laid_out.typesetter))
    first, other, again = (written(pages, laid_out, title) for title in ("Gas", "Gas for Iran", "Gas"))
    fresh = written(PageWriter(DrawnPieces()), laid_out, "Gas")
    assert [page.key for page in first] == [page.key for page in again] == [page.key for page in fresh]
    assert not {page.key for page in first} & {page.key for page in other}


def test_with_another_title_only_the_headers_are_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out = LaidOut(tmp_path, "")
    pages = PageWriter(pieces_of(laid_out.typesetter))
    count = len(written(pages, laid_out, "Gas"))
    drawn: list[int] = []
    generate = weasyprint_pdf.generate_pdf

    def noted(document: Any, *arguments: Any, **options: Any) -> Any:
        drawn.extend(child.is_margin_box for child in document.pages[0]._page_box.children)
        return generate(document, *arguments, **options)

    monkeypatch.setattr(weasyprint_pdf, "generate_pdf", noted)
    assert len(written(pages, laid_out, "Gas for Iran")) == count
    assert all(drawn)
    drawn.clear()
    written(pages, laid_out, "Gas for Iran")
    assert not drawn


def test_a_font_of_both_layers_is_embedded_once(tmp_path: Path) -> None:
    laid_out = LaidOut(tmp_path, "")
    *_, page = written(PageWriter(pieces_of(laid_out.typesetter)), laid_out, "Gas flows, they say")
    with pypdfium2.PdfDocument(page.content) as document:
        text = document[0].get_textpage().get_text_range()
    assert "Gas flows through a pipeline, they say." in text
    assert "Gas flows, they say\r\n3 / 3" in text
    named = re.findall(rb"/FontFile2\s+(\d+) 0 R", page.content)
    assert len(set(named)) < len(named)
    assert all(b"\n%d 0 obj" % int(number) in page.content for number in named)
