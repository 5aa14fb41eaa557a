"""Names that a wording puts in the place of others, or in another part than the statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.language import Parse
from briefing.review.alignment.changes.changed_word import ChangedWord
from briefing.review.alignment.changes.named_words import (
    PLACES,
    agents_of,
    at_word,
    cities_of,
    entity_of,
    overlap,
    owners_of,
    span_of_word,
)
from briefing.review.alignment.figures import HeldFigure
from briefing.review.alignment.frame import frame
from briefing.review.alignment.holdings import Holdings, names_state
from briefing.review.alignment.matching import Alignment
from briefing.review.alignment.words import ContentWord
from briefing.review.lexicon import NameKind, NameMention, RelationKind
from briefing.review.text.dates import dates_in
from briefing.review.text.segmentation import Span, words

_ACTING = {"subject": 1, "object": -1, "recipient": -1, "to": -1, "against": -1}
"""The parts of who acts, and of whom something is done to."""
_BOTH_WAYS = frozenset({"lease", "rent", "charter", "borrow", "meet", "marry"})
"""Verbs whose subject may be either side."""
_EVIDENT = frozenset({RelationKind.SAME, RelationKind.FORM})
_ORGANS = frozenset(
    {NameKind.MINISTRY, NameKind.PARLIAMENT, NameKind.COURT, NameKind.FORCES, NameKind.FIRM}
)
"""What is not another name of a government."""


@dataclass(frozen=True, slots=True)
class NamedText:
    """The words of a text, its names, and the names within longer ones."""

    words: Sequence[ContentWord]
    names: Sequence[NameMention]
    inner: Sequence[NameMention]


class NameChanges:
    """Compares the names of a wording with those of its statement."""

    def __init__(
        self,
        parse: Parse,
        held: Holdings,
        sides: tuple[NamedText, NamedText],
        alignment: Alignment,
        figures: Sequence[HeldFigure],
    ) -> None:
        self._parse, self._held, self._alignment, self._figures = parse, held, alignment, figures
        self._side, self._held_side = sides
        self._statement_words = frozenset(word.low for word in words(held.fact.statement))

    def find(self) -> Iterator[ChangedWord]:
        """Yield the names that say something else than the statement."""
        yield from self._changed_names()
        yield from self._changed_cities()
        yield from self._changed_towns()
        yield from self._changed_roles()
        yield from self._changed_owners()
        yield from self._added_agents()

    def _changed_names(self) -> Iterator[ChangedWord]:
        """Yield names in the place of another name of the statement, which does not have them anywhere."""
        for number, other in self._alignment.replaced.items():
            word, held = self._side.words[number], self._held_side.words[other]
            if not word.is_name or not (held.is_name or at_word(self._held_side.names, held)):
                continue
            if word.text.lower() in self._statement_words:
                continue
            if at_word(self._figures, word) or self._is_foreign(word):
                continue  # Dates, and countries that the fact does not name, have rules of their own.
            if self._is_named(word) and not self._is_same_place(word, held):
                continue
            if _entities_at(word, self._side) & _entities_at(held, self._held_side):
                continue
            if _differ(at_word(self._side.names, word), at_word(self._held_side.names, held), word, held):
                message = f"The fact has “{held.text}” where the wording has “{word.text}”."
                yield ChangedWord(span_of_word(word), span_of_word(held), message, is_replaceable=True)

    def _changed_cities(self) -> Iterator[ChangedWord]:
        """Yield the capital of another country than that where, in the statement, all happens."""
        ours = cities_of(self._held_side.words, self._held_side.names)
        theirs = cities_of(self._side.words, self._side.names)
        if ours and theirs and not {*ours.values()} & {*theirs.values()}:
            word, held = next(iter(theirs)), next(iter(ours))
            mention = at_word(self._side.names, word)
            span = Span(mention.start, mention.end, mention.text) if mention else span_of_word(word)
            message = f"The fact has “{held.text}” where the wording has “{span.text}”."
            yield ChangedWord(span, span_of_word(held), message)

    def _changed_towns(self) -> Iterator[ChangedWord]:
        """Yield the name of a town in the place of the only one of the statement."""
        held_numbers = {match.held for match in self._alignment.matches.values()}
        ours = [
            (number, word)
            for number, word in enumerate(self._held_side.words)
            if word.is_name and word.role in PLACES and not at_word(self._held_figures, word)
        ]
        if len(ours) != 1 or ours[0][0] in held_numbers or at_word(self._held_side.names, ours[0][1]):
            return
        for number, word in enumerate(self._side.words):
            match = self._alignment.matches.get(number)
            if not word.is_name or word.role not in PLACES or at_word(self._figures, word):
                continue
            if match is not None and self._held_side.words[match.held].role in PLACES:
                continue
            if at_word(self._side.names, word) is None or self._is_other_capital(word):
                message = f"The fact has “{ours[0][1].text}” where the wording has “{word.text}”."
                yield ChangedWord(span_of_word(word), span_of_word(ours[0][1]), message)

    def _is_other_capital(self, word: ContentWord) -> bool:
        """Return whether a capital is where something happens, and none of the fact's places."""
        places = {each.text.lower() for each, basis in self._held.further if basis == "place"}
        capitals = cities_of(self._side.words, self._side.names)
        return word.role == "in" and word in capitals and word.text.lower() not in places

    @property
    def _held_figures(self) -> list[Span]:
        return [date.span for date in dates_in(self._held.fact.statement)]

    def _is_named(self, word: ContentWord) -> bool:
        """Return whether the fact names what a name names, if not in its statement."""
        mention = at_word(self._side.names, word)
        return mention is not None and mention.entity in self._held.entities

    def _is_same_place(self, word: ContentWord, held: ContentWord) -> bool:
        """Return whether two names have the same part in the phrases of words that are the same."""
        heads = {
            (self._side.words[match.word].index, self._held_side.words[match.held].index)
            for match in self._alignment.matches.values()
            if match.relation.kind in _EVIDENT
        }
        return word.role == held.role != "modifier" and (word.head, held.head) in heads

    def _changed_roles(self) -> Iterator[ChangedWord]:
        """Yield names that have another part under the same verb: who lent is who was lent to."""
        matches = self._alignment.matches
        heads = {
            self._side.words[n].index: self._held_side.words[m.held].index
            for n, m in matches.items()
            if m.relation.kind in _EVIDENT
        }
        for number, match in matches.items():
            word, held = self._side.words[number], self._held_side.words[match.held]
            if not word.is_name or heads.get(word.head) != held.head or word.head == word.index:
                continue
            verb = self._parse.tokens[word.head].lemma
            is_speaker = verb in frame().presenting and word.role == "object" and word.index > word.head
            if verb in _BOTH_WAYS or is_speaker:
                continue  # "..., reports the agency" has the subject after its verb
            if _ACTING.get(word.role, 0) * _ACTING.get(held.role, 0) < 0 or self._is_exchanged(word, held):
                message = f"In the fact, “{held.text}” has another part: who acts and on whom is exchanged."
                yield ChangedWord(span_of_word(word), span_of_word(held), message)

    def _is_exchanged(self, word: ContentWord, held: ContentWord) -> bool:
        """Return whether a name and another one have exchanged their parts."""
        others = [
            (self._side.words[match.word], self._held_side.words[match.held])
            for match in self._alignment.matches.values()
            if self._side.words[match.word].is_name and self._side.words[match.word].head == word.head
        ]
        return word.role != held.role and any(
            one.role == held.role and two.role == word.role and two.head == held.head for one, two in others
        )

    def _changed_owners(self) -> Iterator[ChangedWord]:
        """Yield the owner of what is another one's in the statement: Russia's mission."""
        ours, theirs = (
            owners_of(self._held_side.words, self._held_side.names),
            owners_of(self._side.words, self._side.names),
        )
        for match in self._alignment.matches.values():
            word, held = self._side.words[match.word], self._held_side.words[match.held]
            one, two = theirs.get(word.index), ours.get(held.index)
            if not (one and two) or {*one.values()} & {*two.values()}:
                continue
            if all(each.is_name and each.index == held.index - 1 and held.is_name for each in two):
                continue  # The first word of a name owns nothing: the Guardian Council.
            is_exchanged = {*one.values()} <= self._held.states.keys()
            if match.relation.kind in _EVIDENT or is_exchanged:
                owner, other = next(iter(one)), next(iter(two))
                message = f"In the fact, “{held.text}” is of “{other.text}”, not of “{owner.text}”."
                yield ChangedWord(span_of_word(owner), span_of_word(other), message)

    def _added_agents(self) -> Iterator[ChangedWord]:
        """Yield names that act with somebody who acts alone in the statement."""
        ours, theirs = (
            agents_of(self._held_side.words, self._held_side.names),
            agents_of(self._side.words, self._side.names),
        )
        for match in self._alignment.matches.values():
            held, word = self._held_side.words[match.held], self._side.words[match.word]
            one, two = theirs.get(word.index, {}), ours.get(held.index, {})
            if match.relation.kind in _EVIDENT and {*one.values()} & {*two.values()}:
                together = {*two.values(), *self._companions()}
                for agent in (
                    each for each, entity in one.items() if not self._is_among(each, entity, together)
                ):
                    other = next(iter(two))
                    message = f"In the fact, “{agent.text}” does not act with “{other.text}”."
                    yield ChangedWord(span_of_word(agent), span_of_word(other), message)

    def _is_among(self, agent: ContentWord, entity: str, together: set[str]) -> bool:
        """Return whether some entities are what a name names, or have the office that it names."""
        mention = at_word(self._side.names, agent)
        holders = mention.holders if mention is not None else ()
        return not together.isdisjoint((entity, *holders))

    def _companions(self) -> Iterator[str]:
        """Yield what names after "with" and "between" in the statement name, and all that is no state."""
        for word in self._held_side.words:
            mention = at_word(self._held_side.names, word)
            if mention is not None and (word.role in {"with", "between"} or not names_state(mention)):
                yield entity_of(word, mention)

    def _is_foreign(self, word: ContentWord) -> bool:
        mention = at_word(self._side.names, word)
        return mention is not None and names_state(mention) and mention.country not in self._held.states


def _entities_at(word: ContentWord, side: NamedText) -> set[str]:
    """Return what the names over a word name, those within longer ones included."""
    return {each.entity for each in side.inner if overlap(word, each.start, each.end)}


def _differ(
    mention: NameMention | None, held: NameMention | None, word: ContentWord, other: ContentWord
) -> bool:
    """Return whether two names are of different things: known ones, or places."""
    if mention is None or held is None:
        return word.role == other.role and word.role in PLACES
    kinds = {mention.kind, held.kind}
    if NameKind.COUNTRY in kinds or (NameKind.GOVERNMENT in kinds and not kinds & _ORGANS):
        return mention.country != held.country
    return not {mention.entity, *mention.holders} & {held.entity, *held.holders}
