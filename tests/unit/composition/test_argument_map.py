"""Statements in the order of the judgements: each is given out once, and no contradiction is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.composition.compose import compose
from briefing.composition.judgements.argument_map import items
from briefing.composition.views.arguments import Argument, ArgumentStatement
from briefing.composition.views.document import PrintedBriefing
from briefing.composition.views.statements import FactView
from briefing.grading import Scales
from briefing.model.briefing import Bearing, Briefing, Evidence, FactItem, Judgement, Section
from tests.builders import bundled_scales
from tests.examples import examples
from tests.extreme_briefing import stress_briefing

STRESS = stress_briefing()
SCALES = bundled_scales()
ROWS = [item for item in STRESS.walk_items() if isinstance(item, FactItem)]


@st.composite
def contexts(draw: st.DrawFn) -> PrintedBriefing:
    """Some facts in two sections, some of them hidden, with two judgements that rest on some of them."""
    rows = draw(st.lists(st.sampled_from(ROWS), min_size=1, max_size=14, unique_by=lambda row: row.id))
    hidden = draw(st.sets(st.sampled_from([row.id for row in rows]), max_size=3))
    shown = tuple(replace(row, hidden=row.id in hidden) for row in rows)
    split = draw(st.integers(0, len(shown)))
    judgements = tuple(
        Judgement(
            id=f"j{number}",
            text="It will be so",
            evidence=tuple(
                Evidence(item_id=row.id, bearing=draw(st.sampled_from(Bearing)))
                for row in draw(st.lists(st.sampled_from(shown), max_size=5, unique_by=lambda row: row.id))
            ),
        )
        for number in range(2)
    )
    sections = (
        Section(id="s1", title="First", items=(*judgements, *shown[:split])),
        Section(id="s2", title="Second", items=shown[split:]),
    )
    return compose(replace(STRESS, sections=sections), {}, SCALES)


def given_out(made: Argument) -> Iterator[ArgumentStatement]:
    """Every statement of an argument, with what is printed beneath it."""
    waiting = [each for case in made.cases for each in (*case.supporting, *case.opposing)]
    waiting += [each for part in made.rest for each in part.items if isinstance(each, ArgumentStatement)]
    for statement in waiting:
        yield statement
        waiting.extend(statement.answers)


def shown_facts(context: PrintedBriefing) -> set[str]:
    facts = [item for item in items(context.sections) if isinstance(item, FactView)]
    return {fact.anchor for fact in facts} | {other.anchor for fact in facts for other in fact.opposed}


@settings(max_examples=examples(60))
@given(contexts())
def test_every_statement_is_given_out_once(context: PrintedBriefing) -> None:
    counts = Counter(statement.anchor for statement in given_out(context.argument))
    assert set(counts) == shown_facts(context)
    assert set(counts.values()) <= {1}


@settings(max_examples=examples(60))
@given(contexts())
def test_what_contradicts_a_printed_statement_is_printed_whatever_is_left_out(
    context: PrintedBriefing,
) -> None:
    printed = {statement.anchor for statement in given_out(context.short_argument)}
    for group in context.questions.contradictions:
        anchors = {statement.anchor for statement in group}
        assert group[0].anchor not in printed or anchors <= printed


@settings(max_examples=examples(60))
@given(contexts())
def test_all_evidence_is_given_out_or_named_as_hidden(context: PrintedBriefing) -> None:
    made = context.short_argument
    told = {statement.anchor for statement in given_out(made)} | {fact.anchor for fact in made.hidden}
    evidence = {ref.anchor for each in context.judgements for ref in (*each.supporting, *each.opposing)}
    assert evidence <= told


@settings(max_examples=examples(60))
@given(contexts())
def test_every_source_that_is_cited_is_listed(context: PrintedBriefing) -> None:
    made = context.short_argument
    cited = {ref.number for statement in given_out(made) for ref in statement.refs}
    assert cited <= {source.number for source in made.sources}


def test_what_is_left_out_is_counted_and_its_contradictions_are_named(scales: Scales) -> None:
    said = compose(STRESS, {}, scales).short_argument.left_out
    assert said.replace("\u00a0", " ").startswith(
        "24 statements, 1 paragraph and 1 table (9 and 29 contradict"
    )


def test_without_evidence_nothing_is_left_out(scales: Scales) -> None:
    rows = Section(id="s1", title="First", items=tuple(ROWS[:3]))
    context = compose(replace(STRESS, sections=(rows,)), {}, scales)
    assert context.short_argument.left_out == ""
    assert len(list(given_out(context.short_argument))) == len(shown_facts(context))


def test_hidden_evidence_is_evidence_so_that_hiding_it_prints_nothing_else(scales: Scales) -> None:
    hidden, other = replace(ROWS[0], hidden=True), ROWS[1]
    judgement = Judgement(
        id="j1",
        text="It will be so",
        evidence=(Evidence(item_id=hidden.id, bearing=Bearing.SUPPORTS),),
    )
    section = Section(id="s1", title="First", items=(judgement, hidden, other))
    made = compose(replace(STRESS, sections=(section,)), {}, scales).short_argument
    assert [fact.label for fact in made.hidden] != []
    assert list(given_out(made)) == []
    assert made.left_out


def test_questions_are_asked_in_the_briefings_own_words(scales: Scales) -> None:
    asked = compose(STRESS, {}, scales).questions
    judgements = [item for item in STRESS.walk_items() if isinstance(item, Judgement)]
    for inquiry, judgement in zip(asked.inquiries, judgements, strict=True):
        about = [words for question in inquiry.questions for words in question.about]
        assert about == [*judgement.assumptions, *judgement.alternatives, *judgement.indicators]


def test_a_briefing_without_reasoning_or_contradictions_raises_no_question(scales: Scales) -> None:
    assert not compose(Briefing(id="empty", title="Nothing yet"), {}, scales).questions
