"""Find what supports each word of a wording."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import TypeVar

from briefing.model.fact import Fact
from briefing.model.terms import Standing
from briefing.review.alignment.contrasts import ChangedWord, ContrastFinder
from briefing.review.alignment.figures import HeldFigure, figures_in
from briefing.review.alignment.frame import frame
from briefing.review.alignment.holdings import actors_of, content_of, holdings_of, names_state
from briefing.review.alignment.judged import judged_spans
from briefing.review.alignment.matching import Alignment, Entities, align, related
from briefing.review.alignment.phrases import shared_phrases
from briefing.review.alignment.realised import is_done, realised
from briefing.review.alignment.rough import rough_parse
from briefing.review.alignment.trace import SupportKind, Trace, WordSupport
from briefing.review.alignment.words import ContentWord
from briefing.review.context import ReviewContext
from briefing.review.lexicon import NameKind, NameMention, RelationKind, load_lexicon
from briefing.review.text.parties import name_in_text
from briefing.review.text.segmentation import Span, words

_KINDS = {
    RelationKind.SAME: SupportKind.SAME,
    RelationKind.FORM: SupportKind.FORM,
    RelationKind.SYNONYM: SupportKind.SYNONYM,
    RelationKind.BROADER: SupportKind.BROADER,
    RelationKind.NAME: SupportKind.NAME,
    RelationKind.ACCEPTED: SupportKind.THESAURUS,
}
S = TypeVar("S", NameMention, HeldFigure)
_OWNING = frozenset({"modifier", "of"})
_ACTING = {"subject": 1, "object": -1, "recipient": -1, "to": -1, "against": -1}
"""The parts of who acts, and of whom something is done to."""
_ALIKE = 3
"""Forms of a country's name begin with the same letters, so many at least."""
_OTHER_NAMES = frozenset({"America", "Britain", "Burma", "Holland", "Persia"})
_PERFORMING = frozenset(
    {"sign", "conclude", "complete", "conduct", "effect", "execute", "undertake", "accomplish", "reach"}
    | {"receive", "get", "obtain", "win", "gain", "meet", "see", "witness"}
)
"""Verbs that say of an event no more than that it happened."""
_BOTH_WAYS = frozenset({"lease", "rent", "charter", "borrow", "meet", "marry"})
"""Verbs whose subject may be either side."""
_EVIDENT = frozenset({RelationKind.SAME, RelationKind.FORM})
_PLACES = frozenset({"in", "at", "near"})
_ORGANS = frozenset(
    {NameKind.MINISTRY, NameKind.PARLIAMENT, NameKind.COURT, NameKind.FORCES, NameKind.FIRM}
)
"""What is not another name of a government."""
_TITLE_ROLES = frozenset({"modifier", "complement"})


def trace(wording: str, fact: Fact, context: ReviewContext) -> Trace:
    """Return what supports each content word of a wording of a fact."""
    return Tracer(wording, fact, context).trace()


