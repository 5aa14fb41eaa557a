"""The first issue block of a briefing, from the defaults of the organisation."""

from __future__ import annotations

import calendar
import datetime
import hashlib

from msgspec.structs import replace

from briefing.model.briefing import Briefing
from briefing.model.issue import IssueBlock, SignOff
from briefing.organisation.defaults import ReferenceScheme
from briefing.organisation.files import OwnOrganisation


def proposed_reference(own: OwnOrganisation, today: str, used: tuple[str, ...]) -> str:
    """Return the next reference of this year; empty where the organisation has no scheme for them."""
    pattern = own.defaults.reference
    if pattern is None:
        return ""
    scheme, year = ReferenceScheme(pattern), int(today[:4])
    return scheme.reference(year, scheme.next_number(used, year))


def months_after(day: str, months: int) -> str:
    """Return the day so many months later, or the last of its month where there is no such day."""
    first = datetime.date.fromisoformat(day)
    years, month = divmod(first.month - 1 + months, 12)
    year = min(first.year + years, datetime.MAXYEAR)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(first.day, last)).isoformat()


def issue_block(own: OwnOrganisation, author: str, today: str, used: tuple[str, ...]) -> IssueBlock:
    """Return the block that a new briefing begins with."""
    defaults = own.defaults
    return IssueBlock(
        reference=proposed_reference(own, today, used),
        prepared=SignOff(name=author, post=defaults.post_of(author)) if defaults.post_of(author) else None,
        distribution=defaults.distribution.get(defaults.distribution_by_default, ()),
        copies=defaults.copies,
        contact=defaults.contact,
        emblem=hashlib.sha256(own.emblem).hexdigest() if own.emblem else None,
    )


def begun(
    briefing: Briefing, own: OwnOrganisation, today: str, used: tuple[str, ...]
) -> tuple[Briefing, dict[str, bytes]]:
    """Return a new briefing with the defaults of the organisation, and its attachments.

    What the briefing names already, such as another organisation, stays.
    """
    defaults = own.defaults
    block = issue_block(own, briefing.author, today, used)
    filled = replace(
        briefing,
        organisation=briefing.organisation or defaults.unit,
        marking=defaults.marking or briefing.marking,
        issue=block,
    )
    return filled, {block.emblem: own.emblem} if block.emblem else {}
