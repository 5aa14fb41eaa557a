"""Find the clauses of a wording that state a claim without the fact's speaker."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from briefing.review.structure.speech.frame import FrameKind, SpeechFrame
from briefing.review.structure.speech.frames import frames_in
from briefing.review.structure.speech.reported import draws_attention, gives_version, makes_known
from briefing.review.structure.speech.speakers import SpeakerMatch, Speakers
from briefing.review.structure.tree import SUBJECTS, Tree
from briefing.review.structure.vocabulary import vocabulary
from briefing.review.text.parties import countries_in
from briefing.review.text.segmentation import Span, stem, words

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_NAMED = frozenset(
    {
        SpeakerMatch.NAMED,
        SpeakerMatch.METONYM,
        SpeakerMatch.OFFICE,
        SpeakerMatch.PRONOUN,
        SpeakerMatch.UNKNOWN,
    }
)
_NOMINAL = frozenset({FrameKind.NOUN, FrameKind.PHRASE})
_IMPERSONAL = frozenset({FrameKind.PASSIVE, FrameKind.ADVERB})
_VERBAL = frozenset({FrameKind.VERB, FrameKind.PASSIVE})
_REPORTED_MODALS = frozenset({"would", "could", "might", "should"})
_OWN = frozenset({"it", "its", "they", "their", "he", "his", "she", "her"})
_SPEAKING = frozenset({"he", "she", "his", "her"})
_ANSWERS = frozenset({"confirm", "respond", "comment"})
_NEGATIONS = frozenset({"no", "not", "never", "nothing", "none", "neither", "nor"})
_POINTING = frozenset({"this", "that", "these", "those", "all", "both"})
_HOLDING = frozenset({"hold", "apply", "depend", "hinge", "remain", "follow"})


_WISHES = frozenset(
    {
        "expect",
        "hope",
        "want",
        "wish",
        "fear",
        "doubt",
        "ask",
        "request",
        "demand",
        "welcome",
        "praise",
        "agree",
    }
    | {"accept", "recognise", "recognize", "threaten", "promise", "pledge", "vow"}
)
"""What somebody without a name may do without reporting anything."""
_EXCEPTED = frozenset(
    {"little", "nothing", "none", "nobody", "all", "anything", "everything", "anyone", "everyone", "few"}
)
"""Words after which "but" means "except"."""
_ALLOWING = frozenset({"allow", "grant", "submit", "own", "reason", "insist", "vow"})
"""Verbs that say what somebody states only with a clause: he allows that it may change."""
_ADMITTING = frozenset({"admit", "acknowledge", "concede", "confirm", "affirm", "maintain", "insist"})
_LIGHT_VERBS = frozenset({"be", "have", "do"})
_VAGUE = frozenset({SpeakerMatch.UNNAMED, SpeakerMatch.UNKNOWN, SpeakerMatch.THING, SpeakerMatch.OTHER})
_LEAST_SCOPE = 2
"""A frame that governs fewer words governs no claim."""


@dataclass(frozen=True)
class Claim:
    """A fact's statement: its tree, and what its outer frame governs."""

    tree: Tree
    speakers: Speakers

    @cached_property
    def frames(self) -> tuple[SpeechFrame, ...]:
        """The frames that attribute the statement to its speaker, the widest first."""
        named = set(SpeakerMatch) - {SpeakerMatch.THING}
        frames = [frame for frame in frames_in(self.tree) if self._is_own(frame, named)]
        frames = frames or [
            frame for frame in frames_in(self.tree) if self._is_own(frame, set(SpeakerMatch))
        ]
        outer = [frame for frame in frames if not _is_nested(frame, frames)]
        inner = [
            frame
            for frame in frames
            if frame not in outer
            and (self._is_own(frame, {SpeakerMatch.NAMED}) or self._is_own_admission(frame))
        ]
        return tuple(sorted(outer, key=lambda frame: -len(frame.scope))) + tuple(inner)

    def _is_own(self, frame: SpeechFrame, matches: set[SpeakerMatch]) -> bool:
        if frame.speaker is None:
            return frame.kind is FrameKind.PASSIVE
        match = self.speakers.match(self.tree, frame.speaker)
        if match in _VAGUE and self.tree.lemma(frame.marker) in vocabulary().saying.attitudes:
            return False
        return match in matches and _is_saying(self.tree, frame)

    def _is_own_admission(self, frame: SpeechFrame) -> bool:
        """Return whether a frame is the "admits" of "denies that its export, of which it admits some"."""
        is_pronoun = self._is_own(frame, {SpeakerMatch.PRONOUN}) and frame.kind is FrameKind.VERB
        return is_pronoun and self.tree.lemma(frame.marker) in _ADMITTING

    @cached_property
    def nouns(self) -> frozenset[str]:
        """The nouns by which the statement names its speaker where it gives no name."""
        speakers = [frame.speaker for frame in self.frames[:1] if frame.speaker is not None]
        return frozenset(
            self.tree.lemma(index) for index in speakers if self.tree.tokens[index].pos == "NOUN"
        )

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
        names = {stem(word.text) for name in self.speakers.names for word in words(name)}
        content = (index for index in self.inner if _carries_content(self.tree, index))
        return frozenset(stem(self.tree.tokens[index].text) for index in content) - names

    @cached_property
    def verbs(self) -> frozenset[str]:
        return frozenset(
            self.tree.lemma(index)
            for index in self.inner - {frame.marker for frame in self.frames}
            if self.tree.tokens[index].pos == "VERB"
            and self.tree.lemma(index) not in _LIGHT_VERBS
            and not self._only_repeats(index)
        )

    @cached_property
    def main_verbs(self) -> frozenset[str]:
        """The verbs of what the outer frame governs directly: what somebody is said to have done."""
        tree = self.tree
        markers = [frame.marker for frame in self.frames[:1]]
        first = [child for marker in markers for child in tree.children(marker, "ccomp", "xcomp")]
        joined = [each for verb in first for each in tree.children(verb, "conj")]
        return frozenset(tree.lemma(each) for each in (*first, *joined))

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

    @cached_property
    def speaker_acts(self) -> bool:
        """Whether the speaker, or the speaker's country, is a part of what is claimed."""
        if self.agents & self.speakers.countries:
            return True
        return any(
            self.tree.low(index) in _OWN
            and self.tree.tokens[index].dep in {*SUBJECTS, "poss"}
            and not self._only_says(self.tree.tokens[index].head)
            for index in self.inner
        ) or any(self._is_controlled(frame) for frame in self.frames)

    def _only_repeats(self, verb: int) -> bool:
        """Return whether a verb is that of "what they say was a transfer", of the speakers themselves."""
        subjects = {self.tree.low(each) for each in self.tree.children(verb, *SUBJECTS)}
        return self._only_says(verb) and bool(subjects) and subjects <= _OWN

    def _only_says(self, verb: int) -> bool:
        """Return whether a verb within the claim is "what they say was": no act of the speaker."""
        lists = vocabulary().saying
        lemma = self.tree.lemma(verb)
        return lemma in lists.verbs and lemma not in lists.attitudes

    def _is_controlled(self, frame: SpeechFrame) -> bool:
        """Return whether the speaker is the subject of the claim too: "denies having sent"."""
        tree = self.tree
        return frame.speaker is not None and any(
            not tree.children(each, *SUBJECTS) for each in tree.children(frame.marker, "xcomp", "pcomp")
        )


