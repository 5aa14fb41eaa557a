"""Which boxes of a page say what is on it."""

from __future__ import annotations

import pytest

from briefing.render.layout import weasyprint_patches  # noqa: F401 - must precede WeasyPrint
from briefing.render.layout.finished_pages.identity import identity, mark, shown_children

from weasyprint import HTML  # isort: skip
from weasyprint.document import Page  # isort: skip


def page_of(body: str) -> Page:
    page: Page = HTML(string=f"<style>@page {{ size: 200px 300px }}</style>{body}").render().pages[0]
    mark([page])
    return page


def test_empty_space_does_not_tell_a_page_from_another() -> None:
    page = page_of('<div style="height: 50px"></div>')
    assert shown_children(page._page_box) == []
    assert identity(page) == identity(page)[:1]  # type: ignore[index] # that of the page alone


@pytest.mark.parametrize(
    "body",
    [
        "<p>words</p>",
        '<div style="height: 5px; border-top: 1px solid"></div>',
        '<div style="height: 5px; background: red"></div>',
        '<div><hr style="outline: 1px solid"></div>',
    ],
)
def test_what_can_be_seen_does(body: str) -> None:
    page = page_of(body)
    assert len(shown_children(page._page_box)) == 1
