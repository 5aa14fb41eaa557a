"""An error in the program stops one check; the others go on, and the review says which did not run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.editing import Reword, apply
from briefing.model.briefing import Briefing
from briefing.review import Finding, Reviewer, checks_not_run, registry, review
from briefing.review.check import CHECK_FAILED
from briefing.review.checks import numbers
from briefing.review.context import ReviewContext, ReviewRow
from briefing.review.finding import RawFinding
from tests.builders import bundled_scales
from tests.unit.review.corpus_loader import a_sound_briefing, with_item, worded

CONTENT = "Pezeshkian in Moscow"


def check_numbers(row: ReviewRow, context: ReviewContext) -> Iterator[RawFinding]:
    """Fail on the row f1 only, with content of the briefing in the message and in a variable."""
    if row.item.id == "f1":
        text = f"{CONTENT}: {row.text}"
        raise ValueError(text)
    yield from numbers.check_numbers(row, context)


def check_marking(_context: ReviewContext) -> Iterator[RawFinding]:
    nothing: dict[str, tuple[RawFinding, ...]] = {}
    yield from nothing[CONTENT]


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Replace a check of rows and one of the briefing by broken ones; return the folder of reports."""
    monkeypatch.setenv("TREATY_BRIEFING_HOME", str(tmp_path))
    by_row = [replace(c, run=check_numbers) if c.name == "numbers" else c for c in registry.ROW_CHECKS]
    of_all = [replace(c, run=check_marking) if c.name == "marking" else c for c in registry.BRIEFING_CHECKS]
    monkeypatch.setattr(registry, "ROW_CHECKS", tuple(by_row))
    monkeypatch.setattr(registry, "BRIEFING_CHECKS", tuple(of_all))
    return tmp_path / "reports"


def faulty() -> Briefing:
    """A briefing with a wrong number in the row f3, and a judgement without a term."""
    briefing = with_item(a_sound_briefing(), worded("f3", "The Duma approved it on 9 April 2025."))
    return apply(briefing, Reword(item_id="j1", text="Gas could flow."))


def rule_ids(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.rule_id for finding in findings}


def test_the_other_checks_and_the_other_rows_are_checked(broken: Path) -> None:
    found = rule_ids(review(faulty(), bundled_scales()))
    assert {"date-changed", "hedge-without-term", CHECK_FAILED} <= found
    assert broken.is_dir()


def test_each_check_that_did_not_run_is_named_once_and_blocks_nothing(broken: Path) -> None:
    findings = review(faulty(), bundled_scales())
    stopped = [finding for finding in findings if finding.rule_id == CHECK_FAILED]
    assert {finding.row_id for finding in stopped} == {"f1", ""}
    assert checks_not_run(findings) == tuple(finding.message for finding in stopped)
    assert "The check of numbers did not run on this row" in " ".join(checks_not_run(findings))
    assert "The check of marking did not run, because" in " ".join(checks_not_run(findings))
    assert not any(finding.blocks for finding in stopped)
    assert all(Path(finding.report).parent == broken for finding in stopped)


def test_a_report_says_where_the_program_failed_and_nothing_of_the_briefing(broken: Path) -> None:
    briefing = faulty()
    review(briefing, bundled_scales())
    text = "\n".join(path.read_text() for path in broken.iterdir())
    assert "review check: numbers" in text
    assert "reviewer.py, line" in text
    assert "builtins.ValueError: (message left out)" in text
    assert "Python:   3." in text
    assert "holds no content of a briefing" in text
    assert CONTENT not in text
    assert str(Path.home()) not in text
    for row in briefing.walk_items():
        assert getattr(row, "wording", None) is None or str(row.wording) not in text  # type: ignore[union-attr]


def test_a_check_runs_again_once_it_is_forgotten(broken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reviewer = Reviewer(bundled_scales())
    assert CHECK_FAILED in rule_ids(reviewer.review(faulty()))
    monkeypatch.undo()
    monkeypatch.setenv("TREATY_BRIEFING_HOME", str(broken.parent))
    reviewer.forget()
    assert CHECK_FAILED not in rule_ids(reviewer.review(faulty()))
