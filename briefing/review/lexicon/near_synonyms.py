"""Pairs of words that a thesaurus of English lists under each other, from the Moby Thesaurus.

The thesaurus lists loosely related words too, and in no sense in particular: a pair says only that one word
may mean the other where both are in the same place of a sentence.

The file begins with `MAGIC` and three little-endian 32-bit integers: the number of words, the length in
bytes of the list of words, and the number of pairs. The words follow in UTF-8, sorted, each with a line
feed, padded to a multiple of four bytes, then the start of each word's pairs and one end, in 32 bits, and
the pairs: the numbers of later words, in 16 bits.
"""

from __future__ import annotations

import bisect
import functools
import struct
from pathlib import Path

from briefing import paths

MAGIC = b"TBPAIRS1"
HEADER = struct.Struct("<3I")


class NearSynonyms:
    """The pairs of one compiled file, read when they are first needed."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or paths.resources() / "review" / "lexicon" / "moby.bin"

    def has(self, word: str, other: str) -> bool:
        """Return whether each of two words in lower case is listed under the other."""
        first, second = sorted((self._number(word), self._number(other)))
        if first < 0 or first == second:
            return False
        starts, pairs = self._pairs
        begin, end = starts[first], starts[first + 1]
        place = bisect.bisect_left(pairs, second, begin, end)
        return place < end and pairs[place] == second

    def _number(self, word: str) -> int:
        return self._content[0].get(word, -1)

    @property
    def _pairs(self) -> tuple[memoryview, memoryview]:
        return self._content[1], self._content[2]

    @functools.cached_property
    def _content(self) -> tuple[dict[str, int], memoryview, memoryview]:
        """Return the number of each word, the starts, and the pairs."""
        content = memoryview(self._path.read_bytes())
        if content[: len(MAGIC)] != MAGIC:
            raise ValueError(f"{self._path} is no file of pairs.")
        words, length, pairs = HEADER.unpack_from(content, len(MAGIC))
        begin = len(MAGIC) + HEADER.size
        listed = bytes(content[begin : begin + length]).decode().split("\n")[:words]
        starts = begin + length
        ends = starts + 4 * (words + 1)
        return (
            {word: number for number, word in enumerate(listed)},
            content[starts:ends].cast("I"),
            content[ends : ends + 2 * pairs].cast("H"),
        )
