"""Words that present what a fact says, and ask for no support by it: resources/review/frame.yaml."""

from __future__ import annotations

import functools

from briefing import paths
from briefing.codec import read_document, read_value
from briefing.model.value import Value
from briefing.review.text.segmentation import Span
from briefing.review.text.word_lists import phrases

Words = tuple[str, ...]


class _FrameFile(Value, frozen=True):
    """The content of frame.yaml; its comments explain each list."""

    reporting_verbs: Words
    clausal_verbs: Words
    reporting_nouns: Words
    modal_verbs: Words
    modal_nouns: Words
    intending_verbs: Words
    modifiers: Words
    light_verbs: Words
    classifying_nouns: Words
    offices: Words
    phrases: Words
    grammar: Words
    force_verbs: Words
    settling: Words
    absence: Words
    acting_verbs: Words
    handling_verbs: Words
    relating_verbs: Words


class FrameWords(Value, frozen=True):
    """The base forms of the words of the frame, by their part of speech.

    `presenting` has the verbs of saying and thinking.
    """

    presenting: frozenset[str]
    clausal: frozenset[str]
    open_words: frozenset[str]
    intending: frozenset[str]
    verbs: frozenset[str]
    nouns: frozenset[str]
    modifiers: frozenset[str]
    offices: frozenset[str]
    phrases: Words
    grammar: Words
    force: frozenset[str]
    settling: frozenset[str]
    absence: frozenset[str]
    acting: frozenset[str]
    handling: frozenset[str]
    relating: frozenset[str]
    statements: frozenset[str]

    def has(self, lemma: str, pos: str) -> bool:
        """Return whether a word is of the frame; `pos` is the part of speech of Universal Dependencies."""
        if pos == "NOUN":
            return lemma in self.nouns
        if pos in {"VERB", ""} and lemma in self.verbs | self.presenting:
            return True
        return lemma in self.modifiers or (pos not in {"VERB", "ADJ", "ADV"} and lemma in self.nouns)

    def spans(self, text: str) -> list[Span]:
        """Find the phrases of the frame in a text."""
        return phrases(*self.phrases).all(text)


@functools.cache
def frame() -> FrameWords:
    path = paths.resources() / "review" / "frame.yaml"
    words = read_value(read_document(path), _FrameFile, str(path))
    return FrameWords(
        presenting=frozenset((*words.reporting_verbs, *words.modal_verbs, *words.intending_verbs)),
        clausal=frozenset(words.clausal_verbs),
        intending=frozenset(words.intending_verbs),
        open_words=frozenset((*words.modal_verbs, *words.intending_verbs, *words.modal_nouns)),
        verbs=frozenset(words.light_verbs),
        nouns=frozenset((*words.reporting_nouns, *words.modal_nouns, *words.classifying_nouns)),
        modifiers=frozenset(words.modifiers),
        offices=frozenset(words.offices),
        phrases=words.phrases,
        grammar=words.grammar,
        force=frozenset(words.force_verbs),
        settling=frozenset(words.settling),
        absence=frozenset(words.absence),
        acting=frozenset(words.acting_verbs),
        handling=frozenset(words.handling_verbs),
        relating=frozenset((*words.light_verbs, *words.relating_verbs)),
        statements=frozenset(words.reporting_nouns),
    )
