"""Words that are typed, put into a printed briefing that is not composed again."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.composition.compose import compose_again
from briefing.composition.template_traits import TemplateTraits
from briefing.composition.typed_words.unchanged_views import Composition, CompositionSettings
from briefing.composition.typed_words.words_in_place import WordsInPlace
from briefing.composition.views.document import PrintedBriefing
from briefing.editing import (
    AddItem,
    Edit,
    GradeItem,
    HideItem,
    RemoveItem,
    RenameSection,
    ReplaceContent,
    Reword,
    SetDetails,
    SetEvidence,
    SetIssue,
    SetNote,
    SetReasoning,
    apply,
)
from briefing.errors import never_mind
from briefing.model.briefing import Briefing, ChartItem, ChartKind, Comparison, FactItem, ImageItem, Table
from briefing.model.issue import IssueBlock, MainMessage
from tests.builders import GRADE, bundled_scales
from tests.small_briefing import PICTURE_ID, a_briefing

WORDS = "Gas from Russia flows, they say, by another route"
CHART = ChartItem(id="d1", kind=ChartKind.GRADES, caption="Grades")
_OWN_PLACES = ("cover", "issue", "main_message", "source_summary", "judgements", "sections")
"""What has the words in their own place, of what is printed."""


def composition(briefing: Briefing) -> Composition:
    settings = CompositionSettings({}, bundled_scales(), TemplateTraits())
    return compose_again(None, briefing, settings, None, never_mind)


def printed(briefing: Briefing) -> PrintedBriefing:
    return composition(briefing).printed


def words_in(briefing: Briefing) -> WordsInPlace:
    composed = composition(briefing)
    return WordsInPlace(briefing, composed.printed, composed.rows)


@pytest.fixture(scope="module")
def before() -> Briefing:
    """A briefing with an item of each type, and a main message."""
    briefing = apply(a_briefing(), AddItem(item=CHART, section_id="s2"))
    return apply(briefing, SetDetails(main_message=MainMessage(text="Gas waits", judgement_ids=("j1",))))


def in_item(before: Briefing, item_id: str, **changes: object) -> Edit:
    item = next(item for item in before.walk_items() if item.id == item_id)
    assert isinstance(item, Table | Comparison | ImageItem | ChartItem)
    return ReplaceContent(item=replace(item, **changes))


def word_edits(before: Briefing) -> list[Edit]:
    return [
        *(Reword(item_id=row, text=WORDS) for row in ("f1", "f2", "f3", "p1", "j1")),
        in_item(before, "t1", columns=(WORDS, "bcm"), rows=((WORDS, "2"),)),
        *(in_item(before, row, caption=WORDS) for row in ("t1", "c1", "d1", "g1")),
        in_item(before, "g1", alt=WORDS),
        RenameSection(section_id="s2", title=WORDS),
        SetReasoning(item_id="j1", assumptions=(WORDS,), indicators=(WORDS, WORDS)),
        GradeItem(item_id="j1", grade=replace(GRADE, likelihood="likely", rationale=WORDS)),
        SetDetails(title=WORDS, subtitle=WORDS, author=WORDS, organisation=WORDS),
        SetDetails(purpose=f"{WORDS}\n\n{WORDS}", requested_by=WORDS, source_remark=WORDS),
        SetDetails(main_message=MainMessage(text=WORDS, judgement_ids=("j1",))),
        SetIssue(issue=IssueBlock(reference=WORDS, contact=WORDS, copies=(WORDS,))),
        SetNote(item_id="f1", note=WORDS),
    ]


def test_what_has_other_words_is_as_it_is_composed(before: Briefing) -> None:
    in_place = words_in(before)
    for edit in word_edits(before):
        after = apply(before, edit)
        assert after != before
        typed = in_place.with_words_of(after)
        assert typed is not None, edit
        composed = printed(after)
        for name in _OWN_PLACES:
            assert getattr(typed.printed, name) == getattr(composed, name), edit


def test_rows_are_named_of_which_the_words_changed(before: Briefing) -> None:
    in_place = words_in(before)
    typed = in_place.with_words_of(apply(before, Reword(item_id="f1", text=WORDS)))
    assert typed is not None
    assert typed.row_ids == {"f1"}
    assert not typed.section_ids


def test_who_types_in_a_heading_learns_its_section(before: Briefing) -> None:
    in_place = words_in(before)
    typed = in_place.with_words_of(apply(before, RenameSection(section_id="s2", title=WORDS)))
    assert typed is not None
    assert typed.section_ids == {"s2"}
    assert not typed.row_ids


def test_the_summary_of_sources_names_a_section_by_the_title_that_is_typed(before: Briefing) -> None:
    section = next(each for each in before.sections if each.id == "s2")
    facts = [item for item in section.items if isinstance(item, FactItem)][:1]
    narrow = replace(section, items=tuple(facts))
    briefing = replace(
        before, sections=tuple(narrow if each.id == "s2" else each for each in before.sections)
    )
    in_place = words_in(briefing)
    typed = in_place.with_words_of(apply(briefing, RenameSection(section_id="s2", title=WORDS)))
    assert typed is not None
    assert f"“{WORDS}”" in typed.printed.source_summary.text


@pytest.mark.parametrize(
    "edit",
    [
        HideItem(item_id="f1"),
        RemoveItem(item_id="f3"),
        GradeItem(item_id="f2", grade=replace(GRADE, confidence="low")),
        GradeItem(item_id="j1", grade=GRADE),
        SetEvidence(item_id="j1", evidence=()),
        SetDetails(cut_off="2025-09-30"),
        SetDetails(marking="TLP:RED"),
        SetDetails(main_message=None),
        SetDetails(main_message=MainMessage(text="Gas waits", judgement_ids=())),
        SetIssue(issue=IssueBlock(emblem=PICTURE_ID)),
        RenameSection(section_id="s1", title="Conclusions"),
    ],
    ids=lambda edit: type(edit).__name__,
)
def test_other_changes_are_composed(before: Briefing, edit: Edit) -> None:
    after = apply(before, edit)
    assert after != before
    assert words_in(before).with_words_of(after) is None
