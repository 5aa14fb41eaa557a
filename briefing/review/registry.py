"""Every check of the review. A new check module is added here and nowhere else."""

from __future__ import annotations

from briefing.review.check import BriefingCheck, Check, RowCheck
from briefing.review.checks import (
    alignment,
    attribution,
    characters,
    cited_sources,
    completeness,
    direction,
    estimative_language,
    marking,
    modal_drift,
    negation,
    numbers,
    parties,
    readability,
    scope,
    sourcing,
)
from briefing.review.checks.judgements import evidence, main_message, ungraded_texts
from briefing.review.checks.quotes import statements

CHECKS: tuple[Check, ...] = (
    *modal_drift.CHECKS,
    *attribution.CHECKS,
    *numbers.CHECKS,
    *parties.CHECKS,
    *direction.CHECKS,
    *negation.CHECKS,
    *scope.CHECKS,
    *alignment.CHECKS,
    *estimative_language.CHECKS,
    *main_message.CHECKS,
    *ungraded_texts.CHECKS,
    *evidence.CHECKS,
    *cited_sources.CHECKS,
    *statements.CHECKS,
    *sourcing.CHECKS,
    *completeness.CHECKS,
    *marking.CHECKS,
    *readability.CHECKS,
    *characters.CHECKS,
)
ROW_CHECKS = tuple(check for check in CHECKS if isinstance(check, RowCheck))
BRIEFING_CHECKS = tuple(check for check in CHECKS if isinstance(check, BriefingCheck))
