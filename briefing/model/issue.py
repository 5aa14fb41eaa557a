"""The issue of a briefing: who signs it, who receives it, and the comments of its reviewers."""

from __future__ import annotations

from briefing.model.terms import CalendarDate, ItemId, Line, Sha256, Text
from briefing.model.value import Value


class MainMessage(Value, frozen=True):
    """The conclusion of the whole briefing in a sentence, and the judgements that it draws on."""

    text: Line
    judgement_ids: tuple[ItemId, ...] = ()


class SignOff(Value, frozen=True):
    """A person who prepares, reviews or approves a briefing; without a date it has yet to be done."""

    name: Line
    post: str = ""
    on: CalendarDate | None = None


class IssueBlock(Value, frozen=True):
    """The particulars by which an issue is filed, signed and sent.

    `reference` is the office's own number for the briefing; `distribution` lists the addressees, `copies`
    those who receive a copy. `emblem` is the picture of the organisation. Only the edit `Approve` sets the
    date of `approved`.
    """

    reference: str = ""
    prepared: SignOff | None = None
    reviewed: SignOff | None = None
    approved: SignOff | None = None
    distribution: tuple[Line, ...] = ()
    copies: tuple[Line, ...] = ()
    contact: str = ""
    review_by: CalendarDate | None = None
    emblem: Sha256 | None = None


class RecordedReview(Value, frozen=True):
    """The engine with which a briefing was reviewed: name and version, empty for words alone."""

    engine: str
    on: CalendarDate


class SavedReview(Value, frozen=True):
    """The findings of a briefing as it was saved: a hash of each, and the version of the program."""

    version: str
    findings: tuple[str, ...] = ()


class Comment(Value, frozen=True):
    """A remark of a reviewer on a row or section; it is never printed.

    `row_id` is empty for the briefing as a whole. `reply_to` is the id of the comment that it answers.
    """

    id: ItemId
    row_id: str
    text: Text
    by: Line
    on: CalendarDate
    reply_to: ItemId | None = None
    resolved: bool = False
