"""The annexes left out, and as a companion file with the numbers of the briefing."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pdfua
import pikepdf
import pytest
from msgspec.structs import replace

from briefing.errors import ProjectError
from briefing.exports.edition import edition
from briefing.exports.registry import FORMATS
from briefing.grading import Scales
from briefing.model.briefing import Briefing
from briefing.model.issue import IssueBlock
from briefing.pdf_record.embed import EmbeddedPart, enclosures
from briefing.pdf_record.verdict import Extent
from briefing.pdf_record.verify import verify
from briefing.project import Session, pack
from briefing.render import Rendering, Template, render
from briefing.render.companion import companion_path, has_companion, render_companion
from tests.builders import NOON, a_reference
from tests.pdf_reader import links, page_texts
from tests.small_briefing import LIBRARY, PICTURE, PICTURE_ID, a_briefing

ATTACHMENTS = {PICTURE_ID: PICTURE}
REFERENCE = "PPU 2025/114"


def with_annexes(place: str, reference: str = REFERENCE) -> Briefing:
    options = {"annexes": place, "matrix": True}
    return replace(a_briefing(), template_options=options, issue=IssueBlock(reference=reference))


@pytest.fixture(scope="module")
def main(assessment: Template, scales: Scales) -> Rendering:
    return render(with_annexes("companion"), assessment, scales, attachments=ATTACHMENTS)


@pytest.fixture(scope="module")
def companion(assessment: Template, scales: Scales) -> Rendering:
    return render_companion(with_annexes("companion"), assessment, scales, attachments=ATTACHMENTS)


@pytest.fixture(scope="module")
def short(assessment: Template, scales: Scales) -> Rendering:
    return render(with_annexes("omit"), assessment, scales, attachments=ATTACHMENTS)


def text(rendering: Rendering) -> str:
    return " ".join(" ".join(page_texts(rendering.pdf)).split())


def dead_links(rendering: Rendering) -> list[str]:
    with pikepdf.open(io.BytesIO(rendering.pdf)) as pdf:
        targets = {str(name) for name in list(pdf.Root.Names.Dests.Names)[::2]}
        named = [str(link.Dest) for _, link in links(pdf) if "/Dest" in link]
    return [name for name in named if name not in targets]


def test_the_briefing_says_on_its_last_page_where_its_sources_are(main: Rendering) -> None:
    last = " ".join(page_texts(main.pdf)[-1].split())
    assert f"are in the companion file {REFERENCE}A." in last
    assert "Annex" not in text(main)


def test_statements_keep_the_numbers_and_letters_of_their_sources(
    main: Rendering, companion: Rendering, rendering: Rendering
) -> None:
    numbers = [set(re.findall(r"\[?(\d+\s?[A-F])(?: art\.|\])", text(each))) for each in (main, rendering)]
    assert numbers[0] == numbers[1] != set()
    assert {box.row for box in main.rows} == {box.row for box in rendering.rows}
    assert re.search(r"1 The Agency, 17 January 2025", text(companion))
    assert re.search(r"2 The Forum", text(companion))


def test_the_companion_file_has_every_annex_under_the_reference_with_an_a(companion: Rendering) -> None:
    content = text(companion)
    assert f"{REFERENCE}A, issue 1" in content
    assert "Annex A. Facts" in content
    assert "Annex C. Evidence for the judgements" in content
    assert "TLP:AMBER" in content
    assert "Draft" in content
    assert "This file belongs to the briefing “Gas between Russia and Iran”" in content
    with pikepdf.open(io.BytesIO(companion.pdf)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Gas between Russia and Iran: facts and sources"


def test_no_link_leads_to_what_is_in_the_other_file(
    main: Rendering, companion: Rendering, short: Rendering
) -> None:
    assert dead_links(main) == dead_links(companion) == dead_links(short) == []


def test_both_files_are_accessible_and_the_same_each_time(
    main: Rendering, companion: Rendering, assessment: Template, scales: Scales, tmp_path: Path
) -> None:
    for each in (main, companion):
        (tmp_path / "a.pdf").write_bytes(each.pdf)
        assert [finding.message for finding in pdfua.validate(str(tmp_path / "a.pdf")).findings] == []
    again = render_companion(with_annexes("companion"), assessment, scales, attachments=ATTACHMENTS)
    assert again.pdf == companion.pdf


def test_where_annexes_are_left_out_the_sources_are_listed_in_short(short: Rendering) -> None:
    content = text(short)
    assert "Annex" not in content
    assert "1B The Agency, 17 January 2025" in content
    assert "companion" not in content


def test_only_a_briefing_that_asks_for_it_has_a_companion_file(assessment: Template) -> None:
    assert has_companion(with_annexes("companion"), assessment)
    assert not has_companion(with_annexes("omit"), assessment)
    assert not has_companion(a_briefing(), assessment)
    assert companion_path(Path("out/gas.pdf")) == Path("out/gas A.pdf")


def test_a_companion_file_with_the_project_is_verified_and_one_without_says_what_it_is(
    assessment: Template, scales: Scales
) -> None:
    session = Session.begin(
        with_annexes("companion"), a_reference(LIBRARY), author="A", clock=lambda: NOON,
        attachments=ATTACHMENTS,
    )  # fmt: skip
    files = enclosures(
        session.briefing, assessment, scales, [EmbeddedPart.PROJECT], pack(session.project), companion=True
    )
    made = render_companion(session.briefing, assessment, scales, attachments=ATTACHMENTS, enclosures=files)
    verdict = verify(made.pdf, "gas A.pdf", {"assessment": assessment}, scales)
    assert verdict.extent is Extent.BYTES
    lone = render_companion(
        session.briefing, assessment, scales, attachments=ATTACHMENTS,
        enclosures=enclosures(session.briefing, assessment, scales, [], companion=True),
    )  # fmt: skip
    with pytest.raises(ProjectError, match=r"companion file of “Gas between .*” \(PPU 2025/114"):
        verify(lone.pdf, "gas A.pdf", {"assessment": assessment}, scales)


@pytest.mark.parametrize(("place", "expected"), [("omit", False), ("companion", True), ("run-on", True)])
def test_formats_without_pages_leave_annexes_out_only_where_no_other_file_has_them(
    assessment: Template, scales: Scales, place: str, expected: bool
) -> None:
    issue = edition(with_annexes(place), assessment, scales, ATTACHMENTS)
    page = FORMATS["md"].write(issue).decode()
    assert ("Evidence for the judgements" in page) is expected
    assert "The Agency" in page
