"""A line holds the words that fit: none is alone on a line before one that would have fitted beside it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefing.render.layout.typesetter import Typesetter

if TYPE_CHECKING:
    from pypdf import PageObject

_WIDEST_LETTER_PX = 10
_STYLE = (
    "<style>@page { size: 500px 900px; margin: 20px } p { margin: 0 0 8px; hyphens: %s }"
    " body { font: 13px/18px 'Source Serif 4'; margin: 0 }</style>"
)


@pytest.mark.parametrize(
    ("statement", "hyphens"),
    [
        (
            "<b>12</b> The number of the article is known from the translation of the ministry only."
            " <span>[4B&nbsp;art.&nbsp;3; 5C]</span>",
            "none",
        ),
        (
            "<b>6</b> The law on the agreement, the understanding of April 2025 spoke of a price"
            " <span>[4B art. 3; 5C]</span> <span>moderate</span>",
            "auto",
        ),
    ],
)
def test_no_word_is_alone_on_a_line(statement: str, hyphens: str, tmp_path: Path) -> None:
    widths = range(110, 290)
    paragraphs = "".join(f'<p style="width: {width}px">{statement}</p>' for width in widths)
    document = Typesetter(tmp_path, {}).lay_out(f"<html lang=en>{_STYLE % hyphens}{paragraphs}").document
    import pypdf

    lines = [
        line for page in pypdf.PdfReader(io.BytesIO(document.write_pdf())).pages for line in lines_of(page)
    ]
    first = statement[3 : statement.index("<", 3)]
    starts = [place for place, line in enumerate(lines) if line.startswith(first)]
    assert len(starts) == len(widths)
    for width, start, end in zip(widths, starts, [*starts[1:], len(lines)], strict=True):
        for line, following in zip(lines[start:end], lines[start + 1 : end], strict=False):
            beside = f"{line} {following.split()[0]}"
            assert " " in line or len(beside) * _WIDEST_LETTER_PX > width, (width, lines[start:end])


def lines_of(page: PageObject) -> list[str]:
    return [line.strip() for line in page.extract_text().splitlines() if line.strip()]
