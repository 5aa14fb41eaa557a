"""How a finding could be mended, as one edit: other words in a place, or the fact's own."""

from __future__ import annotations

import re

from briefing.editing import Reword
from briefing.review.finding import Fix, Group
from briefing.review.language import Span
from briefing.review.rules import rules
from briefing.review.setting import Found, Row


def fix_of(found: Found, row: Row | None) -> Fix | None:
    """The rule's own fix; else its other words; else, for what drifted from its fact, the fact's own."""
    if found.fix is not None or row is None:
        return found.fix
    if found.span is not None and found.instead is not None:
        return _other_words(found.span, found.instead, row)
    if rules()[found.rule_id].group is Group.MODAL_DRIFT and row.is_own_wording:
        return Fix("Take the fact's own words", Reword(item_id=row.item.id))
    return None


def _other_words(span: Span, instead: str, row: Row) -> Fix:
    text = _tidy(row.text[: span.start] + instead + row.text[span.end :])
    label = f"Write “{instead}”" if instead else f"Take out “{span.text}”"
    return Fix(label, Reword(item_id=row.item.id, text=text))


def _tidy(text: str) -> str:
    """Remove the gaps and commas that words leave which were taken out, and begin with a capital."""
    text = re.sub(r" {2,}", " ", text).strip()
    text = re.sub(r" (?=[,.;:!?])", "", text)
    text = re.sub(r",(?=[,.;:!?])", "", text).lstrip(",;: ")
    return text[:1].upper() + text[1:]
