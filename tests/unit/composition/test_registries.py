"""Tables that have an entry for each kind: a new kind of chart or item cannot be forgotten in one."""

from __future__ import annotations

import typing

import pytest

from briefing.composition.chart_data.registry import KINDS
from briefing.composition.labels import label_prefix
from briefing.composition.sections import ITEM_VIEWS
from briefing.model.briefing import ChartItem, ChartKind, Item, Judgement, Prose


def test_every_chart_kind_is_registered_under_itself() -> None:
    assert KINDS.keys() == set(ChartKind)
    assert all(spec.kind is kind for kind, spec in KINDS.items())


@pytest.mark.parametrize("kind", ChartKind)
def test_the_options_of_a_chart_kind_are_fields_of_its_item(kind: ChartKind) -> None:
    assert KINDS[kind].options <= set(ChartItem.__struct_fields__)


@pytest.mark.parametrize("kind", ChartKind)
def test_a_chart_kind_has_a_name_a_help_and_a_caption_of_its_own(kind: ChartKind) -> None:
    spec = KINDS[kind]
    assert all((spec.name, spec.help, spec.caption))
    assert [each.name for each in KINDS.values()].count(spec.name) == 1


def test_a_section_prints_every_type_of_item_but_judgements() -> None:
    assert ITEM_VIEWS.keys() == set(typing.get_args(Item)) - {Judgement}


def test_every_chart_is_labelled_as_a_figure_or_a_table() -> None:
    chart = ChartItem(id="d", kind=ChartKind.TIMELINE, caption="Chart")
    assert label_prefix(chart, ()) == "Figure "
    assert label_prefix(chart, {"d"}) == "Table "
    assert label_prefix(Prose(id="p", text="Words"), {"d"}) is None
