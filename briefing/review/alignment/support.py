"""Find what supports each word of a wording."""

from __future__ import annotations

import functools

from briefing.model.fact import Fact
from briefing.model.terms import Standing
from briefing.review.alignment.changes.amounts import exchanged_amounts
from briefing.review.alignment.changes.changed_word import ChangedWord
from briefing.review.alignment.changes.contrasts import ContrastFinder
from briefing.review.alignment.changes.duties import duties
from briefing.review.alignment.changes.forced import forced
from briefing.review.alignment.changes.intended import intended
from briefing.review.alignment.changes.name_changes import NameChanges, NamedText
from briefing.review.alignment.changes.named_words import entities_of, overlap
from briefing.review.alignment.changes.realised import realised
from briefing.review.alignment.changes.settled import settled
from briefing.review.alignment.changes.silence import answered
from briefing.review.alignment.descriptions import described
from briefing.review.alignment.figures import figures_in
from briefing.review.alignment.frame import frame
from briefing.review.alignment.holdings import actors_of, content_of, holdings_of, names_state
from briefing.review.alignment.judged import judged_spans
from briefing.review.alignment.light.asides import is_aside
from briefing.review.alignment.light.connectives import (
    carries_event,
    completes_verb,
    counts_goods,
    is_of_own_law,
    is_use,
    likens,
    links_parties,
    replaces_preposition,
    sets_scene,
    states_purpose,
)
from briefing.review.alignment.light.events import (
    arrives,
    counts_votes,
    covers_field,
    ends_before,
    gains_time,
    gives,
    is_lifetime,
    is_recipient,
    leads_to_event,
    occurs,
    pays_price,
    performs_event,
    permits_act,
    publishes,
    reaches_bound,
)
from briefing.review.alignment.light.movement import is_way, moves
from briefing.review.alignment.light.relations import (
    is_misread_verb,
    makes_text,
    only_relates,
)
from briefing.review.alignment.light.speech import (
    addresses,
    decides,
    has_clause,
    is_degree,
    is_medium,
    is_of_news,
    is_of_office,
    is_rank,
    is_title,
    makes_public,
    opens_speech,
    puts_figure,
    submits,
)
from briefing.review.alignment.light.texts import Texts
from briefing.review.alignment.matching import Alignment, WordMatch, align, related, spelling
from briefing.review.alignment.negations import negated, turns_twice
from briefing.review.alignment.phrases import shared_phrases, unheld_events
from briefing.review.alignment.rough import rough_parse
from briefing.review.alignment.trace import SupportKind, Trace, WordSupport
from briefing.review.alignment.words import ContentWord
from briefing.review.context import ReviewContext
from briefing.review.lexicon import NameMention, RelationKind, load_lexicon
from briefing.review.text.segmentation import Span, words
from briefing.review.text.word_lists import phrases, word_lists

_KINDS = {
    RelationKind.SAME: SupportKind.SAME,
    RelationKind.FORM: SupportKind.FORM,
    RelationKind.SYNONYM: SupportKind.SYNONYM,
    RelationKind.BROADER: SupportKind.BROADER,
    RelationKind.NAME: SupportKind.NAME,
    RelationKind.ACCEPTED: SupportKind.THESAURUS,
}
_EVIDENT = frozenset({RelationKind.SAME, RelationKind.FORM})
_LIGHT = (
    is_title,
    performs_event,
    gains_time,
    is_lifetime,
    leads_to_event,
    occurs,
    has_clause,
    opens_speech,
    addresses,
    puts_figure,
    is_medium,
    publishes,
    is_use,
    is_recipient,
    gives,
    arrives,
    reaches_bound,
    is_of_office,
    is_rank,
    replaces_preposition,
    states_purpose,
    links_parties,
    likens,
    sets_scene,
    is_of_own_law,
    carries_event,
    moves,
    decides,
    counts_votes,
    covers_field,
    ends_before,
    is_of_news,
    is_degree,
    submits,
    makes_public,
    only_relates,
    is_misread_verb,
    permits_act,
    is_way,
    counts_goods,
    completes_verb,
    pays_price,
    makes_text,
)
"""What a word may do in its sentence without adding anything to the statement."""
_OPEN_MODALS = frozenset({"may", "might", "could"})
"""Modal verbs that leave open what happens, though the parser may join them to another verb."""


def trace(wording: str, fact: Fact, context: ReviewContext) -> Trace:
    """Return what supports each content word of a wording of a fact."""
    return Tracer(wording, fact, context).trace()


