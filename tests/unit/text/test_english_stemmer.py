"""Stems are Snowball's, whichever thread asks, and the stemmers of other languages are not imported."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import snowballstemmer

from briefing.text.english_stemmer import snowball_stem

WORDS = [
    f"{beginning}{ending}"
    for beginning in ("suppl", "deliver", "negotiat", "ratif", "obligat", "enter", "suspend", "agree")
    for ending in ("y", "ies", "ied", "ing", "ed", "ion", "ions", "s", "ment", "able", "ability", "ally")
]
IMPORTED = """
import sys
from briefing.text.english_stemmer import snowball_stem
assert snowball_stem("deliveries") == "deliveri"
print(*(name for name in sys.modules if name.endswith("_stemmer")))
import snowballstemmer
assert snowballstemmer.stemmer("french").stemWord("livraisons") == "livraison"
"""


@pytest.fixture
def switching() -> Iterator[None]:
    """Let threads take turns within a word."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def stems(words: list[str]) -> list[str]:
    return list(map(snowball_stem, words))


def test_stems_are_those_of_the_package() -> None:
    assert stems(WORDS) == snowballstemmer.stemmer("english").stemWords(WORDS)


@pytest.mark.usefixtures("switching")
def test_threads_at_different_words_have_the_stems_of_their_own() -> None:
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(stems, [WORDS[place:] + WORDS[:place] for place in range(0, 80, 5)]))
    alone = stems(WORDS)
    assert found == [alone[place:] + alone[:place] for place in range(0, 80, 5)]


def test_the_stemmers_of_other_languages_are_left_to_who_asks_for_them() -> None:
    ran = subprocess.run([sys.executable, "-c", IMPORTED], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["briefing.text.english_stemmer", "snowballstemmer.english_stemmer"]
