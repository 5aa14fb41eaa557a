"""Build the fix of a finding: one edit that rewords the row."""

from __future__ import annotations

import re

from briefing.editing import Reword
from briefing.review.context import ReviewRow
from briefing.review.finding import Fix, RawFinding, RuleGroup
from briefing.review.rules import rules
from briefing.review.text.segmentation import Span


def fix_for(raw: RawFinding, row: ReviewRow | None) -> Fix | None:
    """Return the check's own fix, else its replacement text, else for modal drift the fact's statement."""
    if raw.fix is not None or row is None:
        return raw.fix
    if raw.span is not None and raw.replacement is not None:
        return _replacing(raw.span, raw.replacement, row)
    if rules()[raw.rule_id].group is RuleGroup.MODAL_DRIFT and row.is_own_wording:
        return Fix("Use the fact's own words", Reword(item_id=row.item.id))
    return None


def _replacing(span: Span, replacement: str, row: ReviewRow) -> Fix:
    text = _tidied(row.text[: span.start] + replacement + row.text[span.end :])
    label = f"Change to “{replacement}”" if replacement else f"Delete “{span.text}”"
    return Fix(label, Reword(item_id=row.item.id, text=text))


def _tidied(text: str) -> str:
    """Close the gaps that deleted words leave, and begin with a capital."""
    text = re.sub(r" {2,}", " ", text).strip()
    text = re.sub(r" (?=[,.;:!?])", "", text)
    return text[:1].upper() + text[1:]
