"""Printed briefings are short and their pages full: pages of the bundled templates, counted and measured.

The example on A4 is measured in tests/conformance. All sizes, papers and generated briefings in all
templates: ``python -m bench.page_fill``.
"""

from __future__ import annotations

import functools
import re

import pytest

from briefing.render import load_templates
from briefing.render.pipeline import composed
from briefing.render.templates.parts import parts
from briefing.render.templates.renderer import TemplateRenderer
from tests.builders import bundled_scales
from tests.examples import thorough
from tests.page_fill import FilledDocument, filled
from tests.sized_briefings import SIZES, in_template

MOST_PAGES = [
    ("assessment", "six facts", "A4", 3),
    ("parliamentary", "six facts", "Letter", 4),
    *thorough(("assessment", "six facts", "Letter", 3)),
]


@functools.cache
def document(template: str, size: str, paper: str) -> FilledDocument:
    return filled(in_template(SIZES[size](), template, paper=paper), load_templates()[template])


@pytest.mark.parametrize(("template", "size", "paper", "most"), MOST_PAGES)
def test_a_briefing_takes_few_pages(template: str, size: str, paper: str, most: int) -> None:
    assert len(document(template, size, paper).pages) <= most


@pytest.mark.parametrize(("template", "size", "paper", "most"), MOST_PAGES)
def test_no_page_but_the_last_is_a_quarter_empty(template: str, size: str, paper: str, most: int) -> None:
    pages = document(template, size, paper)
    assert len(pages.pages) <= most
    assert pages.too_empty == []


@pytest.mark.parametrize("template", ["assessment", "parliamentary"])
def test_no_statement_grade_or_source_is_left_out_to_save_space(template: str) -> None:
    """Each row of the briefing has its place on the pages, with its grade and its sources."""
    kept = load_templates()[template]
    printed = composed(in_template(SIZES["example"](), template), kept, bundled_scales())
    pages = TemplateRenderer(kept, printed)
    html = "".join(pages.part(part) for part in parts(printed, kept))
    places = set(re.findall(r'\bid="([^"]+)"', html))
    rows = set(re.findall(r'\bdata-row="([^"]+)"', html))
    briefing = SIZES["example"]()
    assert {item.id for item in briefing.walk_items() if not item.hidden} <= rows
    assert {source.anchor for source in printed.sources} <= places
    assert {judgement.anchor for judgement in printed.judgements} <= places
    codes = re.findall(r'<span class="code">([A-F][1-6])</span>', html)
    assert len(codes) >= sum(1 for fact in printed.facts)
