"""The specimen has one of everything, and its variants reach every value of every option."""

from __future__ import annotations

import typing

from briefing.editing import broken_invariants
from briefing.model.briefing import ChartItem, ChartKind, Item
from briefing.project.format import attachment_ids
from briefing.render import load_templates
from briefing.render.templates.manifest import OptionKind
from briefing.templating.specimen import attachments, earlier_specimen, specimen, variants


def test_the_specimen_has_every_kind_of_item_and_of_chart_and_breaks_no_invariant() -> None:
    items = list(specimen().walk_items())
    assert {type(item) for item in items} == set(typing.get_args(Item))
    assert {item.kind for item in items if isinstance(item, ChartItem)} == set(ChartKind)
    assert broken_invariants(specimen()) == []


def test_its_pictures_are_those_that_it_shows() -> None:
    assert attachments().keys() == attachment_ids(specimen())


def test_the_issue_before_it_differs() -> None:
    assert earlier_specimen().sections != specimen().sections
    assert earlier_specimen().version < specimen().version or earlier_specimen().title != specimen().title


def test_every_bundled_template_is_tried_with_each_value_of_each_option_and_empty() -> None:
    for template in load_templates().values():
        tried = list(variants(template))
        assert tried[1].earlier is not None
        assert tried[-2].description == "an empty briefing"
        assert len({variant.description for variant in tried}) == len(tried)
        assert all(variant.briefing.template_id == template.spec.id for variant in tried)
        for option in template.spec.options:
            values = {variant.briefing.template_options.get(option.name) for variant in tried}
            if option.kind is OptionKind.CHOICE:
                assert {*option.choices} <= {option.default, *values}
            elif option.kind is OptionKind.BOOLEAN:
                assert (not option.default) in values


def test_a_template_that_compares_is_given_as_many_treaties_as_it_needs() -> None:
    template = load_templates()["comparison"]
    least = template.spec.least_treaties
    assert least
    assert all(len(variant.briefing.library.treaties) >= least for variant in variants(template))
