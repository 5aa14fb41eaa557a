"""Find the clauses of a wording that state a claim without the fact's speaker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from briefing.review.structure.frames import Frame, FrameKind, frames_in
from briefing.review.structure.speakers import Match, Speakers
from briefing.review.structure.tree import SUBJECTS, Tree
from briefing.review.structure.vocabulary import vocabulary
from briefing.review.text.parties import countries_in
from briefing.review.text.segmentation import Span, stem

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_NAMED = frozenset({Match.NAMED, Match.METONYM, Match.OFFICE, Match.PRONOUN, Match.UNKNOWN})
_IMPERSONAL = frozenset({FrameKind.PASSIVE, FrameKind.ADVERB})
_REPORTED_MODALS = frozenset({"would", "could", "might", "should"})
_POINTING = frozenset({"this", "that", "these", "those", "all", "both"})
_HOLDING = frozenset({"hold", "apply", "depend", "hinge", "remain", "follow"})


@dataclass(frozen=True)
class Claim:
    """A fact's statement: its tree, and what its outer frame governs."""

    tree: Tree
    speakers: Speakers

    @cached_property
    def frames(self) -> tuple[Frame, ...]:
        """The frames that attribute the statement to its speaker, the widest first."""
        own = [
            frame
            for frame in frames_in(self.tree)
            if frame.speaker is not None
            and self.speakers.match(self.tree, frame.speaker) in {Match.NAMED, Match.METONYM}
            and _is_saying(self.tree, frame)
        ]
        return tuple(sorted(own, key=lambda frame: -len(frame.scope)))

    @cached_property
    def inner(self) -> frozenset[int]:
        """The tokens of the claim: what the statement's outer frame governs, or the whole statement."""
        outer = self.frames[:1]
        if not outer:
            return frozenset(range(len(self.tree.tokens)))
        return outer[0].scope - {outer[0].marker} - self._names

    @cached_property
    def _names(self) -> frozenset[int]:
        """The tokens of the frames themselves: their speakers and verbs."""
        tokens: set[int] = set()
        for frame in self.frames:
            if frame.speaker is not None and frame.kind is not FrameKind.PHRASE:
                tokens |= self.tree.noun_phrase(frame.speaker)
        return frozenset(tokens)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the words that carry the claim, without names of countries."""
        return frozenset(
            stem(self.tree.tokens[index].text) for index in self.inner if _carries_content(self.tree, index)
        )

    @cached_property
    def verbs(self) -> frozenset[str]:
        return frozenset(self.tree.lemma(index) for index in self.inner if self.tree.is_verb(index))

    @cached_property
    def agents(self) -> frozenset[str]:
        """The countries, and the stems of the names, of those who act in the claim."""
        agents: set[str] = set()
        for index in self.inner:
            if self.tree.tokens[index].dep in {*SUBJECTS, "pobj", "poss", "conj", "compound", "amod"}:
                text = self.tree.tokens[index].text
                agents |= {country.code for country in countries_in(text)}
                if self.tree.tokens[index].pos == "PROPN":
                    agents.add(stem(text))
        return frozenset(agents)

    @property
    def speaker_acts(self) -> bool:
        """Whether the speaker, or the speaker's country, is a part of what is claimed."""
        return bool(self.agents & self.speakers.countries)


