"""Titles, headings, cells and contents from right to left, in the pages of each template."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from briefing.grading import Scales
from briefing.model.briefing import Briefing, Table
from briefing.model.source import TextQuote
from briefing.model.terms import ObligationKind, Presence
from briefing.model.treaty import Obligation
from briefing.render import load_templates
from briefing.render.pipeline import composed
from briefing.render.templates.manifest import PartKind
from briefing.render.templates.parts import ContentsEntry, DocumentPart, parts
from briefing.render.templates.renderer import TemplateRenderer

PERSIAN = "بهای گاز (Gazprom): گفت‌وگو"


def html_of(template_id: str, briefing: Briefing, scales: Scales) -> str:
    template = load_templates()[template_id]
    context = composed(briefing, template, scales)
    pages = TemplateRenderer(template, context)
    return "".join(pages.part(part) for part in parts(context, template))


@pytest.mark.parametrize("template", ["assessment", "parliamentary", "factsheet", "comparison"])
def test_headings_and_cells_from_right_to_left_have_that_direction(
    template: str, briefing: Briefing, scales: Scales
) -> None:
    energy, comparison = briefing.sections[1:]
    table = Table(
        caption="Volumes",
        id="t1",
        columns=("Year", "bcm", PERSIAN),
        rows=(("2026", "Two", "دو"), ("2030", "3", "دو")),
    )
    turned = (
        briefing.sections[0],
        replace(energy, title=PERSIAN),
        replace(comparison, items=(comparison.items[0], table)),
    )
    html = html_of(template, replace(briefing, sections=turned), scales)
    assert re.search(r'<h2 dir="rtl"[^>]*>(<span class="number">1</span> )?<span lang="fa"', html)
    assert re.search(r'<th scope="col" dir="rtl"[^>]*><span lang="fa"', html)
    assert re.search(r'<td dir="rtl"[^>]*><span lang="fa"', html)
    assert re.search(r"<td [^>]*>Two", html)
    assert not re.search(r'<td dir="rtl"[^>]*>Two', html)


def test_a_title_in_the_contents_is_ordered_apart_from_its_number(
    briefing: Briefing, scales: Scales
) -> None:
    template = load_templates()["assessment"]
    pages = TemplateRenderer(template, composed(briefing, template, scales))
    entry = ContentsEntry(number="1", title=PERSIAN, anchor="row-s2", page="3")
    html = pages.part(DocumentPart(PartKind.FRONT, lists_contents=True), [entry])
    assert f'<span class="number">1</span> <a dir="rtl" href="#row-s2">{PERSIAN}</a></span>' in html


def test_quotes_in_records_and_annex_have_their_language_and_direction(
    briefing: Briefing, scales: Scales
) -> None:
    quote = TextQuote(exact="گاز صادر می‌شود.", language="fa")
    library = briefing.library
    facts = tuple(
        replace(fact, citations=tuple(replace(each, quotes=(quote,)) for each in fact.citations))
        for fact in library.facts
    )
    cited = replace(facts[0].citations[0], quotes=(quote,))
    duty = Obligation(kind=ObligationKind.DEFENCE, presence=Presence.YES, article="4", citations=(cited,))
    treaties = tuple(replace(each, obligations=(duty,)) for each in library.treaties)
    quoted = replace(briefing, library=replace(library, facts=facts, treaties=treaties))
    html = html_of("factsheet", quoted, scales)
    printed = r"Source\W\d+: “<span lang=\"fa\" dir=\"rtl\">گاز صادر می‌شود.</span>”"
    records, annex = html.split('id="annex', 1)
    assert re.search(printed, records)
    assert re.search(printed, annex)
