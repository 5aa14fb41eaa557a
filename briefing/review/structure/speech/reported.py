"""Find speech in other grammar than "X says that": is quoted as saying, has the work starting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from briefing.review.structure.speech.frame import FrameKind, SpeechFrame
from briefing.review.structure.tree import SUBJECTS, Tree
from briefing.review.structure.vocabulary import vocabulary

_QUOTED = frozenset({"quote", "cite", "report", "record", "hear", "paraphrase", "understand", "know"})
_PLAIN = frozenset({"plain", "clear", "known", "explicit", "public"})
_POINTING = frozenset({"that", "this", "such", "so", "these", "those"})
_DIVIDERS = frozenset({":", ";", ",", "–", "—", "-"})
_DIRECTIONS = frozenset({"up", "down", "at", "as", "under"})


def quoted_frames(tree: Tree, verb: int, scope: frozenset[int]) -> Iterator[SpeechFrame]:
    """Find "the Kremlin is quoted as saying" and "was reported to have said", by their subject."""
    speaker = tree.child(verb, "nsubjpass", "dobj")
    if speaker is None or tree.lemma(verb) not in _QUOTED:
        return
    above = tree.tokens[verb].head  # The parser may join "as saying" to the clause before it.
    later = [each for each in tree.children(above, "prep") if each > speaker]
    after_as = [
        each
        for preposition in (*tree.children(verb, "prep"), *later)
        if tree.low(preposition) == "as"
        for each in tree.children(preposition, "pcomp")
    ]
    verbs = vocabulary().saying.verbs
    if any(tree.lemma(each) in verbs for each in (*after_as, *tree.children(verb, "xcomp"))):
        yield SpeechFrame(FrameKind.VERB, verb, speaker, scope - tree.subtree(speaker))


def around_quote(tree: Tree, verb: int) -> frozenset[int]:
    """Return what is said where "they quote him as saying" is put after it, or else what follows."""
    is_last = not any(tree.children(each, "ccomp") for each in tree.subtree(verb))
    return frozenset(tree.sentence(verb)) if is_last else tree.subtree(verb)


def is_going_by(tree: Tree, verb: int) -> bool:
    """Return whether a verb is that of "if one goes by him", "going by him" or "to go by him"."""
    marks = {tree.low(each) for each in tree.children(verb, "mark", "aux")}
    is_apart = tree.tokens[verb].tag == "VBG" or bool(marks & {"if", "to"})
    return tree.lemma(verb) in {"go", "judge"} and is_apart


def draws_attention(tree: Tree, verb: int) -> bool:
    """Return whether a verb is that of "drew attention to the costs"."""
    return tree.lemma(verb) in {"draw", "call"} and any(
        tree.low(each) == "attention" for each in tree.children(verb, "dobj")
    )


def makes_known(tree: Tree, verb: int) -> bool:
    """Return whether a verb is that of "made it plain that"."""
    judged = tree.children(verb, "ccomp", "oprd", "acomp", "xcomp")
    return tree.lemma(verb) == "make" and any(tree.low(each) in _PLAIN for each in judged)


def gives_version(tree: Tree, verb: int) -> bool:
    """Return whether a verb is that of "Reuters has exports up 9%" or "have the work starting in 2022"."""
    if tree.lemma(verb) != "have" or tree.children(verb, "aux", "neg"):
        return False
    moved = any(tree.low(each) in _DIRECTIONS for each in tree.children(verb, "advmod", "prep", "prt"))
    described = [
        each for noun in tree.children(verb, "dobj") for each in tree.children(noun, "acl", "advmod")
    ]
    clauses = [each for each in tree.children(verb, "ccomp") if tree.children(each, *SUBJECTS)]
    return (
        bool(clauses)
        or any(
            tree.tokens[each].tag in {"VBG", "VBN"} or tree.low(each) in _DIRECTIONS for each in described
        )
        or (moved and bool(tree.children(verb, "dobj")))
    )


def continued(tree: Tree, frame: SpeechFrame) -> SpeechFrame:
    """Extend a frame with "that" over what the parser took for a sentence without a subject.

    It does so in "the deputies were told by him that it is defensive, has no annexes and comes at once".
    """
    if frame.kind is not FrameKind.VERB or not frame.scope:
        return frame
    sentence = tree.sentence(frame.marker)
    root = next((each for each in sentence if tree.is_root(each)), frame.marker)
    is_after = root not in frame.scope and root > frame.marker
    marks = {tree.low(each) for each in frame.scope if tree.tokens[each].dep == "mark"}
    if not is_after or tree.children(root, *SUBJECTS) or "that" not in marks:
        return frame
    return replace(frame, scope=frozenset(sentence) - {frame.marker})


def pointing_back(tree: Tree, frames: Iterable[SpeechFrame]) -> Iterator[SpeechFrame]:
    """Extend frames after "that was how" and "such is the charge" over what they point back to."""
    pointers = [index for index in range(len(tree.tokens)) if _points_back(tree, index)]
    for frame in frames:
        pointer = next((each for each in pointers if _is_of(tree, frame, each)), None)
        if pointer is None:
            yield frame
            continue
        sentence = tree.sentence(pointer)
        before = set(range(sentence.start, pointer)) or set(tree.sentence(max(sentence.start - 1, 0)))
        yield replace(frame, scope=frame.scope | before)


def _points_back(tree: Tree, index: int) -> bool:
    """Return whether a word is the "that" of "...: that was how" or "..., such is"."""
    if tree.low(index) not in _POINTING or index == 0 or index + 1 >= len(tree.tokens):
        return False
    is_divided = tree.tokens[index - 1].text in _DIVIDERS or index == tree.sentence(index).start
    return is_divided and tree.lemma(index + 1) in {"be", "run", "go", "read"}


def _is_of(tree: Tree, frame: SpeechFrame, pointer: int) -> bool:
    """Return whether a frame is a complement of the verb after a pointer: how they put it, their charge."""
    verb = pointer + 1
    complements = tree.children(verb, "ccomp", "attr", "advcl", "xcomp", "nsubj")
    return frame.marker in complements and frame.marker > verb
