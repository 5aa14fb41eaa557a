"""Annexes that begin elsewhere are laid out again from what is known of them, as if for the first time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import msgspec
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from briefing.editing import SetReasoning, apply
from briefing.errors import never_mind
from briefing.model.briefing import Briefing, Judgement
from briefing.render.layout.laid_out_part import LaidOutPart
from briefing.render.layout.typesetter import Typesetter
from briefing.render.live.document import Content, LiveDocument
from briefing.render.live.events import AllCurrent
from briefing.render.pipeline import composed, new_typesetter
from briefing.render.templates.loader import load_templates
from briefing.render.templates.manifest import PartKind
from briefing.render.templates.parts import ANYWHERE, ANYWHERE_PX, Ending, parts
from briefing.render.templates.renderer import TemplateRenderer
from tests.builders import bundled_scales
from tests.ended_checks import EndedError, ended_after
from tests.examples import examples
from tests.laid_out_parts import places, written
from tests.sized_briefings import forty_facts, hundred_fifty_facts, in_template

from weasyprint.layout import inline  # isort: skip

OFFSETS_PX = st.integers(64, 64 * 960).map(lambda steps: steps / 64)
NEW_PAGE = 0.0
"""The annexes begin a page, without an empty block above them."""
ENDINGS = st.sampled_from([Ending.USUAL, Ending.TIGHT])
TEMPLATES = ("assessment", "parliamentary", "comparison", "factsheet")
BEGUN_PX = 12.5
ELSEWHERE_PX = (201.015625, 640.0, 912.25)
_NO_SHRINKING = (Phase.explicit, Phase.generate)


@cache
def annexes(
    template_id: str,
    ending: Ending,
    language: str = "en",
    of: Callable[[], Briefing] = hundred_fifty_facts,
    *,
    anywhere: bool = True,
) -> str:
    """The HTML of the annexes of a briefing, to begin anywhere on a page or a page of their own."""
    template = load_templates()[template_id]
    briefing = msgspec.structs.replace(in_template(of(), template_id), language=language)
    printed = composed(briefing, template, bundled_scales())
    part = next(part for part in parts(printed, template) if part.kind is PartKind.ANNEXES)
    begun = replace(part, offset_px=ANYWHERE_PX if anywhere else NEW_PAGE, ending=ending)
    return TemplateRenderer(template, printed).part(begun)


def typesetter_of(template_id: str) -> Typesetter:
    """A typesetter as that of a document that is edited."""
    typesetter = new_typesetter(load_templates()[template_id], {})
    typesetter.keeps_trees = True
    return typesetter


@settings(max_examples=examples(2), deadline=None, phases=_NO_SHRINKING)
@given(
    template_id=st.sampled_from(TEMPLATES),
    language=st.sampled_from(["en", "ar"]),
    begun=st.lists(st.tuples(ENDINGS, OFFSETS_PX | st.just(NEW_PAGE)), min_size=3, max_size=3),
)
def test_annexes_that_begin_elsewhere_are_as_those_that_are_laid_out_there_first(
    template_id: str, language: str, begun: list[tuple[Ending, float]]
) -> None:
    again = typesetter_of(template_id)
    again.prepare_to_move(annexes(template_id, Ending.USUAL, language, forty_facts), BEGUN_PX)
    for ending, offset_px in begun:
        html = annexes(template_id, ending, language, forty_facts, anywhere=bool(offset_px))
        first = typesetter_of(template_id)
        drawn, expected = laid_out(html, offset_px, again), laid_out(html, offset_px, first)
        assert places(drawn) == places(expected)
        assert keys(drawn, again) == keys(expected, first)
        assert drawn.end == expected.end


def laid_out(html: str, offset_px: float, typesetter: Typesetter) -> LaidOutPart:
    return typesetter.lay_out_below(html, offset_px) if offset_px else typesetter.lay_out(html)


def keys(part: LaidOutPart, typesetter: Typesetter) -> list[str]:
    return [page.key for page in written(part, typesetter)]


@pytest.mark.parametrize("is_prepared", [False, True])
def test_lines_are_not_broken_again_where_annexes_begin_elsewhere(
    monkeypatch: pytest.MonkeyPatch, *, is_prepared: bool
) -> None:
    html = annexes("assessment", Ending.USUAL)
    typesetter = typesetter_of("assessment")
    if is_prepared:
        typesetter.prepare_to_move(html, 12.5)
    else:
        typesetter.lay_out_below(html, 12.5)
        for number in range(4):  # rows
            row = f'<html><body><div style="height: {ANYWHERE}px"></div><p>{number}</p></body></html>'
            typesetter.lay_out_below(row, 12.5)
        typesetter.lay_out_below(html, 120.5)
    broken = lines_broken(monkeypatch)
    pages = [typesetter.lay_out_below(html, offset_px).pages for offset_px in ELSEWHERE_PX]
    pages.append(typesetter.lay_out(annexes("assessment", Ending.USUAL, anywhere=False)).pages)
    assert all(len(each) > 3 for each in pages)
    assert len(broken) < 20


def test_a_layout_that_was_ended_is_followed_by_one_as_if_it_had_not_begun() -> None:
    html = annexes("assessment", Ending.USUAL)
    again, first = typesetter_of("assessment"), typesetter_of("assessment")
    again.prepare_to_move(html, 12.5)
    for steps in (5, 60, 150):
        again.check_within = ended_after(steps)
        with pytest.raises(EndedError):
            again.lay_out_below(html, 300.0 + steps)
    again.check_within = never_mind
    drawn, expected = again.lay_out_below(html, 417.0), first.lay_out_below(html, 417.0)
    assert keys(drawn, again) == keys(expected, first)


def test_a_layout_that_is_not_wanted_before_it_begins_leaves_what_is_known_of_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    html = annexes("assessment", Ending.USUAL)
    typesetter = typesetter_of("assessment")
    typesetter.prepare_to_move(html, 12.5)
    typesetter.check = ended_after(0)
    with pytest.raises(EndedError):
        typesetter.lay_out_below(html, 300.0)
    typesetter.check = never_mind
    broken = lines_broken(monkeypatch)
    typesetter.lay_out_below(html, 300.0)
    assert len(broken) < 20


def test_what_is_prepared_goes_on_where_it_was_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    html = annexes("assessment", Ending.USUAL)
    at_once, in_steps = typesetter_of("assessment"), typesetter_of("assessment")
    broken = lines_broken(monkeypatch)
    at_once.prepare_to_move(html, 12.5)
    all_lines = len(broken)
    broken.clear()
    for steps in (700, 1000, 1300, 1600):
        in_steps.check_within = ended_after(steps)
        with pytest.raises(EndedError):
            in_steps.prepare_to_move(html, 12.5)
    in_steps.check_within = never_mind
    in_steps.prepare_to_move(html, 12.5)
    assert all_lines <= len(broken) < all_lines * 1.1
    broken.clear()
    in_steps.prepare_to_move(html, 12.5)
    drawn = in_steps.lay_out_below(html, 417.0)
    assert len(broken) < 20
    first = typesetter_of("assessment")
    assert keys(drawn, in_steps) == keys(first.lay_out_below(html, 417.0), first)


def lines_broken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list of the first words of each block of text for which lines are broken from here on."""
    broken: list[str] = []
    split = inline.split_inline_box

    def noting(context: Any, box: Any, *rest: Any) -> Any:
        broken.append(box.element_tag)
        return split(context, box, *rest)

    monkeypatch.setattr(inline, "split_inline_box", noting)
    return broken


