"""The values of a thesaurus."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from briefing.model.terms import CalendarDate, Line, Slug
from briefing.model.value import Value

PairKey = tuple[str, str, str]
"""The words of a fact, those of a wording, and the treaty, all in lower case."""


class Acceptance(Value, frozen=True):
    """Who accepted a pair, and on which day."""

    by: str
    on: CalendarDate


class AcceptedPair(Value, frozen=True):
    """Words of a fact, and words of a wording that say the same.

    It holds for the facts of `treaty`, or for all. Several people may have accepted it, in copies of the
    file that were merged.
    """

    fact: Line
    wording: Line
    treaty: Slug | None = None
    accepted: tuple[Acceptance, ...] = ()
    note: str = ""

    @property
    def key(self) -> PairKey:
        return _plain(self.fact), _plain(self.wording), self.treaty or ""

    def joined_with(self, other: AcceptedPair) -> AcceptedPair:
        """Return the pair with who accepted it, and the notes, of both."""
        accepted = sorted({*self.accepted, *other.accepted}, key=lambda each: (each.on, each.by))
        notes = dict.fromkeys(note for note in (*_notes(self), *_notes(other)) if note)
        return replace(self, accepted=tuple(accepted), note="\n".join(notes))


class Thesaurus(Value, frozen=True):
    """The pairs, in the order of their words."""

    pairs: tuple[AcceptedPair, ...] = ()

    def with_pair(self, pair: AcceptedPair) -> Thesaurus:
        """Return the thesaurus with a pair; one that it has already is joined with it."""
        known = {each.key: each for each in self.pairs}
        known[pair.key] = known[pair.key].joined_with(pair) if pair.key in known else pair
        return thesaurus_of(known.values())

    def without(self, key: PairKey) -> Thesaurus:
        return Thesaurus(tuple(each for each in self.pairs if each.key != key))

    def without_names(self) -> Thesaurus:
        """Return the pairs without who accepted them, for another organisation."""
        return Thesaurus(tuple(replace(pair, accepted=()) for pair in self.pairs))

    def find(self, fact: str, wording: str, treaty: str | None = None) -> AcceptedPair | None:
        """Return the pair of exactly these words and this treaty."""
        key = _plain(fact), _plain(wording), treaty or ""
        return next((each for each in self.pairs if each.key == key), None)


def thesaurus_of(pairs: Iterable[AcceptedPair]) -> Thesaurus:
    return Thesaurus(tuple(sorted(pairs, key=lambda each: each.key)))


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def _notes(pair: AcceptedPair) -> list[str]:
    return pair.note.split("\n")
