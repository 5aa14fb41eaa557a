"""After a change of words, what does not show them is not composed again."""

from __future__ import annotations

from dataclasses import fields

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.composition.typed_words.unchanged_views import Composition
from briefing.composition.views.statements import FactView, ItemView
from briefing.editing import (
    ClearGrade,
    Edit,
    GradeItem,
    HideItem,
    MoveItem,
    RemoveItem,
    RenameSection,
    ReplaceContent,
    Reword,
    SetDetails,
    SetReasoning,
    apply,
)
from briefing.errors import EditError, never_mind
from briefing.model.briefing import Briefing, FactItem, Item, Judgement, Prose
from briefing.render import load_templates
from briefing.render.pipeline import composed_again
from tests.builders import GRADE, bundled_scales
from tests.examples import examples
from tests.sized_briefings import example, generated, hundred_fifty_facts, in_template
from tests.small_briefing import a_briefing

_WORDS = (
    "Gas flows",
    "Gas from Russia flows, they say, under the treaty with Iran of 2025, by a route that nobody has named",
    "Gas flows. Nobody has said by which route.",
    "\u06af\u0627\u0632",
)
_TEMPLATES = load_templates()
_OPTIONS = {
    "assessment": ({"notes": "footnotes"}, {"register": False}),
    "comparison": ({"obligations": "all"},),
}


def _briefing(number: int) -> Briefing:
    if number == 0:
        return example()
    return hundred_fifty_facts() if number == 1 else generated(number)


def composed(before: Composition | None, briefing: Briefing) -> Composition:
    template = _TEMPLATES[briefing.template_id]
    return composed_again(before, briefing, template, bundled_scales(), None, never_mind)


def word_edit(item: Item, words: str) -> Edit:
    """Other words in a row."""
    if isinstance(item, FactItem | Prose):
        return Reword(item_id=item.id, text=words)
    if isinstance(item, Judgement):
        return SetReasoning(item_id=item.id, assumptions=(words,))
    return ReplaceContent(item=replace(item, caption=words))


@st.composite
def edits(draw: st.DrawFn, briefing: Briefing) -> Edit:
    """Mostly an edit of words."""
    item, words = draw(st.sampled_from(list(briefing.walk_items()))), draw(st.sampled_from(_WORDS))
    section = draw(st.sampled_from(list(briefing.walk_sections())))
    others: tuple[Edit, ...] = (
        RenameSection(section_id=section.id, title=words),
        SetDetails(title=words, source_remark=words),
        HideItem(item_id=item.id),
        RemoveItem(item_id=item.id),
        MoveItem(item_id=item.id, section_id=section.id, position=0),
        ClearGrade(item_id=item.id),
        GradeItem(item_id=item.id, grade=replace(GRADE, rationale=words)),
    )
    return draw(st.sampled_from((word_edit(item, words),) * len(others) + others))


@settings(max_examples=examples(300), deadline=None, phases=(Phase.explicit, Phase.generate))
@given(st.data())
def test_a_briefing_that_is_composed_again_is_as_one_composed_for_the_first_time(
    data: st.DataObject,
) -> None:
    template_id = data.draw(st.sampled_from(sorted(_TEMPLATES)))
    options = data.draw(st.sampled_from(({}, *_OPTIONS.get(template_id, ()))))
    briefing = in_template(_briefing(data.draw(st.integers(0, 13))), template_id, **options)
    composition: Composition | None = None
    for _ in range(data.draw(st.integers(2, 5))):
        composition = composed(composition, briefing)
        first = composed(None, briefing).printed
        for field in fields(first):
            assert getattr(composition.printed, field.name) == getattr(first, field.name), field.name
        try:
            briefing = apply(briefing, data.draw(edits(briefing)))
        except EditError:
            continue


def items_of(composition: Composition) -> dict[str, ItemView]:
    return {item.row_id: item for section in composition.printed.sections for item in section.items}


def test_only_what_shows_the_words_is_composed_again() -> None:
    briefing = in_template(hundred_fifty_facts(), "assessment")
    before = composed(None, briefing)
    after = composed(before, apply(briefing, Reword(item_id="f7", text=_WORDS[0])))
    pairs = {row_id: (item, items_of(after)[row_id]) for row_id, item in items_of(before).items()}
    again = {row_id for row_id, (former, item) in pairs.items() if item is not former}
    shown_with = {
        row_id
        for row_id, (former, _) in pairs.items()
        if isinstance(former, FactView)
        and any(other.row_id == "f7" for other in (*former.opposed, *former.superseded))
    }
    assert again == {"f7", *shown_with, "d-timeline", "d-likelihoods", "d-matrix"}
    annexed = zip(before.printed.facts, after.printed.facts, strict=True)
    assert [now.anchor for former, now in annexed if now is not former] == ["annex-f7"]
    for name in ("treaties", "comparison", "sources"):
        assert getattr(after.printed, name) is getattr(before.printed, name)
    for name in ("argument", "short_argument", "abridgement"):
        assert getattr(after.printed, name).sources is getattr(before.printed, name).sources
    assert after.rows.labels is before.rows.labels


def test_a_title_of_which_the_summary_of_sources_speaks_is_in_it() -> None:
    briefing = in_template(a_briefing(), "assessment")
    narrow = [
        replace(section, items=tuple(item for item in section.items if isinstance(item, FactItem))[:1])
        for section in briefing.sections
    ]
    before = composed(None, replace(briefing, sections=tuple(narrow)))
    assert "“Energy”" in summary_of(before)
    after = composed(before, apply(before.briefing, RenameSection(section_id="s2", title="Other words")))
    assert "“Other words”" in summary_of(after)
    assert "“Energy”" not in summary_of(after)


def summary_of(composition: Composition) -> str:
    return composition.printed.source_summary.text


def test_after_another_change_all_is_composed_again() -> None:
    briefing = in_template(hundred_fifty_facts(), "assessment")
    before = composed(None, briefing)
    after = composed(before, apply(briefing, HideItem(item_id="f7")))
    former = items_of(before)
    assert not any(item is former[row_id] for row_id, item in items_of(after).items())
