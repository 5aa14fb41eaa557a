"""Commands about the review: review, waive."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
import msgspec

from briefing.cli.context import (
    author_option,
    library_option,
    load_reference,
    open_session,
    read_project,
)
from briefing.cli.output import json_option, print_json, print_table, say
from briefing.editing import WaiveFinding
from briefing.errors import BriefingError, Problem, RenderError
from briefing.grading import Scales
from briefing.model.briefing import Briefing
from briefing.project import save_project
from briefing.project.session import utc_now
from briefing.review import Finding, Severity, review, rules

EXIT_BLOCKED = 1


@click.command("review")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--rules", "only_rules", is_flag=True, help="List the rules instead, with what they answer to."
)
@click.option("--all", "with_waived", is_flag=True, help="Show waived findings too.")
@json_option
@library_option
def review_command(
    file: Path, only_rules: bool, with_waived: bool, as_json: bool, libraries: tuple[Path, ...]
) -> None:
    """Check FILE for what reads stronger than its evidence, lacks a source or may not be shown.

    The exit code is 1 where a blocking finding is open, and 0 otherwise.
    """
    if only_rules:
        _print_rules(as_json=as_json)
        return
    reference = load_reference(libraries)
    found = review(read_project(file).briefing, reference.scales, reference.library)
    shown = [finding for finding in found if with_waived or finding.is_open]
    if as_json:
        print_json([_as_json(finding) for finding in shown])
    else:
        _print_findings(shown)
        say(counted(found))
    if any(finding.blocks for finding in found):
        sys.exit(EXIT_BLOCKED)


def _as_json(finding: Finding) -> dict[str, Any]:
    content: dict[str, Any] = msgspec.to_builtins(finding)
    rule = rules()[finding.rule_id]
    return content | {"title": rule.title, "standard": rule.standard, "explanation": rule.explanation}


def _print_findings(shown: Iterable[Finding]) -> None:
    print_table(
        ("Severity", "Rule", "Row", "At", "What"),
        [
            (
                "waived" if finding.waiver else str(finding.severity),
                finding.rule_id,
                finding.row_id or "briefing",
                f"{finding.start}–{finding.end}" if finding.field == "text" else "",
                f"{finding.message}" + (f" Waived: {finding.waiver.reason}" if finding.waiver else ""),
            )
            for finding in shown
        ],
    )


def _print_rules(*, as_json: bool) -> None:
    if as_json:
        print_json(list(rules().values()))
        return
    print_table(
        ("Rule", "Severity", "Standard", "What it finds"),
        [(rule.id, str(rule.severity), rule.standard, rule.explanation) for rule in rules().values()],
    )


def counted(found: Iterable[Finding]) -> str:
    """How many findings of each severity are open, in words."""
    counts = Counter(finding.severity for finding in found if finding.is_open)
    names = {Severity.BLOCKING: "blocking", Severity.WARNING: "warnings", Severity.ADVICE: "advice"}
    said = [f"{counts[severity]} {name}" for severity, name in names.items() if counts[severity]]
    return f"Findings: {', '.join(said)}." if said else "No findings."


def refuse_blocked(briefing: Briefing, scales: Scales, file: Path) -> None:
    """Raise BriefingError with each blocking finding of the review: with one, nothing goes out."""
    problems = [
        Problem(finding.message, rules()[finding.rule_id].title + ".", str(file), field=finding.row_id)
        for finding in review(briefing, scales)
        if finding.blocks
    ]
    if problems:
        remedy = "Mend or waive what 'briefing review' finds, or give --despite-findings."
        raise RenderError([*problems, Problem("The review stops the file.", remedy, str(file))])


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("rule_id", metavar="RULE")
@click.argument("row_id", required=False, default="", metavar="[ROW]")
@click.option("--words", metavar="TEXT", help="Which one, where the rule finds several in the row.")
@click.option("--reason", required=True, metavar="TEXT", help="Why the finding may stand.")
@author_option
@library_option
def waive(
    file: Path, rule_id: str, row_id: str, words: str | None, reason: str, author: str | None,
    libraries: tuple[Path, ...],
) -> None:  # fmt: skip
    """Let a finding of the review stand; the reason is kept with FILE until the words change."""
    session = open_session(file, author, libraries)
    found = review(session.briefing, session.reference.scales, session.reference.library)
    wanted = [
        finding
        for finding in found
        if finding.is_open
        and (finding.rule_id, finding.row_id) == (rule_id, "" if row_id == "briefing" else row_id)
        and words in {None, finding.words}
    ]
    if not wanted:
        raise BriefingError("There is no such open finding.", f"See them with 'briefing review {file}'.")
    today = utc_now().date().isoformat()
    for finding in wanted:
        session.apply(WaiveFinding(finding.waived(reason, session.author, today)))
    save_project(session.project, file)
    say(f"Waived: {len(wanted)}. Saved: {file}")
