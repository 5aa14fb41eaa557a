"""The main message as it is composed: its judgements and the lowest confidence among them."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.composition.compose import compose
from briefing.composition.views.summary import MainMessageView
from briefing.editing import AddItem, HideItem, apply
from briefing.grading import Scales
from briefing.model.briefing import Briefing, Judgement
from briefing.model.issue import MainMessage
from tests.builders import GRADE
from tests.small_briefing import a_briefing

MESSAGE = MainMessage(text="Gas will likely not flow before 2027", judgement_ids=("j2", "j1"))


def a_briefing_with(message: MainMessage | None, **grade: object) -> Briefing:
    second = Judgement(id="j2", text="The price stays open", grade=replace(GRADE, **grade))
    briefing = apply(a_briefing(), AddItem(item=second, section_id="s1"))
    return replace(briefing, main_message=message)


def view(briefing: Briefing, scales: Scales) -> MainMessageView | None:
    return compose(briefing, {}, scales).main_message


def test_it_names_its_judgements_in_order_and_the_lowest_confidence_among_them(scales: Scales) -> None:
    composed = view(a_briefing_with(MESSAGE, confidence="low"), scales)
    assert composed is not None
    assert composed.text == "Gas will likely not flow before 2027."
    assert [ref.label for ref in composed.drawn_from] == ["J1", "J2"]
    assert composed.grade is not None
    assert (composed.grade.confidence, composed.grade.level, composed.grade.levels) == ("low", 1, 3)


def test_a_judgement_without_a_grade_is_the_lowest(scales: Scales) -> None:
    composed = view(a_briefing_with(MESSAGE, confidence=None), scales)
    assert composed is not None
    assert composed.grade is not None
    assert (composed.grade.confidence, composed.grade.level) == ("", 0)


def test_without_a_judgement_it_has_no_confidence_and_without_a_message_there_is_nothing(
    scales: Scales,
) -> None:
    composed = view(a_briefing_with(MainMessage(text="Gas will not flow")), scales)
    assert composed is not None
    assert (composed.drawn_from, composed.grade) == ((), None)
    assert view(a_briefing_with(None), scales) is None


def test_a_hidden_judgement_is_named_without_a_link(scales: Scales) -> None:
    composed = view(apply(a_briefing_with(MESSAGE), HideItem(item_id="j2")), scales)
    assert composed is not None
    assert [(ref.label, ref.anchor) for ref in composed.drawn_from] == [("J1", "row-j1"), ("J2", "")]
