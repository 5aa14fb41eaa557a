"""What a review finds: a rule that was broken, where, in what words, and how it could be mended."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from briefing.editing import Edit
from briefing.model.briefing import Waiver
from briefing.model.terms import Line, Slug, Text
from briefing.model.value import Value

BRIEFING = ""
"""The row id of what concerns the briefing as a whole."""


class Severity(StrEnum):
    BLOCKING = "blocking"
    """Stops the export until it is mended or waived."""
    WARNING = "warning"
    ADVICE = "advice"


class RuleGroup(StrEnum):
    MODAL_DRIFT = "modal_drift"
    ESTIMATIVE_LANGUAGE = "estimative_language"
    SOURCING = "sourcing"
    COMPLETENESS = "completeness"
    MARKING = "marking"
    READER = "reader"


class Rule(Value, frozen=True):
    """A rule as resources/review/rules.yaml declares it; `standard` names what it answers to."""

    id: Slug
    group: RuleGroup
    severity: Severity
    title: Line
    standard: Line
    explanation: Text


class Fix(Value, frozen=True):
    """A change that would mend a finding, and what it does in a few words."""

    label: str
    edit: Edit


class Finding(Value, frozen=True):
    """A broken rule at a row of the briefing, or at the whole of it (`row_id` empty).

    `start` and `end` count characters of the row's `field` (end not included); both are 0 where the finding
    concerns the row and not words of it. `message` says what is wrong here, in a sentence.
    """

    rule_id: Slug
    severity: Severity
    row_id: str
    field: Literal["text", "row"]
    start: int
    end: int
    words: str
    context: str
    message: str
    fix: Fix | None = None
    waiver: Waiver | None = None

    @property
    def is_open(self) -> bool:
        return self.waiver is None

    def waived(self, reason: str, by: str, on: str) -> Waiver:
        """A waiver of this finding: it holds until the words that were found are changed."""
        return Waiver(
            rule_id=self.rule_id,
            row_id=self.row_id,
            words=self.words,
            context=self.context,
            reason=reason,
            by=by,
            on=on,
        )

    @property
    def blocks(self) -> bool:
        return self.severity is Severity.BLOCKING and self.is_open
