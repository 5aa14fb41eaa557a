"""Review a briefing: run every check, then sort the findings and match them with the waivers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from msgspec.structs import replace

from briefing import faults
from briefing.faults import Fault
from briefing.grading import Scales
from briefing.language import Parses
from briefing.model.briefing import Briefing, Waiver
from briefing.model.library import Catalogue
from briefing.model.sections import catalogue_of
from briefing.review import registry
from briefing.review.check import CHECK_FAILED, Check
from briefing.review.context import ReviewContext, ReviewRow
from briefing.review.finding import BRIEFING, Finding, RawFinding, Severity
from briefing.review.fixes import fix_for
from briefing.review.rules import rules
from briefing.review.saved_messages import current_message
from briefing.review.text.segmentation import sentences

_ORDER = {severity: number for number, severity in enumerate(Severity)}

_Waivers = dict[tuple[str, str, str, str], Waiver]


@dataclass(frozen=True, slots=True)
class _Stopped:
    """A check that an error in the program stopped, on a row or on the whole briefing."""

    check: str
    row_id: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class _RowFindings:
    """The findings of the row checks in a row, and the checks that were stopped on it."""

    row: ReviewRow
    findings: tuple[RawFinding, ...]
    stopped: tuple[_Stopped, ...]


class Reviewer:
    """Reviews a briefing repeatedly while it is edited; runs row checks on changed rows only.

    An error in the program stops one check on one row. It becomes a finding, and the other checks go on.
    """

    def __init__(
        self, scales: Scales, library: Catalogue | None = None, parses: Parses | None = None
    ) -> None:
        self._scales = scales
        self._library = library
        self._parses = parses
        self._cache: dict[str, _RowFindings] = {}
        self._snapshot: object = None
        self._scheme_id = ""
        self._catalogue = Catalogue(Briefing(id="none", title="None").library)

    def review(self, briefing: Briefing) -> tuple[Finding, ...]:
        """Return every finding: open before waived, then by severity, row and position in the text."""
        self._drop_stale_cache(briefing)
        context = ReviewContext(briefing, self._catalogue, self._scales, self._library, self._parses)
        self._cache = {row.item.id: self._checked(row, context) for row in context.rows}
        raw = [(row_id, each) for row_id, cached in self._cache.items() for each in cached.findings]
        stopped = [each for cached in self._cache.values() for each in cached.stopped]
        for check in registry.BRIEFING_CHECKS:
            raised = _run(check, BRIEFING, partial(check.run, context))
            if isinstance(raised, _Stopped):
                stopped.append(raised)
            else:
                raw += [(each.row_id or BRIEFING, each) for each in raised]
        return _findings(raw, stopped, context)

    def forget(self) -> None:
        """Run every check again in the next review, those that an error stopped included."""
        self._cache = {}

    def _checked(self, row: ReviewRow, context: ReviewContext) -> _RowFindings:
        cached = self._cache.get(row.item.id)
        if cached is not None and (cached.row is row or cached.row == row):
            return cached
        findings, stopped = list[RawFinding](), list[_Stopped]()
        for check in registry.ROW_CHECKS:
            raised = _run(check, row.item.id, partial(check.run, row, context))
            if isinstance(raised, _Stopped):
                stopped.append(raised)
            else:
                findings += raised
        return _RowFindings(row, tuple(findings), tuple(stopped))

    def _drop_stale_cache(self, briefing: Briefing) -> None:
        """Empty the cache if the library's snapshot or the scheme is another: row checks depend on both."""
        if briefing.library is self._snapshot and briefing.scheme_id == self._scheme_id:
            return
        self._cache = {}
        self._snapshot, self._scheme_id = briefing.library, briefing.scheme_id
        self._catalogue = catalogue_of(briefing.library)


def review(
    briefing: Briefing, scales: Scales, library: Catalogue | None = None, parses: Parses | None = None
) -> tuple[Finding, ...]:
    """Return every finding of a briefing, in the order of `Reviewer.review`.

    `library` is the installed library: it adds names that a wording may wrongly bring in. `parses` are the
    parses of texts; without them the checks see words alone.
    """
    return Reviewer(scales, library, parses).review(briefing)


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
    waivers = {(w.rule_id, w.row_id, w.words, _waived_context(w)): w for w in context.briefing.waivers}
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


def _waived_context(waiver: Waiver) -> str:
    """Return the sentence around a waiver's words, or the message of a finding without words."""
    return waiver.context if waiver.words else current_message(waiver.context)


def _text(raw: RawFinding, row: ReviewRow | None, context: ReviewContext) -> str:
    """Return the text that the span of a finding is in."""
    if row is not None:
        return row.text
    message = context.briefing.main_message
    return {
        "title": context.briefing.title,
        "main_message": message.text if message else "",
    }.get(raw.field, "")


def _finding(row_id: str, raw: RawFinding, row: ReviewRow | None, text: str, waivers: _Waivers) -> Finding:
    rule = rules()[raw.rule_id]
    span = raw.span
    finding = Finding(
        rule_id=rule.id,
        severity=rule.severity,
        row_id=row_id,
        field=raw.field if span else "row",
        start=span.start if span else 0,
        end=span.end if span else 0,
        words=text[span.start : span.end] if span else "",
        context=_sentence_at(text, span.start) if span else raw.message,
        message=raw.message,
        fix=fix_for(raw, row),
    )
    return replace(finding, waiver=waivers.get((rule.id, row_id, finding.words, finding.context)))


def _sentence_at(text: str, position: int) -> str:
    """Return the sentence at a position of the text, or the whole text between sentences."""
    return next((s.text for s in sentences(text) if s.start <= position < s.end), text)
