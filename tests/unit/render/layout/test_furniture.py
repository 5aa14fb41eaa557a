"""Headers and footers after a change are those of a first layout, whatever their template's styles read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from briefing.render.layout.typesetter import Typesetter
from briefing.render.templates.loader import STYLE

from weasyprint import layout as weasyprint_layout  # isort: skip

_PLAIN = """
@page { size: 20cm 5cm; margin: 1cm;
  @top-left { content: element(head); width: 60% } @top-right { content: element(mark); width: 40% }
  @bottom-center { content: element(number) }
}
.head { position: running(head) } .mark { position: running(mark) } .number { position: running(number) }
.mark span { color: white; background: blue; padding: 1mm } section { break-after: page }
"""
_SIDEWAYS = "@page side { size: 5cm 20cm } .side { page: side }"


def sheets(title: str, count: int = 8, mark: str = "Draft", sideways: int = -1) -> str:
    """Return the HTML of headers and footers; the first page has no title, and one may be on its side."""
    return f"<html lang=en><head><title>{title}</title></head><body>" + "".join(
        f"<section{' class=side' if number == sideways else ''}>"
        f'<div class="head">{f"Report · <i>{title}</i>" if number > 1 else "Report"}</div>'
        f'<div class="mark"><span>{mark}</span></div>'
        f'<div class="number">{number} of {count}</div></section>'
        for number in range(1, count + 1)
    )


def pdf(typesetter: Typesetter, html: str) -> bytes:
    return bytes(typesetter.lay_out_furniture(html).document.write_pdf(uncompressed_pdf=True))


def typesetter_with(folder: Path, style: str) -> Typesetter:
    folder.joinpath(STYLE).write_text(style, encoding="utf-8")
    return Typesetter(folder, {})


@pytest.mark.parametrize(
    "style",
    [
        "",
        _SIDEWAYS,
        ".head::before { content: counter(page) }",
        "@page { @top-left { content: element(head) counter(page) } }",
        "@page { @bottom-left { content: string(title); width: 20% } }"
        ".head { string-set: title content() }",
        "@page :left { @top-left { color: red } } @page :nth(7) { @top-left { color: green } }",
        "section:nth-last-child(3) .head { font-size: 20pt }",
        "section:nth-child(even) .head { text-align: right }",
        "@page { @top-left { width: auto } @top-right { width: auto } }",
        "i:empty { border: 1mm solid } section:has(i:empty) .mark { color: red }",
    ],
)
def test_headers_with_other_words_are_those_of_a_first_layout(tmp_path: Path, style: str) -> None:
    typesetter = typesetter_with(tmp_path, _PLAIN + style)
    for changed in (
        sheets("Gas", sideways=6),
        sheets("Gas for Iran", sideways=6),
        sheets("", sideways=6),
        sheets("A title that is so long that it goes on in another line of the header", sideways=6),
        sheets("Gas", mark="<b>Final</b>", sideways=6),
        sheets("Gas and pipes", mark="Secret", sideways=6),
        sheets("Gas", count=5),
        sheets("\u0627\u0644\u063a\u0627\u0632", count=5),
    ):
        assert pdf(typesetter, changed) == pdf(Typesetter(tmp_path, {}), changed)


def test_of_headers_with_other_words_one_of_each_kind_is_laid_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typesetter = typesetter_with(tmp_path, _PLAIN)
    typesetter.lay_out_furniture(sheets("Gas", count=20))
    made: list[object] = []
    make = weasyprint_layout.make_margin_boxes

    def noted(context: Any, page: Any, state: Any) -> Any:
        made.append(page)
        return make(context, page, state)

    monkeypatch.setattr(weasyprint_layout, "make_margin_boxes", noted)
    assert len(typesetter.lay_out_furniture(sheets("Gas for Iran", count=20)).pages) == 20
    assert len(made) == 2
