"""Makes `resources/review/lexicon/moby.bin` from the Moby Thesaurus.

    python tools/compile_moby.py PACKAGE_FOLDER

PACKAGE_FOLDER is the unpacked npm package moby 1.1.2, whose `words.txt` is the Moby Thesaurus of Grady
Ward, in the public domain: each line has a word and the words that are listed under it. The form of the
result is described in `briefing/review/lexicon/near_synonyms.py`. It has the pairs of which each is listed
under the other, of words and phrases of two words that WordNet has in one part of speech and that its
tagged texts use. `moby.json` records the counts and hashes that a test compares. The same package gives the
same bytes.
"""

from __future__ import annotations

import hashlib
import json
import struct
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from briefing.review.lexicon.near_synonyms import HEADER, MAGIC
from briefing.review.lexicon.word_file import PartOfSpeech, WordFile

TARGET = Path(__file__).parents[1] / "resources" / "review" / "lexicon"
PACKAGE = "moby 1.1.2"
MAX_WORDS = 2

Parts = Mapping[str, frozenset[PartOfSpeech]]


def main(folder: Path) -> None:
    source = (folder / "words.txt").read_bytes()
    listed = dict(_lines(source.decode()))
    parts = _parts({*listed, *(word for words in listed.values() for word in words)})
    pairs = sorted(set(_pairs(listed, parts)))
    content = _file(pairs)
    (TARGET / "moby.bin").write_bytes(content)
    record = {
        "package": PACKAGE,
        "read": {"words.txt": hashlib.sha256(source).hexdigest()},
        "words": len({word for pair in pairs for word in pair}),
        "pairs": len(pairs),
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    (TARGET / "moby.json").write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")


def _lines(text: str) -> Iterator[tuple[str, frozenset[str]]]:
    for line in text.splitlines():
        word, *others = line.strip().lower().split(",")
        yield word, frozenset(others)


def _parts(words: set[str]) -> Parts:
    """Map the words that are taken to their parts of speech."""
    known = WordFile(TARGET / "wordnet.bin")
    parts = {}
    for word in sorted(words):
        number = known.number(word) if len(word.split()) <= MAX_WORDS else None
        senses = list(known.senses(number)) if number is not None else []
        if any(sense.weight for sense in senses):
            parts[word] = frozenset(sense.part for sense in senses)
    return parts


def _pairs(listed: Mapping[str, frozenset[str]], parts: Parts) -> Iterator[tuple[str, str]]:
    for word, others in listed.items():
        for other in others & parts.keys():
            is_mutual = word in listed.get(other, ())
            if word < other and is_mutual and parts.get(word, frozenset()) & parts[other]:
                yield word, other


def _file(pairs: list[tuple[str, str]]) -> bytes:
    words = sorted({word for pair in pairs for word in pair})
    numbers = {word: number for number, word in enumerate(words)}
    later: dict[str, list[int]] = {word: [] for word in words}
    for word, other in pairs:
        later[word].append(numbers[other])
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(later[word]))
    text = "".join(f"{word}\n" for word in words).encode()
    text += b"\n" * (-(len(MAGIC) + HEADER.size + len(text)) % 4)
    head = MAGIC + HEADER.pack(len(words), len(text), len(pairs))
    flat = [number for word in words for number in sorted(later[word])]
    return head + text + struct.pack(f"<{len(starts)}I", *starts) + struct.pack(f"<{len(flat)}H", *flat)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
