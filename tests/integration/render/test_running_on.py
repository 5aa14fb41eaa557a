"""Parts of a document begin on the page on which the part before them ends."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from briefing.grading import Scales
from briefing.model.briefing import Briefing, Prose, Section
from briefing.render import render
from briefing.render.templates.loader import load_template
from tests.pdf_reader import page_texts
from tests.sized_briefings import in_template

MANIFEST = """id: tiny
name: Tiny
description: A front, sections and annexes.
api: 1
"""
RUN_ON = f"{MANIFEST}parts_run_on: true\ncommon: [new-page, notes]\n"
FRONT = "<p>The front.</p>"
SECTIONS = "<h2 id='{{ part.section.anchor }}'>Section {{ part.section.title }}</h2><p>Words.</p>"
ANNEXES = "<h2>Annexes</h2>"
NOTE = "<p>Noted<span class='foot-note' data-note='n' data-number='1'>A note.</span>.</p>"
PARTS = {"front": FRONT, "sections": SECTIONS, "annexes": ANNEXES}
BRIEFING = Briefing(
    id="b",
    title="A briefing",
    sections=tuple(
        Section(id=f"s{number}", title=title, items=(Prose(id=f"p{number}", text="Words."),))
        for number, title in enumerate(("First", "Second"))
    ),
)


def pages_of(
    folder: Path,
    scales: Scales,
    *,
    manifest: str = RUN_ON,
    parts: Mapping[str, str] | None = None,
    new_page: bool = False,
) -> list[str]:
    """The text of each page of a template with these parts in place of the usual ones."""
    (folder / "template.yaml").write_text(manifest)
    for name, page in {**PARTS, **(parts or {})}.items():
        (folder / f"{name}.html.jinja").write_text(page)
    (folder / "style.css").write_text("@import 'base/base.css';")
    briefing = in_template(BRIEFING, "tiny", new_page=new_page)
    rendering = render(briefing, load_template(folder), scales)
    return [" ".join(text.split()) for text in page_texts(rendering.pdf)]


def test_front_sections_and_annexes_share_a_page(tmp_path: Path, scales: Scales) -> None:
    (page,) = pages_of(tmp_path, scales)
    order = [page.index(each) for each in ("The front.", "Section First", "Section Second", "Annexes")]
    assert order == sorted(order)


def test_the_parts_of_a_template_that_does_not_say_so_begin_pages(tmp_path: Path, scales: Scales) -> None:
    pages = pages_of(tmp_path, scales, manifest=f"{MANIFEST}common: [new-page]\n")
    assert ["The front." in pages[0], "Section Second" in pages[1], "Annexes" in pages[2]] == [True] * 3


def test_each_section_begins_a_page_where_the_user_wants_it(tmp_path: Path, scales: Scales) -> None:
    assert len(pages_of(tmp_path, scales, new_page=True)) == 4


@pytest.mark.parametrize(
    ("part", "style"),
    [
        ("front", "break-after: page"),
        ("sections", "break-before: page"),
        ("annexes", "page: landscape"),
    ],
)
def test_a_part_that_asks_for_a_page_of_its_own_gets_it(
    tmp_path: Path, scales: Scales, part: str, style: str
) -> None:
    texts = pages_of(tmp_path, scales, parts={part: f"<div style='{style}'>{PARTS[part]}</div>"})
    assert len(texts) == (3 if part == "sections" else 2)
    assert "The front." in texts[0]
    assert "Annexes" in texts[-1]


def test_a_part_that_does_not_leave_the_space_free_begins_a_page(tmp_path: Path, scales: Scales) -> None:
    (tmp_path / "page.html.jinja").write_text(
        "<html lang='en'><head><title>Tiny</title></head><body>"
        "{% include [part.kind ~ '.html.jinja', 'base/' ~ part.kind ~ '.html.jinja'] %}</body></html>"
    )
    assert len(pages_of(tmp_path, scales)) == 4


def test_a_part_without_notes_begins_above_those_of_the_part_before_it(
    tmp_path: Path, scales: Scales
) -> None:
    high = "<div style='height: 180mm'>High.</div>"
    first, second = pages_of(
        tmp_path, scales, parts={"front": FRONT + NOTE + high, "sections": "<p>Low.</p>" * 9}
    )
    assert first.count("A note.") == 1
    assert 0 < first.count("Low.") < first.count("Low.") + second.count("Low.") == 18
    assert first.index("Low.") < first.index("A note.")


def test_two_parts_with_notes_do_not_share_a_page(tmp_path: Path, scales: Scales) -> None:
    pages = pages_of(tmp_path, scales, parts={"front": FRONT + NOTE, "annexes": ANNEXES + NOTE})
    assert ["The front." in pages[0], "Annexes" in pages[1]] == [True, True]
    assert [page.count("A note.") for page in pages] == [1, 1]


CLOSING = "<div data-closing style='height: 40mm'>The end.</div>"


def test_what_closes_a_document_is_on_the_page_before_where_its_text_can_be_closer(
    tmp_path: Path, scales: Scales
) -> None:
    style = "<style>.list { height: 175mm } .ending-tight .list { height: 110mm }</style>"
    (page,) = pages_of(tmp_path, scales, parts={"annexes": f"{style}<p class='list'>List.</p>{CLOSING}"})
    assert page.index("Section Second") < page.index("List.") < page.index("The end.")


def test_what_closes_a_document_is_not_alone_on_its_last_page(tmp_path: Path, scales: Scales) -> None:
    style = "<style>.list { height: 175mm } .ending-kept .last { break-before: page }</style>"
    text = f"{style}<p class='list'>List.</p><p class='last'>Last.</p>{CLOSING}"
    first, second = pages_of(tmp_path, scales, parts={"annexes": text})
    assert "List." in first
    assert second.startswith("Last. The end.")


def test_a_closing_block_stays_where_its_page_is_well_filled(tmp_path: Path, scales: Scales) -> None:
    style = "<style>.list { height: 175mm } .ending-tight .list { height: 10mm }</style>"
    text = f"{style}<p class='list'>List.</p>{CLOSING.replace('40mm', '140mm')}"
    assert len(pages_of(tmp_path, scales, parts={"annexes": text})) == 2


def test_a_long_evidence_matrix_goes_on_overleaf_with_its_heads(tmp_path: Path, scales: Scales) -> None:
    rows = "".join(f"<tr><td>Row {number}.</td></tr>" for number in range(20))
    head = "<thead><tr><th scope='col'>Evidence</th></tr></thead>"
    matrix = f"<table class='register matrix'>{head}<tbody>{rows}</tbody></table>"
    high = "<div style='height: 130mm'>High.</div>"
    first, second = pages_of(tmp_path, scales, parts={"annexes": high + matrix})
    assert [page.count("Evidence") for page in (first, second)] == [1, 1]
    assert 3 < first.count("Row") < 17
