"""A PDF by another version is compared by what every version prints alike, and never called a forgery."""

from __future__ import annotations

import io

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

import briefing
from briefing import pdf_record
from briefing.editing import HideItem, Reword, apply
from briefing.errors import ProjectError, RenderError
from briefing.pdf_record import embed
from briefing.pdf_record.embed import EmbeddedPart
from briefing.pdf_record.other_version import compared_content, is_on_pages
from briefing.pdf_record.verdict import Aspect, Extent, Verdict
from briefing.pdf_record.verify import verify
from briefing.project import pack
from briefing.render import render
from tests.unit.pdf_record.test_verify import ASSESSMENT, PROJECT, SCALES, TEMPLATES

BRIEFING = PROJECT.briefing


@pytest.fixture(scope="module")
def earlier() -> bytes:
    """The PDF as version 0.0.9 made it: with paper of another size, so that its pages differ."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(briefing, "__version__", "0.0.9")
        files = embed.enclosures(BRIEFING, ASSESSMENT, SCALES, [EmbeddedPart.PROJECT], pack(PROJECT))
    pages = replace(BRIEFING, template_options={"paper": "Letter"})
    return render(pages, ASSESSMENT, SCALES, attachments=PROJECT.attachments, enclosures=files).pdf


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


def test_a_text_that_is_not_on_the_pages_is_a_difference_that_the_other_version_can_explain(
    earlier: bytes,
) -> None:
    reworded = apply(
        BRIEFING, Reword(item_id="j1", text="Iran buys nothing whatsoever from its neighbours.")
    )
    differences, _ = compared_content(earlier, None, reworded, "a.pdf")
    assert [difference.aspect for difference in differences] == [Aspect.TEXT]
    conclusion = Verdict(Extent.CONTENT, "", differences).conclusion
    assert "forge" not in f"{conclusion} {differences}".lower()
    assert "another version" in conclusion


def test_a_project_that_this_version_cannot_print_is_compared_all_the_same(
    earlier: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_names: object) -> None:
        raise RenderError("It cannot be printed.")

    monkeypatch.setattr(pdf_record.verify, "render", refuse)
    verdict = verified(earlier)
    assert verdict.extent is Extent.CONTENT
    assert verdict.holds


def test_a_companion_file_is_held_to_the_texts_that_it_should_have(earlier: bytes) -> None:
    """The pages stand in for a companion file: it has a part of the texts of its briefing."""
    reworded = apply(BRIEFING, Reword(item_id="j1", text="Iran buys nothing from its neighbours."))
    unknown, _ = compared_content(earlier, None, reworded, "a.pdf", is_companion=True)
    assert unknown == ()
    differences, _ = compared_content(earlier, earlier, reworded, "a.pdf", is_companion=True)
    assert differences == ()


def test_a_row_that_the_project_hides_is_found_on_the_pages(earlier: bytes) -> None:
    differences, _ = compared_content(earlier, None, apply(BRIEFING, HideItem(item_id="f1")), "a.pdf")
    assert any("'f1'" in difference.message for difference in differences)


def test_what_no_version_writes_is_found(earlier: bytes) -> None:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(earlier)) as pdf:
        pdf.attachments["more.txt"] = b"more"
        pdf.Root.OpenAction = pikepdf.Dictionary(
            S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)")
        )
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[1, 1, 9, 9])
        pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(note)])
        pdf.save(target)
    differences, _ = compared_content(target.getvalue(), None, BRIEFING, "a.pdf")
    texts = [str(difference) for difference in differences]
    assert any("'more.txt' was added" in text for text in texts)
    assert any("/OpenAction" in text for text in texts)
    assert any(text.startswith("Page 1: It has /Text") for text in texts)


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
