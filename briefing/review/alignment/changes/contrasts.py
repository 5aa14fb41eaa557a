"""Words of a wording that are in a contrast set with the word of the statement in their place."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace

from briefing.language import Parse, Token
from briefing.review.alignment.changes.changed_word import ChangedWord
from briefing.review.alignment.changes.named_words import span_of_word
from briefing.review.alignment.changes.realised import is_done
from briefing.review.alignment.changes.reciprocity import exchanged_parties
from briefing.review.alignment.frame import frame
from briefing.review.alignment.matching import Alignment, WordPlaces
from briefing.review.alignment.negations import negated
from briefing.review.alignment.phrases import ASKING, CONVERSE, mentions_in, span_of
from briefing.review.alignment.treaties import concluded_texts, effective_notices
from briefing.review.alignment.words import ContentWord
from briefing.review.lexicon import Contrast, Lexicon, MemberOrder, Mention
from briefing.review.lexicon.contrast_sets import contrast_between
from briefing.review.text.durations import durations_in
from briefing.review.text.segmentation import Span

_LEAST_SCORE = 2
_WITH_OPPOSITES = frozenset({"NOUN", "VERB", "ADJ", "ADV"})
_JUDGED_ELSEWHERE = frozenset({"bounds", "epistemic", "reported", "modality", "likelihood", "restriction"})
"""Sets whose words have rules of their own: bounds of numbers, attribution, standing, scope."""
_SAYING = "epistemic"
_CONFIRMING = frozenset({"confirms", "refuses to say"})
_STATING = frozenset({"say", "state", "declare", "insist", "maintain", "respond", "reply", "answer"})
_PHASES = "phases"
_FORESEEN, _UNDER_WAY = frozenset({"considered", "planned"}), frozenset({"begun", "completed"})
_AT = frozenset({"in", "on", "from"})
_PREDICATES = frozenset({"ROOT", "ccomp", "conj", "relcl", "advcl", "xcomp", "parataxis"})
_MILDER = frozenset({MemberOrder.WEAKER, MemberOrder.BROADER})
_COMPARING = frozenset({"comparison"})
"""Sets of which a negation makes another member: none is more, it is the most."""
_PLACELESS = frozenset({"magnitudes", "mines"})
"""Sets whose words say the same in any place of a sentence: dozens of soldiers, soldiers by the dozen."""
_MOVING = frozenset({"come", "go", "bring", "take"})
"""Verbs that say little more than that something moves: comes with, goes with."""
_OBJECTS = frozenset({"object", "recipient", "complement"})
_UP_TO_THEN = {"before", "until"}
"""Members that say the same of what goes on up to a time."""
_INVERSE = {"if", "unless"}
"""Members that say the same if one of them negates its clause."""
_POSITION = "position"
_DAY = "on-a-day"
_TEXTS = frozenset(
    {"agreement", "treaty", "accord", "pact", "contract", "law", "article", "framework", "charter", "rule"}
    | {"provision", "arrangement", "resolution", "convention", "protocol", "memorandum", "deal", "plan"}
    | {"term"}
)
_DATED = frozenset({"to-and-from"})
"""Sets whose members may replace each other before a date: from 2017 to 2019, between 2017 and 2019."""


class ContrastFinder:
    """Compares the mentions of contrast sets in a wording with those in its statement."""

    def __init__(self, parse: Parse, statement: Parse, alignment: Alignment, lexicon: Lexicon) -> None:
        self._parse, self._statement = parse, statement
        self._alignment, self._lexicon = alignment, lexicon
        self._words = {word.index: number for number, word in enumerate(alignment.wording)}
        self._held_words = {word.index: number for number, word in enumerate(alignment.statement)}
        self._places = WordPlaces(alignment.wording, alignment.statement, alignment.matches)
        self._taken = {match.held for match in alignment.matches.values()}

    def find(self) -> Iterator[ChangedWord]:
        """Yield the words that say something else than the statement in their place."""
        yield from self._denial_for_silence()
        yield from exchanged_parties(self._parse, self._statement, self._alignment)
        ours, theirs = self._by_set(self._statement), self._by_set(self._parse)
        for set_id in theirs.keys() - _JUDGED_ELSEWHERE:
            held = ours.get(set_id, [])
            members = {mention.membership.member for mention in held}
            said = {mention.membership.member for mention in theirs[set_id]}
            for mention in theirs[set_id]:
                if mention.membership.member in members:
                    continue
                if set_id == _PHASES and (changed := self._other_phase(mention, held)):
                    yield changed
                    continue
                free = [each for each in held if each.membership.member not in said]
                changed = next(filter(None, (self._changed(mention, each) for each in free)), None)
                if changed is not None:
                    yield changed
        yield from self._opposites()

    def _opposites(self) -> Iterator[ChangedWord]:
        """Yield words in the place of their opposite, but for verbs whose parties may change places."""
        for number, other in self._alignment.replaced.items():
            word, held = self._alignment.wording[number], self._alignment.statement[other]
            if word.pos not in _WITH_OPPOSITES or word.pos != held.pos:
                continue
            is_negated = word.index in negated(self._parse), held.index in negated(self._statement)
            if is_negated[0] != is_negated[1] or self._may_change_places(held, word):
                continue
            if self._only_moves(number, other):
                continue
            if self._lexicon.are_opposites(held.lemma, word.lemma, word.pos):
                message = f"The fact has “{held.text}” where the wording has “{word.text}”."
                yield ChangedWord(
                    span_of_word(word),
                    span_of_word(held),
                    message,
                    is_replaceable=self._has_same_tag(word, held),
                )

    def _has_same_tag(self, word: ContentWord, held: ContentWord) -> bool:
        return self._parse.tokens[word.index].tag == self._statement.tokens[held.index].tag

    def _may_change_places(self, held: ContentWord, word: ContentWord) -> bool:
        contrast = self._lexicon.contrast(held.lemma, word.lemma, word.pos)
        return contrast is not None and contrast.set_id in CONVERSE

    def _denial_for_silence(self) -> Iterator[ChangedWord]:
        """Yield a denial by somebody who, in the statement, does not confirm."""
        held = self._by_set(self._statement).get(_SAYING, [])
        denials = [each for each in held if each.membership.member == "denies"]
        if not all(self._is_negated(each, self._statement) for each in denials):
            return
        silent = [each for each in held if each.membership.member in _CONFIRMING]
        silent = [each for each in silent if self._is_negated(each, self._statement)]
        said = self._by_set(self._parse).get(_SAYING, [])
        for mention in said if silent else ():
            is_denial = mention.membership.member == "denies" and not self._is_confirmation_too(mention)
            if is_denial and not self._is_negated(mention, self._parse):
                yield self._word(mention, silent[0])
        if silent and not any(each.membership.member in _CONFIRMING for each in said):
            yield from self._negative_answer(span_of(self._statement, silent[0]))

    def _is_confirmation_too(self, denial: Mention) -> bool:
        """Return whether a denial is joined to a confirmation: asked for both, it gave neither."""
        head = self._parse.tokens[denial.start].head
        token = self._parse.tokens[denial.start]
        is_joined = token.dep == "conj" and token.pos == "NOUN"
        said = self._by_set(self._parse).get(_SAYING, [])
        return is_joined and any(
            each.start == head and each.membership.member in _CONFIRMING for each in said
        )

    def _negative_answer(self, held: Span) -> Iterator[ChangedWord]:
        """Yield the verb of "said that none had come", in place of a refusal to confirm."""
        negative = negated(self._parse)
        for number, token in enumerate(self._parse.tokens):
            clauses = (
                each for each in self._parse.children(number) if self._parse.tokens[each].dep == "ccomp"
            )
            if (
                token.lemma in _STATING
                and number not in negative
                and any(each in negative for each in clauses)
            ):
                message = f"The fact has “{held.text}” where the wording says that it is not so."
                yield ChangedWord(Span(token.start, token.end, token.text), held, message)

    def _other_phase(self, mention: Mention, held: list[Mention]) -> ChangedWord | None:
        """Return a predicate by which the matter is further than the statement says."""
        number = self._verb(mention)
        if number is None or number in self._alignment.matches or self._is_negated(mention, self._parse):
            return None
        word = self._alignment.wording[number]
        texts = concluded_texts(self._parse) | effective_notices(self._parse)
        if self._completes_event(word.index) or word.index in texts:
            return None
        if mention.membership.member == "begun" and self._starts_then(word.index):
            return None
        is_predicate = word.pos == "VERB" and self._parse.tokens[word.index].dep in _PREDICATES
        if any(child.tag in {"TO", "MD"} for child in self._helpers(word.index)):
            return None  # It remains to be settled.
        held = [each for each in held if not self._is_negated(each, self._statement)]
        found = [contrast_between((each.membership,), (mention.membership,)) for each in held]
        is_foreseen = mention.membership.member in _FORESEEN
        is_foreseen &= all(each.membership.member in _UNDER_WAY for each in held)
        contrasts = [each for each in found if each and (is_foreseen or each.order not in _MILDER)]
        if not is_predicate or not contrasts or len(contrasts) < len(found):
            return None
        is_dating = mention.membership.member in _UNDER_WAY and self._is_dated(word.index)
        return replace(self._word(mention, held[0]), is_uncertain=is_dating or is_foreseen)

    def _is_dated(self, index: int) -> bool:
        """Return whether a verb has a date: what began on a day may be what was signed then."""
        phrases_of_time = (
            each for each in self._parse.children(index) if self._parse.tokens[each].dep == "prep"
        )
        return any(
            self._parse.tokens[noun].text.isdigit()
            for each in phrases_of_time
            for noun in _chain_of(self._parse, each)
        )

    def _starts_then(self, index: int) -> bool:
        """Return whether a verb has the date from which the statement has something: from 2022."""
        phrases_of_time = [
            each for each in self._parse.children(index) if self._parse.tokens[each].text in _AT
        ]
        dates = {
            self._parse.tokens[noun].text
            for each in phrases_of_time
            for noun in _chain_of(self._parse, each)
        }
        since = [
            number
            for number, token in enumerate(self._statement.tokens)
            if token.text.lower() in {"from", "since"}
        ]
        return any(
            self._statement.tokens[noun].text in dates
            for number in since
            for noun in _chain_of(self._statement, number)
        )

    def _helpers(self, index: int) -> list[Token]:
        return [self._parse.tokens[child] for child in self._parse.children(index)]

    def _is_converse(self, mention: Mention, held: Mention) -> bool:
        """Return whether two verbs say the same from two sides: he visited Moscow, Moscow received him."""
        number, other = self._number(mention, self._words), self._number(held, self._held_words)
        if number is None or other is None:
            return False
        verb, held_verb = self._alignment.wording[number], self._alignment.statement[other]
        parts = [
            (self._alignment.wording[match.word].role, self._alignment.statement[match.held].role)
            for match in self._alignment.matches.values()
            if self._alignment.wording[match.word].head == verb.index
            and self._alignment.statement[match.held].head == held_verb.index
        ]
        gained = any(one == "subject" != two and two in _OBJECTS for one, two in parts)
        lost = any(two == "subject" != one and one in _OBJECTS for one, two in parts)
        return gained and lost

    def _have_common_sense(self, mention: Mention, held: Mention) -> bool:
        """Return whether two words are of one member in another set: left the plant, abandoned it."""
        ours, theirs = span_of(self._statement, held).text, span_of(self._parse, mention).text
        return self._lexicon.share_member(ours, theirs)

    def _has_all_words(self, held: Mention) -> bool:
        """Return whether a wording has each word of a phrase: neither a confirmation nor a denial."""
        numbers = [
            self._held_words[each] for each in range(held.start, held.end) if each in self._held_words
        ]
        return len(numbers) > 1 and all(number in self._taken for number in numbers)

    def _completes_event(self, index: int) -> bool:
        """Return whether a verb has as its object what has happened: completed ratification."""
        for number, match in self._alignment.matches.items():
            word, held = self._alignment.wording[number], self._alignment.statement[match.held]
            is_event = word.pos == "NOUN" and held.pos == "VERB" and word.head == index
            if is_event and word.role == "object" and is_done(self._statement, held.index):
                return True
        return False

    def _verb(self, mention: Mention) -> int | None:
        """Return the verb of a mention, or else its last word: reached agreement."""
        numbers = [
            self._words[index] for index in range(mention.start, mention.end) if index in self._words
        ]
        verbs = [number for number in numbers if self._alignment.wording[number].pos == "VERB"]
        return next(iter(verbs), self._number(mention, self._words))

    def _by_set(self, parse: Parse) -> Mapping[str, list[Mention]]:
        sets: dict[str, list[Mention]] = {}
        for mention in mentions_in(parse, self._lexicon):
            if mention.membership.is_contrast:
                sets.setdefault(mention.membership.contrast_set.id, []).append(mention)
        return sets

    def _changed(self, mention: Mention, held: Mention) -> ChangedWord | None:
        contrast = contrast_between((held.membership,), (mention.membership,))
        if contrast is None or contrast.is_allowed or contrast.order in _MILDER:
            return None
        if {contrast.member, contrast.other} == _INVERSE or self._says_otherwise(mention):
            return None
        if not self._is_in_place(mention, held) or not self._keeps_subject(mention, held, contrast):
            return None
        negations = self._is_negated(mention, self._parse), self._is_negated(held, self._statement)
        # Not stopped and not shelved exclude each other as little as stopped and not shelved.
        if negations != (False, False) and not (mention.membership.part == "function" and all(negations)):
            return None
        if any(
            (
                self._is_converse(mention, held),
                self._have_common_sense(mention, held),
                self._has_all_words(held),
            )
        ):
            return None
        is_uncertain = {contrast.member, contrast.other} == _UP_TO_THEN
        return replace(self._word(mention, held), is_uncertain=is_uncertain)

    def _word(self, mention: Mention, held: Mention) -> ChangedWord:
        ours, theirs = span_of(self._statement, held), span_of(self._parse, mention)
        tags = [
            parse.tokens[m.end - 1].tag for parse, m in ((self._statement, held), (self._parse, mention))
        ]
        message = f"The fact has “{ours.text}” where the wording has “{theirs.text}”."
        return ChangedWord(theirs, ours, message, is_replaceable=tags[0] == tags[1])

    def _is_negated(self, mention: Mention, parse: Parse) -> bool:
        return any(number in negated(parse) for number in range(mention.start, mention.end))

    def _is_in_place(self, mention: Mention, held: Mention) -> bool:
        if mention.membership.contrast_set.id in _PLACELESS:
            return True
        if mention.membership.contrast_set.id in _COMPARING and bool(negated(self._parse)) != bool(
            negated(self._statement)
        ):
            return False
        if "function" == mention.membership.part == held.membership.part:
            return self._governs_same(mention, held)
        number = self._number(mention, self._words, self._alignment.matches)
        other = self._number(held, self._held_words, self._taken)
        if number is None or other is None:
            return number is None and other is None and self._governs_same(mention, held)
        if number in self._alignment.matches or other in self._taken or self._only_moves(number, other):
            return False
        return self._places.score(number, other) >= _LEAST_SCORE

    def _only_moves(self, number: int, other: int) -> bool:
        return {self._alignment.wording[number].lemma, self._alignment.statement[other].lemma} <= _MOVING

    def _keeps_subject(self, mention: Mention, held: Mention, contrast: Contrast) -> bool:
        """Return whether the subject of two predicates is the same, where that decides about a contrast."""
        if contrast.set_id not in CONVERSE:
            return True
        ours, theirs = self._number(mention, self._words), self._number(held, self._held_words)
        return any(
            self._is_subject(match.word, ours, self._alignment.wording)
            and self._is_subject(match.held, theirs, self._alignment.statement)
            for match in self._alignment.matches.values()
        )

    def _is_subject(self, number: int, predicate: int | None, words: Sequence[ContentWord]) -> bool:
        word = words[number]
        return predicate is not None and word.role == "subject" and word.head == words[predicate].index

    def _number(
        self, mention: Mention, words: Mapping[int, int], matched: Container[int] = ()
    ) -> int | None:
        """Return the last word of a mention, that is not matched if there is one: *long* of long-range."""
        numbers = [words[i] for i in range(mention.end - 1, mention.start - 1, -1) if i in words]
        return next((number for number in numbers if number not in matched), next(iter(numbers), None))

    def _governs_same(self, mention: Mention, held: Mention) -> bool:
        """Return whether two prepositions or conjunctions govern words that correspond."""
        theirs = set(_governed(self._statement, held, self._held_words))
        if self._belongs_to(mention, theirs):
            return False  # "Before the talks of 17 January", "the talks on 17 January"
        is_dated = mention.membership.contrast_set.id in _DATED
        for number in _governed(self._parse, mention, self._words):
            match = self._alignment.matches.get(number)
            if match is not None and match.held in theirs and not (is_dated and self._is_figure(number)):
                return True
        return False

    def _says_otherwise(self, mention: Mention) -> bool:
        """Return whether a preposition has not the meaning of its set.

        Of place, before a text (under an agreement); of a day, before an event (on expiry); of a giver or
        taker, under a verb of asking (a request to somebody, help requested from him).
        """
        set_id = mention.membership.contrast_set.id
        texts = self._parse.text, self._statement.text
        if mention.membership.member == "visits" and self._is_of_thing(mention):
            return True
        is_from = set_id not in _DATED and span_of(self._parse, mention).low == "from"
        if is_from and all(map(durations_in, texts)):
            return True  # Thirty days from the notice, thirty days after it.
        objects = [
            self._parse.tokens[child]
            for index in range(mention.start, mention.end)
            for child in self._parse.children(index)
            if self._parse.tokens[child].dep == "pobj"
        ]
        if set_id == _POSITION:
            return any(each.lemma in _TEXTS for each in objects)
        if set_id == _DAY and mention.membership.member == "on":
            return bool(objects) and all(each.pos == "NOUN" and each.lemma != "day" for each in objects)
        above = {self._parse.tokens[each].lemma for each in self._parse.ancestors(mention.start)}
        return set_id in _DATED and bool(above & ASKING)

    def _is_of_thing(self, mention: Mention) -> bool:
        """Return whether a verb of going has a common noun for its subject: missiles arrived."""
        subjects = [
            self._parse.tokens[child]
            for child in self._parse.children(mention.start)
            if self._parse.tokens[child].dep in {"nsubj", "nsubjpass"}
        ]
        return any(each.pos == "NOUN" and each.lemma not in frame().offices for each in subjects)

    def _belongs_to(self, mention: Mention, held: Container[int]) -> bool:
        """Return whether a preposition is of a noun that the statement's preposition governs."""
        token = self._parse.tokens[mention.start]
        for index in (token.head, mention.start - 1):
            number = self._words.get(index, -1)
            match = self._alignment.matches.get(number)
            is_noun = match is not None and self._alignment.wording[number].pos == "NOUN"
            if token.dep == "prep" and match is not None and is_noun and match.held in held:
                return True
        return False

    def _is_figure(self, number: int) -> bool:
        return self._alignment.wording[number].pos == "NUM"


def _governed(parse: Parse, mention: Mention, words: Mapping[int, int]) -> Iterator[int]:
    """Yield the numbers of the words that a function word governs, or marks the clause of.

    After "the start of the war", also what belongs to the first one; of a date, all parts.
    """
    for index in range(mention.start, mention.end):
        token, governed = parse.tokens[index], list[int]()
        if token.dep in {"mark", "advmod"} and token.head != index:
            governed += parse.subtree(token.head)
        for child in parse.children(index):
            if parse.tokens[child].dep == "pcomp":
                governed += parse.subtree(child)
            elif parse.tokens[child].dep == "pobj":
                governed += _chain(parse, child)
        yield from (words[number] for number in governed if number in words)


def _chain_of(parse: Parse, preposition: int) -> Iterator[int]:
    """Yield the nouns and numbers after a preposition."""
    for noun in parse.children(preposition):
        yield from _chain(parse, noun)


def _chain(parse: Parse, index: int) -> Iterator[int]:
    yield index
    for child in parse.children(index):
        if parse.tokens[child].dep in {"nummod", "npadvmod"}:
            yield child
        if parse.tokens[child].dep == "prep" and parse.tokens[child].text == "of":
            for noun in parse.children(child):
                yield from _chain(parse, noun)
