"""A change between two briefings, and its kind."""

from __future__ import annotations

from enum import StrEnum

from briefing.model.value import Value


class ChangeKind(StrEnum):
    """The kind of a change, in the order in which changes are listed."""

    MESSAGE_CHANGED = "message_changed"
    """The words of the main message, or the judgements that it draws on, have changed."""
    JUDGEMENT_MOVED = "judgement_moved"
    """Its likelihood or confidence has changed."""
    JUDGEMENT_REWORDED = "judgement_reworded"
    JUDGEMENT_ADDED = "judgement_added"
    JUDGEMENT_DROPPED = "judgement_dropped"
    EVIDENCE_CHANGED = "evidence_changed"
    REASONING_CHANGED = "reasoning_changed"
    """Its assumptions, alternatives or indicators have changed, or the rationale of its grade."""
    FACT_ADDED = "fact_added"
    FACT_DROPPED = "fact_dropped"
    FACT_REWORDED = "fact_reworded"
    FACT_REGRADED = "fact_regraded"
    FACT_REFRESHED = "fact_refreshed"
    """The library's record of it has changed."""
    PROSE_CHANGED = "prose_changed"
    FIGURE_ADDED = "figure_added"
    FIGURE_DROPPED = "figure_dropped"
    FIGURE_CHANGED = "figure_changed"
    """A figure, table or comparison has another caption or content."""
    SECTION_ADDED = "section_added"
    SECTION_DROPPED = "section_dropped"
    SECTION_RENAMED = "section_renamed"
    SECTION_MOVED = "section_moved"
    ROW_MOVED = "row_moved"
    """It is in another section, or in another place among the rows that were in its section before."""
    ROW_HIDDEN = "row_hidden"
    ROW_SHOWN = "row_shown"
    DETAILS_CHANGED = "details_changed"


class Change(Value, frozen=True):
    """One change of a row; `text` is the row's text, or the name of a changed detail of the briefing.

    `row_id` is the id in the later briefing, or in the earlier one for a deleted row or section. `reason`
    is the analyst's: the judgement's change since the last issue, or the grade's rationale.
    """

    kind: ChangeKind
    row_id: str
    text: str
    before: str = ""
    after: str = ""
    reason: str = ""
