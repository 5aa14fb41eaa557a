"""The record of a treaty as its sources had it at the cut-off date of a briefing.

What only later sources say is left out. An act that is dated after the cut-off remains where an earlier
source has it: it was planned then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from msgspec.structs import replace

from briefing.model.briefing import Briefing
from briefing.model.dates import Day, calendar_day
from briefing.model.edtf import parse_edtf
from briefing.model.library import Material
from briefing.model.remembered import remembered
from briefing.model.sections import catalogue_of, source_ids_after_cut_off
from briefing.model.source import Citation
from briefing.model.treaty import (
    Action,
    Conclusion,
    Division,
    Obligation,
    Party,
    Place,
    RelatedTreaty,
    Term,
    Treaty,
)

_Cited = TypeVar("_Cited", Action, Obligation, RelatedTreaty)

_MOST_LIBRARIES = 8

NOT_CONCLUDED = Conclusion(date="", place=Place())
"""The conclusion of a treaty that is dated after the cut-off; an act of signature may be planned."""


def treaty_at_cut_off(treaty: Treaty, briefing: Briefing) -> Treaty:
    """Return what was known of a treaty at the cut-off; the same value where that is all of it."""
    if briefing.cut_off is None:
        return treaty
    known, key = _known(briefing.library), (briefing.cut_off, treaty.id)
    if key not in known or known[key][0] is not treaty:
        known[key] = treaty, _RecordAtCutOff(briefing, calendar_day(briefing.cut_off)).of(treaty)
    return known[key][1]


@remembered(_MOST_LIBRARIES)
def _known(_library: Material) -> dict[tuple[str, str], tuple[Treaty, Treaty]]:
    """Return the treaties of a snapshot as asked for and at the cut-off, by that date and their ids."""
    return {}


class _RecordAtCutOff:
    def __init__(self, briefing: Briefing, cut_off: Day) -> None:
        self._cut_off = cut_off
        self._late = source_ids_after_cut_off(briefing)
        self._sources = catalogue_of(briefing.library).sources

    def of(self, treaty: Treaty) -> Treaty:
        acts = (act for act in treaty.actions if self._is_known_act(act))
        known: dict[str, Any] = {
            "actions": tuple(self._cited(acts)),
            "term": self._term(treaty.term),
            "obligations": tuple(self._cited(treaty.obligations)),
            "divisions": tuple(map(self._division, treaty.divisions)),
            "related": tuple(self._cited(treaty.related)),
        }
        if self._is_later(treaty.concluded.date):
            known |= {"concluded": NOT_CONCLUDED, "parties": tuple(map(_unsigned, treaty.parties))}
        is_all = all(getattr(treaty, field) == value for field, value in known.items())
        return treaty if is_all else replace(treaty, **known)

    def _citations(self, citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
        return tuple(citation for citation in citations if citation.source_id not in self._late)

    def _cited(self, values: Iterable[_Cited]) -> Iterator[_Cited]:
        """Yield what has no source, or one that is not late, each without the late ones and its note.

        A note does not say which of the sources has what it says, so it may be known from a late one only.
        """
        for value in values:
            citations = self._citations(value.citations)
            if citations or not value.citations:
                is_mixed = citations != value.citations and not isinstance(value, RelatedTreaty)
                known = {"note": ""} if is_mixed else {}
                yield replace(value, citations=citations, **known)

    def _is_known_act(self, action: Action) -> bool:
        return not self._is_later(action.date) or any(map(self._is_earlier, action.citations))

    def _is_later(self, date: str) -> bool:
        return parse_edtf(date).earliest > self._cut_off

    def _is_earlier(self, citation: Citation) -> bool:
        """Return whether a source is known to be from before: by its date, or by when it was read."""
        source = self._sources[citation.source_id]
        date = source.issued or source.accessed
        return date is not None and not self._is_later(date)

    def _term(self, term: Term) -> Term:
        citations = self._citations(term.citations)
        return replace(term, citations=citations) if citations or not term.citations else Term()

    def _division(self, division: Division) -> Division:
        """Return a division, which is one that nobody has read where only late sources have its content."""
        citations = self._citations(division.citations)
        if citations or not division.citations:
            return replace(division, citations=citations)
        return Division(eid=division.eid, number=division.number)


def _unsigned(party: Party) -> Party:
    return replace(party, signatory=None, office=None)
