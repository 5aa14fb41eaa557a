"""The finished file: claims, tags, links, numbers, and the same bytes each time."""

from __future__ import annotations

import logging
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pdfua
import pikepdf
import pytest
from msgspec.structs import replace

from briefing.grading import Scales
from briefing.model.briefing import Briefing
from briefing.render import Rendering, Template, render
from tests.render.conftest import PICTURE, PICTURE_ID
from tests.render.reading import elements, links, page_texts, tags


def test_the_file_claims_pdf_a_3a_and_pdf_ua_1(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        assert metadata.pdfa_status == "3A"
        assert metadata["pdfuaid:part"] == "1"
    xmp = bytes(pdf.Root.Metadata.read_bytes()).decode()
    assert "http://www.aiim.org/pdfua/ns/id/" in xmp
    assert xmp.index("pdfaExtension:schemas") < xmp.index("</rdf:RDF>")


def test_an_independent_checker_finds_no_fault_in_accessibility(
    rendering: Rendering, tmp_path: Path
) -> None:
    (tmp_path / "a.pdf").write_bytes(rendering.pdf)
    report = pdfua.validate(str(tmp_path / "a.pdf"))
    assert [finding.message for finding in report.findings] == []


def test_qpdf_finds_no_fault_in_the_syntax(pdf: pikepdf.Pdf) -> None:
    assert pdf.check_pdf_syntax() == []


def test_the_layout_engine_has_nothing_to_complain_about(
    briefing: Briefing, assessment: Template, scales: Scales, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        render(briefing, assessment, scales, attachments={PICTURE_ID: PICTURE})
    assert [record.getMessage() for record in caplog.records if record.name.startswith("weasyprint")] == []


def test_metadata_name_title_author_language_and_date(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.docinfo.Title) == "Gas between Russia and Iran"
    assert str(pdf.docinfo.Author) == "A. Nalyst"
    assert str(pdf.docinfo.CreationDate).startswith("D:20251103")
    assert str(pdf.Root.Lang) == "en"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_headings_step_down_one_level_at_a_time(pdf: pikepdf.Pdf) -> None:
    levels = [int(tag[1]) for tag in tags(pdf) if len(tag) == 2 and tag[0] == "H" and tag[1].isdigit()]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_every_table_header_says_what_it_heads(pdf: pikepdf.Pdf) -> None:
    scopes = [str(element.A.Scope) for element in elements(pdf) if str(element.S) == "/TH"]
    assert {"/Column", "/Row"} <= set(scopes)


def test_every_link_is_tagged_as_a_link(pdf: pikepdf.Pdf) -> None:
    holders = {
        kid.Obj.objgen: str(element.S)
        for element in elements(pdf)
        for kid in element.get("/K", ())
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"
    }
    assert {holders.get(note.objgen) for _, note in links(pdf)} == {"/Link"}


def test_nothing_is_tagged_outside_the_tree_and_no_tag_is_empty(pdf: pikepdf.Pdf) -> None:
    in_tree = {element.objgen for element in elements(pdf)}
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    entries = [numbers[at] for at in range(1, len(numbers), 2)]
    tagged = [
        each for entry in entries for each in (entry if isinstance(entry, pikepdf.Array) else [entry])
    ]
    assert tagged
    assert all(each.objgen in in_tree for each in tagged)
    assert not [element for element in elements(pdf) if str(element.S) == "/Span" and not element.get("/K")]


def test_headers_and_footers_are_artifacts(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        instructions = [
            each
            for each in pikepdf.parse_content_stream(page)
            if isinstance(each, pikepdf.ContentStreamInstruction)
        ]
        marks = [str(each.operands[0]) for each in instructions if str(each.operator) == "BMC"]
        assert marks.count("/Artifact") >= 4


def test_a_figure_has_its_alternative_text_and_its_place_on_the_page(pdf: pikepdf.Pdf) -> None:
    (figure,) = [element for element in elements(pdf) if str(element.S) == "/Figure"]
    left, bottom, right, top = (float(value) for value in figure.A.BBox)
    page = figure.Pg.MediaBox
    assert str(figure.Alt) == "A blue square"
    assert 0 < left < right < float(page[2])
    assert 0 < bottom < top < float(page[3])


def test_bookmarks_name_every_section_and_annex(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        titles = [str(entry.title) for top in outline.root for entry in (top, *top.children)]
    assert [" ".join(title.split()) for title in titles] == [
        "Gas between Russia and Iran",
        "Key judgements",
        "Contents",
        "How to read the grades",
        "1 Energy",
        "2 Comparison",
        "Annex A. Facts",
        "Annex B. Sources",
        "Annex C. Evidence for the judgements",
    ]


def test_every_link_within_the_document_leads_somewhere_across_parts(pdf: pikepdf.Pdf) -> None:
    names = pdf.Root.Names.Dests.Names
    targets = {str(names[at]) for at in range(0, len(names), 2)}
    internal = [str(note.Dest) for _, note in links(pdf) if "/Dest" in note]
    assert len(internal) > 12
    assert set(internal) <= targets


def test_outside_links_are_the_sources_addresses_and_nothing_else(pdf: pikepdf.Pdf) -> None:
    addresses = {str(note.A.URI) for _, note in links(pdf) if "/A" in note}
    assert addresses == {"https://example.org/wire"}


def test_every_page_carries_the_marking_twice_and_its_number(rendering: Rendering) -> None:
    texts = page_texts(rendering.pdf)
    assert len(texts) == rendering.page_count
    for number, text in enumerate(texts, start=1):
        assert f"Page {number} of {len(texts)}" in text
        assert text.count("TLP:AMBER") >= 2


def test_the_table_of_contents_names_the_page_where_a_section_stands(rendering: Rendering) -> None:
    texts = page_texts(rendering.pdf)
    page = next(n for n, text in enumerate(texts, start=1) if n > 1 and "2 Comparison" in text)
    contents = next(text for text in texts if "Contents" in text)
    assert f"2 Comparison {page}" in contents


def test_two_renders_of_one_project_give_the_same_bytes(
    rendering: Rendering, briefing: Briefing, assessment: Template, scales: Scales
) -> None:
    again = render(briefing, assessment, scales, attachments={PICTURE_ID: PICTURE})
    assert again.pdf == rendering.pdf


def test_another_process_gives_the_same_bytes_too(rendering: Rendering) -> None:
    code = (
        "import sys, hashlib\n"
        "from tests.render.conftest import *\n"
        "made = render(a_briefing(), load_templates()['assessment'], bundled_scales(),"
        " attachments={PICTURE_ID: PICTURE})\n"
        "sys.stdout.buffer.write(made.pdf)"
    )
    other = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        env={"PYTHONHASHSEED": "7", "PATH": ""},
    )
    assert other.stdout == rendering.pdf


def test_a_longer_front_moves_every_page_number_behind_it(
    briefing: Briefing, assessment: Template, scales: Scales
) -> None:
    longer = replace(briefing, purpose="\n\n".join(["A purpose that takes some room to tell. " * 12] * 8))
    texts = page_texts(render(longer, assessment, scales, attachments={PICTURE_ID: PICTURE}).pdf)
    page = next(n for n, text in enumerate(texts, start=1) if "Annex B. Sources" in text and n > 2)
    assert f"Annex B. Sources {page}" in " ".join(texts[:3])


def test_all_fonts_are_embedded_and_come_from_the_packages(pdf: pikepdf.Pdf) -> None:
    fonts = [obj for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary) and obj.get("/FontFile2")]
    assert fonts
    names = {str(font.FontName) for font in fonts}
    assert all("Source" in name for name in names), names
