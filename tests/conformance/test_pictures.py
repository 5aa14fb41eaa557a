"""Pages as pictures, held against kept ones: what nobody meant to change still looks as it did.

Fonts come from packages, so the pictures are the same on every machine but for a shade. After a change that
is meant, draw them anew with ``pytest tests/conformance --draw-pictures``, and look at what changed.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from tests.conformance.conftest import Printed

KEPT = Path(__file__).with_name("pictures")
DPI = 48
MOST_PAGES = 4
"""So many first pages are held against their pictures; what follows them is made of the same."""
SHADE = 64
"""Of 255: what differs by less is the same, drawn by another version."""
TOLERATED = 0.002
"""The share of a page's dots that may differ."""


def drawn(pdf: bytes) -> Iterator[Image.Image]:
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    try:
        for page in list(document)[:MOST_PAGES]:
            # In 16 shades, so that the kept files are small.
            yield page.render(scale=DPI / 72).to_pil().convert("L").point(lambda value: value // 16 * 17)
            page.close()
    finally:
        document.close()


def share_that_differs(one: Image.Image, other: Image.Image) -> float:
    if one.size != other.size:
        return 1.0
    different = ImageChops.difference(one, other).point(lambda value: 255 * (value > SHADE))
    return different.histogram()[255] / (one.width * one.height)


def test_the_first_pages_look_as_they_did(
    printed: Printed, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    faults = []
    for number, picture in enumerate(drawn(printed.rendering.pdf), start=1):
        kept = KEPT / f"{printed.template.spec.id}-{number}.png"
        if request.config.getoption("draw_pictures"):
            picture.save(kept, optimize=True)
        with Image.open(kept) as file:
            share = share_that_differs(picture, file.convert("L"))
        if share > TOLERATED:
            picture.save(tmp_path / kept.name)
            faults.append(f"{kept.name}: {share:.1%} differs; see {tmp_path / kept.name}")
    assert faults == []


def test_a_page_with_a_line_moved_does_not_pass() -> None:
    page = Image.new("L", (400, 560), 255)
    page.paste(0, (40, 100, 240, 104))
    moved = Image.new("L", (400, 560), 255)
    moved.paste(0, (40, 108, 240, 112))
    assert share_that_differs(page, moved) > TOLERATED
    assert share_that_differs(page, page.copy()) == 0
