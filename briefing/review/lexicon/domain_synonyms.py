"""Synonyms in texts on treaties, arms and energy: resources/review/lexicon/synonyms.yaml."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping

from briefing import paths
from briefing.codec import read_document, read_value
from briefing.model.value import Value
from briefing.review.lexicon.wordnet import part_of_speech

_Groups = tuple[tuple[str, ...], ...]


class _SynonymsFile(Value, frozen=True):
    nouns: _Groups
    verbs: _Groups
    modifiers: _Groups
    any: _Groups


class DomainSynonyms:
    """The groups of the file, read when they are first needed."""

    def has(self, forms: Iterable[str], others: Iterable[str], pos: str | None) -> bool:
        """Return whether a word and another are in one group; each is given in all its forms."""
        by_word = _groups(_kind(pos))
        ours = {group for form in forms for group in by_word.get(form, ())}
        return any(group in ours for form in others for group in by_word.get(form, ()))


def _kind(pos: str | None) -> str:
    part = part_of_speech(pos)
    if part is None:
        return ""
    return {"noun": "nouns", "verb": "verbs"}.get(part.name.lower(), "modifiers")


@functools.cache
def _content() -> _SynonymsFile:
    path = paths.resources() / "review" / "lexicon" / "synonyms.yaml"
    return read_value(read_document(path), _SynonymsFile, str(path))


@functools.cache
def _groups(kind: str) -> Mapping[str, tuple[tuple[str, int], ...]]:
    """Map each word to its groups, of one part of speech and of any; without one, to all."""
    content = _content()
    kinds = (kind, "any") if kind else ("nouns", "verbs", "modifiers", "any")
    by_word: dict[str, list[tuple[str, int]]] = {}
    for name in kinds:
        for number, group in enumerate(getattr(content, name)):
            for word in group:
                by_word.setdefault(word, []).append((name, number))
    return {word: tuple(groups) for word, groups in by_word.items()}