def test_after_letters_that_make_the_reasoning_longer_all_pages_are_as_in_a_new_preview() -> None:
    briefing = in_template(forty_facts(), "assessment")
    row = next(item.id for item in briefing.walk_items() if isinstance(item, Judgement))
    typesetter, live = typesetter_of("assessment"), LiveDocument(bundled_scales())
    seen = set()
    for words in (1, 20, 40):
        edit = SetReasoning(item_id=row, assumptions=("The parties act as they said. " * words,))
        keys_now = keys_of_pages(live, edited := apply(briefing, edit), typesetter)
        live.prepare(range(1), row, never_mind, never_mind)
        seen.add(keys_now)
    assert len(seen) == 3
    assert keys_now == keys_of_pages(LiveDocument(bundled_scales()), edited, typesetter_of("assessment"))


def test_while_pages_before_the_annexes_are_read_these_are_prepared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    broken, counts = lines_broken(monkeypatch), []
    for in_view in (range(4, 5), range(0)):
        briefing = in_template(forty_facts(), "assessment")
        row = next(item.id for item in briefing.walk_items() if isinstance(item, Judgement))
        typesetter, live = typesetter_of("assessment"), LiveDocument(bundled_scales())
        keys_of_pages(live, briefing, typesetter)
        if in_view:
            live.prepare(in_view, "", never_mind, never_mind)
        broken.clear()
        words = "The parties act as they said. " * 20
        keys_of_pages(live, apply(briefing, SetReasoning(item_id=row, assumptions=(words,))), typesetter)
        counts.append(len(broken))
    prepared, unprepared = counts
    assert prepared < unprepared / 3


def keys_of_pages(live: LiveDocument, briefing: Briefing, typesetter: Typesetter) -> tuple[str, ...]:
    """Return the keys of all pages once they are current."""
    content = Content(briefing, load_templates()[briefing.template_id], typesetter)
    return next(each.keys for each in live.pages(content, range(1)) if isinstance(each, AllCurrent))
