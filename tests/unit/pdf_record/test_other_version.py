"""A PDF by another version is compared by what every version prints alike, and never called a forgery."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

import briefing
from briefing import pdf_record
from briefing.editing import Reword
from briefing.errors import ProjectError, RenderError
from briefing.pdf_record import embed
from briefing.pdf_record.embed import EmbeddedPart
from briefing.pdf_record.other_version import compared_content, is_on_pages
from briefing.pdf_record.verdict import Extent, Verdict
from briefing.pdf_record.verify import verify
from briefing.project import pack
from briefing.render import render
from tests.unit.pdf_record.test_verify import ASSESSMENT, SCALES, TEMPLATES, a_session, printed


@pytest.fixture(scope="module")
def earlier() -> bytes:
    """The PDF as version 0.0.9 made it: with the paper of another size, so that its pages differ."""
    return made_by("0.0.9")


def made_by(version: str, rewording: str = "") -> bytes:
    session = a_session()
    project = session.project
    if rewording:
        session.apply(Reword(item_id="j1", text=rewording))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(briefing, "__version__", version)
        files = embed.enclosures(
            project.briefing, ASSESSMENT, SCALES, [EmbeddedPart.PROJECT], pack(project)
        )
    pages = replace(session.project.briefing, template_options={"paper": "Letter"})
    return render(pages, ASSESSMENT, SCALES, attachments=project.attachments, enclosures=files).pdf


def verified(raw: bytes) -> Verdict:
    return verify(raw, "a.pdf", TEMPLATES, SCALES)


def test_it_names_the_version_and_holds_where_the_texts_of_the_project_are_on_the_pages(
    earlier: bytes,
) -> None:
    verdict = verified(earlier)
    assert verdict.made_by == "0.0.9"
    assert verdict.extent is Extent.CONTENT
    assert verdict.differences == ()
    assert verdict.holds
    assert any("Treaty Briefing 0.0.9 made it" in remark for remark in verdict.remarks)
    assert any("Not compared: arrangement" in remark for remark in verdict.remarks)


def test_a_text_that_is_not_on_the_pages_is_a_difference_that_the_other_version_can_explain() -> None:
    verdict = verified(made_by("0.0.9", "Iran buys nothing whatsoever from its neighbours."))
    assert not verdict.holds
    assert [difference.aspect for difference in verdict.differences] == [pdf_record.verdict.Aspect.TEXT]
    assert "forge" not in f"{verdict.conclusion} {verdict.differences}".lower()
    assert "another version" in verdict.conclusion


def test_a_project_that_this_version_cannot_print_is_compared_all_the_same(
    earlier: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_names: object) -> None:
        raise RenderError("It cannot be printed.")

    monkeypatch.setattr(pdf_record.verify, "render", refuse)
    verdict = verified(earlier)
    assert verdict.extent is Extent.CONTENT
    assert verdict.holds


def test_a_row_that_the_project_hides_is_found_on_the_pages() -> None:
    content = a_session().project.briefing
    raw = printed().pdf
    sections = tuple(
        replace(section, items=tuple(replace(item, hidden=item.id == "f1") for item in section.items))
        for section in content.sections
    )
    differences, _ = compared_content(raw, None, replace(content, sections=sections), "a.pdf")
    assert any("'f1'" in difference.message for difference in differences)


@given(
    text=st.text("abcdefghij ", min_size=8, max_size=60).filter(lambda text: len(text.strip()) > 6),
    split=st.floats(0, 1),
    header=st.text("xyz", max_size=9),
)
def test_a_text_is_found_on_one_page_or_across_two_and_not_where_it_differs(
    text: str, split: float, header: str
) -> None:
    letters = "".join(text.split())
    place = int(split * len(letters))
    pages = [f"{header}{letters[:place]}{header}", f"{header}{letters[place:]}{header}"]
    assert is_on_pages(text, pages)
    assert is_on_pages(text, [header + letters, header])
    assert not is_on_pages(text, [page.replace(letters[0], "k") for page in pages])


def test_an_unknown_template_is_an_error_for_other_versions_too(earlier: bytes) -> None:
    with pytest.raises(ProjectError, match="'assessment', which is not here"):
        verify(earlier, "a.pdf", {}, SCALES)