class Tracer:
    """Looks for the support of the words of one wording."""

    def __init__(self, wording: str, fact: Fact, context: ReviewContext) -> None:
        self._lexicon = lexicon = load_lexicon(fact.treaty_ids)
        self._parse = parse = context.parse(wording) or rough_parse(wording)
        self._held = held = holdings_of(fact, context, lexicon)
        actors = actors_of(context)
        self._words = content_of(parse)
        self._names = lexicon.names(parse.text, actors)
        self._held_names = lexicon.names(fact.statement, actors)
        entities = entities_of(self._words, self._names), entities_of(held.words, self._held_names)
        self._alignment: Alignment = align(self._words, held.words, lexicon, entities)
        self.figures = figures_in(parse.text, held.fact, context)
        self._statement_words = frozenset(
            form for word in words(held.fact.statement) for form in (word.low, word.low.replace("-", ""))
        )
        inner = [lexicon.names(text, actors, inner=True) for text in (parse.text, fact.statement)]
        sides = (
            NamedText(self._words, self._names, inner[0]),
            NamedText(held.words, self._held_names, inner[1]),
        )
        self._name_changes = NameChanges(parse, held, sides, self._alignment, self.figures)
        self._phrases = shared_phrases(parse, held.statement, lexicon)
        matched = frozenset(self._words[number].index for number in self._alignment.matches)
        self._described = described(parse, held, lexicon, matched)
        self._events = unheld_events(parse, held.statement, lexicon)
        self._frame_spans = judged_spans(parse, held)
        self._texts = Texts(parse, held, self._words, self._alignment)
        self._looks = (
            self._figure,
            self._name,
            self._match,
            self._phrase,
            self._further,
            self._text,
            self._kind,
            self._description,
            self._frame,
        )

    def trace(self) -> Trace:
        return Trace(
            self._parse.text, tuple(self._support(number, word) for number, word in enumerate(self._words))
        )

    def is_aside(self, support: WordSupport) -> bool:
        """Return whether a word without support only describes, in passing, what the statement has."""
        word = next((each for each in self._words if each.start == support.start), None)
        return word is not None and support.replaces is None and is_aside(word, self._texts, self._lexicon)

    @property
    def texts(self) -> Texts:
        """The wording and the statement with their correspondence."""
        return self._texts

    def kept_tokens(self) -> frozenset[int]:
        """Return the tokens of the statement that the wording has in any form or phrase."""
        kept = {
            self._held.words[match.held].index
            for match in self._alignment.matches.values()
            if not self._is_loose(match)
        }
        statement = self._held.statement
        for _, basis in self._phrases:
            start = statement.text.find(basis)
            kept |= set(statement.tokens_in(start, start + len(basis)))
        return frozenset(kept)

    def own_tokens(self, trace: Trace) -> frozenset[int]:
        """Return the tokens of the wording that are words or figures of the fact, and no names."""
        apart = {SupportKind.FRAME, SupportKind.NAME, SupportKind.NONE}
        return frozenset(
            word.index
            for word, support in zip(self._words, trace.words, strict=True)
            if support.kind not in apart and not word.is_name
        )

    def _is_loose(self, match: WordMatch) -> bool:
        """Return whether a light verb is in place of another verb by one of its rarer senses: has, met."""
        word, held = self._words[match.word], self._held.words[match.held]
        is_sensed = match.relation.kind in {RelationKind.SYNONYM, RelationKind.BROADER}
        is_light = word.pos == held.pos == "VERB" and word.lemma in frame().verbs
        return is_sensed and is_light and not self._lexicon.share_member(held.lemma, word.lemma)

    def free_tokens(self, trace: Trace) -> frozenset[int]:
        """Return the tokens of the wording that no word of the fact supports and no phrase presents."""
        spans = frame().spans(self._parse.text)
        loose = {
            self._words[match.word].index
            for match in self._alignment.matches.values()
            if self._is_loose(match)
        }
        return frozenset(
            word.index
            for word, support in zip(self._words, trace.words, strict=True)
            if (support.kind in {SupportKind.FRAME, SupportKind.NONE} or word.index in loose)
            and not any(overlap(word, span.start, span.end) for span in spans)
        )

    @functools.cached_property
    def contrasts(self) -> tuple[ChangedWord, ...]:
        """The words that contrast with those of the statement in their place."""
        texts = self._parse, self._held.statement, self._alignment
        found = [
            each for each in ContrastFinder(*texts, self._lexicon).find() if not self._is_in_phrase(each)
        ]
        is_open = any(token.lemma.lower() in _OPEN_MODALS for token in self._parse.tokens)
        found += (_as_changed(each, is_uncertain=is_open) for each in realised(*texts))
        found += (*intended(*texts), *duties(*texts), *settled(*texts), *forced(*texts))
        found += answered(self._parse, self._held.statement, self._lexicon)
        found += exchanged_amounts(self._parse.text, self._held.fact.statement)
        found += self._name_changes.find()
        return tuple({each.span.start: each for each in reversed(found)}.values())

    def _is_opposite_denied(self, changed: ChangedWord) -> bool:
        """Return whether a word is the negated opposite of the statement's: nothing incompatible."""
        is_opposite = changed.span.low.endswith(changed.held.low) and changed.span.low != changed.held.low
        return is_opposite and turns_twice(self._parse, self._held.statement)

    def _is_in_phrase(self, changed: ChangedWord) -> bool:
        """Return whether a verb is of a phrase that the statement has in other words."""
        span = changed.span
        verbs = {word.start for word in self._words if word.pos == "VERB"}
        if self._is_opposite_denied(changed):
            return True
        return span.start in verbs and any(
            phrase.start <= span.start and span.end <= phrase.end and " " in phrase.text
            for phrase, _ in self._phrases
        )

    def _support(self, number: int, word: ContentWord) -> WordSupport:
        changed = next((c for c in self.contrasts if overlap(word, c.span.start, c.span.end)), None)
        if changed is not None:
            return WordSupport(word.start, word.end, SupportKind.NONE, replaces=changed.held)
        for look in () if self._describes_otherwise(number, word) else self._looks:
            support = look(number, word)
            if support is not None:
                return support
        return WordSupport(word.start, word.end, SupportKind.NONE, replaces=self._replaced(number))

    def _figure(self, _number: int, word: ContentWord) -> WordSupport | None:
        figure = next((each for each in self.figures if overlap(word, each.start, each.end)), None)
        if figure is None:
            return None
        kind = SupportKind.FIGURE if figure.is_held else SupportKind.NONE
        return WordSupport(word.start, word.end, kind, figure.basis)

    def _name(self, _number: int, word: ContentWord) -> WordSupport | None:
        mention = next((each for each in self._names if overlap(word, each.start, each.end)), None)
        if mention is not None:
            basis = self._name_basis(mention)
            if basis is not None:
                return WordSupport(word.start, word.end, SupportKind.NAME, basis)
        low = word.text.lower().removesuffix("'s")
        is_adjective = word.text[0].isupper() and low.endswith("an")  # The Korean treaty
        name = (
            self._held.name_words.get(low)
            or self._held.name_words.get(spelling(low))
            or (self._held.name_words.get(low.removesuffix("n")) if is_adjective else None)
        )
        if (word.is_name or is_adjective) and name is not None:
            return WordSupport(word.start, word.end, SupportKind.NAME, name)
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

    def _describes_otherwise(self, number: int, word: ContentWord) -> bool:
        """Return whether an adverb is of an adjective that describes something else: helps militarily."""
        match = self._alignment.matches.get(number)
        held = None if match is None else self._held.words[match.held]
        if held is None or held.role != "modifier" or held.pos != "ADJ":
            return False
        if word.role != "adverb" or not word.text.lower().endswith("ly"):
            return False
        head = self._texts.held_for(word.head)
        return head is not None and head.index != held.head

    def _phrase(self, _number: int, word: ContentWord) -> WordSupport | None:
        for span, basis in self._phrases:
            if overlap(word, span.start, span.end):
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
        low = word.text.lower()
        is_plural = low.endswith("s") and any(letter.isdigit() for letter in low)
        if not {low, low.removesuffix("s") if is_plural else low} & self._statement_words:
            return None
        return WordSupport(word.start, word.end, SupportKind.SAME, word.text)

    def _kind(self, _number: int, word: ContentWord) -> WordSupport | None:
        """Find a noun after a name of the statement that other statements of the library have after it."""
        name = self._parse.tokens[word.index - 1].text if word.index else ""
        noun = word.text.removesuffix("s")
        if word.pos != "NOUN" or name.lower() not in self._statement_words:
            return None
        is_called = (name.lower(), noun) in self._held.called
        return WordSupport(word.start, word.end, SupportKind.NAME, name) if is_called else None

    def _description(self, _number: int, word: ContentWord) -> WordSupport | None:
        for span, basis in self._described:
            if overlap(word, span.start, span.end):
                return WordSupport(word.start, word.end, SupportKind.NAME, basis)
        return None

    def _frame(self, number: int, word: ContentWord) -> WordSupport | None:
        frame_words = frame()
        if self._weakens(number, word) or self._is_event(word) or self._is_act(word):
            return None
        if self._acts_otherwise(number, word) or word.text.lower() == "bases":
            return None  # The lemma of both "bases", of a basis and of a base, is "basis".
        is_framed = (
            frame_words.has(word.lemma, "" if word.pos == "X" else word.pos)
            or (word.pos == "NUM" and word.text.isalpha())
            or word.text.lower() in frame_words.modifiers  # The lemma of "earlier" is "early".
            # The parser takes many a verb for the plural of a noun: Pezeshkian insists.
            or (word.text.endswith("s") and word.lemma in frame_words.presenting)
            or (word.text.endswith("s") and word.lemma in frame_words.verbs and not word.role)
            or _verbs_of(word.text) & frame_words.presenting
            or any(overlap(word, span.start, span.end) for span in self._frame_spans)
            or self._only_counts(word)
            or any(is_light(word, self._texts) for is_light in _LIGHT)
        )
        return WordSupport(word.start, word.end, SupportKind.FRAME) if is_framed else None

    def _only_counts(self, word: ContentWord) -> bool:
        """Return whether a word belongs to a number or a negation: five more years, not there alone."""
        before = self._parse.tokens[max(word.index - 1, 0)]
        if word.lemma in {"more", "further"} and before.pos == "NUM":
            return True
        if word.lemma == "single":
            return before.text.lower() in {"a", "one"} and bool(negated(self._parse))
        if word.lemma == "more" and any(t.tag in {"JJR", "RBR"} for t in self._held.statement.tokens):
            return True
        return word.lemma == "alone" and bool(negated(self._parse))

    def _is_event(self, word: ContentWord) -> bool:
        """Return whether a word is of a phrase that says what happens: took effect, once a year."""
        is_event = any(overlap(word, span.start, span.end) for span in self._events)
        lights = (performs_event, ends_before, makes_text)
        return is_event and not any(is_light(word, self._texts) for is_light in lights)

    def _is_act(self, word: ContentWord) -> bool:
        """Return whether a verb of saying has an object that is no statement: rejects a pipeline."""
        if word.lemma not in frame().acting or self._held.fact.statement in phrases(*word_lists().denial):
            return False
        objects = (each for each in self._words if each.head == word.index and each.role == "object")
        return any(each.pos == "NOUN" and each.lemma not in frame().statements for each in objects)

    def _weakens(self, number: int, word: ContentWord) -> bool:
        """Return whether a verb of intention is in the place of an event: weighs for gives."""
        is_settled = self._held.fact.standing in {Standing.IN_FORCE, Standing.ESTABLISHED}
        is_open = any(held.lemma in frame().intending for held in self._held.words)
        return (
            word.pos == "VERB"
            and is_settled
            and not is_open
            and number in self._alignment.replaced
            and word.lemma in frame().intending
        )

    def _acts_otherwise(self, number: int, word: ContentWord) -> bool:
        """Return whether a light verb does something else with an object: lay mines, clear mines."""
        other = self._alignment.replaced.get(number)
        if other is None or word.pos != "VERB" or word.lemma not in frame().handling:
            return False
        if submits(word, self._texts):
            return False
        held = self._held.words[other]
        if held.pos != "VERB" or held.lemma in frame().verbs:
            return False
        return any(
            self._words[match.word].head == word.index
            and self._held.words[match.held].head == held.index
            and self._words[match.word].role == self._held.words[match.held].role == "object"
            for match in self._alignment.matches.values()
        )

    def _replaced(self, number: int) -> Span | None:
        other = self._alignment.replaced.get(number)
        if other is None:
            return None
        held = self._held.words[other]
        return Span(held.start, held.end, held.text)


def _verbs_of(participle: str) -> frozenset[str]:
    """Return the verbs that a word with "-ing" may be of; the parser takes many a participle for a noun."""
    stem = participle.lower().removesuffix("ing")
    return frozenset({stem, f"{stem}e"}) if participle.endswith("ing") else frozenset()


def _as_changed(spans: tuple[Span, Span], *, is_uncertain: bool) -> ChangedWord:
    word, held = spans
    message = f"The fact does not say that it happens: it foresees “{held.text}”."
    return ChangedWord(word, held, message, is_uncertain=is_uncertain)
