"""The registry of checks agrees with the rules, and each check raises the rules that it declares."""

from __future__ import annotations

import ast
import inspect
import pkgutil
from collections import Counter
from types import ModuleType

import pytest
from msgspec.structs import replace

from briefing.language import Parses
from briefing.model.briefing import Briefing, FactItem
from briefing.model.library import Catalogue
from briefing.review import checks, rules
from briefing.review.check import CHECK_FAILED, Check, RowCheck
from briefing.review.context import ReviewContext
from briefing.review.registry import CHECKS
from tests.builders import bundled_library, bundled_scales
from tests.unit.review.corpus_loader import (
    a_judgement,
    a_sound_briefing,
    graded,
    with_item,
    worded,
)
from tests.unit.review.test_rules import JUDGEMENTS, PLANTED, REWORDED, SOUND


def module_of(check: Check) -> ModuleType:
    module = inspect.getmodule(check.run)
    assert module is not None
    return module


MODULES = {module_of(check).__name__: module_of(check) for check in CHECKS}


OF_JUDGEMENTS = ("assertion", "held_to_statement", "likeness", "restated_text", "support", "unheld_acts")
NO_CHECKS = {f"briefing.review.checks.judgements.{name}" for name in OF_JUDGEMENTS} | {
    f"briefing.review.checks.quotes.{name}" for name in ("comparison", "rights")
}
"""What checks share."""


def declared_by(module: ModuleType) -> set[str]:
    return {rule for check in CHECKS if module_of(check) is module for rule in check.rule_ids}


def test_every_rule_is_declared_by_exactly_one_check_and_no_other_id_is() -> None:
    of_checks = [rule for rule in rules() if rule != CHECK_FAILED]  # raised by the reviewer itself
    assert Counter(rule for check in CHECKS for rule in check.rule_ids) == Counter(of_checks)


def test_every_check_has_a_name_of_its_own() -> None:
    names = [check.name for check in CHECKS]
    assert len(set(names)) == len(names)
    assert "modal drift" in names


def test_every_module_of_checks_is_in_the_registry() -> None:
    found = pkgutil.walk_packages(checks.__path__, f"{checks.__name__}.")
    names = {module.name for module in found if not module.ispkg}
    assert set(MODULES) == names - NO_CHECKS


@pytest.mark.parametrize("name", MODULES)
def test_a_module_names_in_its_code_the_rules_that_it_declares_and_no_others(name: str) -> None:
    tree = ast.parse(inspect.getsource(MODULES[name]))
    code = [node for node in tree.body if not _declares_checks(node)]
    constants = {
        node.value
        for statement in code
        for node in ast.walk(statement)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert constants & set(rules()) == declared_by(MODULES[name])


def _declares_checks(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "CHECKS"


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.run.__name__)
def test_a_check_raises_no_rule_that_it_does_not_declare(check: Check, parses: Parses) -> None:
    raised = {rule for briefing in _faulty_briefings() for rule in _raised(check, briefing, parses)}
    assert raised
    assert raised <= check.rule_ids


def _faulty_briefings() -> list[Briefing]:
    briefings = [briefing for briefing, _ in PLANTED.values()]
    briefings += [with_item(SOUND, a_judgement(text)) for text, _ in JUDGEMENTS]
    briefings += [with_item(SOUND, worded(row, text)) for row, text, _, _ in REWORDED if row != "j1"]
    both_rows = with_item(SOUND, a_judgement("It is unlikely to flow, and improbable that talks end."))
    drifted = worded("f1", "Russia will supply Turkey with oil and cruise missiles.")
    order = worded("f3", "The State Duma approved ratification before 8 April 2025, because of the war.")
    first = "Under Article 2 Russia and China do not use nuclear weapons against each other."
    limit = FactItem(id="f6", fact_id="rc-art-2-no-first-use", grade=graded(), wording=first)
    exchanged = worded("f1", "Putin says that Iran may eventually supply Russia with gas.")
    more = [with_item(SOUND, each) for each in (drifted, order, exchanged)]
    headline = replace(SOUND, subtitle="Russia supplies Iran with 90 bcm of gas")
    return [*briefings, both_rows, *more, headline, a_sound_briefing(limit)]


def _raised(check: Check, briefing: Briefing, parses: Parses) -> set[str]:
    context = ReviewContext(
        briefing, Catalogue(briefing.library), bundled_scales(), bundled_library(), parses
    )
    if isinstance(check, RowCheck):
        return {raw.rule_id for row in context.rows for raw in check.run(row, context)}
    return {raw.rule_id for raw in check.run(context)}
