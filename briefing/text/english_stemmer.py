"""Stems of English words, without the stemmers of 35 other languages, which take 3 MB.

The package imports all of them at its start. A stemmer holds the word that it is at, so that each thread
has its own.
"""

from __future__ import annotations

import functools
import importlib.util
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_PACKAGE = "snowballstemmer"


class _OfThread(threading.local):
    """The stemmer of a thread."""

    def __init__(self) -> None:
        self.stemmer = _stemmer_class()()


def snowball_stem(word: str) -> str:
    """Return the Snowball stem of an English word in lower case."""
    stemmed: str = _of_thread().stemmer.stemWord(word)
    return stemmed


@functools.cache
def _of_thread() -> _OfThread:
    return _OfThread()


@functools.cache
def _stemmer_class() -> Any:
    with _submodules_alone(_PACKAGE):
        from snowballstemmer.english_stemmer import EnglishStemmer

    return EnglishStemmer


@contextmanager
def _submodules_alone(name: str) -> Iterator[None]:
    """Let modules of a package be imported without the package itself, unless it is there already."""
    spec = importlib.util.find_spec(name)
    if spec is None or name in sys.modules:
        yield
        return
    package = sys.modules[name] = importlib.util.module_from_spec(spec)
    try:
        yield
    finally:
        if sys.modules.get(name) is package:
            del sys.modules[name]
