"""The declared rules have an id each, a severity and a group, and say why they hold."""

from __future__ import annotations

import re

import pytest

from briefing.review.finding import Rule, RuleGroup, Severity
from briefing.review.rules import rules
from tests import ROOT


@pytest.mark.parametrize(("rule_id", "rule"), rules().items())
def test_a_rule_is_found_by_its_id_and_explains_itself(rule_id: str, rule: Rule) -> None:
    assert rule.id == rule_id
    assert rule.title
    assert rule.standard
    assert rule.explanation.endswith((".", "?"))


def test_every_group_and_every_severity_has_rules() -> None:
    assert {rule.group for rule in rules().values()} == set(RuleGroup)
    assert {rule.severity for rule in rules().values()} == set(Severity)


def test_titles_tell_rules_apart() -> None:
    titles = [rule.title for rule in rules().values()]
    assert len(set(titles)) == len(titles)


def test_the_rules_are_read_once() -> None:
    assert rules() is rules()


def test_the_documentation_lists_the_rules_that_need_the_parser() -> None:
    text = (ROOT / "docs" / "user" / "review.md").read_text(encoding="utf-8")
    (listed,) = re.findall(r"These rules are ([^.]+)\.", text)
    assert re.findall(r"`([\w-]+)`", listed) == [id_ for id_, rule in rules().items() if rule.needs_parser]
