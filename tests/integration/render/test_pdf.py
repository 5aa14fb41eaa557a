"""The finished file: claims, tags, links, numbers, and the same bytes each time."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfua
import pikepdf
import pytest
from msgspec.structs import replace

from briefing.grading import Scales
from briefing.model.briefing import Briefing, Prose, Section, Table
from briefing.render import Rendering, Template, load_templates, render
from briefing.render.part_sequence import MOST_PAGES_WITHOUT_CONTENTS
from tests.integration.render.conftest import EVERYTHING, printed_in_full
from tests.pdf_reader import elements, links, page_texts, tags
from tests.small_briefing import PICTURE, PICTURE_ID, a_briefing


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


def test_metadata_name_title_author_subject_keywords_language_and_date(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.docinfo.Title) == "Gas between Russia and Iran"
    assert str(pdf.docinfo.Author) == "A. Nalyst"
    assert str(pdf.docinfo.CreationDate).startswith("D:20251103")
    assert str(pdf.docinfo.Subject) == "Graded assessment (TLP:AMBER) · Issue 1 · Draft"
    assert str(pdf.docinfo.Keywords) == "Alpha"
    assert str(pdf.docinfo.Creator) == "Treaty Briefing"
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
    tagged = [element for element in elements(pdf) if str(element.S) == "/Link"]
    assert len(tagged) == len(list(links(pdf)))


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
        marks = [
            str(each.operands[1].Type)
            for each in instructions
            if str(each.operator) == "BDC" and str(each.operands[0]) == "/Artifact"
        ]
        assert marks.count("/Pagination") >= 4


def test_a_figure_has_its_alternative_text_and_its_place_on_the_page(pdf: pikepdf.Pdf) -> None:
    (figure,) = [element for element in elements(pdf) if str(element.S) == "/Figure"]
    left, bottom, right, top = (float(value) for value in figure.A.BBox)
    page = figure.Pg.MediaBox
    assert str(figure.Alt) == "A blue square"
    assert 0 < left < right < float(page[2])
    assert 0 < bottom < top < float(page[3])


# What a page break parts


@pytest.fixture(scope="module")
def long(assessment: Template, scales: Scales) -> pikepdf.Pdf:
    """A briefing whose tables and paragraphs run over several pages."""
    rows = tuple((f"Year {number}", "A volume that takes some words to tell") for number in range(90))
    prose = "A paragraph that is long enough to break. " * 160
    items = (
        Table(id="t1", caption="Volumes", columns=("Year", "bcm"), rows=rows),
        Prose(id="p1", text=prose),
    )
    section = Section(id="s1", title="Long", items=items)
    made = render(Briefing(id="long", title="Long", sections=(section,)), assessment, scales)
    return pikepdf.open(io.BytesIO(made.pdf))


def saved(pdf: pikepdf.Pdf) -> bytes:
    stream = io.BytesIO()
    pdf.save(stream)
    return stream.getvalue()


def kids(element: pikepdf.Object, *tags: str) -> list[pikepdf.Object]:
    """What stands directly beneath an element under one of these tags."""
    return [
        kid
        for kid in element.get("/K", ())
        if isinstance(kid, pikepdf.Dictionary) and str(kid.get("/S", "")).lstrip("/") in tags
    ]


def pages_of(element: pikepdf.Object) -> set[tuple[int, int]]:
    found = {element.Pg.objgen} if "/Pg" in element else set()
    for kid in element.get("/K", ()):
        if isinstance(kid, pikepdf.Dictionary):
            found |= pages_of(kid)
    return found


def test_a_table_over_several_pages_is_one_table_with_its_header_once(long: pikepdf.Pdf) -> None:
    found = [each for each in elements(long) if str(each.S) == "/Table"]
    # The scales at the back may go on to another page too; they have no header.
    (table,) = [each for each in found if len(pages_of(each)) > 1 and kids(each, "THead")]
    assert len(kids(table, "Caption")) == 1
    (head,) = kids(table, "THead")
    (body,) = kids(table, "TBody")
    assert len(kids(body, "TR")) == 90
    named = {str(cell.ID) for row in kids(head, "TR") for cell in kids(row, "TH")}
    for row in kids(body, "TR"):
        (year,), (volume,) = kids(row, "TH"), kids(row, "TD")
        headers = [str(each) for each in volume.A.Headers]
        assert headers[0] == str(year.ID)
        assert set(headers[1:]) <= named
        assert len(headers) == 2


def test_a_header_printed_again_is_an_artifact(long: pikepdf.Pdf) -> None:
    texts = page_texts(saved(long))
    again = [number for number, text in enumerate(texts) if "bcm" in text]
    assert len(again) > 1
    for number in again[1:]:
        marks = [
            str(each.operands[1].Type)
            for each in pikepdf.parse_content_stream(long.pages[number])
            if isinstance(each, pikepdf.ContentStreamInstruction)
            and str(each.operator) == "BDC"
            and str(each.operands[0]) == "/Artifact"
        ]
        assert marks.count("/Pagination") >= 6


def test_a_paragraph_and_a_section_over_a_page_break_are_each_one_element(long: pikepdf.Pdf) -> None:
    across = [each for each in elements(long) if str(each.S) in {"/P", "/Sect"} and len(pages_of(each)) > 1]
    assert {str(each.S) for each in across} == {"/P", "/Sect"}
    sections = [each for each in elements(long) if str(each.S) == "/Sect"]
    headings = [kid for each in sections for kid in kids(each, "H2")]
    assert len(headings) == len(sections)


def test_every_element_names_the_element_that_holds_it(long: pikepdf.Pdf) -> None:
    for element in elements(long):
        for kid in element.get("/K", ()):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                assert kid.P.objgen == element.objgen


def _content_of(element: Any) -> Iterator[tuple[tuple[int, int], int]]:
    """Yield page and number of the marked content that an element names."""
    for kid in element.get("/K", ()):
        if isinstance(kid, int):
            yield element.Pg.objgen, kid
        elif kid.get("/Type") == "/MCR":
            yield kid.Pg.objgen, int(kid.MCID)


def test_all_marked_content_belongs_to_the_one_element_that_names_it(long: pikepdf.Pdf) -> None:
    parents = pikepdf.NumberTree(long.Root.StructTreeRoot.ParentTree)
    belongs = {
        (page.obj.objgen, number): parent.objgen
        for page in long.pages
        for number, parent in enumerate(parents[int(page.obj.StructParents)].as_list())
    }
    named = [(content, element.objgen) for element in elements(long) for content in _content_of(element)]
    assert len(named) == len(dict(named))
    assert dict(named) == belongs


def test_a_paragraph_names_the_lines_that_are_overleaf_with_their_page(long: pikepdf.Pdf) -> None:
    pages = [{page for page, _ in _content_of(each)} for each in elements(long) if str(each.S) == "/P"]
    assert max(map(len, pages)) > 1


def test_an_independent_checker_takes_what_was_put_together(long: pikepdf.Pdf, tmp_path: Path) -> None:
    long.save(tmp_path / "a.pdf")
    assert [finding.message for finding in pdfua.validate(str(tmp_path / "a.pdf")).findings] == []


# What a listener is told


def test_a_link_says_where_it_leads(pdf: pikepdf.Pdf) -> None:
    told = {str(note.get("/Dest", "")): str(note.Contents) for _, note in links(pdf)}
    assert told["source-wire"] == "Source 1"
    assert told["row-f1"] == "Statement 1"
    assert told["row-j1"] == "Judgement J1"
    addresses = {str(note.A.URI): str(note.Contents) for _, note in links(pdf) if "/A" in note}
    assert addresses == {"https://example.org/wire": "https://example.org/wire"}


@pytest.fixture(scope="module")
def long_rendering(assessment: Template, scales: Scales) -> Rendering:
    """The small briefing with an author's paragraph of many pages: long enough for a table of contents."""
    small = a_briefing()
    words = "\n\n".join(["A paragraph that takes some room to tell. " * 12] * 40)
    first, second, *others = small.sections
    longer = replace(second, items=(*second.items, Prose(id="p9", text=words)))
    long = replace(small, sections=(first, longer, *others), template_options=EVERYTHING)
    return render(
        long,
        assessment,
        scales,
        attachments={PICTURE_ID: PICTURE},
    )


