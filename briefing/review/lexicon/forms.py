"""The lemmas of an inflected English word, without a parser."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

from briefing import paths
from briefing.codec import read_document, read_value
from briefing.review.lexicon.word_file import PartOfSpeech

_ENDINGS: Mapping[PartOfSpeech, tuple[tuple[str, str], ...]] = {
    PartOfSpeech.NOUN: (
        ("ies", "y"),
        ("ves", "f"),
        ("ves", "fe"),
        ("ches", "ch"),
        ("shes", "sh"),
        ("sses", "ss"),
        ("xes", "x"),
        ("zes", "z"),
        ("men", "man"),
        ("es", "e"),
        ("es", ""),
        ("s", ""),
    ),
    PartOfSpeech.VERB: (
        ("ies", "y"),
        ("ied", "y"),
        ("ying", "ie"),
        ("es", "e"),
        ("es", ""),
        ("s", ""),
        ("ed", "e"),
        ("ed", ""),
        ("ing", "e"),
        ("ing", ""),
    ),
    PartOfSpeech.ADJECTIVE: (
        ("iest", "y"),
        ("ier", "y"),
        ("est", "e"),
        ("est", ""),
        ("er", "e"),
        ("er", ""),
    ),
    PartOfSpeech.ADVERB: (),
}
_SHORTEST = 2


@functools.cache
def irregular_forms() -> Mapping[str, Mapping[PartOfSpeech, str]]:
    """Map irregular forms to their lemmas, from `resources/review/lexicon/irregular-forms.yaml`."""
    path = paths.resources() / "review" / "lexicon" / "irregular-forms.yaml"
    content = read_value(read_document(path), dict[str, dict[str, tuple[str, ...]]], str(path))
    lemmas: dict[str, dict[PartOfSpeech, str]] = {}
    for part, entries in content.items():
        for lemma, forms in entries.items():
            for form in forms:
                lemmas.setdefault(form, {})[PartOfSpeech[part.upper()]] = lemma
    return lemmas


def candidates(word: str, part: PartOfSpeech) -> Iterator[str]:
    """Yield what may be the lemma of a word in lower case, the likeliest first; not all are words."""
    irregular = irregular_forms().get(word, {}).get(part)
    if irregular:
        yield irregular
    yield word
    for ending, lemma_ending in _ENDINGS[part]:
        base = word.removesuffix(ending)
        if base == word or len(base) < _SHORTEST:
            continue
        if ending in {"ed", "ing", "er", "est"} and not lemma_ending and base[-1] == base[-2]:
            yield base[:-1]  # planned, travelling
        yield base + lemma_ending
