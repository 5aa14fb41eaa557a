"""Names of countries, governments, persons and bodies in a text, each with what it names."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from msgspec.structs import replace

from briefing import paths
from briefing.codec import read_document, read_value
from briefing.model.actor import Actor
from briefing.model.terms import Line, Slug
from briefing.model.value import Value
from briefing.review.lexicon.contrast_sets import Contrast, MemberOrder
from briefing.review.text.parties import countries_in
from briefing.review.text.segmentation import plain


class NameKind(StrEnum):
    COUNTRY = "country"
    """A country by its name, its adjective, its people, its capital, or the seat of its government."""
    GOVERNMENT = "government"
    MINISTRY = "ministry"
    PARLIAMENT = "parliament"
    COURT = "court"
    FORCES = "forces"
    PERSON = "person"
    FIRM = "firm"
    MEDIA = "media"
    BODY = "body"
    ORGANISATION = "organisation"
    PLACE = "place"
    ROLE = "role"
    """An office or organ of a country, such as "Iran's president"."""


_TITLES = {
    NameKind.COUNTRY: "Countries",
    NameKind.GOVERNMENT: "Governments",
    NameKind.MINISTRY: "Ministries",
    NameKind.PARLIAMENT: "Parliaments",
    NameKind.COURT: "Courts",
    NameKind.FORCES: "Forces",
    NameKind.PERSON: "Persons",
    NameKind.FIRM: "Firms",
    NameKind.MEDIA: "Media",
    NameKind.BODY: "Bodies",
    NameKind.ORGANISATION: "Organisations",
    NameKind.PLACE: "Places",
    NameKind.ROLE: "Offices and organs of states",
}


_ARTICLE = "the "
_ABBREVIATION = re.compile(r"\b(?:UN|EU|US|UK|UAE|USSR)\b")
"""Abbreviations that some write with full stops."""


class GazetteerEntry(Value, frozen=True):
    """What has names. `country` is the state that it belongs to or speaks for, `role` what it is there.

    A person has the role from `since` until `until`. `source` is the id of the source of the bundled
    library that says so, or of the treaty that names the office of its signatory; empty without one.
    """

    id: Slug
    kind: NameKind
    names: tuple[Line, ...]
    country: str = ""
    role: str = ""
    since: str = ""
    until: str = ""
    source: str = ""


class NameMention(Value, frozen=True):
    """Characters `start` to `end` (not included) of a text that name something.

    `entity` is the id of what is named, for a country ``country:RU``, for a role that no entry or several
    have ``IR/president``; `holders` are the ids of all that have or had that role.
    """

    start: int
    end: int
    text: str
    entity: str
    kind: NameKind
    country: str = ""
    holders: tuple[str, ...] = ()


class _NamesFile(Value, frozen=True):
    roles: dict[str, tuple[Line, ...]]
    parts_of: dict[str, str]
    descriptions: dict[NameKind, tuple[Line, ...]]
    landforms: dict[Line, tuple[Line, ...]]
    capitals: dict[Line, Line]
    names: tuple[GazetteerEntry, ...]


@functools.cache
def _names_file() -> _NamesFile:
    path = paths.resources() / "review" / "lexicon" / "names.yaml"
    return read_value(read_document(path), _NamesFile, str(path))


def bundled_names() -> tuple[GazetteerEntry, ...]:
    return _names_file().names


def named_by_actors(actors: Iterable[Actor]) -> Iterator[GazetteerEntry]:
    """Yield the actors of a library as names. States are known by their country."""
    for actor in actors:
        if actor.kind != "state":
            kind = NameKind.PERSON if actor.kind == "person" else NameKind.BODY
            names = (actor.name, *actor.also)
            yield GazetteerEntry(id=actor.id, kind=kind, names=names, country=actor.country or "")


def nouns_for(kind: NameKind) -> tuple[str, ...]:
    """Return the common nouns by which a text may call something of a kind: a firm, the company."""
    return _names_file().descriptions.get(kind, ())


def landforms_of(country: str) -> tuple[str, ...]:
    """Return what the land of a country is called: island, peninsula."""
    return tuple(noun for noun, countries in _names_file().landforms.items() if country in countries)


def capital_of(country: str) -> str | None:
    return _names_file().capitals.get(country)


class Gazetteer:
    """Finds names. What is named by the data and by a library is one; the data's kind and id count."""

    def __init__(self, entries: Iterable[GazetteerEntry]) -> None:
        self._by_name: dict[str, GazetteerEntry] = {}
        self._by_role: dict[tuple[str, str], list[GazetteerEntry]] = {}
        for entry in entries:
            self._add(entry)
        self._pattern = _pattern(self._by_name)
        self._roles: Mapping[str, str] = {
            phrase.lower(): role for role, phrases in _names_file().roles.items() for phrase in phrases
        }
        self._role_pattern = _pattern(self._roles)
        self._remembered = functools.lru_cache(maxsize=2048)(self._find)

    def _add(self, entry: GazetteerEntry) -> None:
        names = [plain(name).lower() for each in entry.names for name in _spelt(each)]
        known = next((self._by_name[name] for name in names if name in self._by_name), entry)
        for name in names:
            self._by_name.setdefault(name, known)
        whole = _names_file().parts_of.get(entry.role, "")
        if known is entry:
            for role in filter(None, (entry.role, whole)):
                self._by_role.setdefault((entry.country, role), []).append(entry)

    def entry(self, name: str) -> GazetteerEntry | None:
        """Return what a name names; None for an unknown one."""
        return self._by_name.get(plain(name).lower())

    def find(self, text: str, *, inner: bool = False) -> tuple[NameMention, ...]:
        """Find the names in a text, in its order; with `inner` also those within longer names."""
        return self._remembered(text, inner)

    def _find(self, text: str, inner: bool) -> tuple[NameMention, ...]:
        text_plain = plain(text)
        countries = [
            _mention(text, c.span.start, c.span.end, f"country:{c.code}", NameKind.COUNTRY, c.code)
            for c in countries_in(text)
        ]
        in_roles = list(self._in_roles(text_plain, text, countries))
        parts = self._in_roles(text_plain, text, in_roles)
        found = [*self._own(text_plain, text), *parts, *in_roles, *countries]
        if inner:
            found += self._inner(found)
        kept = list(dict.fromkeys(found)) if inner else _longest(found)
        return tuple(sorted(kept, key=lambda mention: (mention.start, mention.end)))

    def roles_in(self, text: str) -> Iterator[tuple[int, int, frozenset[str]]]:
        """Yield the phrases for roles in a text, with the ids of all in any country that have the role."""
        for match in self._role_pattern.finditer(plain(text)):
            role = self._roles[match.group().lower()]
            holders = (each.id for (_, own), some in self._by_role.items() if own == role for each in some)
            yield (*match.span(), frozenset(holders))

    def _inner(self, mentions: Iterable[NameMention]) -> Iterator[NameMention]:
        """Yield the names within longer ones, which a search from left to right leaves out."""
        for mention in mentions:
            for word in re.finditer(r"(?<!\w)\w", mention.text[1:]):
                rest = mention.text[word.start() + 1 :]
                offset = mention.end - len(rest)
                yield from (_moved(each, offset) for each in self._own(plain(rest), rest))

    def _own(self, text: str, original: str) -> Iterator[NameMention]:
        for found in self._pattern.finditer(text):
            match = self._after_article(found, text)
            entry = self._by_name[match.group().lower()]
            if any(character.isupper() for character in match.group()):
                yield _mention(original, *match.span(), entry.id, entry.kind, entry.country)

    def _after_article(self, match: re.Match[str], text: str) -> re.Match[str]:
        """Return the longer name after the article of a name: Guardian Council, not the Guardian."""
        if not match.group().lower().startswith(_ARTICLE):
            return match
        other = self._pattern.match(text, match.start() + len(_ARTICLE))
        return other if other is not None and other.end() > match.end() else match

    def _in_roles(self, text: str, original: str, countries: list[NameMention]) -> Iterator[NameMention]:
        """Yield the roles that follow the name of a country, or precede "of" and one, or a role of one."""
        for match in self._role_pattern.finditer(text):
            role = self._roles[match.group().lower()]
            for country in countries:
                start, end = match.span()
                if country.end <= start and text[country.end : start] in {" ", "'s ", "' "}:
                    yield self._of_role(original, country.start, end, country.country, role)
                elif country.start >= end and text[end : country.start] in {" of ", " of the "}:
                    yield self._of_role(original, start, country.end, country.country, role)

    def _of_role(self, text: str, start: int, end: int, country: str, role: str) -> NameMention:
        holders = self._by_role.get((country, role), [])
        entity = holders[0].id if len(holders) == 1 else f"{country}/{role}"
        mention = _mention(text, start, end, entity, NameKind.ROLE, country)
        return replace(mention, holders=tuple(holder.id for holder in holders))