def test_a_document_of_a_few_pages_has_no_table_of_contents(pdf: pikepdf.Pdf) -> None:
    assert len(pdf.pages) <= MOST_PAGES_WITHOUT_CONTENTS
    assert [each for each in elements(pdf) if str(each.S) == "/TOC"] == []


def test_the_table_of_contents_is_tagged_as_one(long_rendering: Rendering) -> None:
    pdf = pikepdf.open(io.BytesIO(long_rendering.pdf))
    (contents,) = [each for each in elements(pdf) if str(each.S) == "/TOC"]
    assert len(pdf.pages) > MOST_PAGES_WITHOUT_CONTENTS
    assert "Annex B. Sources" in {str(note.Contents) for _, note in links(pdf)}
    entries = kids(contents, "TOCI")
    assert len(entries) == 5
    references = [reference for entry in entries for reference in kids(entry, "Reference")]
    assert len(references) == len(entries)
    assert all(kids(span, "Link") for reference in references for span in kids(reference, "Span")[:1])
    assert not kids(contents, "L", "LI", "TOC")


def test_a_title_in_another_language_says_which(
    briefing: Briefing, assessment: Template, scales: Scales
) -> None:
    sources = tuple(
        replace(each, title="О маршруте", language="ru") if each.id == "wire" else each
        for each in briefing.library.sources
    )
    foreign = replace(briefing, library=replace(briefing.library, sources=sources))
    made = render(foreign, assessment, scales, attachments={PICTURE_ID: PICTURE})
    with pikepdf.open(io.BytesIO(made.pdf)) as found:
        assert [str(each.Lang) for each in elements(found) if "/Lang" in each] == ["ru"]


# The whole


