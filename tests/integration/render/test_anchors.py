"""Where the references of a document lead, with rows that the analyst keeps from its pages."""

from __future__ import annotations

import itertools
import re
from collections import Counter

import pytest

from briefing.editing import HideItem, SetEvidence, apply
from briefing.grading import Scales
from briefing.model.briefing import Bearing, Briefing, Evidence
from briefing.render import load_templates
from briefing.render.pipeline import composed
from briefing.render.templates.parts import parts
from briefing.render.templates.renderer import TemplateRenderer

ROWS = ("f1", "f2", "f3", "t1", "g1", "c1")
HIDDEN = [("f2",), ("t1", "g1", "c1"), ROWS]


def html_of(template_id: str, briefing: Briefing, scales: Scales) -> str:
    template = load_templates()[template_id]
    context = composed(briefing, template, scales)
    pages = TemplateRenderer(template, context)
    return "".join(pages.part(part) for part in parts(context, template))


def resting_on_all(briefing: Briefing) -> Briefing:
    bearings = itertools.cycle((Bearing.SUPPORTS, Bearing.CONTRADICTS))
    evidence = tuple(Evidence(item_id=row, bearing=next(bearings)) for row in ROWS)
    return apply(briefing, SetEvidence(item_id="j1", evidence=evidence))


@pytest.mark.parametrize(
    "template", ["assessment", "parliamentary", "factsheet", "comparison", "one-page", "two-pages"]
)
@pytest.mark.parametrize("hidden", HIDDEN, ids="-".join)
@pytest.mark.parametrize("rests", [True, False])
def test_every_reference_leads_to_one_place(
    template: str, hidden: tuple[str, ...], rests: bool, briefing: Briefing, scales: Scales
) -> None:
    briefing = resting_on_all(briefing) if rests else briefing
    for row in hidden:
        briefing = apply(briefing, HideItem(item_id=row))
    html = html_of(template, briefing, scales)
    places = Counter(re.findall(r'\bid="([^"]+)"', html))
    assert [place for place, times in places.items() if times > 1] == []
    assert set(re.findall(r'href="#([^"]*)"', html)) - places.keys() == set()


def test_evidence_that_is_kept_from_the_pages_is_named_as_such(briefing: Briefing, scales: Scales) -> None:
    html = html_of("assessment", apply(resting_on_all(briefing), HideItem(item_id="t1")), scales)
    assert "Table 2 (not shown)" in html
