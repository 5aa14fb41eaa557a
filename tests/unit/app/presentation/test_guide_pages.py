"""The pages of the help."""

from __future__ import annotations

import re

import pytest

from briefing.app.presentation.guide_pages import GuidePage, codes_page, plain, written_pages
from briefing.composition.formatting import STANDINGS
from briefing.grading import load_scales
from tests import ROOT

PAGES = {page.id: page for page in written_pages()}
_LINK = re.compile(r"\]\(([^)#:]+\.md)(?:#([^)]*))?\)")


def test_every_page_for_users_is_in_the_guide_with_its_title() -> None:
    names = {
        path.stem for folder in ("user", "reference") for path in (ROOT / "docs" / folder).glob("*.md")
    }
    assert PAGES.keys() == names
    assert PAGES["window"].title == "The window"


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_links_between_pages_lead_to_a_section_of_the_guide(page: GuidePage) -> None:
    for target, fragment in _LINK.findall(page.markdown):
        name = target.rpartition("/")[2].removesuffix(".md")
        if "developer/" not in target:
            assert name in PAGES, target
            assert not fragment or fragment in {heading.anchor for heading, _text in PAGES[name].sections()}


def test_a_comment_in_code_is_no_heading() -> None:
    page = GuidePage("p", "P", "# One\n\n```sh\n# not one\n```\n\n## Two `code`\n\ntext", ROOT)
    assert [(heading.level, heading.text) for heading, _text in page.sections()] == [
        (1, "One"),
        (2, "Two code"),
    ]


def test_a_link_in_a_heading_is_shown_as_its_text() -> None:
    assert plain("See [the *page*](page.md)") == "See the page"


@pytest.mark.parametrize("scheme_id", ["icd-203", "phia", "nato", "ipcc", "plain"])
def test_the_page_of_codes_explains_every_term_standing_code_and_marking(scheme_id: str) -> None:
    scales = load_scales()
    scheme = scales.schemes[scheme_id]
    text = codes_page(scheme, scales.schemes, scales.marking_sets.values()).markdown
    for scale in scheme.scales:
        for term in scale.terms:
            assert term.term in text
    assert all(f"| {name} |" in text for name in STANDINGS.values())
    assert all(f"| {letter} |" in text for letter in "ABCDEF123456")
    assert "| TLP:RED |" in text
