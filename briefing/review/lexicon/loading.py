"""Load the lexicon with the words of the organisation."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from briefing.errors import BriefingError, Problem
from briefing.organisation import organisation_file
from briefing.organisation.thesaurus import Thesaurus, read_thesaurus
from briefing.organisation.thesaurus.file import FILE_NAME as THESAURUS
from briefing.review.lexicon.contrast_files import FILE_NAME as CONTRASTS
from briefing.review.lexicon.contrast_files import (
    bundled_contrast_sets,
    read_contrast_sets,
    with_own,
)
from briefing.review.lexicon.contrast_sets import ContrastSet, ContrastSets
from briefing.review.lexicon.lexicon import Lexicon
from briefing.review.lexicon.near_synonyms import NearSynonyms
from briefing.review.lexicon.wordnet import WordNet

_Content = TypeVar("_Content")
_Version = tuple[Path, int, int]
"""A file, the time of its last change in nanoseconds, and its size; 0 for one that does not exist."""


def load_lexicon(treaty_ids: Iterable[str] = ()) -> Lexicon:
    """Return the lexicon with the words of the organisation as they are on disk: the same for the same.

    Pairs of the thesaurus for single treaties count where `treaty_ids`, those of a fact, has them.
    """
    folder = organisation_file().parent
    versions = _version(folder / THESAURUS), _version(folder / CONTRASTS)
    lexicon, problems = _lexicon(*versions)
    _problems[:] = problems
    single = {pair.treaty for pair in lexicon.thesaurus.pairs}.intersection(treaty_ids)
    return _lexicon(*versions, frozenset(single))[0] if single else lexicon


def _version(path: Path) -> _Version:
    try:
        status = path.stat()
    except OSError:
        return path, 0, 0
    return path, status.st_mtime_ns, status.st_size


@functools.lru_cache(16)
def _lexicon(
    thesaurus: _Version, contrasts: _Version, treaties: frozenset[str | None] = frozenset()
) -> tuple[Lexicon, Sequence[Problem]]:
    """Return a lexicon, and what is wrong in the files."""
    pairs, sets, problems = _own_words(thesaurus, contrasts)
    return Lexicon(_wordnet(), _near_synonyms(), sets, pairs, treaties), problems


@functools.lru_cache(1)
def _own_words(
    thesaurus: _Version, contrasts: _Version
) -> tuple[Thesaurus, ContrastSets, Sequence[Problem]]:
    """Read the files of the organisation; they are the same for all treaties."""
    problems: list[Problem] = []
    pairs = _read(lambda: read_thesaurus(thesaurus[0]), Thesaurus(), problems)
    none: Sequence[ContrastSet] = ()
    own = _read(lambda: _own_sets(contrasts[0]), none, problems)
    return pairs, _contrast_sets(own), problems


_problems: list[Problem] = []


def problems_of_own_words() -> tuple[Problem, ...]:
    """Return what is wrong in the files of the organisation that were read last.

    A file with a fault is not used.
    """
    return tuple(_problems)


def _read(read: Callable[[], _Content], otherwise: _Content, problems: list[Problem]) -> _Content:
    try:
        return read()
    except BriefingError as error:
        problems += error.problems
        return otherwise


def _own_sets(path: Path) -> Sequence[ContrastSet]:
    return read_contrast_sets(path, bundled_contrast_sets()) if path.exists() else ()


def _contrast_sets(own: Sequence[ContrastSet]) -> ContrastSets:
    return ContrastSets(with_own(bundled_contrast_sets(), own), _singular) if own else _bundled()


@functools.cache
def _bundled() -> ContrastSets:
    return ContrastSets(bundled_contrast_sets(), _singular)


def _singular(word: str, part: str) -> list[str]:
    return _wordnet().singulars(word) if part == "noun" else []


@functools.cache
def _near_synonyms() -> NearSynonyms:
    return NearSynonyms()


@functools.cache
def _wordnet() -> WordNet:
    return WordNet()
