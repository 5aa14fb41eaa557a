"""Find what supports each word of a wording."""

from __future__ import annotations

import functools

from briefing.model.fact import Fact
from briefing.model.terms import Standing
from briefing.review.alignment.changes.contrasts import ChangedWord, ContrastFinder
from briefing.review.alignment.changes.name_changes import NameChanges, NamedText
from briefing.review.alignment.changes.named_words import entities_of, overlap
from briefing.review.alignment.changes.realised import is_done, realised
from briefing.review.alignment.descriptions import described
from briefing.review.alignment.figures import figures_in
from briefing.review.alignment.frame import frame
from briefing.review.alignment.holdings import actors_of, content_of, holdings_of, names_state
from briefing.review.alignment.judged import judged_spans
from briefing.review.alignment.matching import Alignment, align, related
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
_PERFORMING = frozenset(
    {"sign", "conclude", "complete", "conduct", "effect", "execute", "undertake", "accomplish", "reach"}
    | {"receive", "get", "obtain", "win", "gain", "meet", "see", "witness"}
)
"""Verbs that say of an event no more than that it happened."""
_PUBLISHING = frozenset(
    {"publish", "carry", "run", "print", "issue", "release", "bring_out", "file", "relay", "level", "hurl"}
    | {"air", "voice", "put_forward", "lodge", "advance", "write", "pen", "author"}
)
"""Verbs for what is done with a statement: a report, an accusation."""
_GIVING = frozenset({"send", "supply", "deliver", "provide", "give", "ship", "transfer"})
_RECEIVING = frozenset({"receive", "get", "obtain", "due"})
_HEADS_OF = frozenset(
    {
        "head",
        "chief",
        "director",
        "chairman",
        "chair",
        "commander",
        "minister",
        "secretary",
        "spokesman",
        "leader",
    }
    | {
        "spokeswoman",
        "spokesperson",
        "adviser",
        "advisor",
        "aide",
        "boss",
        "officer",
        "executive",
        "member",
    }
)
_LIGHT = frozenset({"make", "give", "have", "take", "put", "do"})
_VOICING = frozenset(
    {"submit", "lodge", "issue", "voice", "file", "address", "raise", "send", "put_in", "enter"}
)
"""Verbs for "make" with a request, an offer or an objection."""
_EVIDENT = frozenset({RelationKind.SAME, RelationKind.FORM})
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
        self._looks = (
            self._figure,
            self._name,
            self._match,
            self._phrase,
            self._further,
            self._text,
            self._description,
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
        found = [
            each for each in ContrastFinder(*texts, self._lexicon).find() if not self._is_in_phrase(each)
        ]
        found += map(_as_changed, realised(*texts))
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
        for look in self._looks:
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

    def _description(self, _number: int, word: ContentWord) -> WordSupport | None:
        for span, basis in self._described:
            if overlap(word, span.start, span.end):
                return WordSupport(word.start, word.end, SupportKind.NAME, basis)
        return None

    def _frame(self, number: int, word: ContentWord) -> WordSupport | None:
        frame_words = frame()
        if self._weakens(number, word) or self._is_event(word) or self._is_act(word):
            return None
        if self._acts_otherwise(number, word):
            return None
        is_framed = (
            frame_words.has(word.lemma, "" if word.pos == "X" else word.pos)
            or (word.pos == "NUM" and word.text.isalpha())
            # The parser takes many a verb for the plural of a noun: Pezeshkian insists.
            or (word.text.endswith("s") and word.lemma in frame_words.presenting)
            or _verbs_of(word.text) & frame_words.presenting
            or any(overlap(word, span.start, span.end) for span in self._frame_spans)
            or self._is_title(word, frame_words.offices)
            or self._performs_event(word)
            or self._only_counts(word)
            or self._has_clause(word)
            or self._publishes(word)
            or self._is_use(word)
            or self._is_recipient(word)
            or self._gives(word)
            or self._is_of_office(word)
        )
        return WordSupport(word.start, word.end, SupportKind.FRAME) if is_framed else None

    def _has_clause(self, word: ContentWord) -> bool:
        """Return whether a verb with a clause says what somebody states: allowing that it may change."""
        if word.pos != "VERB" or word.lemma not in frame().clausal:
            return False
        clauses = [
            each for each in self._parse.children(word.index) if self._parse.tokens[each].dep == "ccomp"
        ]
        marks = (self._parse.tokens[mark] for each in clauses for mark in self._parse.children(each))
        return any(mark.dep == "mark" and mark.text.lower() == "that" for mark in marks)

    def _is_use(self, word: ContentWord) -> bool:
        """Return whether a word only carries an adjective of the statement: the peaceful use of energy."""
        if word.lemma != "use" or word.pos != "NOUN":
            return False
        number = next(
            (n for n, each in enumerate(self._words) if each.head == word.index and each.pos == "ADJ"), -1
        )
        return number in self._alignment.matches

    def _publishes(self, word: ContentWord) -> bool:
        """Return whether somebody brings out what is said: the report that it published."""
        if word.lemma not in _PUBLISHING:
            return False
        statements = {each.index for each in self._words if each.lemma in frame().statements}
        described = self._parse.tokens[word.index]
        is_object = any(
            each.index in statements and each.head == word.index and each.role == "object"
            for each in self._words
        )
        return is_object or (described.dep in {"acl", "relcl"} and described.head in statements)

    def _is_recipient(self, word: ContentWord) -> bool:
        """Return whether somebody gets what is for him in the statement: gas that Iran is to receive."""
        if word.lemma not in _RECEIVING:
            return False
        token = self._parse.tokens[word.index]
        verbs = {word.index, token.head} if token.dep == "xcomp" else {word.index}
        return any(
            self._words[match.word].head in verbs
            and self._words[match.word].role == "subject"
            and self._held.words[match.held].role in {"for", "to", "recipient"}
            for match in self._alignment.matches.values()
        )

    def _gives(self, word: ContentWord) -> bool:
        """Return whether somebody gives what is for somebody in the statement: troops for Russia."""
        if word.lemma not in _GIVING:
            return False
        given = [
            self._held.words[match.held].index
            for match in self._alignment.matches.values()
            if self._words[match.word].head == word.index and self._words[match.word].role == "object"
        ]
        return any(held.role in {"for", "to"} and held.head in given for held in self._held.words)

    def _is_of_office(self, word: ContentWord) -> bool:
        """Return whether a noun says of what somebody is the head: chief of the general staff."""
        head = next((each for each in self._words if each.index == word.head), None)
        is_part = word.pos == "NOUN" and word.role in {"of", "modifier"} and not word.is_name
        return is_part and head is not None and head.lemma in _HEADS_OF and self._describes_name(head)

    def _describes_name(self, word: ContentWord) -> bool:
        """Return whether a title is next to a name that the fact has."""
        token = self._parse.tokens[word.index]
        around = (
            {token.head, *self._parse.children(word.index)}
            if token.dep == "appos"
            else set(self._parse.children(word.index))
        )
        names = {each.index for each in self._words if each.is_name}
        return any(
            number in names and self._parse.tokens[number].text.lower() in self._held.name_words
            for number in around
        )

    def _only_counts(self, word: ContentWord) -> bool:
        """Return whether a word belongs to a number or a negation: five more years, not there alone."""
        before = self._parse.tokens[max(word.index - 1, 0)]
        if word.lemma in {"more", "further"} and before.pos == "NUM":
            return True
        if word.lemma == "more" and any(t.tag in {"JJR", "RBR"} for t in self._held.statement.tokens):
            return True
        return word.lemma == "alone" and bool(negated(self._parse))

    def _is_event(self, word: ContentWord) -> bool:
        """Return whether a word is of a phrase that says what happens: took effect, once a year."""
        is_event = any(overlap(word, span.start, span.end) for span in self._events)
        return is_event and not self._performs_event(word)

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
            is_settled
            and not is_open
            and number in self._alignment.replaced
            and word.lemma in frame().intending
        )

    def _acts_otherwise(self, number: int, word: ContentWord) -> bool:
        """Return whether a light verb does something else with an object: lay mines, clear mines."""
        other = self._alignment.replaced.get(number)
        if other is None or word.pos != "VERB" or word.lemma not in frame().handling:
            return False
        held = self._held.words[other]
        if held.pos != "VERB" or frame().has(held.lemma, "VERB"):
            return False
        return any(
            self._words[match.word].head == word.index
            and self._held.words[match.held].head == held.index
            and self._words[match.word].role == self._held.words[match.held].role == "object"
            for match in self._alignment.matches.values()
        )

    def _performs_event(self, word: ContentWord) -> bool:
        """Return whether a verb only performs what the statement has as a verb: contracts were signed."""
        if word.pos != "VERB" or word.lemma in frame().open_words:
            return False
        for number, match in self._alignment.matches.items():
            noun, held = self._words[number], self._held.words[match.held]
            if noun.head == word.index and noun.role == "object" and self._is_performed(held):
                return word.lemma in _VOICING or (word.lemma == "receive" and self._has_origin(word))
            if noun.head == word.index and noun.role == "object" and held.pos == "VERB":
                is_same = match.relation.kind in _EVIDENT and is_done(self._held.statement, held.index)
                return is_same and word.lemma in _PERFORMING
        return False

    def _is_performed(self, held: ContentWord) -> bool:
        """Return whether a noun of the statement is the object of a light verb: made a request."""
        head = self._held.statement.tokens[held.head]
        return held.pos == "NOUN" and held.role == "object" and head.lemma in _LIGHT

    def _has_origin(self, word: ContentWord) -> bool:
        """Return whether a verb has a phrase with "from" or "of"."""
        children = (self._parse.tokens[child] for child in self._parse.children(word.index))
        return any(child.text.lower() == "from" for child in children)

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


def _verbs_of(participle: str) -> frozenset[str]:
    """Return the verbs that a word with "-ing" may be of; the parser takes many a participle for a noun."""
    stem = participle.lower().removesuffix("ing")
    return frozenset({stem, f"{stem}e"}) if participle.endswith("ing") else frozenset()


def _as_changed(spans: tuple[Span, Span]) -> ChangedWord:
    word, held = spans
    return ChangedWord(word, held, f"The fact does not say that it happens: it foresees “{held.text}”.")
