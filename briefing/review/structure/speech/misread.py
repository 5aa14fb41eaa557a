"""Find frames by the order of the words where the parser took a verb of saying for another word.

It does so after unusual names: in "Pezeshkian insists" it reads a plural.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.review.structure.speech.frame import FrameKind, SpeechFrame
from briefing.review.structure.tree import Tree
from briefing.review.structure.vocabulary import vocabulary

_LONGEST_NAME = 12
_NOMINAL = frozenset(
    {"ADV", "DET", "ADJ", "NOUN", "PROPN", "CCONJ", "PART", "ADP", "NUM", "X", "PUNCT", "PRON"}
)
_INSERTIONS = frozenset(
    {
        "for its part",
        "for his part",
        "for her part",
        "for their part",
        "in turn",
        "however",
        "too",
        "meanwhile",
    }
    | {"by contrast", "in contrast", "on the other hand", "in its report", "in a report", "also", "though"}
)
_DEPENDENT = frozenset({"relcl", "acl", "advcl", "pcomp", "xcomp", "aux", "auxpass"})
_DIVIDERS = frozenset({",", "–", "—", '"', "”", "“"})


def misread_frames(tree: Tree, sentence: range) -> Iterator[SpeechFrame]:
    """Find "Name says ..." and "..., Name says" whose verb has no subject in the parse."""
    for index in sentence:
        is_last = all(tree.tokens[each].pos == "PUNCT" for each in sentence if each > index)
        is_saying = _is_verb_of_saying(tree, index, with_attitudes=_is_only_verb(tree, index, sentence))
        if not (is_saying or _allows(tree, index)) or (_has_subject(tree, index) and not is_last):
            continue
        end = _before_insertion(tree, index, sentence)
        start = _start_of_name(tree, end, sentence)
        if start is None:
            continue
        before = range(sentence.start, start)
        after = [each for each in sentence if each > index]
        scope = after if start == sentence.start else [*before, *after]
        for speaker in {end - 1, _head(tree, range(start, end))}:
            yield SpeechFrame(FrameKind.VERB, index, speaker, frozenset(scope))


def _is_only_verb(tree: Tree, index: int, sentence: range) -> bool:
    """Return whether a sentence has no other word that may be its verb: Jalali lists energy and defence."""
    verbs = [each for each in sentence if tree.is_verb(each) and tree.tokens[each].dep not in _DEPENDENT]
    return tree.tokens[index].tag == "NNS" and not verbs


def inverted_frames(tree: Tree, sentence: range) -> Iterator[SpeechFrame]:
    """Find "..., alleges the Treasury" whose noun is no subject in the parse."""
    for index in sentence:
        is_divided = index > sentence.start and _divides(tree, index - 1)
        if not is_divided or not _is_verb_of_saying(tree, index, with_attitudes=True):
            continue
        name = list(range(index + 1, _end_of_name(tree, index + 1, sentence)))
        is_name = bool(name) and _is_name(tree, name) and tree.tokens[index].tag != "VBN"
        if is_name and not any(child in name for child in tree.children(index, "nsubj")):
            yield SpeechFrame(FrameKind.VERB, index, name[-1], frozenset(sentence) - {index, *name})


def _end_of_name(tree: Tree, start: int, sentence: range) -> int:
    end = start
    while end < sentence.stop and tree.tokens[end].pos != "PUNCT" and end - start < _LONGEST_NAME:
        end += 1
    return end


def _is_verb_of_saying(tree: Tree, index: int, *, with_attitudes: bool = False) -> bool:
    token = tree.tokens[index]
    words = vocabulary()
    lemma = tree.lemma(index)
    is_listed = lemma in words.denial.verbs or (
        lemma in words.saying.verbs and (with_attitudes or lemma not in words.saying.attitudes)
    )
    return (
        is_listed
        and (token.text[0].islower() or index + 1 == len(tree.tokens))
        and token.tag in {"NNS", "NN", "VBZ", "VBP", "VBD", "VB", "VBN"}
    )


def _allows(tree: Tree, index: int) -> bool:
    """Return whether a word is the verb of "he allows that" or "grants that"."""
    is_followed = index + 1 < len(tree.tokens) and tree.low(index + 1) == "that"
    return is_followed and tree.lemma(index) in {"allow", "grant"} and tree.tokens[index].text.islower()


def _has_subject(tree: Tree, index: int) -> bool:
    return bool(
        tree.children(index, "nsubj", "nsubjpass", "csubj", "auxpass", "aux", "agent", "det", "poss")
    )


def _before_insertion(tree: Tree, index: int, sentence: range) -> int:
    """Return the end of a name that an insertion parts from its verb: the paper, for its part, names."""
    if index == sentence.start or tree.tokens[index - 1].text != ",":
        return index
    commas = [each for each in range(sentence.start, index - 1) if tree.tokens[each].text == ","]
    inserted = range(commas[-1] + 1, index - 1) if commas else range(0)
    words = " ".join(tree.low(each) for each in inserted)
    return commas[-1] if commas and words in _INSERTIONS else index


def _start_of_name(tree: Tree, index: int, sentence: range) -> int | None:
    """Return where the name before a verb begins: at the beginning of the sentence, or after a comma."""
    start = index
    while start > sentence.start and not _divides(tree, start - 1) and index - start < _LONGEST_NAME:
        start -= 1
    name = range(start, index)
    is_bounded = start == sentence.start or _divides(tree, start - 1)
    verb = next(
        (
            each
            for each in range(index, sentence.stop)
            if _is_verb_of_saying(tree, each, with_attitudes=True)
        ),
        index,
    )
    return start if is_bounded and _is_name(tree, name) and _is_finite(tree, verb, name) else None


def _head(tree: Tree, name: range) -> int:
    """Return the noun of a name that the others belong to: the Commission of the ruling party."""
    if any(tree.tokens[each].pos == "CCONJ" for each in name):
        return name[-1]
    nouns = [each for each in name if tree.tokens[each].pos in {"NOUN", "PROPN"}]
    return next((each for each in nouns if tree.tokens[each].head not in name), name[-1])


def _divides(tree: Tree, index: int) -> bool:
    return tree.tokens[index].text in _DIVIDERS


def _is_name(tree: Tree, name: Sequence[int]) -> bool:
    """Return whether words are a noun phrase that ends with a name."""
    return (
        len(name) > 0
        and all(tree.tokens[each].pos in _NOMINAL or tree.tokens[each].dep == "amod" for each in name)
        and (tree.tokens[name[-1]].text[0].isupper() or _is_body(tree, name))
    )


def _is_body(tree: Tree, name: Sequence[int]) -> bool:
    """Return whether a name ends with a common noun: "Western intelligence", "Iranian media"."""
    lists = vocabulary()
    last = tree.lemma(name[-1])
    is_noun = last in lists.media or last in lists.roles or last in lists.saying.nouns
    return is_noun and any(tree.tokens[each].text[0].isupper() for each in name)


def _is_finite(tree: Tree, index: int, name: Sequence[int]) -> bool:
    """Return whether a word has the form of a finite verb after these words."""
    is_plural = any(tree.tokens[each].pos == "CCONJ" for each in name)
    return tree.tokens[index].text.endswith(("s", "ed", "said", "told")) or is_plural


def is_for_his_part(tree: Tree, noun: int) -> bool:
    """Return whether the parser took the "part" of "for his part" for a subject."""
    first = min(tree.subtree(noun))
    return tree.low(noun) == "part" and first > 0 and tree.low(first - 1) == "for"
