"""Find what a wording states that in its statement is only what a second person says or believes."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.review.lexicon import load_lexicon
from briefing.review.structure.pairs import Pair
from briefing.review.structure.speech.attribution import Claim
from briefing.review.structure.speech.frame import FrameKind, SpeechFrame
from briefing.review.structure.speech.frames import frames_in
from briefing.review.structure.tree import Tree
from briefing.review.structure.vocabulary import vocabulary
from briefing.review.text.segmentation import Span, stem

_IMPERSONAL = frozenset({FrameKind.PASSIVE, FrameKind.ADVERB})
_SECOND_HAND = frozenset(
    {
        "believe",
        "belief",
        "think",
        "suspect",
        "view",
        "hold",
        "opinion",
        "conviction",
        "alleged",
        "reportedly",
    }
    | {"allegedly", "suspicion", "assessment", "purported", "presumed", "supposed"}
)
"""Words that give a claim as what somebody believes or says."""
_CONVINCED = frozenset(
    {
        "confident",
        "certain",
        "sure",
        "convinced",
        "hopeful",
        "optimistic",
        "confidence",
        "conviction",
        "hope",
    }
    | {
        "expect",
        "expectation",
        "trust",
        "doubt",
        "optimism",
        "assured",
        "count",
        "bank",
        "believe",
        "faith",
    }
)
"""Words by which somebody only believes that something is so, or will be."""


def lost_report(wording: Tree, claim: Claim, pairs: Sequence[Pair]) -> Span | None:
    """Return a word of a wording that in the statement is the word or belief of a second person.

    "Two people say that Washington believes that Iran sent missiles" has two speakers.
    """
    lemmas = {wording.lemma(index) for index in range(len(wording.tokens))}
    if lemmas & _SECOND_HAND or any(frame.kind in _IMPERSONAL for frame in frames_in(wording)):
        return None
    if "what" in lemmas:
        return None
    if not lemmas & _CONVINCED and (lost_belief := _lost_belief(claim.tree, pairs)) is not None:
        return wording.span({lost_belief})
    if _loses_speaker(wording, claim):
        return wording.span(next(iter(wording.sentences())))
    outer = {frame.marker for frame in claim.frames if frame.speaker is None or frame is claim.frames[0]}
    second = [
        frame
        for frame in frames_in(claim.tree)
        if frame.marker not in outer and _is_second(claim.tree, frame)
    ]
    lost = (pair for pair in pairs if any(pair.held in frame.scope - {frame.marker} for frame in second))
    return next((wording.span({pair.word}) for pair in lost), None)


def _loses_speaker(wording: Tree, claim: Claim) -> bool:
    """Return whether a wording names who passes a claim on, and not who makes it.

    So does "It is lawful, MENAFN reports", where by the fact Moscow maintains that.
    """
    lists = vocabulary().saying
    frames = [each for each in frames_in(claim.tree) if _is_strong(claim.tree, each)]
    inner = [
        each
        for each in frames
        if claim.tree.children(each.marker, "ccomp")
        and any(
            each.marker in other.scope and other.marker not in each.scope
            for other in frames
            if other.marker != each.marker
        )
    ]
    if not inner or inner[0].speaker is None:
        return False
    name = _names_of(claim.tree, inner[0].speaker)
    speakers = [
        each.speaker
        for each in frames_in(wording)
        if each.speaker is not None and (each.kind is not FrameKind.VERB or _is_strong(wording, each))
    ]
    if not name or any(wording.tokens[each].pos == "PRON" for each in speakers):
        return False
    says_twice = len(_sayings(wording, {*lists.verbs, *lists.prepositions, *vocabulary().denial.verbs})) > 1
    return not says_twice and not any(name & _names_of(wording, each) for each in speakers)


def _is_strong(tree: Tree, frame: SpeechFrame) -> bool:
    """Return whether a frame has a verb that says something by a word."""
    lists = vocabulary().saying
    lemma = tree.lemma(frame.marker)
    return frame.kind is FrameKind.VERB and lemma in lists.verbs and lemma not in lists.attitudes


def _sayings(tree: Tree, lemmas: set[str]) -> set[int]:
    nouns = {*vocabulary().saying.nouns} - {*vocabulary().saying.weak_nouns}
    return {
        index
        for index, token in enumerate(tree.tokens)
        if tree.lemma(index) in (nouns if token.pos == "NOUN" else lemmas) or tree.low(index) in lemmas
    }


def _names_of(tree: Tree, noun: int) -> frozenset[str]:
    """Return the countries and the stems of the names in the phrase around a noun."""
    span = tree.span(tree.noun_phrase(noun))
    countries = {each.country for each in load_lexicon().names(span.text) if each.country}
    names = {
        stem(tree.tokens[each].text) for each in tree.noun_phrase(noun) if tree.tokens[each].pos == "PROPN"
    }
    return frozenset(countries | names)


def _lost_belief(tree: Tree, pairs: Sequence[Pair]) -> int | None:
    """Return the first word of a wording that in the statement is only what somebody is confident of."""
    beliefs = [
        index
        for index, token in enumerate(tree.tokens)
        if tree.lemma(index) in _CONVINCED and token.pos == "ADJ" and token.dep == "acomp"
    ]
    scope = frozenset[int]().union(*(tree.subtree(each) - {each} for each in beliefs))
    return next((pair.word for pair in pairs if pair.held in scope), None)


def _is_second(tree: Tree, frame: SpeechFrame) -> bool:
    """Return whether a frame within a claim is "believes that", "is said to" or "what they say"."""
    if frame.kind is FrameKind.PASSIVE:
        return tree.lemma(frame.marker) in {"say", "report", "allege", "believe", "claim"}
    if frame.kind is not FrameKind.VERB:
        return False
    is_what = any(tree.low(each) == "what" for each in tree.subtree(frame.marker))
    is_belief = tree.lemma(frame.marker) in {"believe", "think", "suspect"} and tree.children(
        frame.marker, "ccomp"
    )
    return bool(is_belief) or (is_what and tree.lemma(frame.marker) in {"say", "call", "claim", "allege"})
