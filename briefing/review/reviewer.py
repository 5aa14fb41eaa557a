"""Review a briefing: run every check, then sort the findings and match them with the waivers."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from msgspec.structs import replace

from briefing import faults
from briefing.faults import Fault
from briefing.grading import Scales
from briefing.language import Parses, RecordedParses
from briefing.model.briefing import Briefing
from briefing.model.library import Catalogue
from briefing.model.sections import catalogue_of
from briefing.review import registry
from briefing.review.check import CHECK_FAILED, BriefingCheck, Check, RowCheck
from briefing.review.checks.judgements.support import keep_support
from briefing.review.context import ReviewContext, ReviewRow
from briefing.review.finding import BRIEFING, Finding, RawFinding, Rule, Severity
from briefing.review.fixes import fix_for
from briefing.review.rules import rules
from briefing.review.snapshot_change import facts_checked_otherwise
from briefing.review.text.segmentation import sentences
from briefing.review.waivers import Waivers

_ORDER = {severity: number for number, severity in enumerate(Severity)}

C = TypeVar("C", RowCheck, BriefingCheck)


@dataclass(frozen=True, slots=True)
class _Stopped:
    """A check that an error in the program stopped, on a row or on the whole briefing."""

    check: str
    row_id: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class _Ran:
    """The outcome of several checks; `unparsed` are the texts of which they asked a parse in vain."""

    findings: tuple[RawFinding, ...]
    stopped: tuple[_Stopped, ...]
    unparsed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _CheckedRow:
    """A row with the outcome of the row checks."""

    row: ReviewRow
    ran: _Ran


@dataclass(frozen=True, slots=True)
class ReviewResult:
    """The findings of a review, and the rows that were reviewed on words alone.

    `unparsed` has, by the id of the row and in the order of the briefing, the texts that a check asked for
    and of which there was no parse. Those of the briefing as a whole are under `BRIEFING`.
    """

    findings: tuple[Finding, ...]
    unparsed: Mapping[str, tuple[str, ...]]


class Reviewer:
    """Reviews a briefing repeatedly while it is edited; runs row checks on changed rows only.

    An error in the program stops one check on one row. It becomes a finding, and the other checks go on.
    """

    def __init__(
        self, scales: Scales, library: Catalogue | None = None, parses: Parses | None = None
    ) -> None:
        self._scales = scales
        self._library = library
        self._parses = RecordedParses(parses)
        self._cache: dict[str, _CheckedRow] = {}
        self._snapshot: object = None
        self._details: tuple[str, str | None] = "", None
        self._catalogue = Catalogue(Briefing(id="none", title="None").library)

    def review(self, briefing: Briefing) -> tuple[Finding, ...]:
        """Return every finding: open before waived, then by severity, row and position in the text."""
        return self.result(briefing).findings

    def result(self, briefing: Briefing) -> ReviewResult:
        """Return the findings in the order of `review`, and the texts that had no parses.

        A row with such texts is reviewed again by the next review when one of them has been parsed.
        """
        self._drop_stale_cache(briefing)
        context = ReviewContext(briefing, self._catalogue, self._scales, self._library, self._parses)
        self._cache = {row.item.id: self._checked(row, context) for row in context.rows}
        ran = {row_id: checked.ran for row_id, checked in self._cache.items()}
        ran[BRIEFING] = self._run_all(
            registry.BRIEFING_CHECKS, BRIEFING, lambda check: partial(check.run, context)
        )
        raw = [(row_id or each.row_id or BRIEFING, each) for row_id in ran for each in ran[row_id].findings]
        stopped = [each for row_id in ran for each in ran[row_id].stopped]
        unparsed = {row_id: ran[row_id].unparsed for row_id in ran if ran[row_id].unparsed}
        return ReviewResult(_findings(raw, stopped, context), unparsed)

    def forget(self) -> None:
        """Run every check again in the next review, those that an error stopped included."""
        self._cache = {}

    def _checked(self, row: ReviewRow, context: ReviewContext) -> _CheckedRow:
        cached = self._cache.get(row.item.id)
        if (
            cached is not None
            and (cached.row is row or cached.row == row)
            and not self._parses.has_any(cached.ran.unparsed)
        ):
            return cached
        ran = self._run_all(
            registry.ROW_CHECKS, row.item.id, lambda check: partial(check.run, row, context)
        )
        return _CheckedRow(row, ran)

    def _run_all(
        self, checks: Iterable[C], row_id: str, bound: Callable[[C], Callable[[], Iterator[RawFinding]]]
    ) -> _Ran:
        """Run checks on a row or on the briefing; `bound` gives a check its input."""
        findings, stopped, unparsed = list[RawFinding](), list[_Stopped](), dict[str, None]()
        for check in checks:
            self._parses.missing.clear()
            raised = _run(check, row_id, bound(check))
            unparsed |= self._parses.missing
            if isinstance(raised, _Stopped):
                stopped.append(raised)
            else:
                findings += map(_on_words_alone, raised) if self._parses.missing else raised
        return _Ran(tuple(findings), tuple(stopped), tuple(unparsed))

    def _drop_stale_cache(self, briefing: Briefing) -> None:
        """Drop from the cache what depends on something else that is different (`RowCheck`)."""
        details = briefing.scheme_id, briefing.cut_off
        if briefing.library is self._snapshot and details == self._details:
            return
        before, self._catalogue = self._catalogue, catalogue_of(briefing.library)
        affected = facts_checked_otherwise(before, self._catalogue, self._library)
        if affected is None or details != self._details:
            self._cache = {}
        else:
            keep_support(before, self._catalogue)
            self._cache = {
                row_id: checked
                for row_id, checked in self._cache.items()
                if checked.row.fact is None or checked.row.fact.id not in affected
            }
        self._snapshot, self._details = briefing.library, details


def review(
    briefing: Briefing, scales: Scales, library: Catalogue | None = None, parses: Parses | None = None
) -> tuple[Finding, ...]:
    """Return every finding of a briefing, in the order of `Reviewer.review`.

    `library` is the installed library: it adds names that a wording may wrongly bring in. `parses` are the
    parses of texts; without them the checks see words alone.
    """
    return Reviewer(scales, library, parses).review(briefing)


def _on_words_alone(raw: RawFinding) -> RawFinding:
    """Return the finding of a check that had no parse of a text that it asked for."""
    return dataclasses.replace(raw, on_words_alone=raw.on_words_alone or rules()[raw.rule_id].needs_parser)


def _run(
    check: Check, row_id: str, run: Callable[[], Iterator[RawFinding]]
) -> tuple[RawFinding, ...] | _Stopped:
    """Return the findings of a check, or the error that stopped it."""
    outcome = faults.isolated(f"review check: {check.name}", lambda: tuple(run()))
    return _Stopped(check.name, row_id, outcome) if isinstance(outcome, Fault) else outcome


def checks_not_run(findings: Iterable[Finding]) -> tuple[str, ...]:
    """Return a sentence for each check that an error in the program stopped."""
    return tuple(finding.message for finding in findings if finding.rule_id == CHECK_FAILED)


def _findings(
    raw: Iterable[tuple[str, RawFinding]], stopped: Iterable[_Stopped], context: ReviewContext
) -> tuple[Finding, ...]:
    """Turn raw findings, each with its row id, into findings without duplicates, in order."""
    positions = {row.item.id: number for number, row in enumerate(context.rows)}
    rows = {row.item.id: row for row in context.rows}
    waivers = Waivers(context.briefing.waivers)
    findings = [
        _finding(row_id, finding, rows.get(row_id), _text(finding, rows.get(row_id), context), waivers)
        for row_id, finding in raw
    ]
    findings += _of_stopped(stopped)
    unique = {(f.rule_id, f.row_id, f.start, f.end, f.message): f for f in findings}
    return tuple(
        sorted(
            unique.values(),
            key=lambda f: (
                not f.is_open,
                _ORDER[f.severity],
                positions.get(f.row_id, -1),
                f.start,
                f.rule_id,
            ),
        )
    )


def _of_stopped(stopped: Iterable[_Stopped]) -> Iterator[Finding]:
    """Yield a finding for each stopped check: of the row if it is one, or else of the briefing."""
    by_check: dict[str, list[_Stopped]] = {}
    for each in stopped:
        by_check.setdefault(each.check, []).append(each)
    for check, places in by_check.items():
        row_id = places[0].row_id if len(places) == 1 else BRIEFING
        where = f" on {len(places)} rows" if len(places) > 1 else " on this row" if row_id else ""
        message = f"The check of {check} did not run{where}, because of an error in the program."
        path = faults.report(places[0].fault)
        yield Finding(
            rule_id=CHECK_FAILED,
            severity=rules()[CHECK_FAILED].severity,
            row_id=row_id,
            field="row",
            start=0,
            end=0,
            words="",
            context=message,
            message=message,
            report=str(path or ""),
        )


def _text(raw: RawFinding, row: ReviewRow | None, context: ReviewContext) -> str:
    """Return the text that the span of a finding is in."""
    if row is not None:
        return row.text
    message = context.briefing.main_message
    return {
        "title": context.briefing.title,
        "main_message": message.text if message else "",
    }.get(raw.field, "")


def _finding(row_id: str, raw: RawFinding, row: ReviewRow | None, text: str, waivers: Waivers) -> Finding:
    rule = rules()[raw.rule_id]
    span = raw.span
    finding = Finding(
        rule_id=rule.id,
        severity=_severity(rule, raw),
        row_id=row_id,
        field=raw.field if span else "row",
        start=span.start if span else 0,
        end=span.end if span else 0,
        words=text[span.start : span.end] if span else "",
        context=_sentence_at(text, span.start) if span else _whole(rule, raw, row),
        message=raw.message,
        fix=fix_for(raw, row),
    )
    return replace(finding, waiver=waivers.waiver_for(finding, rule))


def _whole(rule: Rule, raw: RawFinding, row: ReviewRow | None) -> str:
    """Return the context of a finding without words: the message, or the row's text if that may vary."""
    return row.text if rule.needs_parser and row is not None else raw.message


def _severity(rule: Rule, raw: RawFinding) -> Severity:
    if not (raw.on_words_alone or raw.is_uncertain):
        return rule.severity
    if rule.severity is Severity.BLOCKING:
        return Severity.WARNING
    return Severity.ADVICE if raw.is_uncertain else rule.severity


def _sentence_at(text: str, position: int) -> str:
    """Return the sentence at a position of the text, or the whole text between sentences."""
    return next((s.text for s in sentences(text) if s.start <= position < s.end), text)
