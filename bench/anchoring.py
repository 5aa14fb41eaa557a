"""Check quotes against a long text: ours next to str.find and to a search by difflib, in one run.

    PYTHONPATH=. python -m bench.anchoring [QUOTES] [PAGES]

The text is made of words with the frequencies of natural language, 3,000 characters a page. A part of the
quotes is verbatim, with other spaces, with changed words, or not in the text; the position is recorded for
half of them. The baselines do less: `str.find` finds only verbatim quotes.
"""

from __future__ import annotations

import difflib
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence

from bench.arguments import numbers
from briefing.model.source import TextQuote
from briefing.sources.anchoring import CompactText, check_quotes

SEED = 20_260_101
KINDS = ("verbatim", "verbatim", "verbatim", "spacing", "changed", "missing")
DIFFLIB_SAMPLE = 3


def main(arguments: Sequence[str] = ()) -> None:
    number, pages = numbers(arguments, usual=(10_000, 300), smoke=(60, 2))
    chance = random.Random(SEED)  # noqa: S311 - test data
    words = _words(chance, pages * 3_000)
    text = "\n".join(" ".join(words[start : start + 12]) for start in range(0, len(words), 12))
    asked = [_quote(chance, words, KINDS[each % len(KINDS)]) for each in range(number)]
    print(f"{number:,} quotes, {pages} pages, {len(text):,} characters")

    started = time.perf_counter()
    compact = CompactText(text)
    prepared = time.perf_counter() - started
    results = check_quotes([quote for quote, _ in asked], compact)
    ours = time.perf_counter() - started
    print(f"ours: {ours:.2f} s, of which {prepared:.2f} s for the text")
    print(Counter((kind, str(result.state)) for (_, kind), result in zip(asked, results, strict=True)))

    started = time.perf_counter()
    single = " ".join(text.split())
    found = sum(quote.exact in single for quote, _ in asked)
    plain = time.perf_counter() - started
    print(f"str.find on folded white space: {plain:.2f} s, {found:,} found; ratio {ours / plain:.2f}")

    started = time.perf_counter()
    for quote, _ in asked[:DIFFLIB_SAMPLE]:
        matcher = difflib.SequenceMatcher(None, quote.exact, single, autojunk=False)
        matcher.find_longest_match(0, len(quote.exact), 0, len(single))
    slow = (time.perf_counter() - started) / DIFFLIB_SAMPLE * number
    print(f"difflib, extrapolated from {DIFFLIB_SAMPLE} quotes: {slow:,.0f} s; ratio {ours / slow:.5f}")


def _words(chance: random.Random, characters: int) -> list[str]:
    letters = "etaoinshrdlucmfwypvbgkqjxz"
    vocabulary = [
        "".join(chance.choice(letters) for _ in range(chance.randint(2, 11))) for _ in range(20_000)
    ]
    weights = [1 / (rank + 3) for rank in range(len(vocabulary))]
    return chance.choices(vocabulary, weights, k=characters // 7)


def _quote(chance: random.Random, words: list[str], kind: str) -> tuple[TextQuote, str]:
    start = chance.randrange(8, len(words) - 80)
    own = words[start : start + chance.randint(10, 60)]
    prefix, suffix = " ".join(words[start - 6 : start])[-32:], " ".join(words[start + len(own) :][:6])[:32]
    if kind == "changed":
        own[len(own) // 2] = "unequal"
    if kind == "missing":
        chance.shuffle(own := [word[::-1] for word in own])
    exact = " ".join(own)
    if kind == "spacing":
        exact = exact.replace(" ", "", 2)
    hint = start * 7 if chance.random() < 0.5 else None
    return TextQuote(exact=exact, prefix=prefix, suffix=suffix, start=hint), kind


if __name__ == "__main__":
    main(sys.argv[1:])
