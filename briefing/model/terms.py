"""The field's vocabularies and the written forms of its scalars.

Every annotated string has its description and, where a pattern is not enough, a rule: a function that
raises ValueError. The codec runs the rule, so a wrong value is reported with its place.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Any

from msgspec import Meta

from briefing.model.countries import check_country, check_party
from briefing.model.dates import check_calendar_date
from briefing.model.edtf import check_edtf, check_saved_edtf
from briefing.text import web_address
from briefing.text.shortening.beginnings import without_qualified_rest


def _check_language(tag: str) -> None:
    import babel

    try:
        babel.Locale.parse(tag, sep="-")
    except (ValueError, babel.UnknownLocaleError):
        raise ValueError(
            f"'{tag}' is not a known language tag. Use one such as en, ru, fa or zh-Hans (BCP 47)."
        ) from None


def _check_url(url: str) -> None:
    if objection := web_address.objection_to(url):
        raise ValueError(f"'{url}' is not a web address. {objection}")


def _check_saved_url(url: str) -> None:
    """Accept what the first version accepted; an address without a host is printed and never a link."""
    if not url.startswith(("https://", "http://")) or any(c.isspace() for c in url):
        raise ValueError(f"'{url}' is not a web address. It begins with https:// or http://.")


def _check_one_line(text: str) -> None:
    if not text.strip():
        raise ValueError("The text is empty. Enter text or leave the field out.")
    if "\n" in text or "\r" in text:
        raise ValueError("The text has several lines. Write it on one.")


def _rule(check: Any, description: str, saved: Any = None, **constraints: Any) -> Meta:
    """Return the annotation of a rule; `saved` is that for files of earlier versions, where it is laxer."""
    rules = {"rule": check, "saved_rule": saved or check}
    return Meta(description=description, extra=rules, **constraints)


_LONGEST_SLUG = 60


def slug_of(text: str, fallback: str) -> str:
    """Make an id of the words of a text; `fallback` where the text has no letter or digit from a-z, 0-9."""
    return _hyphenated(text)[:_LONGEST_SLUG].strip("-") or fallback


def slug_of_title(title: str, language: str = "en", fallback: str = "briefing") -> str:
    """Make an id or the name of a file of a title; of a long one only a beginning that says the same.

    The name of a file is read as a title is: it does not end before "unlikely".
    """
    if len(_hyphenated(title)) <= _LONGEST_SLUG:
        return slug_of(title, fallback)
    short = without_qualified_rest(title, lambda text: len(_hyphenated(text)) <= _LONGEST_SLUG, language)
    return slug_of(short, fallback)


def _hyphenated(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


Slug = Annotated[
    str,
    Meta(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        max_length=80,
        description="an id: lower-case letters and digits in words joined by hyphens",
    ),
]
TermId = Annotated[
    str,
    Meta(
        pattern=r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$",
        max_length=40,
        description="a term of a grading scheme: letters and digits in words joined by hyphens",
    ),
]
ItemId = Annotated[
    str,
    Meta(
        pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$",
        description="an id within one briefing: letters, digits, hyphens, underscores",
    ),
]
Line = Annotated[str, _rule(_check_one_line, "text on one line, not empty", max_length=2_000)]
MAX_TEXT_LENGTH = 20_000
"""The limit, in characters, of every text that has no lower one."""

Text = Annotated[
    str, Meta(max_length=MAX_TEXT_LENGTH, description="text; paragraphs parted by empty lines")
]
Edtf = Annotated[str, _rule(check_edtf, "an EDTF date (ISO 8601-2)", check_saved_edtf)]
CalendarDate = Annotated[str, _rule(check_calendar_date, "a calendar day, year-month-day")]
CountryCode = Annotated[
    str,
    _rule(
        check_country,
        "an ISO 3166 country code: current, withdrawn (ISO 3166-3) or assigned by users, such as XK",
    ),
]
PartyId = Annotated[
    str, _rule(check_party, "an ISO 3166 country code, or the id of an organisation in lower-case letters")
]
Identifier = Annotated[
    str,
    _rule(
        _check_one_line, "an identifier in a published scheme, such as a DOI or a number", max_length=300
    ),
]
LanguageTag = Annotated[str, _rule(_check_language, "a language tag (BCP 47)")]
WebAddress = Annotated[str, _rule(_check_url, "a web address", _check_saved_url, max_length=2_000)]
Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$", description="a SHA-256 in hexadecimal")]
Credibility = Annotated[
    int, Meta(ge=1, le=6, description="Admiralty credibility: 1 confirmed … 5 improbable, 6 unknown")
]


class Reliability(StrEnum):
    """Admiralty reliability of a source (NATO, FM 2-22.3). F is unknown, never a middle value."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Standing(StrEnum):
    """The status of a claim according to its source, from in force to merely possible."""

    IN_FORCE = "in_force"
    SIGNED = "signed"
    ESTABLISHED = "established"
    ASSERTED = "asserted"
    REPORTED = "reported"
    ALLEGED = "alleged"
    DENIED = "denied"
    PLANNED = "planned"
    NEGOTIATING = "negotiating"
    CONSIDERED = "considered"
    CONDITIONAL = "conditional"
    POSSIBLE = "possible"


