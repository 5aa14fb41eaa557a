"""Claims that every template's PDF makes: archivable, accessible, whole, and nothing hidden in it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from itertools import pairwise

import pdfua
import pikepdf

from briefing.model.briefing import FactItem, Judgement
from tests.conformance.conftest import Printed
from tests.page_fill import measured
from tests.pdf_reader import elements, links, page_texts, tags

MOST_PAGES = {
    "assessment": 9,
    "comparison": 12,
    "factsheet": 14,
    "one-page": 1,
    "parliamentary": 9,
    "two-pages": 2,
}
"""The most pages that the example may take on A4 with the default options of each template."""


def said_by(*command: str) -> str:
    """What a tool prints; the test fails where it ends with a complaint."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}: {done.stdout}{done.stderr}"
    return done.stdout


def test_qpdf_finds_the_syntax_sound(printed: Printed) -> None:
    assert "No syntax or stream encoding errors" in said_by("qpdf", "--check", str(printed.path))


def test_a_checker_of_pdf_ua_finds_nothing(printed: Printed) -> None:
    assert [finding.message for finding in pdfua.validate(str(printed.path)).findings] == []


def test_poppler_reads_a_tagged_file_with_a_title_and_no_scripts(printed: Printed) -> None:
    facts = dict(
        line.split(":", 1) for line in said_by("pdfinfo", str(printed.path)).splitlines() if ":" in line
    )
    assert facts["Title"].strip() == printed.briefing.title
    assert facts["Tagged"].strip() == "yes"
    assert facts["JavaScript"].strip() == "no"
    assert facts["Encrypted"].strip() == "no"


def test_poppler_reads_every_statement_and_judgement_back(printed: Printed) -> None:
    text = _plain(said_by("pdftotext", str(printed.path), "-"))
    for item in _in_print(printed):
        assert _plain(item) in text, item


def test_poppler_and_pdfium_agree_on_what_is_written(printed: Printed) -> None:
    by_pdfium = sorted(_plain(" ".join(page_texts(printed.rendering.pdf))))
    by_poppler = sorted(_plain(said_by("pdftotext", str(printed.path), "-")))
    assert by_pdfium == by_poppler


def test_headings_begin_with_one_title_and_step_down_one_level_at_a_time(printed: Printed) -> None:
    with printed.open() as pdf:
        levels = [int(tag[1]) for tag in tags(pdf) if len(tag) == 2 and tag[0] == "H" and tag[1].isdigit()]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_every_header_cell_has_a_scope_every_figure_a_text_and_every_list_its_items(
    printed: Printed,
) -> None:
    with printed.open() as pdf:
        for element in elements(pdf):
            kind = str(element.S)
            if kind == "/TH":
                assert str(element.A.Scope) in {"/Row", "/Column"}
            if kind == "/Figure":
                assert str(element.Alt).strip()
            if kind == "/L":
                assert {str(kid.S) for kid in element.K if "/S" in kid} <= {"/LI", "/Caption"}


def test_every_link_leads_somewhere_and_says_where(printed: Printed) -> None:
    with printed.open() as pdf:
        targets = set(pikepdf.NameTree(pdf.Root.Names.Dests))
        for page, note in links(pdf):
            assert str(note.get("/Contents", "")).strip(), f"page {page}"
            assert "/A" in note or str(note.Dest) in targets, f"page {page}"


def test_everything_drawn_is_tagged_content_or_an_artifact(printed: Printed) -> None:
    with printed.open() as pdf:
        for number, page in enumerate(pdf.pages, start=1):
            assert list(_drawn_outside_marks(page)) == [], f"page {number}"


def test_every_font_is_embedded_and_knows_its_characters(printed: Printed) -> None:
    lines = said_by("pdffonts", str(printed.path)).splitlines()[2:]
    assert lines
    for line in lines:
        embedded, _subset, unicode = line.split()[-5:-2]
        assert (embedded, unicode) == ("yes", "yes"), line


def test_nothing_in_it_runs_or_reaches_out(printed: Printed) -> None:
    with printed.open() as pdf:
        kinds = {str(obj.S) for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary) and "/S" in obj}
        assert not kinds & {"/JavaScript", "/Launch", "/SubmitForm", "/GoToR", "/ImportData", "/Movie"}
        assert "/OpenAction" not in pdf.Root
        assert "/AA" not in pdf.Root
        assert "/AcroForm" not in pdf.Root


def test_every_page_carries_the_marking(printed: Printed) -> None:
    for number, text in enumerate(page_texts(printed.rendering.pdf), start=1):
        assert text.count(printed.briefing.marking) >= 2, f"page {number}"


def _plain(text: str) -> str:
    """Letters and figures alone: tools differ in where they see spaces, hyphens and ends of lines."""
    return "".join(character for character in text if character.isalnum())


def _in_print(printed: Printed) -> Iterator[str]:
    """The words of every row that the template is to print."""
    facts = {fact.id: fact.statement for fact in printed.briefing.library.facts}
    rows = {place.row for place in printed.rendering.rows}
    for item in printed.briefing.walk_items():
        if item.id not in rows:
            continue
        if isinstance(item, Judgement):
            yield item.text
        elif isinstance(item, FactItem):
            yield item.wording or facts[item.fact_id]


_PAINTS = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Tj", "TJ", "'", '"', "Do", "sh"}


def _drawn_outside_marks(page: pikepdf.Page) -> Iterator[str]:
    """Operators that paint and stand within no marked content (PDF/UA-1, 7.1)."""
    depth = 0
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        depth += (operator in {"BMC", "BDC"}) - (operator == "EMC")
        if operator in _PAINTS and not depth:
            yield operator


def test_no_page_but_the_last_is_a_quarter_empty(printed: Printed) -> None:
    assert measured(printed.rendering.pdf, printed.template).too_empty == []


def test_the_example_takes_few_pages(printed: Printed) -> None:
    assert printed.rendering.page_count <= MOST_PAGES[printed.template.spec.id]
