"""The template Two pages: what is on its pages, where it ends, and what is left out for want of room."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Any

import pdfua
import pytest
from msgspec.structs import replace

from briefing.composition.judgements.argument_map import items
from briefing.composition.views.statements import FactView
from briefing.model.briefing import (
    Briefing,
    FactItem,
    Judgement,
    OptionValue,
)
from briefing.render import Rendering, load_templates, render
from briefing.render.layout.printed_text import printed_texts
from briefing.render.layout.typesetter import Typesetter
from briefing.render.pipeline import LaidOutDocument, composed, lay_out
from tests.builders import bundled_scales
from tests.examples import thorough
from tests.pdf_reader import page_texts
from tests.sized_briefings import example
from tests.small_briefing import PICTURE, PICTURE_ID, a_briefing

from weasyprint.formatting_structure import boxes  # isort: skip

PAPERS = ("A4", "Letter")


def two_pages(briefing: Briefing, **options: OptionValue) -> Rendering:
    chosen = replace(briefing, template_id="two-pages", template_options=dict(options))
    template = load_templates()["two-pages"]
    return render(chosen, template, bundled_scales(), typesetter=typesetter(), allow_flaws=True)


@functools.cache
def typesetter() -> Typesetter:
    """One for all tests: what it laid out once is not laid out again."""
    return Typesetter(load_templates()["two-pages"].folder, {PICTURE_ID: PICTURE})


@functools.cache
def laid_out_example(paper: str) -> LaidOutDocument:
    template = load_templates()["two-pages"]
    printed = replace(example(), template_id="two-pages", template_options={"paper": paper})
    return lay_out(composed(printed, template, bundled_scales()), template, typesetter())


@functools.cache
def printed_example(paper: str) -> Rendering:
    return two_pages(example(), paper=paper)


def lines_of(box: Any) -> Iterator[tuple[str, str]]:
    """The text of each line in a box, with the classes of the element that it is a line of."""
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.LineBox):
            element = box.element
            yield "".join(map(text_in, child.children)), "" if element is None else element.get("class", "")
            yield from lines_of(child)
        elif not isinstance(child, boxes.MarginBox):
            yield from lines_of(child)


def text_in(box: Any) -> str:
    if isinstance(box, boxes.TextBox | boxes.InlineBlockBox):
        return str(getattr(box, "text", ""))
    return "".join(map(text_in, getattr(box, "children", ())))


def text_of(rendering: Rendering) -> str:
    return " ".join(" ".join(page_texts(rendering.pdf)).split())


@pytest.mark.parametrize("paper", PAPERS)
def test_the_example_goes_on_two_pages_with_every_statement_and_its_grade(paper: str) -> None:
    rendering = printed_example(paper)
    assert rendering.page_count == 2
    assert rendering.flaws == ()
    printed = composed(example(), load_templates()["two-pages"], bundled_scales())
    text = text_of(rendering)
    for judgement in printed.judgements:
        assert (
            f"{judgement.grade.likelihood}, {judgement.grade.likelihood_range}".replace("\xa0", " ") in text
        )
        assert f"{judgement.grade.confidence} confidence" in text
    facts = [item for item in items(printed.sections) if isinstance(item, FactView)]
    labels = {
        label for fact in facts for label in (fact.label, *(each.label for each in fact.opposed)) if label
    }
    assert len(labels) == 35
    rows = {box.row for box in rendering.rows}
    shown = [item for item in example().walk_items() if isinstance(item, FactItem | Judgement)]
    assert {item.id for item in shown} <= rows
    for fact in facts:
        assert re.search(rf"{fact.grade.confidence} · {fact.grade.code}\s?{fact.standing} \[", text), (
            fact.label
        )


@pytest.mark.parametrize("paper", PAPERS)
def test_all_judgements_are_on_the_first_page_and_rows_do_not_overlap(paper: str) -> None:
    boxes = printed_example(paper).rows
    judged = [box for box in boxes if box.row.startswith("j")]
    assert {box.page for box in judged if box.width > 300} == {0}
    inner = [box for box in boxes if not box.row.startswith("s")]
    for number, one in enumerate(inner):
        for other in inner[number + 1 :]:
            apart = (
                one.page != other.page
                or one.left + one.width <= other.left + 1
                or other.left + other.width <= one.left + 1
                or one.top + one.height <= other.top + 1
                or other.top + other.height <= one.top + 1
            )
            nested = one.left <= other.left + 1 and other.left + other.width <= one.left + one.width + 1
            assert apart or nested, (one, other)


@pytest.mark.parametrize(("paper", "height_pt"), [("A4", 842), ("Letter", 792)])
def test_both_pages_are_filled(paper: str, height_pt: int) -> None:
    for page in (0, 1):
        foot = max(box.top + box.height for box in printed_example(paper).rows if box.page == page)
        assert foot > 0.75 * height_pt


@pytest.mark.parametrize("paper", ["A4", *thorough("Letter")])
def test_what_is_read_is_large_enough_and_its_lines_are_short_enough(paper: str) -> None:
    pages = laid_out_example(paper).pages
    texts = [text for page in pages for text in printed_texts(page)]
    assert min(text.size_pt for text in texts) >= 8
    codes = {"basis", "grade", "key", "short-sources", "notes", "words", "overleaf"}
    read = [text for text in texts if "brief" in text.classes and not codes & set(text.classes)]
    assert len(read) > 100
    assert [text for text in read if text.size_pt < 9] == []
    lines = [line for page in pages for line in lines_of(page._page_box.children[0])]
    long = [(line, classes) for line, classes in lines if len(line) > 75]
    assert [line for line, _ in long if len(line) > 90] == []
    assert {classes for _, classes in long} <= {"grade", "particular answers"}


def with_judgements(count: int) -> Briefing:
    """The small briefing with so many judgements."""
    briefing = a_briefing()
    section = briefing.sections[0]
    judgement = section.items[0]
    items = tuple(replace(judgement, id=f"j{number}") for number in range(1, count + 1))
    return replace(briefing, sections=(replace(section, items=items), *briefing.sections[1:]))


def test_figures_and_sources_are_printed_where_there_is_room() -> None:
    rendering = two_pages(with_judgements(1))
    assert rendering.page_count < 3
    assert rendering.omitted == ()
    text = text_of(rendering)
    assert "Table 1. Two treaties" in text
    assert "1B The Agency, 17 January 2025" in text
    assert "want of room" not in text
    assert "companion" not in text


@functools.cache
def overlong() -> Rendering:
    return two_pages(with_judgements(36))


def test_pages_after_the_second_are_marked_and_the_error_says_how_much_is_too_much() -> None:
    mark = "Beyond the 2 pages of this template: does not fit"
    assert [mark in page for page in page_texts(overlong().pdf)] == [False, False, True]
    assert "this template has 2" in overlong().flaws[0].message
    assert "annex-sources" in overlong().omitted
    assert "The numbered sources are listed in the companion file A." in text_of(overlong())


def test_judgements_that_have_no_room_on_the_first_page_are_named_there() -> None:
    first, *_ = page_texts(overlong().pdf)
    shown = len({box.row for box in overlong().rows if box.page == 0 and box.row.startswith("j")})
    assert 5 < shown < 36
    assert f"J{shown + 1}–J36 follow on the next page" in first.replace("\xa0", " ")


def test_an_independent_checker_finds_no_fault(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("pdf") / "a.pdf"
    path.write_bytes(printed_example("A4").pdf)
    assert [finding.message for finding in pdfua.validate(str(path)).findings] == []
