"""A treaty: its identity, parties, actions, obligations and divisions."""

from __future__ import annotations

from briefing.model.origin import Origin
from briefing.model.source import Citation
from briefing.model.terms import (
    ActionKind,
    CountryCode,
    Edtf,
    Identifier,
    InstrumentKind,
    LanguageTag,
    Line,
    ObligationKind,
    PartyId,
    Presence,
    Slug,
    Text,
    TreatyRelation,
    slug_of,
)
from briefing.model.value import Value


class Place(Value, frozen=True):
    country: CountryCode | None = None
    name: Line | None = None


class Party(Value, frozen=True):
    """A state or an organisation bound by the treaty, and who signed for it.

    A current or former state has a `country`, an organisation such as the European Union an id of its own.
    """

    name: Line
    country: CountryCode | None = None
    organisation: Slug | None = None
    role: Line | None = None
    signatory: Line | None = None
    office: Line | None = None

    @property
    def id(self) -> str:
        """Return the id by which actions name the party."""
        return self.country or self.organisation or slug_of(self.name, "party")


class Conclusion(Value, frozen=True):
    date: Edtf
    place: Place


class Languages(Value, frozen=True):
    """The authentic languages, and which prevails where they differ."""

    authentic: tuple[LanguageTag, ...] = ()
    prevails: LanguageTag | None = None


class Term(Value, frozen=True):
    """The duration of the treaty in years; `years` is None where it has no fixed term."""

    years: int | None = None
    renewal: Line | None = None
    notice: Line | None = None
    citations: tuple[Citation, ...] = ()


class Action(Value, frozen=True):
    """An action on the treaty; `party` is None where all parties acted together."""

    kind: ActionKind
    date: Edtf
    party: PartyId | None = None
    body: Line | None = None
    effective: Edtf | None = None
    depositary: Line | None = None
    disputed: bool = False
    citations: tuple[Citation, ...] = ()
    note: Text = ""


class Obligation(Value, frozen=True):
    """The presence of a type of obligation in the treaty, with its article."""

    kind: ObligationKind
    presence: Presence
    article: Line | None = None
    citations: tuple[Citation, ...] = ()
    note: Text = ""


class Division(Value, frozen=True):
    """A part of the text, by its Akoma Ntoso eId; one that nobody has read has no gist."""

    eid: Line
    gist: Line | None = None
    number: Line | None = None
    heading: Line | None = None
    citations: tuple[Citation, ...] = ()


class RelatedTreaty(Value, frozen=True):
    """Another treaty to which this one relates; `treaty_id` is set where the library contains it."""

    relation: TreatyRelation
    title: Line
    treaty_id: Slug | None = None
    citations: tuple[Citation, ...] = ()


class Treaty(Value, frozen=True):
    """A treaty or another instrument; a resolution names in `adopted_by` the body that adopted it."""

    id: Slug
    title: Line
    short_title: Line
    parties: tuple[Party, ...]
    concluded: Conclusion
    titles: dict[LanguageTag, Line] = {}
    languages: Languages = Languages()
    term: Term = Term()
    actions: tuple[Action, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    divisions: tuple[Division, ...] = ()
    related: tuple[RelatedTreaty, ...] = ()
    kind: InstrumentKind = InstrumentKind.TREATY
    adopted_by: Line | None = None
    also: tuple[Line, ...] = ()
    identifiers: dict[Slug, Identifier] = {}
    origin: Origin | None = None

    def party_name(self, party_id: str) -> str:
        """Return the name of a party; empty where the treaty has no such party."""
        return next((party.name for party in self.parties if party.id == party_id), "")
