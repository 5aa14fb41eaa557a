"""Find what only this version of the program finds in a briefing that an earlier version saved."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from msgspec.structs import replace

import briefing as program
from briefing.model.briefing import Briefing, FactItem, Item
from briefing.model.fact import Fact
from briefing.model.issue import SavedReview
from briefing.model.sections import catalogue_of, items_with
from briefing.review.finding import BRIEFING, Finding
from briefing.review.rules import rules

_HASH_CHARS = 16


def saved_review(findings: Iterable[Finding]) -> SavedReview:
    """Return what a project keeps of a review, to compare a later version of the program with it."""
    return SavedReview(program.__version__, tuple(sorted({_hash(each) for each in findings})))


def with_new_marked(
    findings: tuple[Finding, ...], now: Briefing, saved: Briefing, review: SavedReview | None, saved_by: str
) -> tuple[Finding, ...]:
    """Return the findings, those marked that are new with this version of the program.

    `saved` is the briefing as it was read, `review` its findings then, and `saved_by` the version that
    saved it, empty for one that was never saved. Without `review`, the findings of all rules are new that
    are, or whose check is, of a later version.
    """
    version = review.version if review else saved_by
    if not version or version == program.__version__:
        return findings
    known = set(review.findings) if review else None
    possible = [each for each in findings if each.is_open and _was_not_found(each, known, version)]
    unchanged = _unchanged({each.row_id for each in possible}, now, saved)
    new = {id(each) for each in possible if _is_as_saved(each, unchanged, now, saved)}
    return tuple(replace(each, is_new=True) if id(each) in new else each for each in findings)


def _was_not_found(finding: Finding, known: set[str] | None, version: str) -> bool:
    if known is not None:
        return _hash(finding) not in known
    return _numbers(rules()[finding.rule_id].since) > _numbers(version)


def _is_as_saved(finding: Finding, unchanged: set[str], now: Briefing, saved: Briefing) -> bool:
    """Return whether the text of a finding, or for one without words its row, is as it was saved."""
    if finding.row_id != BRIEFING:
        return finding.row_id in unchanged
    if finding.field == "title":
        return now.title == saved.title
    return now.main_message == saved.main_message if finding.field == "main_message" else now == saved


def _unchanged(row_ids: set[str], now: Briefing, saved: Briefing) -> set[str]:
    """Return which rows are as they were saved, with their facts."""
    before, after = items_with(saved, row_ids), items_with(now, row_ids)
    return {
        row_id
        for row_id, item in after.items()
        if before.get(row_id) == item and _fact(item, now) == _fact(item, saved)
    }


def _fact(item: Item, briefing: Briefing) -> Fact | None:
    facts = catalogue_of(briefing.library).facts
    return facts.get(item.fact_id) if isinstance(item, FactItem) else None


def _numbers(version: str) -> tuple[int, ...]:
    """Return the numbers of a version up to the first part that is none: (0, 2) for "0.2rc1"."""
    parts = []
    for part in version.split("."):
        if not part.isdecimal():
            break
        parts.append(int(part))
    return tuple(parts)


def _hash(finding: Finding) -> str:
    identity = "\0".join((finding.rule_id, finding.row_id, finding.words, finding.context))
    return hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH_CHARS]
