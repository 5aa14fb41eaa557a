"""Rules, the findings of checks (`RawFinding`) and of a review (`Finding`), and their fixes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from briefing.editing import Edit, RemoveItem, RemoveSection
from briefing.model.briefing import Waiver
from briefing.model.terms import Line, Slug, Text
from briefing.model.value import Value
from briefing.review.text.segmentation import Span

BRIEFING = ""
"""The row id of a finding that concerns the briefing as a whole."""
FindingField = Literal["text", "row", "title", "main_message"]
"""The text that a finding is about: of its row, or the title or main message of the briefing."""


class Severity(StrEnum):
    BLOCKING = "blocking"
    """Prevents the export until the finding is fixed or waived."""
    WARNING = "warning"
    ADVICE = "advice"


class RuleGroup(StrEnum):
    MODAL_DRIFT = "modal_drift"
    ESTIMATIVE_LANGUAGE = "estimative_language"
    MAIN_MESSAGE = "main_message"
    SOURCING = "sourcing"
    COMPLETENESS = "completeness"
    MARKING = "marking"
    READER = "reader"
    PROGRAM = "program"


class Rule(Value, frozen=True):
    """A rule as declared in resources/review/rules.yaml; `standard` is the published standard it serves.

    `since` is the version of the program in which it was added, or in which its check was rewritten.
    A rule that `needs_parser` is uncertain on words alone: where its check found no parse of a text, its
    blocking findings are warnings.
    """

    id: Slug
    group: RuleGroup
    severity: Severity
    title: Line
    standard: Line
    explanation: Text
    needs_parser: bool = False
    since: Line = "0.1.0"


class Fix(Value, frozen=True):
    """An edit that removes the cause of a finding, with a short label for its button."""

    label: str
    edit: Edit

    @property
    def deletes(self) -> bool:
        """True if the edit deletes rows or sections."""
        return isinstance(self.edit, RemoveItem | RemoveSection)


@dataclass(frozen=True, slots=True)
class RawFinding:
    """A finding as a check yields it.

    Without a span it concerns the row itself, and its `message` identifies it in waivers: to reword such a
    message, see `saved_messages`.
    `row_id` is needed from a `BriefingCheck` only; `field` is the text of the briefing that the span is in,
    for one that concerns the briefing as a whole. `replacement` is a text that would be right in place of
    the span, empty where deleting the span is enough. One `on_words_alone` is a warning where its rule
    blocks; the reviewer sets that itself for rules that need the parser. So is one that `is_uncertain`: the
    wording has the words that would be right, and only their place in the sentence speaks against it. Where
    its rule warns, an uncertain one is advice.
    """

    rule_id: str
    message: str
    span: Span | None = None
    fix: Fix | None = None
    row_id: str | None = None
    replacement: str | None = None
    field: FindingField = "text"
    on_words_alone: bool = False
    is_uncertain: bool = False


class Finding(Value, frozen=True):
    """A violation of a rule in a row of the briefing, or in the briefing as a whole (`row_id` empty).

    `start` and `end` count characters of the `field` (end not included); both are 0 where the finding
    concerns the row and not words of it. `context` is the sentence of the words, or else the message;
    together with `words` it identifies the finding in a waiver. For a check that did not run, `report` is
    the path of the report about the error, empty if it could not be written. One that `is_new` is in a text
    that is as it was saved, and that the version of the program that saved it did not find.
    """

    rule_id: Slug
    severity: Severity
    row_id: str
    field: FindingField
    start: int
    end: int
    words: str
    context: str
    message: str
    fix: Fix | None = None
    waiver: Waiver | None = None
    report: str = ""
    is_new: bool = False

    @property
    def is_open(self) -> bool:
        return self.waiver is None

    def waived(self, reason: str, by: str, on: str) -> Waiver:
        """Return a waiver for this finding. It applies until the words or their sentence change."""
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
