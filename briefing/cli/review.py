"""Commands on the review: review, waive, and the hidden spell-worker and parse-worker."""

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
    file_argument,
    library_option,
    load_reference,
    project_edited,
    read_project,
    take_over_option,
    withdraw_option,
)
from briefing.cli.output import json_option, print_json, print_message, print_table
from briefing.cli.wording.trace import print_traces
from briefing.clock import utc_now
from briefing.editing import RecordReview, WaiveFinding
from briefing.errors import BriefingError, Problem, RenderError
from briefing.grading import Scales
from briefing.language.installed import InstalledParses
from briefing.model.briefing import Briefing
from briefing.model.issue import RecordedReview
from briefing.review import Finding, Reviewer, Severity, checks_not_run, parsed, review, rules
from briefing.review.check import CHECK_FAILED
from briefing.review.lexicon import problems_of_own_words
from briefing.review.reviewer import ReviewResult
from briefing.review.upgrade import saved_review, with_new_marked

EXIT_BLOCKED = 1


@click.command("review")
@file_argument
@click.option(
    "--rules", "only_rules", is_flag=True, help="List the rules instead, with the standards they serve."
)
@click.option(
    "--trace", "only_trace", is_flag=True, help="Print what supports each word of the wordings instead."
)
@click.option("--all", "with_waived", is_flag=True, help="Include waived findings.")
@click.option(
    "--record", is_flag=True, help="Record in FILE the engine of this review, which its PDFs then name."
)
@json_option
@library_option
def review_command(
    file: Path, only_rules: bool, only_trace: bool, with_waived: bool, record: bool, as_json: bool,
    libraries: tuple[Path, ...],
) -> None:  # fmt: skip
    """Check FILE against the rules of the review.

    The rules find statements stronger than their evidence, missing sources and restricted material.
    The exit code is 1 if there is an open blocking finding, and 0 otherwise.
    """
    if only_rules:
        _print_rules(as_json=as_json)
        return
    reference = load_reference(libraries)
    if only_trace:
        print_traces(read_project(file).briefing, reference.scales, reference.library, as_json=as_json)
        return
    parses, stored = InstalledParses(), read_project(file)
    result = Reviewer(reference.scales, reference.library, parses).result(stored.briefing)
    findings = with_new_marked(
        result.findings, stored.briefing, stored.briefing, stored.review, stored.saved_by
    )
    shown = [finding for finding in findings if with_waived or finding.is_open]
    if as_json:
        print_json([_as_json(finding) for finding in shown])
    else:
        _print_findings(shown)
        print_message(_counts_text(findings))
    print_message(engine_sentence(result, parses))
    for problem in problems_of_own_words():
        print_message(f"Warning: {problem}")
    if record:
        with project_edited(file, None, libraries) as project:
            project.apply(recorded_review(result, parses))
            project.session.note_review(project.session.briefing, lambda: saved_review(findings))
            project.save()
    if any(finding.blocks for finding in findings):
        sys.exit(EXIT_BLOCKED)


def engine_sentence(result: ReviewResult, parses: InstalledParses) -> str:
    """Return a sentence on the engine of a review."""
    if parses.reason:
        return parsed.ON_WORDS_ALONE.format(reason=parses.reason)
    number = len(result.unparsed)
    if number:
        return parsed.NOT_PARSED.format(rows=f"{number:,} {'row' if number == 1 else 'rows'}")
    return parsed.WITH_ENGINE.format(engine=parses.engine)


def recorded_review(result: ReviewResult, parses: InstalledParses) -> RecordReview:
    """Return the edit that records the engine of a review made now."""
    engine = "" if result.unparsed else parses.engine
    return RecordReview(RecordedReview(engine, utc_now().date().isoformat()))


def _as_json(finding: Finding) -> dict[str, Any]:
    content: dict[str, Any] = msgspec.to_builtins(finding)
    rule = rules()[finding.rule_id]
    return content | {"title": rule.title, "standard": rule.standard, "explanation": rule.explanation}


_PLACES = {"title": "title", "main_message": "main message"}
"""The texts of the briefing that a finding may be about."""