class Tracer:
    """Looks for the support of the words of one wording."""

    def __init__(self, wording: str, fact: Fact, context: ReviewContext) -> None:
        self._lexicon = lexicon = load_lexicon(fact.treaty_ids)
        self._parse = parse = context.parse(wording) or rough_parse(wording)
        self._held = held = holdings_of(fact, context, lexicon)
        self._actors = actors_of(context)
        self._words = content_of(parse)
        self._names = lexicon.names(parse.text, self._actors)
        self._held_names = lexicon.names(fact.statement, self._actors)
        entities = _entities(self._words, self._names), _entities(held.words, self._held_names)
        self._alignment: Alignment = align(self._words, held.words, lexicon, entities)
        self.figures = figures_in(parse.text, held.fact, context)
        self._statement_words = frozenset(word.low for word in words(held.fact.statement))
        self._phrases = shared_phrases(parse, held.statement, lexicon)
        self._frame_spans = judged_spans(parse, held)
        self._looks = (
            self._figure,
            self._name,
            self._match,
            self._phrase,
            self._further,
            self._text,
            self._frame,
        )

    def trace(self) -> Trace:
        return Trace(
            self._parse.text, tuple(self._support(number, word) for number, word in enumerate(self._words))
        )

    @functools.cached_property
    def contrasts(self) -> tuple[ChangedWord, ...]:
        """The words that contrast with those of the statement in their place."""
        texts = self._parse, self._held.statement, self._alignment
        found = [*ContrastFinder(*texts, self._lexicon).find(), *map(_as_changed, realised(*texts))]
        found += (
            *self._changed_names(),
            *self._changed_roles(),
            *self._changed_owners(),
            *self._added_agents(),
        )
        return tuple({each.span.start: each for each in reversed(found)}.values())

    def _changed_names(self) -> Iterator[ChangedWord]:
        """Yield names in the place of another name of the statement, which does not have them anywhere."""
        for number, other in self._alignment.replaced.items():
            word, held = self._words[number], self._held.words[other]
            if not word.is_name or not held.is_name or word.text.lower() in self._statement_words:
                continue
            if _at(self.figures, word) or self._is_foreign(word):
                continue  # Dates, and countries that the fact does not name, have rules of their own.
            if self._is_named(word) and not self._is_same_place(word, held):
                continue
            if self._entities_at(word, self._parse.text) & self._entities_at(
                held, self._held.fact.statement
            ):
                continue
            if _differ(_at(self._names, word), _at(self._held_names, held), word, held):
                message = f"The fact has “{held.text}” where the wording has “{word.text}”."
                yield ChangedWord(_span(word), _span(held), message, is_replaceable=True)

    def _entities_at(self, word: ContentWord, text: str) -> set[str]:
        """Return what the names over a word name, those within longer ones included."""
        names = self._lexicon.names(text, self._actors, inner=True)
        return {each.entity for each in names if _overlap(word, each.start, each.end)}

    def _is_named(self, word: ContentWord) -> bool:
        """Return whether the fact names what a name names, if not in its statement."""
        mention = _at(self._names, word)
        return mention is not None and mention.entity in self._held.entities

    def _is_same_place(self, word: ContentWord, held: ContentWord) -> bool:
        """Return whether two names have the same part in the phrases of words that are the same."""
        heads = {
            (self._words[match.word].index, self._held.words[match.held].index)
            for match in self._alignment.matches.values()
            if match.relation.kind in _EVIDENT
        }
        return word.role == held.role != "modifier" and (word.head, held.head) in heads

    def _changed_roles(self) -> Iterator[ChangedWord]:
        """Yield names that have another part under the same verb: who lent is who was lent to."""
        matches = self._alignment.matches
        heads = {
            self._words[n].index: self._held.words[m.held].index
            for n, m in matches.items()
            if m.relation.kind in _EVIDENT
        }
        for number, match in matches.items():
            word, held = self._words[number], self._held.words[match.held]
            if not word.is_name or heads.get(word.head) != held.head or word.head == word.index:
                continue
            if self._parse.tokens[word.head].lemma in _BOTH_WAYS:
                continue
            if _ACTING.get(word.role, 0) * _ACTING.get(held.role, 0) < 0 or self._is_exchanged(word, held):
                message = f"In the fact, “{held.text}” has another part: who acts and on whom is exchanged."
                yield ChangedWord(_span(word), _span(held), message)

    def _is_exchanged(self, word: ContentWord, held: ContentWord) -> bool:
        """Return whether a name and another one have exchanged their parts."""
        others = [
            (self._words[match.word], self._held.words[match.held])
            for match in self._alignment.matches.values()
            if self._words[match.word].is_name and self._words[match.word].head == word.head
        ]
        return word.role != held.role and any(
            one.role == held.role and two.role == word.role and two.head == held.head for one, two in others
        )

    def _changed_owners(self) -> Iterator[ChangedWord]:
        """Yield the owner of what is another one's in the statement: Russia's mission."""
        ours, theirs = _owners(self._held.words, self._held_names), _owners(self._words, self._names)
        for match in self._alignment.matches.values():
            word, held = self._words[match.word], self._held.words[match.held]
            one, two = theirs.get(word.index), ours.get(held.index)
            if one and two and match.relation.kind in _EVIDENT and not {*one.values()} & {*two.values()}:
                owner, other = next(iter(one)), next(iter(two))
                message = f"In the fact, “{held.text}” is of “{other.text}”, not of “{owner.text}”."
                yield ChangedWord(_span(owner), _span(other), message)

    def _added_agents(self) -> Iterator[ChangedWord]:
        """Yield names that act with somebody who acts alone in the statement."""
        ours, theirs = _agents(self._held.words, self._held_names), _agents(self._words, self._names)
        for match in self._alignment.matches.values():
            held, word = self._held.words[match.held], self._words[match.word]
            one, two = theirs.get(word.index, {}), ours.get(held.index, {})
            if match.relation.kind in _EVIDENT and {*one.values()} & {*two.values()}:
                together = {*two.values(), *self._companions()}
                for agent in (each for each, entity in one.items() if entity not in together):
                    other = next(iter(two))
                    message = f"In the fact, “{agent.text}” does not act with “{other.text}”."
                    yield ChangedWord(_span(agent), _span(other), message)

    def _companions(self) -> Iterator[str]:
        """Yield what names after "with" and "between" in the statement name, and all that is no state."""
        for word in self._held.words:
            mention = _at(self._held_names, word)
            if mention is not None and (word.role in {"with", "between"} or not names_state(mention)):
                yield _entity(word, mention)

    def _is_foreign(self, word: ContentWord) -> bool:
        mention = _at(self._names, word)
        return mention is not None and names_state(mention) and mention.country not in self._held.states

    def _support(self, number: int, word: ContentWord) -> WordSupport:
        changed = next((c for c in self.contrasts if _overlap(word, c.span.start, c.span.end)), None)
        if changed is not None:
            return WordSupport(word.start, word.end, SupportKind.NONE, replaces=changed.held)
        for look in self._looks:
            support = look(number, word)
            if support is not None:
                return support
        return WordSupport(word.start, word.end, SupportKind.NONE, replaces=self._replaced(number))

    def _figure(self, _number: int, word: ContentWord) -> WordSupport | None:
        figure = next((each for each in self.figures if _overlap(word, each.start, each.end)), None)
        if figure is None:
            return None
        kind = SupportKind.FIGURE if figure.is_held else SupportKind.NONE
        return WordSupport(word.start, word.end, kind, figure.basis)

    def _name(self, _number: int, word: ContentWord) -> WordSupport | None:
        mention = next((each for each in self._names if _overlap(word, each.start, each.end)), None)
        if mention is not None:
            basis = self._name_basis(mention)
            if basis is not None:
                return WordSupport(word.start, word.end, SupportKind.NAME, basis)
        if word.is_name and (basis := self._held.name_words.get(word.text.lower().removesuffix("'s"))):
            return WordSupport(word.start, word.end, SupportKind.NAME, basis)
        if mention is not None and word.is_name and word.lemma not in frame().offices:
            return WordSupport(word.start, word.end, SupportKind.NONE)
        return None

    def _name_basis(self, mention: NameMention) -> str | None:
        for entity in (mention.entity, *mention.holders):
            if entity in self._held.entities:
                return self._held.entities[entity]
        return self._held.states.get(mention.country) if names_state(mention) else None

    def _match(self, number: int, word: ContentWord) -> WordSupport | None:
        match = self._alignment.matches.get(number)
        if match is None:
            return None
        held = self._held.words[match.held]
        return WordSupport(word.start, word.end, _KINDS[match.relation.kind], held.text)

    def _phrase(self, _number: int, word: ContentWord) -> WordSupport | None:
        for span, basis in self._phrases:
            if _overlap(word, span.start, span.end):
                return WordSupport(word.start, word.end, SupportKind.SYNONYM, basis)
        return None

    def _further(self, _number: int, word: ContentWord) -> WordSupport | None:
        for held, basis in self._held.further:
            relation = related(held, word, self._lexicon)
            # Titles and names support their own words only.
            if relation is not None and (basis == "quote" or relation.kind in _EVIDENT):
                kind = _KINDS[relation.kind]
                return WordSupport(word.start, word.end, kind, f"{held.text} ({basis})")
        return None

    def _text(self, _number: int, word: ContentWord) -> WordSupport | None:
        """Find a word that the parser reads in another way in the statement, such as the name Fath-360."""
        if word.text.lower() not in self._statement_words:
            return None
        return WordSupport(word.start, word.end, SupportKind.SAME, word.text)

    def _frame(self, number: int, word: ContentWord) -> WordSupport | None:
        frame_words = frame()
        if self._weakens(number, word):
            return None
        is_framed = (
            frame_words.has(word.lemma, "" if word.pos == "X" else word.pos)
            or (word.pos == "NUM" and word.text.isalpha())
            or any(_overlap(word, span.start, span.end) for span in self._frame_spans)
            or self._is_title(word, frame_words.offices)
            or self._performs_event(word)
        )
        return WordSupport(word.start, word.end, SupportKind.FRAME) if is_framed else None

    def _weakens(self, number: int, word: ContentWord) -> bool:
        """Return whether a verb of intention is in the place of an event: weighs for gives."""
        is_settled = self._held.fact.standing in {Standing.IN_FORCE, Standing.ESTABLISHED}
        is_open = any(held.lemma in frame().intending for held in self._held.words)
        return (
            is_settled
            and not is_open
            and number in self._alignment.replaced
            and word.lemma in frame().intending
        )

    def _performs_event(self, word: ContentWord) -> bool:
        """Return whether a verb only performs what the statement has as a verb: contracts were signed."""
        if word.pos != "VERB" or word.lemma in frame().open_words:
            return False
        for number, match in self._alignment.matches.items():
            noun, held = self._words[number], self._held.words[match.held]
            if (
                noun.head == word.index
                and noun.role == "object"
                and noun.pos == "NOUN"
                and held.pos == "VERB"
            ):
                is_same = match.relation.kind in _EVIDENT and is_done(self._held.statement, held.index)
                return is_same and word.lemma in _PERFORMING
        return False

    def _is_title(self, word: ContentWord, offices: frozenset[str]) -> bool:
        """Return whether a word is the office of somebody: "Energy Minister", or a part of it."""
        if word.lemma in offices:
            return True
        head = next((each for each in self._words if each.index == word.head), None)
        return head is not None and word.role in _TITLE_ROLES and word.is_name and head.lemma in offices

    def _replaced(self, number: int) -> Span | None:
        other = self._alignment.replaced.get(number)
        if other is None:
            return None
        held = self._held.words[other]
        return Span(held.start, held.end, held.text)


