"""The issue block: reference, who prepared, reviewed and approved the issue, and who receives it."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.composition import printed_dates
from briefing.composition.addresses import ATTACHMENT_ADDRESS
from briefing.composition.phrases import Phrases, phrases_in
from briefing.composition.views.issue import IssueLine, IssueView
from briefing.model.briefing import Briefing, Status
from briefing.model.issue import SignOff

_STATES = {
    Status.DRAFT: "state.draft",
    Status.IN_REVIEW: "state.in_review",
    Status.SUPERSEDED: "state.superseded",
}


def issue_view(briefing: Briefing) -> IssueView:
    """Return the issue block of a briefing; without one it holds the number and the author."""
    phrases, issue = phrases_in(briefing.language), briefing.issue
    return IssueView(
        reference=issue.reference,
        number=briefing.version,
        name=_name(briefing, phrases),
        state=_capitalised(state_word(briefing, phrases)),
        lines=(_identity(briefing, phrases), *_lines(briefing, phrases)),
        emblem=ATTACHMENT_ADDRESS + issue.emblem if issue.emblem else "",
        emblem_text=_emblem_text(briefing, phrases),
        approval=_approval(briefing, phrases),
    )


def state_word(briefing: Briefing, phrases: Phrases) -> str:
    """Return the word for the state of an issue that is not final, else an empty text."""
    phrase_id = _STATES.get(briefing.status)
    return phrases(phrase_id) if phrase_id else ""


def _name(briefing: Briefing, phrases: Phrases) -> str:
    number = phrases("document.version", number=briefing.version)
    if not briefing.issue.reference:
        return _capitalised(number)
    return phrases("issue.name", reference=briefing.issue.reference, issue=number)


def _identity(briefing: Briefing, phrases: Phrases) -> IssueLine:
    if briefing.issue.reference:
        return IssueLine("reference", phrases("scheme.reference"), _name(briefing, phrases))
    return IssueLine("number", phrases("issue.number"), str(briefing.version))


def _lines(briefing: Briefing, phrases: Phrases) -> Iterator[IssueLine]:
    issue, language = briefing.issue, briefing.language
    # The author has prepared the briefing, where the block names nobody.
    if issue.prepared is None and briefing.author:
        yield IssueLine("prepared", phrases("cover.prepared_by"), briefing.author)
    for role, phrase_id, sign_off in (
        ("prepared", "cover.prepared_by", issue.prepared),
        ("reviewed", "issue.reviewed_by", issue.reviewed),
        ("approved", "issue.approved_by", issue.approved),
    ):
        if sign_off is not None:
            text = _signed(sign_off, language)
            yield IssueLine(role, phrases(phrase_id), text, unsigned=sign_off.on is None)
    for role, phrase_id, text in (
        ("distribution", "issue.distribution", "; ".join(issue.distribution)),
        ("copies", "issue.copies", "; ".join(issue.copies)),
        ("contact", "issue.contact", issue.contact),
        ("review_by", "issue.review_by", printed_dates.day(issue.review_by, language)),
    ):
        if text:
            yield IssueLine(role, phrases(phrase_id), text)


def _signed(sign_off: SignOff, language: str) -> str:
    parts = (sign_off.name, sign_off.post, printed_dates.day(sign_off.on, language))
    return ", ".join(part for part in parts if part)


def _approval(briefing: Briefing, phrases: Phrases) -> str:
    approved = briefing.issue.approved
    if approved is None or approved.on is None:
        return ""
    return f"{phrases('issue.approved_by')} {_signed(approved, briefing.language)}"


def _emblem_text(briefing: Briefing, phrases: Phrases) -> str:
    if briefing.organisation:
        return phrases("issue.emblem_of", organisation=briefing.organisation)
    return phrases("issue.emblem")


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
