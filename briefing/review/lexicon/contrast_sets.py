"""Contrast sets: words of which a wording must not use one where its fact has another.

They are data: see `contrast_files`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from briefing.model.terms import Line, Slug
from briefing.model.value import Value

PARTS = ("noun", "verb", "adjective", "adverb", "function")
_GAP = "*"
"""In an entry, any few words between a verb and its particle."""
_WIDEST_GAP = 8
_ENTRY = re.compile(r"(?P<words>[^/]+?)(?:/(?P<part>[a-z]+))?")
_UNIVERSAL = {
    "noun": frozenset({"NOUN", "PROPN"}),
    "verb": frozenset({"VERB", "AUX"}),
    "adjective": frozenset({"ADJ", "VERB"}),
    "adverb": frozenset({"ADV", "SCONJ", "ADP", "PART"}),
    "function": frozenset({"ADP", "SCONJ", "CCONJ", "PART", "DET", "ADV", "AUX", "PRON", "ADJ"}),
}
"""The tags of a tagger that a part of speech allows; participles may be tagged as verbs or adjectives."""


def _check_entry(text: str) -> None:
    match = _ENTRY.fullmatch(text)
    if match is None or (match["part"] and match["part"] not in PARTS):
        choices = ", ".join(f"/{part}" for part in PARTS)
        raise ValueError(f"'{text}' is no word or phrase. After it may be one of {choices}.")


Entry = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=100,
        description="a word or phrase, perhaps with its part of speech, such as rise/verb",
        extra={"rule": _check_entry, "saved_rule": _check_entry},
    ),
]


_Members = Mapping[str, tuple[Entry, ...]]


class SetKind(StrEnum):
    ALTERNATIVES = "alternatives"
    """Members exclude each other."""
    SYNONYMS = "synonyms"
    """The words of a member may replace each other; different members are in no contrast."""
    SCALE = "scale"
    """Members are in an order, from the weakest to the strongest."""


class ClausePlace(StrEnum):
    """The part of a clause in which the words of a set count."""

    ANYWHERE = "anywhere"
    PREDICATE = "predicate"
    ARGUMENT = "argument"
    MODIFIER = "modifier"


class ContrastSet(Value, frozen=True):
    """A set. `members` map the name of each to its words and phrases, as lemmas.

    `includes` maps a member to those that are kinds of it: it may replace them, but they may not replace
    it. `besides` are members of a scale that are in no order with the others. `weaker_allowed` says that a
    member of the scale includes the weaker ones: who proves something says it. `adds_to` is the id of a set
    whose members get the words, in a file of an organisation. `coarse` says that the words of a member are
    no synonyms.
    """

    id: Slug
    title: Line
    members: dict[str, tuple[Entry, ...]]
    kind: SetKind = SetKind.ALTERNATIVES
    part: str = ""
    place: ClausePlace = ClausePlace.ANYWHERE
    weaker_allowed: bool = False
    includes: dict[str, tuple[str, ...]] = {}
    besides: dict[str, tuple[Entry, ...]] = {}
    coarse: bool = False
    adds_to: Slug | None = None

    def all_members(self) -> Mapping[str, tuple[Entry, ...]]:
        return {**self.members, **self.besides}

    def order(self, member: str, other: str) -> MemberOrder:
        """Return how `other` differs from `member`."""
        if other in self._kinds_of(member):
            return MemberOrder.NARROWER
        if member in self._kinds_of(other):
            return MemberOrder.BROADER
        if self.kind is SetKind.SCALE and member in self.members and other in self.members:
            names = list(self.members)
            return MemberOrder.STRONGER if names.index(other) > names.index(member) else MemberOrder.WEAKER
        return MemberOrder.OTHER

    def with_words_of(self, other: ContrastSet) -> ContrastSet:
        """Return the set with the words of another: in the members that it has, and in new ones."""
        added = other.all_members()
        new = {name: words for name, words in added.items() if name not in self.all_members()}
        is_scale = self.kind is SetKind.SCALE
        return replace(
            self,
            members=_joined(self.members, added, {} if is_scale else new),
            besides=_joined(self.besides, added, new if is_scale else {}),
            includes={**self.includes, **other.includes},
        )

    def _kinds_of(self, member: str) -> set[str]:
        kinds: set[str] = set()
        waiting = list(self.includes.get(member, ()))
        while waiting:
            kind = waiting.pop()
            if kind not in kinds:
                kinds.add(kind)
                waiting += self.includes.get(kind, ())
        return kinds


def _joined(members: _Members, added: _Members, new: _Members) -> dict[str, tuple[Entry, ...]]:
    """Return members with the words that are added to them, and new ones."""
    joined = {name: tuple(dict.fromkeys((*words, *added.get(name, ())))) for name, words in members.items()}
    return {**joined, **new}


class MemberOrder(StrEnum):
    """How the member of a wording differs from that of its fact."""

    STRONGER = "stronger"
    WEAKER = "weaker"
    NARROWER = "narrower"
    BROADER = "broader"
    OTHER = "other"


_FROM_MILDEST = (
    MemberOrder.BROADER,
    MemberOrder.WEAKER,
    MemberOrder.OTHER,
    MemberOrder.NARROWER,
    MemberOrder.STRONGER,
)
_SEVERITY = {order: number for number, order in enumerate(_FROM_MILDEST)}


class Contrast(Value, frozen=True):
    """Two members of one set: `member` has the first word, `other` the second, which is `order` than it."""

    set_id: str
    title: str
    member: str
    other: str
    order: MemberOrder
    place: ClausePlace = ClausePlace.ANYWHERE
    is_allowed: bool = False
    """True if the other member says less than the first one, and nothing else."""


@dataclass(frozen=True, slots=True, eq=False)
class Membership:
    """A word or phrase as an entry of a member; `part` is empty where any part of speech counts."""

    contrast_set: ContrastSet
    member: str
    words: tuple[str, ...]
    part: str

    @property
    def is_contrast(self) -> bool:
        return self.contrast_set.kind is not SetKind.SYNONYMS

    @property
    def is_alike(self) -> bool:
        """True if the words of the member may replace each other."""
        return not self.contrast_set.coarse

    def allows(self, universal: str | None) -> bool:
        return not universal or not self.part or universal in _UNIVERSAL[self.part]


@dataclass(frozen=True, slots=True)
class Mention:
    """A membership that tokens `start` to `end` (not included) of a text have."""

    start: int
    end: int
    membership: Membership

    def hides(self, other: Mention) -> bool:
        """Return whether another mention is a part of this one, and does not count."""
        is_within = self.start <= other.start and other.end <= self.end
        is_longer = self.end - self.start > other.end - other.start
        same_set = self.membership.contrast_set is other.membership.contrast_set
        return is_within and is_longer and (self.membership.is_contrast or same_set)


@dataclass(frozen=True, slots=True)
class TextWord:
    """A word of a text as it is looked up: as written, its lemma, and the tag of its part of speech.

    `forms` are further lemmas that it may have, in lower case.
    """

    text: str
    lemma: str = ""
    pos: str | None = None
    forms: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((self.text.lower(), self.lemma.lower(), *self.forms)))

    def is_word(self, word: str) -> bool:
        return word in self.keys


Lemmas = Callable[[str, str], Iterable[str]]
"""Returns the lemmas of a word in a part of speech."""


def as_written(word: str, _part: str) -> Iterable[str]:
    return (word,)


class ContrastSets:
    """The sets of several files, with an index by first words."""

    def __init__(self, sets: Iterable[ContrastSet], lemmas: Lemmas = as_written) -> None:
        self.sets = tuple(sets)
        self._lemmas = lemmas
        self._by_first_word: dict[str, list[Membership]] = {}
        self._by_phrase: dict[str, list[Membership]] = {}
        for membership in self._memberships():
            self._by_first_word.setdefault(membership.words[0], []).append(membership)
            self._add(membership)
        for memberships in self._by_first_word.values():
            memberships.sort(key=lambda each: -len(each.words))

    def _add(self, membership: Membership) -> None:
        """Add an entry to the index, a noun in the plural also under the singular."""
        phrase = " ".join(membership.words)
        for form in dict.fromkeys((phrase, *self._lemmas(phrase, membership.part))):
            self._by_phrase.setdefault(form, []).append(membership)

    def _memberships(self) -> Iterator[Membership]:
        for each in self.sets:
            for member, entries in each.all_members().items():
                for entry in entries:
                    words, _, part = entry.lower().partition("/")
                    yield Membership(each, member, tuple(words.split()), part or each.part)

    def of_phrase(self, phrase: str, pos: str | None = None) -> tuple[Membership, ...]:
        """Return the memberships of a lemma or phrase; `pos` is the tag of its part of speech."""
        return tuple(each for each in self._by_phrase.get(phrase.lower(), ()) if each.allows(pos))

    def mentions(self, terms: Sequence[TextWord]) -> list[Mention]:
        """Find the entries in a text, in its order; of one within a longer one, only the longer.

        Phrases of sets of synonyms hide only words of the same set.
        """
        found = [mention for start in range(len(terms)) for mention in self._at(terms, start)]
        phrases = [mention for mention in found if mention.end - mention.start > 1]
        return [mention for mention in found if not any(each.hides(mention) for each in phrases)]

    def _at(self, terms: Sequence[TextWord], start: int) -> Iterator[Mention]:
        first = terms[start]
        for word in first.keys:
            for membership in self._by_first_word.get(word, ()):
                size = len(membership.words)
                if size == 1 and not membership.allows(first.pos):
                    continue
                if _GAP in membership.words:
                    if _has_with_gap(terms[start:], membership.words):
                        yield Mention(start, start + 1, membership)
                    continue
                following = terms[start : start + size]
                if len(following) == size and all(map(TextWord.is_word, following, membership.words)):
                    yield Mention(start, start + size, membership)


def _has_with_gap(terms: Sequence[TextWord], words: Sequence[str]) -> bool:
    """Return whether a text begins with a word, and has the one after the gap within a few words."""
    before, after = words.index(_GAP), words[-1]
    begins = all(map(TextWord.is_word, terms, words[:before])) and len(terms) > before
    return begins and any(term.is_word(after) for term in terms[before + 1 : before + 1 + _WIDEST_GAP])


def contrast_between(ours: Iterable[Membership], theirs: Iterable[Membership]) -> Contrast | None:
    """Return how the second word differs from the first; None if they share a member of a set, or no set.

    A word may be in several members and several sets. The mildest of the differences counts, that of a
    coarse set only where there is no other.
    """
    others = tuple(theirs)
    pairs = [(a, b) for a in ours for b in others if a.contrast_set is b.contrast_set]
    if any(a.member == b.member and a.is_alike for a, b in pairs):
        return None
    contrasts = [
        (not a.is_alike, _contrast(a, b)) for a, b in pairs if a.is_contrast and a.member != b.member
    ]
    mildest = min(contrasts, key=lambda each: (each[0], _SEVERITY[each[1].order]), default=None)
    return mildest[1] if mildest else None


def _contrast(ours: Membership, theirs: Membership) -> Contrast:
    each = ours.contrast_set
    order = each.order(ours.member, theirs.member)
    is_allowed = order is MemberOrder.BROADER or (order is MemberOrder.WEAKER and each.weaker_allowed)
    return Contrast(each.id, each.title, ours.member, theirs.member, order, each.place, is_allowed)