def test_bookmarks_name_every_section_and_annex(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        titles = [str(entry.title) for top in outline.root for entry in (top, *top.children)]
    assert [" ".join(title.split()) for title in titles] == [
        "Gas between Russia and Iran",
        "Key judgements",
        "How well this is sourced",
        "1 Energy",
        "2 Comparison",
        "Behind the judgements",
        "How to read the grades",
        "Annex A. Facts",
        "Annex B. Sources",
        "Annex C. Evidence for the judgements",
        "Issue of this briefing",
    ]


@pytest.mark.parametrize("template_id", ["one-page", "parliamentary"])
def test_bookmarks_name_the_judgements(template_id: str, briefing: Briefing, scales: Scales) -> None:
    made = render(briefing, load_templates()[template_id], scales, attachments={PICTURE_ID: PICTURE})
    with pikepdf.open(io.BytesIO(made.pdf)) as found, found.open_outline() as outline:
        paths = list(_paths(outline.root))
    # Below the briefing's title and the heading of the judgements; other templates use the same rows.
    heading = {"one-page": "Bottom line", "parliamentary": "Key points"}[template_id]
    assert next(path for path in paths if path[-1].startswith("J1 "))[-2] == heading


def _paths(
    entries: Iterable[pikepdf.OutlineItem], above: tuple[str, ...] = ()
) -> Iterator[tuple[str, ...]]:
    """Yield the title of each bookmark after those that it is below."""
    for entry in entries:
        path = (*above, " ".join(str(entry.title).split()))
        yield path
        yield from _paths(entry.children, path)


def test_every_link_within_the_document_leads_somewhere_across_parts(pdf: pikepdf.Pdf) -> None:
    names = pdf.Root.Names.Dests.Names
    targets = {str(names[at]) for at in range(0, len(names), 2)}
    internal = [str(note.Dest) for _, note in links(pdf) if "/Dest" in note]
    assert len(internal) > 12
    assert set(internal) <= targets


def test_outside_links_are_the_sources_addresses_and_nothing_else(pdf: pikepdf.Pdf) -> None:
    addresses = {str(note.A.URI) for _, note in links(pdf) if "/A" in note}
    assert addresses == {"https://example.org/wire"}


def test_an_outside_link_of_any_template_is_a_uri_and_never_a_script(
    briefing: Briefing, scales: Scales
) -> None:
    addresses = iter(["https://рф.example/Договор|1", "https://-bad-/", "javascript:alert(1)"] * 9)
    sources = tuple(replace(source, url=next(addresses)) for source in briefing.library.sources)
    changed = replace(briefing, library=replace(briefing.library, sources=sources))
    template = load_templates()["one-page"]
    printed = render(changed, template, scales, attachments={PICTURE_ID: PICTURE})
    notes = links(pikepdf.open(io.BytesIO(printed.pdf)))
    assert {str(note.A.URI) for _, note in notes if "/A" in note} == {
        "https://xn--p1ai.example/%D0%94%D0%BE%D0%B3%D0%BE%D0%B2%D0%BE%D1%80%7C1"
    }


def test_hyphens_and_spaces_of_typography_are_extracted_as_those_that_were_typed(
    rendering: Rendering,
) -> None:
    text = "".join(page_texts(rendering.pdf))
    assert "17 January 2025" in text
    assert not {"\u2010", "\u2011", "\u00ad", "\u00a0", "\u202f"} & set(text)


def test_every_page_carries_the_marking_twice_and_its_number(rendering: Rendering) -> None:
    texts = page_texts(rendering.pdf)
    assert len(texts) == rendering.page_count
    for number, text in enumerate(texts, start=1):
        assert f"Page {number} of {len(texts)}" in text
        assert text.count("TLP:AMBER") >= 2


def test_the_table_of_contents_names_the_page_where_a_section_stands(long_rendering: Rendering) -> None:
    texts = page_texts(long_rendering.pdf)
    page = next(n for n, text in enumerate(texts, start=1) if n > 1 and "2 Comparison" in text)
    contents = next(text for text in texts if "Contents" in text)
    assert f"2 Comparison {page}" in contents


def test_two_renders_of_one_project_give_the_same_bytes(
    rendering: Rendering, assessment: Template, scales: Scales
) -> None:
    again = render(printed_in_full(), assessment, scales, attachments={PICTURE_ID: PICTURE})
    assert again.pdf == rendering.pdf


def test_a_longer_front_moves_every_page_number_behind_it(assessment: Template, scales: Scales) -> None:
    purpose = "\n\n".join(["A purpose that takes some room to tell. " * 12] * 80)
    longer = replace(printed_in_full(), purpose=purpose)
    texts = page_texts(render(longer, assessment, scales, attachments={PICTURE_ID: PICTURE}).pdf)
    page = max(n for n, text in enumerate(texts, start=1) if "Annex B. Sources" in text)
    assert any(f"Annex B. Sources {page}" in text for text in texts[: page - 1])


def test_all_fonts_are_embedded_and_come_from_the_packages(pdf: pikepdf.Pdf) -> None:
    fonts = [obj for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary) and obj.get("/FontFile2")]
    assert fonts
    names = {str(font.FontName) for font in fonts}
    assert all("Source" in name for name in names), names
