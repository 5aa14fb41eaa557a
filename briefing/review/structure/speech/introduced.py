"""Find who speaks where a clause with a colon introduces the claim, and past an insertion after a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.review.structure.speech.frame import FrameKind, SpeechFrame
from briefing.review.structure.tree import SUBJECTS, Tree
from briefing.review.structure.vocabulary import vocabulary

_INTRODUCING = frozenset(
    {"be", "draw", "elaborate", "expand", "give", "go", "have", "lay", "leave", "make", "offer", "put"}
    | {"set", "sound", "spell", "strike", "take", "continue", "drive"}
)
"""Verbs that, besides those of saying, introduce what somebody says: he spelled it out, he was blunt."""
_COMMENTING = frozenset(
    {"note", "say", "add", "stress", "recall", "remember", "mention", "point", "admit", "worth", "true"}
    | {"emphasise", "emphasize", "acknowledge", "concede"}
)
_OF_COMMENT = frozenset({"AUX", "PRON", "PART", "ADP", "ADV", "SCONJ", "DET"})
_LONGEST_NAME = 12
_LONGEST_INSERTION = 12


def introduced_frames(tree: Tree, sentence: range) -> Iterator[SpeechFrame]:
    """Find "Rudenko spelled this out: it is defensive" and "Reuters, it should be noted, says"."""
    for colon in sentence:
        if tree.tokens[colon].text == ":" and sentence.start < colon:
            before = range(sentence.start, colon)
            after = _following(tree, colon, sentence)
            yield from (
                SpeechFrame(FrameKind.HEADLINE, colon, speaker, frozenset([*before, *after]))
                for speaker in _speakers(tree, before)
            )
    yield from _past_comment(tree, sentence)


def _following(tree: Tree, colon: int, sentence: range) -> list[int]:
    """Return what follows a colon in its sentence, with the parts of a list that semicolons divide."""
    stop = sentence.stop
    while stop < len(tree.tokens) and tree.tokens[stop - 1].text in {";", ":"}:
        stop = tree.sentence(stop).stop
    return list(range(colon + 1, stop))


def _speakers(tree: Tree, before: range) -> Iterator[int]:
    """Yield the subject of the clause before a colon, if its verb introduces speech."""
    verbs = vocabulary().saying.verbs
    for index in before:
        if tree.is_finite_verb(index) and (tree.lemma(index) in verbs or tree.lemma(index) in _INTRODUCING):
            for subject in tree.children(index, *SUBJECTS):
                owner = tree.child(subject, "poss")
                yield from (each for each in (subject, owner) if each is not None and each in before)


def _past_comment(tree: Tree, sentence: range) -> Iterator[SpeechFrame]:
    """Find the speaker before a comment of the writer; the parser may take the verb after it for a noun."""
    commas = [each for each in sentence if tree.tokens[each].text in {",", "–", "—"}]
    first, second = (*commas, sentence.stop, sentence.stop)[:2]
    name, comment = range(sentence.start, first), range(first + 1, second)
    verb = second + 1
    if not name or verb >= sentence.stop or len(name) > _LONGEST_NAME or not _is_comment(tree, comment):
        return
    token = tree.tokens[verb]
    is_saying = tree.lemma(verb) in vocabulary().saying.verbs and token.tag in {"NNS", "VBZ", "VBP", "VBD"}
    nouns = [each for each in name if tree.tokens[each].pos in {"NOUN", "PROPN", "X"}]
    if is_saying and nouns and tree.tokens[name[0]].pos != "ADP":
        yield SpeechFrame(FrameKind.VERB, verb, nouns[-1], frozenset(range(verb + 1, sentence.stop)))


def _is_comment(tree: Tree, part: Sequence[int]) -> bool:
    """Return whether words are "it should be noted" or "it is worth recalling"."""
    if not 0 < len(part) <= _LONGEST_INSERTION or tree.low(part[0]) != "it":
        return False
    content = [each for each in part if tree.tokens[each].pos not in _OF_COMMENT]
    return bool(content) and all(tree.lemma(each) in _COMMENTING for each in content)