def _print_findings(shown: Iterable[Finding]) -> None:
    print_table(
        ("Severity", "Rule", "Row", "Characters", "Finding"),
        [
            (
                "waived" if finding.waiver else str(finding.severity),
                finding.rule_id,
                finding.row_id or _PLACES.get(finding.field, "briefing"),
                f"{finding.start}–{finding.end}" if finding.end else "",
                finding.message
                + (f" Waived: {finding.waiver.reason}" if finding.waiver else "")
                + (" New with this version." if finding.is_new else ""),
            )
            for finding in shown
        ],
    )


def _print_rules(*, as_json: bool) -> None:
    if as_json:
        print_json(list(rules().values()))
        return
    print_table(
        ("Rule", "Severity", "Standard", "Explanation"),
        [(rule.id, str(rule.severity), rule.standard, rule.explanation) for rule in rules().values()],
    )


def _counts_text(findings: Iterable[Finding]) -> str:
    """Return the number of open findings of each severity as text."""
    counts = Counter(finding.severity for finding in findings if finding.is_open)
    names = {Severity.BLOCKING: "blocking", Severity.WARNING: "warnings", Severity.ADVICE: "advice"}
    parts = [f"{counts[severity]} {name}" for severity, name in names.items() if counts[severity]]
    return f"Findings: {', '.join(parts)}." if parts else "No findings."


def refuse_blocked(briefing: Briefing, scales: Scales, file: Path, *, despite: bool) -> tuple[str, ...]:
    """Review the briefing before an export; return a sentence for each check that did not run.

    Raises RenderError with each blocking finding, unless the file is to be written `despite` them.
    """
    parses = InstalledParses()
    result = Reviewer(scales, None, parses).result(briefing)
    findings = result.findings
    if result.unparsed:
        print_message(f"Warning: {engine_sentence(result, parses)}")
    problems = [
        Problem(finding.message, rules()[finding.rule_id].title + ".", str(file), field=finding.row_id)
        for finding in findings
        if finding.blocks
    ]
    if problems and not despite:
        message = "No file was written, because the review has blocking findings."
        remedy = "Fix or waive them (see 'briefing review'), or give --despite-findings."
        raise RenderError([*problems, Problem(message, remedy, str(file))])
    for finding in findings:
        if finding.rule_id == CHECK_FAILED:
            print_message(f"Warning: {finding.message} A report is in {finding.report}.")
    return checks_not_run(findings)


@click.command()
@file_argument
@click.argument("rule_id", metavar="RULE")
@click.argument("row_id", required=False, default="", metavar="[ROW]")
@click.option(
    "--words", metavar="TEXT", help="The words of the finding, if the rule has several in the row."
)
@click.option("--reason", required=True, metavar="TEXT", help="The reason for waiving the finding.")
@withdraw_option
@author_option
@library_option
@take_over_option
def waive(
    file: Path, rule_id: str, row_id: str, words: str | None, reason: str, author: str | None,
    libraries: tuple[Path, ...], take_over: bool,
) -> None:  # fmt: skip
    """Waive a finding of the review, with a reason.

    The waiver is saved in FILE, and applies until the words of the finding change. Leave out ROW for a
    finding about the whole briefing.
    """
    with project_edited(file, author, libraries, take_over=take_over) as project:
        session = project.session
        matches = [
            finding
            for finding in review(
                session.briefing,
                session.reference.scales,
                session.reference.library,
                InstalledParses(),
            )
            if finding.is_open
            and finding.rule_id != CHECK_FAILED
            and (finding.rule_id, finding.row_id) == (rule_id, "" if row_id == "briefing" else row_id)
            and words in {None, finding.words}
        ]
        if not matches:
            raise BriefingError(
                "There is no such open finding.", f"List the findings with 'briefing review {file}'."
            )
        today = utc_now().date().isoformat()
        for finding in matches:
            project.apply(WaiveFinding(finding.waived(reason, session.author, today)))
        project.save()
    print_message(f"Findings waived: {len(matches)}. Saved: {file}")


@click.command(hidden=True)
def spell_worker() -> None:
    """Look words up for the parent process: requests on standard input, answers on standard output."""
    from briefing.spelling import worker

    worker.serve(sys.stdin, sys.stdout)


@click.command(hidden=True)
def parse_worker() -> None:
    """Parse texts for the parent process: requests on standard input, answers on standard output."""
    from briefing.language import worker

    worker.main()
