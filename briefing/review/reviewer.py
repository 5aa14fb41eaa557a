"""A briefing → its findings. What concerns one row alone is looked at again only when that row changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from briefing.grading import Scales
from briefing.model.briefing import Briefing, Waiver
from briefing.model.library import Catalogue
from briefing.review.checks.attribution import attribution
from briefing.review.checks.direction import direction
from briefing.review.checks.estimative_language import estimative, two_rows
from briefing.review.checks.modal_drift import drift
from briefing.review.checks.negation import polarity
from briefing.review.checks.numbers import figures
from briefing.review.checks.readability import reader, whole_text
from briefing.review.checks.sourcing import completeness, marking, sourcing
from briefing.review.context import RawFinding, ReviewContext, ReviewRow
from briefing.review.finding import Finding, Severity
from briefing.review.fixes import fix_of
from briefing.review.rules import rules
from briefing.review.text.parties import parties
from briefing.review.text.segmentation import sentences

RowCheck = Callable[[ReviewRow, ReviewContext], Iterator[RawFinding]]

ROW_CHECKS: tuple[RowCheck, ...] = (
    drift, attribution, figures, parties, direction, polarity, estimative, reader,
)  # fmt: skip
BRIEFING_CHECKS: tuple[Callable[[ReviewContext], Iterator[RawFinding]], ...] = (
    two_rows,
    sourcing,
    completeness,
    marking,
    whole_text,
)
_ORDER = {severity: number for number, severity in enumerate(Severity)}


class Reviewer:
    """Reviews a briefing again and again as it changes; keeps what it found of rows that did not."""

    def __init__(self, scales: Scales, library: Catalogue | None = None) -> None:
        self._scales = scales
        self._at_hand = library
        self._kept: dict[str, tuple[ReviewRow, tuple[RawFinding, ...]]] = {}
        self._library: object = None
        self._scheme_id = ""
        self._catalogue = Catalogue(Briefing(id="none", title="None").library)

    def review(self, briefing: Briefing) -> tuple[Finding, ...]:
        """Every finding: blocking ones first, and of one severity in the order of the rows."""
        self._forget_what_rests_on_something_else(briefing)
        setting = ReviewContext(briefing, self._catalogue, self._scales, self._at_hand)
        kept: dict[str, tuple[ReviewRow, tuple[RawFinding, ...]]] = {}
        found: list[tuple[str, RawFinding]] = []
        for row in setting.rows:
            earlier = self._kept.get(row.item.id)
            if earlier is not None and earlier[0] == row:
                kept[row.item.id] = earlier
            else:
                of_row = tuple(each for check in ROW_CHECKS for each in check(row, setting))
                kept[row.item.id] = (row, of_row)
            found += [(row.item.id, each) for each in kept[row.item.id][1]]
        self._kept = kept
        found += [(each.row_id or "", each) for check in BRIEFING_CHECKS for each in check(setting)]
        return _filed(found, setting)

    def _forget_what_rests_on_something_else(self, briefing: Briefing) -> None:
        if briefing.library is self._library and briefing.scheme_id == self._scheme_id:
            return
        self._kept = {}
        self._library, self._scheme_id = briefing.library, briefing.scheme_id
        self._catalogue = Catalogue(briefing.library)


def review(briefing: Briefing, scales: Scales, library: Catalogue | None = None) -> tuple[Finding, ...]:
    """Every finding of a briefing; the library at hand tells who else there is. See `Reviewer.review`."""
    return Reviewer(scales, library).review(briefing)


def _filed(found: Iterable[tuple[str, RawFinding]], setting: ReviewContext) -> tuple[Finding, ...]:
    places = {row.item.id: number for number, row in enumerate(setting.rows)}
    rows = {row.item.id: row for row in setting.rows}
    waivers = {(w.rule_id, w.row_id, w.words, w.context): w for w in setting.briefing.waivers}
    listed = [_finding(row_id, each, rows.get(row_id), waivers) for row_id, each in found]
    unique = {(f.rule_id, f.row_id, f.start, f.end, f.message): f for f in listed}
    return tuple(
        sorted(
            unique.values(),
            key=lambda f: (not f.is_open, _ORDER[f.severity], places.get(f.row_id, -1), f.start, f.rule_id),
        )
    )


def _finding(
    row_id: str, found: RawFinding, row: ReviewRow | None, waivers: dict[tuple[str, str, str, str], Waiver]
) -> Finding:
    rule = rules()[found.rule_id]
    span, text = found.span, row.text if row else ""
    words = text[span.start : span.end] if span else ""
    context = _context(text, span.start) if span else ""
    plain_finding = Finding(
        rule_id=rule.id,
        severity=rule.severity,
        row_id=row_id,
        field="text" if span else "row",
        start=span.start if span else 0,
        end=span.end if span else 0,
        words=words,
        context=context if span else found.message,
        message=found.message,
        fix=fix_of(found, row),
    )
    key = (rule.id, row_id, plain_finding.words, plain_finding.context)
    return replace(plain_finding, waiver=waivers.get(key))


def _context(text: str, at: int) -> str:
    """The sentence in which a place lies: a waiver holds as long as it stays as it is."""
    return next((each.text for each in sentences(text) if each.start <= at < each.end), text)