def _spelt(name: str) -> Iterator[str]:
    """Yield a name, and with full stops too if it has an abbreviation: the UN Charter, the U.N. Charter."""
    yield name
    stopped = _ABBREVIATION.sub(lambda match: ".".join(match.group()) + ".", name)
    if stopped != name:
        yield stopped


def is_same_name(gazetteer: Gazetteer, name: str, other: str) -> bool:
    """Return whether two names name the same, or the second a role that the first has."""
    ours, theirs = _only(gazetteer, name), _only(gazetteer, other)
    if ours is None or theirs is None:
        return False
    return ours.entity in (theirs.entity, *theirs.holders)


def contrast_of_names(gazetteer: Gazetteer, name: str, other: str) -> Contrast | None:
    """Return the contrast between two names of different things of one kind."""
    ours, theirs = _only(gazetteer, name), _only(gazetteer, other)
    if ours is None or theirs is None or ours.kind is not theirs.kind or ours.entity == theirs.entity:
        return None
    title = _TITLES[ours.kind]
    return Contrast(f"names-{ours.kind}", title, ours.entity, theirs.entity, MemberOrder.OTHER)


def _only(gazetteer: Gazetteer, name: str) -> NameMention | None:
    """Return the mention that a text is as a whole."""
    mentions = gazetteer.find(name) if name[:1].isupper() else []
    return mentions[0] if len(mentions) == 1 and mentions[0].text == name else None


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    choices = "|".join(map(re.escape, longest_first)) or r"(?!)"
    return re.compile(rf"(?<!\w)(?:{choices})(?!\w)", re.IGNORECASE)


def _mention(text: str, start: int, end: int, entity: str, kind: NameKind, country: str) -> NameMention:
    return NameMention(start, end, text[start:end], entity, kind, country)


def _moved(mention: NameMention, offset: int) -> NameMention:
    return replace(mention, start=mention.start + offset, end=mention.end + offset)


def _longest(mentions: list[NameMention]) -> list[NameMention]:
    """Leave out what is within another mention; of those of the same words, the first one counts."""
    kept: list[NameMention] = []
    for mention in sorted(mentions, key=lambda each: each.start - each.end):
        if not any(each.start <= mention.start and mention.end <= each.end for each in kept):
            kept.append(mention)
    return kept
