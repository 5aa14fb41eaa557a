"""Review a briefing: run every check, then sort the findings and match them with the waivers."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from briefing.grading import Scales
from briefing.model.briefing import Briefing, Waiver
from briefing.model.library import Catalogue
from briefing.review.checks.registry import BRIEFING_CHECKS, ROW_CHECKS
from briefing.review.context import ReviewContext, ReviewRow
from briefing.review.finding import BRIEFING, Finding, RawFinding, Severity
from briefing.review.fixes import fix_for
from briefing.review.rules import rules
from briefing.review.saved_messages import current_message
from briefing.review.text.segmentation import sentences

_ORDER = {severity: number for number, severity in enumerate(Severity)}

_RowFindings = tuple[ReviewRow, tuple[RawFinding, ...]]
_Waivers = dict[tuple[str, str, str, str], Waiver]


class Reviewer:
    """Reviews a briefing repeatedly while it is edited; runs row checks on changed rows only."""

    def __init__(self, scales: Scales, library: Catalogue | None = None) -> None:
        self._scales = scales
        self._library = library
        self._cache: dict[str, _RowFindings] = {}
        self._snapshot: object = None
        self._scheme_id = ""
        self._catalogue = Catalogue(Briefing(id="none", title="None").library)

    def review(self, briefing: Briefing) -> tuple[Finding, ...]:
        """Return every finding: open before waived, then by severity, row and position in the text."""
        self._drop_stale_cache(briefing)
        context = ReviewContext(briefing, self._catalogue, self._scales, self._library)
        self._cache = {row.item.id: self._checked(row, context) for row in context.rows}
        raw = [(row_id, finding) for row_id, (_, findings) in self._cache.items() for finding in findings]
        of_briefing = [finding for check in BRIEFING_CHECKS for finding in check.run(context)]
        raw += [(finding.row_id or BRIEFING, finding) for finding in of_briefing]
        return _findings(raw, context)

    def _checked(self, row: ReviewRow, context: ReviewContext) -> _RowFindings:
        cached = self._cache.get(row.item.id)
        if cached is not None and cached[0] == row:
            return cached
        return row, tuple(finding for check in ROW_CHECKS for finding in check.run(row, context))

    def _drop_stale_cache(self, briefing: Briefing) -> None:
        """Empty the cache if the library's snapshot or the scheme is another: row checks depend on both."""
        if briefing.library is self._snapshot and briefing.scheme_id == self._scheme_id:
            return
        self._cache = {}
        self._snapshot, self._scheme_id = briefing.library, briefing.scheme_id
        self._catalogue = Catalogue(briefing.library)


def review(briefing: Briefing, scales: Scales, library: Catalogue | None = None) -> tuple[Finding, ...]:
    """Return every finding of a briefing, in the order of `Reviewer.review`.

    `library` is the installed library: it adds names that a wording may wrongly bring in.
    """
    return Reviewer(scales, library).review(briefing)


def _findings(raw: Iterable[tuple[str, RawFinding]], context: ReviewContext) -> tuple[Finding, ...]:
    """Turn raw findings, each with its row id, into findings without duplicates, in order."""
    positions = {row.item.id: number for number, row in enumerate(context.rows)}
    rows = {row.item.id: row for row in context.rows}
    waivers = {(w.rule_id, w.row_id, w.words, _waived_context(w)): w for w in context.briefing.waivers}
    findings = [_finding(row_id, finding, rows.get(row_id), waivers) for row_id, finding in raw]
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


def _waived_context(waiver: Waiver) -> str:
    """Return the sentence around a waiver's words, or the message of a finding without words."""
    return waiver.context if waiver.words else current_message(waiver.context)


def _finding(row_id: str, raw: RawFinding, row: ReviewRow | None, waivers: _Waivers) -> Finding:
    rule = rules()[raw.rule_id]
    span, text = raw.span, row.text if row else ""
    finding = Finding(
        rule_id=rule.id,
        severity=rule.severity,
        row_id=row_id,
        field="text" if span else "row",
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
