"""Headers and footers of the pages: the mark on those that are too many."""

from __future__ import annotations

import pytest

from briefing.grading import load_scales
from briefing.model.briefing import Briefing
from briefing.render import load_templates
from briefing.render.pipeline import composed
from briefing.render.templates.renderer import TemplateRenderer


@pytest.mark.parametrize(
    ("budget", "most", "mark"),
    [
        (None, 2, "Beyond the 2 pages of this template: does not fit"),
        (3, 2, "Beyond the 2 pages of this template: does not fit"),
        (2, 2, "Beyond the page budget of 2 pages: does not fit"),
        (1, 1, "Beyond the page budget of 1 page: does not fit"),
    ],
)
def test_a_page_too_many_names_the_limit_that_it_exceeds(budget: int | None, most: int, mark: str) -> None:
    template = load_templates()["two-pages"]
    printed = composed(Briefing(id="a", title="A", page_budget=budget), template, load_scales())
    sheets = TemplateRenderer(template, printed).furniture([False] * 3, most)
    assert [mark in sheet for sheet in sheets.split("<section")[1:]] == [most < 1, most < 2, most < 3]