ATTRIBUTED_STANDINGS = frozenset({Standing.ASSERTED, Standing.ALLEGED, Standing.DENIED})
"""Standings that require the name of whoever asserts, alleges or denies."""


class PublisherKind(StrEnum):
    PARTY_GOVERNMENT = "party_government"
    MINISTRY = "ministry"
    PARLIAMENT = "parliament"
    COURT = "court"
    INTERNATIONAL_ORGANISATION = "international_organisation"
    STATE_MEDIA = "state_media"
    NEWS_AGENCY = "news_agency"
    NEWSPAPER = "newspaper"
    RESEARCH_INSTITUTE = "research_institute"
    REFERENCE_WORK = "reference_work"
    INDIVIDUAL = "individual"
    UNKNOWN = "unknown"


class SourceKind(StrEnum):
    """Kinds of publication; each maps to a CSL-JSON item type."""

    TREATY_TEXT = "treaty_text"
    OFFICIAL_STATEMENT = "official_statement"
    NEWS_REPORT = "news_report"
    TRANSCRIPT = "transcript"
    ANALYSIS = "analysis"
    OPINION = "opinion"
    REFERENCE = "reference"
    DATASET = "dataset"
    INTERVIEW = "interview"
    FORUM_POST = "forum_post"


class ActorKind(StrEnum):
    PERSON = "person"
    BODY = "body"
    STATE = "state"


class InstrumentKind(StrEnum):
    """Kinds of instrument; only a treaty needs parties."""

    TREATY = "treaty"
    MEMORANDUM = "memorandum"
    EXCHANGE_OF_NOTES = "exchange_of_notes"
    DECLARATION = "declaration"
    RESOLUTION = "resolution"
    LEGISLATION = "legislation"
    SANCTIONS_LIST = "sanctions_list"
    OTHER = "other"


class OriginKind(StrEnum):
    """The way in which a record came into a library."""

    ENTERED = "entered"
    CAPTURED = "captured"
    IMPORTED = "imported"
    MERGED = "merged"


class ActionKind(StrEnum):
    """Treaty actions (Vienna Convention 1969; UN Treaty Series)."""

    SIGNATURE = "signature"
    DEFINITIVE_SIGNATURE = "definitive_signature"
    PARLIAMENTARY_APPROVAL = "parliamentary_approval"
    RATIFICATION = "ratification"
    ACCEPTANCE = "acceptance"
    APPROVAL = "approval"
    ACCESSION = "accession"
    SUCCESSION = "succession"
    CONSENT_TO_BE_BOUND = "consent_to_be_bound"
    PROVISIONAL_APPLICATION = "provisional_application"
    EXCHANGE_OF_INSTRUMENTS = "exchange_of_instruments"
    DEPOSIT_OF_INSTRUMENTS = "deposit_of_instruments"
    NOTIFICATION = "notification"
    ENTRY_INTO_FORCE = "entry_into_force"
    RESERVATION = "reservation"
    DECLARATION = "declaration"
    AMENDMENT = "amendment"
    EXTENSION = "extension"
    SUSPENSION = "suspension"
    DENUNCIATION = "denunciation"
    TERMINATION = "termination"


class ObligationKind(StrEnum):
    """Obligation types (ATOP 5.1, and further ones that briefings need)."""

    DEFENCE = "defence"
    OFFENCE = "offence"
    NEUTRALITY = "neutrality"
    NON_AGGRESSION = "non_aggression"
    CONSULTATION = "consultation"
    ASYMMETRY = "asymmetry"
    MILITARY_AID = "military_aid"
    INTEGRATED_COMMAND = "integrated_command"
    BASES = "bases"
    ECONOMIC_AID = "economic_aid"
    INTELLIGENCE = "intelligence"
    WITHDRAWAL = "withdrawal"


class Presence(StrEnum):
    YES = "yes"
    NO = "no"
    PARTIAL = "partial"


class Qualifier(StrEnum):
    """The bound that a source puts on a quantity."""

    EXACTLY = "exactly"
    ABOUT = "about"
    UP_TO = "up_to"
    AT_LEAST = "at_least"


class FactRelation(StrEnum):
    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    SUPERSEDES = "supersedes"
    QUALIFIES = "qualifies"


class TreatyRelation(StrEnum):
    SUCCEEDS = "succeeds"
    IMPLEMENTS = "implements"
    REFERS_TO = "refers_to"