def _as_changed(spans: tuple[Span, Span]) -> ChangedWord:
    word, held = spans
    return ChangedWord(word, held, f"The fact does not say that it happens: it foresees “{held.text}”.")


def _entities(words: Sequence[ContentWord], names: Sequence[NameMention]) -> Entities:
    """Map the names among words to what they name; a government is its country."""
    return {word.index: _entity(word, mention) for word in words if (mention := _at(names, word))}


def _entity(word: ContentWord, mention: NameMention) -> str:
    """Return what a name is of: a government's country, but of "in Moscow" the city."""
    if not names_state(mention):
        return mention.entity
    return f"place:{mention.text.lower()}" if _is_city(word, mention) else mention.country


def _is_city(word: ContentWord, mention: NameMention) -> bool:
    """Return whether a capital is a place and no government."""
    name = name_in_text(mention.country)
    is_form_of_name = mention.text[:_ALIKE] == name[:_ALIKE] or mention.text.isupper()
    return word.role in _PLACES and not is_form_of_name and mention.text not in _OTHER_NAMES


def _agents(
    words: Sequence[ContentWord], names: Sequence[NameMention]
) -> dict[int, dict[ContentWord, str]]:
    """Map predicates to the names of who acts, each with what it names."""
    agents: dict[int, dict[ContentWord, str]] = {}
    for word in words:
        mention = _at(names, word)
        if mention is not None and word.role == "subject":
            agents.setdefault(word.head, {})[word] = _entity(word, mention)
    return agents


