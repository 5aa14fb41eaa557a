"""Names of countries, governments, persons and bodies in a text, each with what it names."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from enum import StrEnum

from briefing import paths
from briefing.codec import read_document, read_value
from briefing.model.actor import Actor
from briefing.model.terms import Line, Slug
from briefing.model.value import Value
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


class GazetteerEntry(Value, frozen=True):
    """What has names. `country` is the state that it belongs to or speaks for; `office` is a person's."""

    id: Slug
    kind: NameKind
    names: tuple[Line, ...]
    country: str = ""
    office: str = ""


class NameMention(Value, frozen=True):
    """Characters `start` to `end` (not included) of a text that name something.

    `entity` is the id of what is named, or ``country:RU``.
    """

    start: int
    end: int
    text: str
    entity: str
    kind: NameKind
    country: str = ""


class _NamesFile(Value, frozen=True):
    names: tuple[GazetteerEntry, ...]


@functools.cache
def bundled_names() -> tuple[GazetteerEntry, ...]:
    path = paths.resources() / "review" / "lexicon" / "names.yaml"
    return read_value(read_document(path), _NamesFile, str(path)).names


def named_by_actors(actors: Iterable[Actor]) -> Iterator[GazetteerEntry]:
    """Yield the actors of a library as names. States are known by their country."""
    for actor in actors:
        if actor.kind == "state":
            continue
        kind = NameKind.PERSON if actor.kind == "person" else NameKind.BODY
        yield GazetteerEntry(
            id=actor.id, kind=kind, names=(actor.name, *actor.also), country=actor.country or ""
        )


class Gazetteer:
    """Finds names. Of what is named twice, by the data and by the library, the data's kind counts."""

    def __init__(self, named: Iterable[GazetteerEntry]) -> None:
        self._by_name: dict[str, GazetteerEntry] = {}
        for each in named:
            known = next((self._by_name[n.lower()] for n in each.names if n.lower() in self._by_name), each)
            for name in each.names:
                self._by_name.setdefault(plain(name).lower(), known)
        longest_first = sorted(self._by_name, key=lambda name: (-len(name), name))
        pattern = "|".join(map(re.escape, longest_first)) or r"(?!)"
        self._pattern = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)

    def find(self, text: str) -> list[NameMention]:
        """Find the names in a text, in its order; a country within a longer name is no mention."""
        mentions = list(self._own(plain(text), text))
        taken = [(mention.start, mention.end) for mention in mentions]
        for country in countries_in(text):
            span = country.span
            if not any(start <= span.start and span.end <= end for start, end in taken):
                mentions.append(
                    NameMention(
                        span.start,
                        span.end,
                        span.text,
                        f"country:{country.code}",
                        NameKind.COUNTRY,
                        country.code,
                    )
                )
        return sorted(mentions, key=lambda mention: (mention.start, mention.end))

    def _own(self, text: str, original: str) -> Iterator[NameMention]:
        for match in self._pattern.finditer(text):
            named = self._by_name[match.group().lower()]
            is_written_as_name = any(character.isupper() for character in match.group())
            if is_written_as_name:
                start, end = match.span()
                yield NameMention(start, end, original[start:end], named.id, named.kind, named.country)
