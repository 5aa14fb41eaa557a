"""The compiled form of WordNet: one binary file that is mapped into memory, not read.

It begins with `MAGIC` and `SECTIONS` pairs of little-endian 32-bit integers, the offset and the length in
bytes of each section, in this order:

- words: every word in UTF-8, sorted by its bytes, each followed by a line feed;
- places: the offset in *words* of every `STRIDE`-th word;
- sense starts, senses: the senses of word *i* are those from entry *i* to entry *i + 1* of the starts;
- link starts, links: likewise for the links from a word to other words;
- hypernym starts, hypernyms: likewise for the numbers of the hypernyms of a synset.

Words and synsets are numbers from 0. `Packing` has the bits of a sense and of a link.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from briefing.operating_system import mapped_file

MAGIC = b"TBWORDS1"
STRIDE = 16
SECTIONS = 8
MAX_SENSES = 7
"""Senses of a word in one part of speech; rarer ones are left out."""
_HEADER = struct.Struct(f"<{2 * SECTIONS}I")
_NUMBER = struct.Struct("<I")


class PartOfSpeech(IntEnum):
    NOUN = 0
    VERB = 1
    ADJECTIVE = 2
    ADVERB = 3


class LinkKind(IntEnum):
    DERIVATION = 0
    PERTAINYM = 1
    ANTONYM = 2


@dataclass(frozen=True, slots=True)
class Sense:
    """A sense of a word: `rank` 0 is its commonest in that part of speech.

    `weight` is how often texts that were tagged by hand have it, as a power of two; 0 for never.
    """

    synset: int
    part: PartOfSpeech
    rank: int
    weight: int

    def packed(self) -> int:
        return self.synset | self.part << 20 | self.rank << 22 | min(self.weight, 15) << 26


@dataclass(frozen=True, slots=True)
class WordLink:
    """A link from a sense of one word to a sense of another, the target."""

    target: int
    kind: LinkKind
    part: PartOfSpeech
    rank: int
    target_part: PartOfSpeech
    target_rank: int

    def packed(self) -> int:
        low = self.target | self.kind << 20 | self.part << 22 | self.rank << 24
        return low | self.target_part << 27 | self.target_rank << 29


def _sense(number: int) -> Sense:
    return Sense(number & 0xFFFFF, PartOfSpeech(number >> 20 & 3), number >> 22 & 7, number >> 26 & 15)


def _link(number: int) -> WordLink:
    return WordLink(
        number & 0xFFFFF,
        LinkKind(number >> 20 & 3),
        PartOfSpeech(number >> 22 & 3),
        number >> 24 & 7,
        PartOfSpeech(number >> 27 & 3),
        number >> 29 & 7,
    )


def header(lengths: list[int]) -> bytes:
    """Return the beginning of a file whose sections have these lengths in bytes."""
    offset = len(MAGIC) + _HEADER.size
    pairs: list[int] = []
    for length in lengths:
        pairs += [offset, length]
        offset += length
    return MAGIC + _HEADER.pack(*pairs)


class WordFile:
    """A file of words that is open for reading. Raises ValueError for a file of another form."""

    def __init__(self, path: Path) -> None:
        self._bytes = mapped_file(path)
        if self._bytes[: len(MAGIC)] != MAGIC:
            raise ValueError(f"{path} is no file of words.")
        pairs = _HEADER.unpack_from(self._bytes, len(MAGIC))
        self._offsets, self._lengths = pairs[::2], pairs[1::2]
        self.word_count = self._lengths[2] // 4 - 1
        self.synset_count = self._lengths[6] // 4 - 1

    def number(self, word: str) -> int | None:
        """Return the number of a word; None for one that the file does not have."""
        wanted = word.encode()
        low, high = 0, self._lengths[1] // 4
        while high - low > 1:
            middle = (low + high) // 2
            if self._words_from(middle)[0] <= wanted:
                low = middle
            else:
                high = middle
        words = self._words_from(low)
        return low * STRIDE + words.index(wanted) if wanted in words else None

    def word(self, number: int) -> str:
        return self._words_from(number // STRIDE)[number % STRIDE].decode()

    def senses(self, number: int) -> Iterator[Sense]:
        return map(_sense, self._range(2, number))

    def links(self, number: int) -> Iterator[WordLink]:
        return map(_link, self._range(4, number))

    def hypernyms(self, synset: int) -> tuple[int, ...]:
        return self._range(6, synset)

    def _words_from(self, block: int) -> list[bytes]:
        begin = self._entry(1, block)
        blocks = self._lengths[1] // 4
        end = self._entry(1, block + 1) if block + 1 < blocks else self._lengths[0]
        return self._bytes[self._offsets[0] + begin : self._offsets[0] + end - 1].split(b"\n")

    def _entry(self, section: int, number: int) -> int:
        return int(_NUMBER.unpack_from(self._bytes, self._offsets[section] + 4 * number)[0])

    def _range(self, section: int, number: int) -> tuple[int, ...]:
        """Return the entries of the section after the one of the starts."""
        begin, end = self._entry(section, number), self._entry(section, number + 1)
        return struct.unpack_from(f"<{end - begin}I", self._bytes, self._offsets[section + 1] + 4 * begin)
