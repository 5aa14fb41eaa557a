"""The promise in every format: whatever is exported, each statement stands there with its grade."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import assume, given, settings
from msgspec.structs import replace

from briefing.composition.blocks.text import PhraseText
from briefing.composition.phrases import phrases_in
from briefing.composition.views.statements import FactView, GradeView, JudgementView, Opposed, SectionView
from briefing.errors import RenderError
from briefing.exports import stix
from briefing.exports.edition import Edition
from briefing.exports.registry import FORMATS, format_of
from briefing.exports.tables.formula_guard import neutralised
from briefing.model.briefing import Briefing, ImageItem
from briefing.model.issue import Comment, MainMessage
from briefing.project import Project
from tests import ROOT
from tests.examples import examples
from tests.small_briefing import PICTURE, a_briefing
from tests.unit.exports.conftest import an_edition
from tests.unit.exports.exported_text import (
    csv_lines,
    markdown_text,
    page_text,
    sheet_lines,
    spaced,
    word_text,
)
from tests.unit.project.strategies import PROJECTS
from tests.validators import csl_errors, office_errors, stix_errors

_WITHIN = 250
"""A grade stands so near behind its statement; sources may stand between them."""


def statements(edition: Edition) -> Iterator[tuple[str, list[str]]]:
    """The words of each statement in the text, and what has to stand behind them."""
    for judgement in edition.context.judgements:
        yield judgement.text, judged(judgement)
    for section in edition.context.sections:
        for fact in facts(section):
            yield fact.text, [f"{graded(fact.grade)} · {fact.grade.code} · {fact.standing}"]


def judged(view: JudgementView) -> list[str]:
    likelihood = [f"Likelihood: {view.grade.likelihood} ("] if view.grade.likelihood else []
    return [*likelihood, f"Confidence: {view.grade.confidence or 'not graded'}"]


def facts(section: SectionView) -> Iterator[FactView | Opposed]:
    for item in section.items:
        if isinstance(item, FactView):
            yield item
            yield from (other for other in item.opposed if other.absorbed)
    for child in section.sections:
        yield from facts(child)


def stands_behind(text: str, statement: str, wanted: list[str]) -> bool:
    """Whether all that is wanted follows the statement in some place of the text."""
    at = text.find(statement)
    while at >= 0:
        behind = text[at + len(statement) : at + len(statement) + _WITHIN]
        if all(spaced(each) in behind for each in wanted):
            return True
        at = text.find(statement, at + 1)
    return False


def exportable(briefing: Briefing) -> Edition:
    """The briefing with a picture in each of its figures; refused where it could not be printed either."""
    pictures = {item.attachment: PICTURE for item in briefing.walk_items() if isinstance(item, ImageItem)}
    try:
        return an_edition(replace(briefing, template_options={}), pictures or None)
    except RenderError:
        assume(False)
        raise


@settings(max_examples=examples(12))
@given(PROJECTS)
def test_any_briefing_goes_out_in_every_format_with_each_statement_and_its_grade(project: Project) -> None:
    edition = exportable(project.briefing)
    written = {each.id: each.write(edition) for each in FORMATS.values()}
    texts = {
        "html": page_text(written["html"]),
        "docx": word_text(written["docx"]),
        "md": markdown_text(written["md"]),
    }
    for statement, wanted in statements(edition):
        for format_id, text in texts.items():
            assert stands_behind(text, spaced(statement), wanted), (format_id, statement)
    assert [*office_errors(written["docx"], "docx"), *office_errors(written["xlsx"], "xlsx")] == []
    assert [*csl_errors(written["csl"]), *stix_errors(written["stix"])] == []
    lines, sheet = csv_lines(written["csv"]), sheet_lines(written["xlsx"], "Facts")
    for section in edition.context.sections:
        for fact in facts(section):
            wanted = [fact.text, graded(fact.grade), fact.grade.code, fact.standing]
            assert [neutralised(each) for each in wanted] in [of_columns(line) for line in lines]
            assert [spaced(each) for each in wanted] in [
                [spaced(each) for each in of_columns(line)] for line in sheet
            ]


def graded(grade: GradeView) -> str:
    return PhraseText(phrases_in("en")).confidence(grade) + (f" ({grade.factors})" if grade.factors else "")


def of_columns(line: dict[str, Any]) -> list[str]:
    return [str(line[name]) for name in ("Statement", "Confidence", "Grade", "Standing")]


@pytest.mark.parametrize("format_id", FORMATS)
def test_equal_briefings_give_equal_bytes_in_every_format(everything: Edition, format_id: str) -> None:
    assert FORMATS[format_id].write(everything) == FORMATS[format_id].write(everything)


@pytest.mark.parametrize("format_id", ["html", "md", "csv"])
def test_the_marking_stands_first_and_last(everything: Edition, format_id: str) -> None:
    text = FORMATS[format_id].write(everything).decode()
    marking, first = everything.context.marking.label, everything.context.judgements[0].text
    last = everything.context.sources[-1].description if format_id != "csv" else first
    assert text.index(marking) < text.index(first)
    assert text.rindex(marking) > text.rindex(last)


def test_a_format_is_told_from_the_ending_of_a_name() -> None:
    for each in FORMATS.values():
        assert format_of(f"Gas v1.2{each.ending.upper()}") is each
    assert format_of("gas.pdf") is None
    assert format_of("gas.json") is None


@pytest.mark.parametrize("format_id", ["html", "docx"])
def test_a_picture_that_cannot_be_drawn_is_refused_with_its_row(
    everything: Edition, format_id: str
) -> None:
    broken = an_edition(everything.briefing, {"0" * 64: PICTURE})
    with pytest.raises(RenderError, match=r"row g1 attachment: The picture of Figure 1 cannot be drawn\."):
        FORMATS[format_id].write(broken)


def test_reasoning_that_the_project_keeps_back_stays_out_of_every_format(everything: Edition) -> None:
    kept_back = an_edition(replace(everything.briefing, template_options={"reasoning": "none"}))
    for format_id, text in (("html", page_text), ("docx", word_text), ("md", markdown_text)):
        assert "Another route is found" not in text(FORMATS[format_id].write(kept_back))
    for format_id in ("csv", "xlsx"):
        assert "Another route" not in str(FORMATS[format_id].write(kept_back))
    assert "Another route" not in str(sheet_lines(FORMATS["xlsx"].write(kept_back), "Judgements"))


@pytest.mark.parametrize("format_id", ["html", "docx", "md", "csv", "xlsx", "stix"])
def test_main_message_source_summary_and_the_authors_remark_are_in_every_format(
    format_id: str,
) -> None:
    message = MainMessage(text="Gas will likely not flow", judgement_ids=("j1",))
    briefing = replace(a_briefing(), main_message=message, source_remark="One agency saw it")
    raw = FORMATS[format_id].write(an_edition(briefing))
    readers = {"html": page_text, "docx": word_text, "md": markdown_text}
    if format_id == "xlsx":
        text = str(sheet_lines(raw, "Read first")).replace("\\xa0", " ")
    else:
        text = readers[format_id](raw) if format_id in readers else raw.decode()
    text = text.replace("\u00a0", " ")
    for words in ("Gas will likely not flow.", "2 sources of 2 publishers", "One agency saw it"):
        assert words in text, words
    if format_id in {*readers, "xlsx"}:
        assert "Draws on J1" in text
        assert "Confidence: moderate" in text


def test_the_guide_lists_each_format_as_the_table_has_it() -> None:
    guide = (ROOT / "docs" / "user" / "formats.md").read_text()
    for each in FORMATS.values():
        assert f"| `{each.id}` | {each.name} | `{each.ending}` | {each.purpose} | {each.lost} |" in guide


def test_no_format_has_a_comment_of_a_reviewer() -> None:
    comment = Comment(id="k1", row_id="f1", text="SECRETREMARK", by="REVIEWERNAME", on="2025-11-03")
    plain, commented = (
        an_edition(each) for each in (a_briefing(), replace(a_briefing(), comments=(comment,)))
    )
    assert commented == plain  # of which every format is written
    assert stix.bundle(replace(a_briefing(), comments=(comment,)), plain.scales) == stix.bundle(
        a_briefing(), plain.scales
    )