def _owners(
    words: Sequence[ContentWord], names: Sequence[NameMention]
) -> dict[int, dict[ContentWord, str]]:
    """Map the things that belong to somebody to the names of the owners, each with what it names."""
    owners: dict[int, dict[ContentWord, str]] = {}
    for word in words:
        mention = _at(names, word)
        if mention is not None and word.role in _OWNING and mention.country:
            owners.setdefault(word.head, {})[word] = mention.country
    return owners


def _span(word: ContentWord) -> Span:
    return Span(word.start, word.end, word.text)


def _at(spans: Sequence[S], word: ContentWord) -> S | None:
    return next((each for each in spans if _overlap(word, each.start, each.end)), None)


def _differ(
    mention: NameMention | None, held: NameMention | None, word: ContentWord, other: ContentWord
) -> bool:
    """Return whether two names are of different things: known ones, or places."""
    if mention is None or held is None:
        return word.role == other.role and word.role in _PLACES
    kinds = {mention.kind, held.kind}
    if NameKind.COUNTRY in kinds or (NameKind.GOVERNMENT in kinds and not kinds & _ORGANS):
        return mention.country != held.country
    return not {mention.entity, *mention.holders} & {held.entity, *held.holders}


def _overlap(word: ContentWord, start: int, end: int) -> bool:
    return word.start < end and start < word.end
