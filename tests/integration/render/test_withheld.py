"""Rows that the analyst leaves out: their words are in no format, whatever refers to them."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from msgspec.structs import replace

from briefing.composition.withheld import withheld
from briefing.editing import AddItem, apply
from briefing.exports import csl, stix
from briefing.exports.registry import FORMATS
from briefing.grading import Scales
from briefing.model.briefing import Briefing, ChartItem, ChartKind, FactItem, Judgement, Section, Waiver
from briefing.render import load_templates
from briefing.render.pipeline import composed
from tests.builders import GRADE
from tests.integration.render.test_anchors import html_of, resting_on_all
from tests.unit.exports.conftest import an_edition

PLANTED = "Withheldium"
OTHER = "Formerlium"


def planted(value: Any, token: str) -> Any:
    """Put the token into every free text of a row or of a fact."""
    texts = (
        "text",
        "wording",
        "caption",
        "alt",
        "note",
        "statement",
        "attributed_to",
        "change_since_last",
        "notes",
    )
    lists = ("assumptions", "alternatives", "indicators", "actors")
    changes: dict[str, Any] = {name: f"{token} is up." for name in texts if hasattr(value, name)}
    changes |= {name: (f"{token} is listed.",) for name in lists if hasattr(value, name)}
    if hasattr(value, "rows"):
        changes["rows"] = tuple(tuple(f"{token} {cell}" for cell in row) for row in value.rows)
    if hasattr(value, "grade"):
        changes["grade"] = replace(value.grade or GRADE, rationale=f"{token}, one speaker.")
    return replace(value, **changes)


def hiding(briefing: Briefing, token: str, first: int = 1) -> Briefing:
    """Hide every second row from the `first`, with the token in all its texts and in those of its fact."""
    rows = [item for section in briefing.walk_sections() for item in section.items]
    hidden = {item.id for item in rows[first::2]}
    in_hidden_rows = {row.fact_id for row in rows if isinstance(row, FactItem) and row.id in hidden}
    in_shown_rows = {row.fact_id for row in rows if isinstance(row, FactItem) and row.id not in hidden}

    def section_of(section: Section) -> Section:
        items = tuple(
            replace(planted(item, token), hidden=True) if item.id in hidden else item
            for item in section.items
        )
        return replace(section, items=items, sections=tuple(map(section_of, section.sections)))

    facts = tuple(
        planted(fact, token) if fact.id in in_hidden_rows - in_shown_rows else fact
        for fact in briefing.library.facts
    )
    waiver = Waiver(
        "number-changed", rows[first].id, token, token, f"{token} is fine", "A. Nalyst", "2025-01-01"
    )
    return replace(
        briefing,
        sections=tuple(map(section_of, briefing.sections)),
        library=replace(briefing.library, facts=facts),
        waivers=(waiver,),
    )


@pytest.fixture
def subject(briefing: Briefing) -> Briefing:
    """A briefing with a chart of the evidence, and a judgement that rests on everything else."""
    chart = ChartItem(id="d1", kind=ChartKind.MATRIX, caption="Evidence")
    briefing = apply(resting_on_all(briefing), AddItem(item=chart, section_id=briefing.sections[0].id))
    second = Judgement(id="j9", text="Another", evidence=())
    return apply(briefing, AddItem(item=second, section_id=briefing.sections[0].id, position=1))


def contents(raw: bytes) -> bytes:
    """Return a file with, if it is a ZIP, all that is in it."""
    if not raw.startswith(b"PK"):
        return raw
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return b"".join(archive.read(name) + name.encode() for name in archive.namelist())


@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize("template_id", sorted(load_templates()))
def test_no_page_of_a_template_has_a_word_of_a_hidden_row(
    template_id: str, first: int, subject: Briefing, scales: Scales
) -> None:
    hidden = hiding(subject, PLANTED, first)
    context = composed(hidden, load_templates()[template_id], scales, hiding(subject, OTHER, first))
    assert PLANTED not in repr(context)
    assert OTHER not in repr(context)
    assert PLANTED not in html_of(template_id, hidden, scales)


def test_no_export_has_a_word_of_a_hidden_row(subject: Briefing, scales: Scales) -> None:
    edition = an_edition(hiding(subject, PLANTED))
    for format_ in FORMATS.values():
        assert PLANTED.encode() not in contents(format_.write(edition)), format_.id
    hidden = hiding(subject, PLANTED)
    assert PLANTED.encode() not in csl.sources(hidden, scales) + stix.bundle(hidden, scales)


def test_a_statement_that_contradicts_a_shown_one_is_named_without_its_words(
    subject: Briefing, scales: Scales
) -> None:
    """Leaving out a contradiction must not make the statement look undisputed."""
    hidden = hiding(subject, PLANTED)
    assert "This statement is left out of the briefing." in html_of("assessment", hidden, scales)
    assert withheld(withheld(hidden)) == withheld(hidden)


def test_a_fact_in_a_hidden_and_in_a_shown_row_is_printed(briefing: Briefing, scales: Scales) -> None:
    section = briefing.sections[-1]
    first = next(item for item in briefing.walk_items() if isinstance(item, FactItem))
    copy = replace(section, items=(replace(first, id="f99", hidden=True), *section.items))
    both = replace(briefing, sections=(*briefing.sections[:-1], copy))
    statement = {fact.id: fact.statement for fact in briefing.library.facts}[first.fact_id]
    assert statement.rstrip(".") in html_of("assessment", both, scales)