def _is_nested(frame: SpeechFrame, frames: Iterable[SpeechFrame]) -> bool:
    """Return whether another frame governs this one, and not also the other way round."""
    return any(
        frame.marker in other.scope and other.marker not in frame.scope
        for other in frames
        if other.marker != frame.marker
    )


def _carries_content(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    return token.pos in _CONTENT and not countries_in(token.text) and token.lemma not in _LIGHT_VERBS


def _is_saying(tree: Tree, frame: SpeechFrame) -> bool:
    lemma = tree.lemma(frame.marker)
    lists = vocabulary()
    return (
        frame.kind is not FrameKind.VERB
        or lemma in lists.saying.verbs
        or lemma in lists.denial.verbs
        or lemma in lists.saying.impersonal
    )


@dataclass(frozen=True, slots=True)
class Gap:
    """A clause that states the claim without its speaker, or with somebody who is not named."""

    span: Span
    is_nameless: bool
    is_certain: bool = True
    """Whether the wording does not name the speaker at all, or has no word of saying."""


class Coverage:
    """The frames of a wording that attribute its claim, and the clauses without one."""

    def __init__(self, tree: Tree, claim: Claim, *, is_report: bool) -> None:
        self._tree = tree
        self._claim = claim
        media = claim.speakers.media if is_report else ()
        self._speakers = replace(claim.speakers, nouns=claim.nouns, media=media)
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
        return Gap(self._tree.span(bare), is_nameless=False, is_certain=not self._may_be_attributed())

    def _may_be_attributed(self) -> bool:
        """Return whether the text has the speaker and a word of saying, wherever they are."""
        tree = self._tree
        lists = vocabulary().saying
        names = {SpeakerMatch.NAMED, SpeakerMatch.OFFICE}
        nouns = [index for index, token in enumerate(tree.tokens) if token.pos in {"NOUN", "PROPN"}]
        is_named = any(self._match(index) in names for index in nouns)
        words = {form for index in range(len(tree.tokens)) for form in (tree.lemma(index), tree.low(index))}
        words -= self._claim.verbs
        sayings = {*lists.verbs, *vocabulary().denial.verbs, *lists.prepositions} - {*lists.attitudes}
        nouns_of_saying = {*lists.nouns} - {*lists.weak_nouns}
        says = bool(words & sayings) or bool(words & nouns_of_saying)
        return is_named and says

    def _marker_words(self, marker: int) -> set[int]:
        near = ("auxpass", "aux", "nsubjpass", "nsubj", "expl")
        words = {
            child for child in self._tree.children(marker, *near) if len(self._tree.subtree(child)) == 1
        }
        return {marker, *words}

    def _first_uncovered(self, frames: list[SpeechFrame]) -> frozenset[int] | None:
        scope = frozenset[int]().union(*(frame.scope for frame in frames))
        markers = {frame.marker for frame in frames}
        has_any = bool(frames)
        for sentence in self._tree.sentences():
            heads = list(self._tree.clause_heads(sentence))
            for head in heads:
                own = self._tree.subtree(head, [each for each in heads if each != head])
                is_that_clause = has_any and self._tree.low(min(own)) == "that" and head != min(own)
                if head in scope or head in markers or is_that_clause or _goes_on(self._tree, min(own)):
                    continue
                bare = self._content(own) - scope
                is_exempt = has_any and (self._is_exempt(head, own, sentence) or self._is_label(own))
                if bare and not is_exempt:
                    return own
        if not has_any:
            return frozenset(next(iter(self._tree.sentences()), range(0)))
        return None

    def _is_label(self, own: frozenset[int]) -> bool:
        """Return whether words are "Range:" or "Missiles?" before what somebody says of it."""
        tree = self._tree
        has_verb = any(tree.tokens[each].pos in {"VERB", "AUX"} for each in own)
        return tree.tokens[max(own)].text in {":", "?"} and max(own) + 1 < len(tree.tokens) and not has_verb

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
        if self._is_answer(lemma, own):
            return True
        if sentence.start == 0:
            return False
        modals = {self._tree.low(each) for each in self._tree.children(head, "aux")}
        subjects = {self._tree.low(each) for each in self._tree.subjects(head)}
        if self._is_backshifted(modals, own, sentence) or self._is_joined(modals, sentence):
            return True
        goes_on = bool(modals & _REPORTED_MODALS) and self._is_said_before(sentence)
        return goes_on or (bool(subjects & _POINTING) and lemma in _HOLDING)

    def _is_backshifted(self, auxiliaries: set[str], own: frozenset[int], sentence: range) -> bool:
        """Return whether a clause after a semicolon goes on in the past with what somebody said."""
        follows = self._tree.tokens[sentence.start - 1].text == ";"
        has_pronoun = any(self._tree.low(each) in _SPEAKING for each in own)
        is_past = bool(auxiliaries & {"was", "were", "had"}) or any(
            self._tree.lemma(each) == "have" and self._tree.tokens[each].tag == "VBD" for each in own
        )
        return follows and is_past and has_pronoun and self._is_said_before(sentence)

    def _is_joined(self, modals: set[str], sentence: range) -> bool:
        """Return whether a clause after a semicolon goes on with what somebody says may be so."""
        follows = self._tree.tokens[sentence.start - 1].text == ";"
        held = {self._claim.tree.low(each) for each in self._claim.inner}
        is_open = bool(modals & {"may", "might", "could", "can"} & held)
        return follows and is_open and self._is_said_before(sentence)

    def _is_said_before(self, sentence: range) -> bool:
        """Return whether somebody speaks in an earlier sentence, which "would" and the like continue."""
        return any(
            frame.marker < sentence.start
            and (
                frame.kind is not FrameKind.VERB
                or self._tree.lemma(frame.marker) in vocabulary().saying.verbs
            )
            for frame in self._named
        )

    def _is_answer(self, lemma: str, own: frozenset[int]) -> bool:
        """Return whether a clause is a denial, or says that there is none."""
        denial = vocabulary().denial
        lemmas = {self._tree.lemma(each) for each in own}
        if lemma in self._claim.main_verbs:
            return False
        if lemma in denial.verbs or lemmas & {*denial.nouns, *_ANSWERS}:
            return True
        is_said = lemma in vocabulary().saying.verbs and lemma not in vocabulary().saying.attitudes
        return is_said and bool(
            lemmas & {*denial.adjectives, *denial.falsehood, *_NEGATIONS, *denial.verbs}
        )

    def _names_speaker(self, frame: SpeechFrame) -> bool:
        if frame.speaker is None or len(frame.scope - {frame.marker}) < _LEAST_SCOPE:
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
        return match is not SpeakerMatch.UNKNOWN or self._is_report

    def _match(self, speaker: int) -> SpeakerMatch:
        match = self._speakers.match(self._tree, speaker)
        if match is SpeakerMatch.UNKNOWN and stem(self._tree.tokens[speaker].text) in self._claim.stems:
            return SpeakerMatch.THING
        return match

    def _is_part_of_claim(self, frame: SpeechFrame, match: SpeakerMatch) -> bool:
        """Return whether a word is one of the claim itself, and its subject perhaps an agent."""
        if frame.kind in {FrameKind.NOUN, FrameKind.ADVERB}:
            return stem(self._tree.tokens[frame.marker].text) in self._claim.stems
        if frame.kind not in _VERBAL or self._tree.lemma(frame.marker) not in self._claim.verbs:
            return False
        return match is not SpeakerMatch.NAMED or self._claim.speaker_acts

    def _is_verb_of(self, frame: SpeechFrame, match: SpeakerMatch) -> bool:
        lemma = self._tree.lemma(frame.marker)
        lists = vocabulary()
        is_strong = lemma in lists.denial.verbs or (
            lemma in lists.saying.verbs and lemma not in lists.saying.attitudes
        )
        tells = (makes_known, draws_attention)
        if (
            is_strong
            or self._has_that_clause(frame.marker)
            or any(each(self._tree, frame.marker) for each in tells)
        ):
            return True
        if match is SpeakerMatch.NAMED and gives_version(self._tree, frame.marker):
            return not self._claim.speakers.is_state
        if match is SpeakerMatch.UNKNOWN:
            return self._is_report and lemma in lists.saying.attitudes
        is_free = not self._claim.speaker_acts
        if match is SpeakerMatch.NAMED and is_free and not self._claim.speakers.is_state:
            return True
        return lemma in lists.saying.attitudes and (
            is_free or match in {SpeakerMatch.OFFICE, SpeakerMatch.PRONOUN} or self._is_person(match)
        )

    def _has_that_clause(self, verb: int) -> bool:
        """Return whether a verb such as "believe" or "hold" has a clause with "that"."""
        lists = vocabulary().saying
        clauses = self._tree.children(verb, "ccomp")
        marks = {self._tree.low(mark) for each in clauses for mark in self._tree.children(each, "mark")}
        if verb + 1 < len(self._tree.tokens):
            marks.add(self._tree.low(verb + 1))  # The parser may take "grants that" for a noun.
        return self._tree.lemma(verb) in {*lists.attitudes, *_ALLOWING} and "that" in marks

    def _is_person(self, match: SpeakerMatch) -> bool:
        return match is SpeakerMatch.NAMED and not self._claim.speakers.is_state

    def _is_phrase_of(self, frame: SpeechFrame, match: SpeakerMatch) -> bool:
        if self._tree.low(frame.marker) in {"for", "to"}:
            return match in {SpeakerMatch.NAMED, SpeakerMatch.PRONOUN} or (
                match is SpeakerMatch.METONYM and not self._claim.speaker_acts
            )
        return True

    def _is_noun_of(self, frame: SpeechFrame, match: SpeakerMatch) -> bool:
        if self._tree.lemma(frame.marker) not in vocabulary().saying.weak_nouns:
            return True
        return not self._claim.speaker_acts or self._is_person(match)

    def _noun_of(self, frame: SpeechFrame) -> str:
        """Return the noun of saying of a frame: its marker, or what follows the preposition."""
        noun = self._tree.child(frame.marker, "pobj") if frame.kind is FrameKind.PHRASE else None
        return self._tree.lemma(frame.marker if noun is None else noun)

    def _is_nameless(self, frame: SpeechFrame) -> bool:
        if len(frame.scope - {frame.marker}) < _LEAST_SCOPE or self._is_part_of_claim(
            frame, SpeakerMatch.UNNAMED
        ):
            return False
        if frame.kind in _IMPERSONAL:
            return True
        if frame.speaker is None:
            return frame.kind in _NOMINAL and self._noun_of(frame) not in vocabulary().saying.weak_nouns
        if self._match(frame.speaker) is not SpeakerMatch.UNNAMED or frame.kind is not FrameKind.VERB:
            return self._match(frame.speaker) is SpeakerMatch.UNNAMED
        lemma = self._tree.lemma(frame.marker)
        auxiliaries = {self._tree.low(each) for each in self._tree.children(frame.marker, "aux")}
        return lemma in vocabulary().saying.verbs and lemma not in _WISHES and "would" not in auxiliaries


def _goes_on(tree: Tree, first: int) -> bool:
    """Return whether a clause begins with a "but" that means "except": little but the price."""
    return tree.low(first) == "but" and first > 0 and tree.low(first - 1) in _EXCEPTED


def attribution_gap(wording: Tree, claim: Claim, *, is_report: bool) -> Gap | None:
    """Return the first clause of a wording that nobody states, unless the statement has one too."""
    gap = Coverage(wording, claim, is_report=is_report).gap()
    if gap is None or Coverage(claim.tree, claim, is_report=is_report).gap() is not None:
        return None
    return gap