def _carries_content(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    return token.pos in _CONTENT and not countries_in(token.text) and token.lemma not in {"be", "have", "do"}


def _is_saying(tree: Tree, frame: Frame) -> bool:
    lemma = tree.lemma(frame.marker)
    words = vocabulary()
    return (
        frame.kind is not FrameKind.VERB
        or lemma in words.saying.verbs
        or lemma in words.denial.verbs
        or lemma in words.saying.impersonal
    )


@dataclass(frozen=True, slots=True)
class Gap:
    """A clause that states the claim without its speaker, or with somebody who is not named."""

    span: Span
    is_nameless: bool


class Coverage:
    """The frames of a wording that attribute its claim, and the clauses without one."""

    def __init__(self, tree: Tree, claim: Claim, *, is_report: bool) -> None:
        self._tree = tree
        self._claim = claim
        self._is_report = is_report or claim.speakers.are_unnamed
        frames = frames_in(tree)
        self._named = [frame for frame in frames if self._names_speaker(frame)]
        self._nameless = [frame for frame in frames if self._is_nameless(frame)]

    def gap(self) -> Gap | None:
        """Return the first clause that nobody states, or that somebody without a name states."""
        frames = self._named + (self._nameless if self._is_report else [])
        bare = self._first_uncovered(frames)
        if bare is None:
            return None
        if not self._is_report and self._nameless:
            wider = self._first_uncovered([*frames, *self._nameless])
            if wider is None:
                marker = self._nameless[0].marker
                return Gap(self._tree.span(self._marker_words(marker)), is_nameless=True)
        return Gap(self._tree.span(bare), is_nameless=False)

    def _marker_words(self, marker: int) -> set[int]:
        near = ("auxpass", "aux", "nsubjpass", "nsubj", "expl")
        words = {
            child
            for child in self._tree.children(marker, *near)
            if len(self._tree.subtree(child)) == 1
        }
        return {marker, *words}

    def _first_uncovered(self, frames: list[Frame]) -> frozenset[int] | None:
        scope = frozenset[int]().union(*(frame.scope for frame in frames))
        markers = {frame.marker for frame in frames}
        has_any = any(self._content(frame.scope) for frame in frames)
        for sentence in self._tree.sentences():
            heads = list(self._tree.clause_heads(sentence))
            for head in heads:
                own = self._tree.subtree(head, [each for each in heads if each != head])
                if head in scope or head in markers:
                    continue
                bare = self._content(own) - scope
                if bare and not (has_any and self._is_exempt(head, own, sentence)):
                    return own
        if not has_any:
            return frozenset(next(iter(self._tree.sentences()), range(0)))
        return None

    def _content(self, indexes: Iterable[int]) -> frozenset[int]:
        """Return the tokens that the claim has too."""
        return frozenset(
            index
            for index in indexes
            if _carries_content(self._tree, index)
            and stem(self._tree.tokens[index].text) in self._claim.stems
        )

    def _is_exempt(self, head: int, own: frozenset[int], sentence: range) -> bool:
        """Return whether a clause after the claim needs no speaker: an answer to it, or a part of it."""
        lemma = self._tree.lemma(head)
        denial = vocabulary().denial
        if lemma in denial.verbs or any(self._tree.lemma(each) in denial.nouns for each in own):
            return True
        if any(self._tree.lemma(each) in {"confirm", "respond", "comment"} for each in own):
            return True
        if sentence.start == 0:
            return False
        modals = {self._tree.low(each) for each in self._tree.children(head, "aux")}
        subjects = {self._tree.low(each) for each in self._tree.subjects(head)}
        return bool(modals & _REPORTED_MODALS) or (bool(subjects & _POINTING) and lemma in _HOLDING)

    def _names_speaker(self, frame: Frame) -> bool:
        if frame.speaker is None or not self._content(frame.scope):
            return False
        match = self._match(frame.speaker)
        if match not in _NAMED or self._is_part_of_claim(frame, match):
            return False
        if frame.kind is FrameKind.VERB:
            return self._is_verb_of(frame, match)
        if frame.kind is FrameKind.PHRASE:
            return self._is_phrase_of(frame, match)
        if frame.kind is FrameKind.NOUN:
            return self._is_noun_of(frame, match)
        return match is not Match.UNKNOWN or self._is_report

    def _match(self, speaker: int) -> Match:
        match = self._claim.speakers.match(self._tree, speaker)
        if match is Match.UNKNOWN and stem(self._tree.tokens[speaker].text) in self._claim.stems:
            return Match.THING
        return match

    def _is_part_of_claim(self, frame: Frame, match: Match) -> bool:
        """Return whether the verb is one of the claim itself, and its subject perhaps an agent of the claim."""
        if frame.kind is not FrameKind.VERB or self._tree.lemma(frame.marker) not in self._claim.verbs:
            return False
        return match is not Match.NAMED or self._claim.speaker_acts

    def _is_verb_of(self, frame: Frame, match: Match) -> bool:
        lemma = self._tree.lemma(frame.marker)
        words = vocabulary()
        is_strong = lemma in words.denial.verbs or (
            lemma in words.saying.verbs and lemma not in words.saying.attitudes
        )
        if is_strong:
            return True
        if match is Match.UNKNOWN:
            return False
        is_free = not self._claim.speaker_acts
        if match is Match.NAMED and is_free:
            return True
        return lemma in words.saying.attitudes and (
            is_free or match in {Match.OFFICE, Match.PRONOUN} or self._is_person(match)
        )

    def _is_person(self, match: Match) -> bool:
        return match is Match.NAMED and not self._claim.speakers.is_state

    def _is_phrase_of(self, frame: Frame, match: Match) -> bool:
        if self._tree.low(frame.marker) in {"for", "to"}:
            return match is Match.NAMED or (match is Match.METONYM and not self._claim.speaker_acts)
        return True

    def _is_noun_of(self, frame: Frame, match: Match) -> bool:
        if self._tree.lemma(frame.marker) not in vocabulary().saying.weak_nouns:
            return True
        return not self._claim.speaker_acts or self._is_person(match)

    def _is_nameless(self, frame: Frame) -> bool:
        if not self._content(frame.scope):
            return False
        lemma = self._tree.lemma(frame.marker)
        if frame.kind is FrameKind.ADVERB:
            return True
        if lemma in self._claim.verbs and frame.kind in {FrameKind.VERB, FrameKind.PASSIVE}:
            return False
        if frame.kind is FrameKind.PASSIVE:
            return True
        if frame.kind is FrameKind.NOUN and frame.speaker is None:
            return lemma not in vocabulary().saying.weak_nouns
        if frame.speaker is None or self._match(frame.speaker) is not Match.UNNAMED:
            return False
        return frame.kind is not FrameKind.VERB or lemma in vocabulary().saying.verbs
