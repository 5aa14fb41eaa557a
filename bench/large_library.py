"""Write a library of many made-up facts: several treaties, each with several ``facts/*.yaml``.

Words are drawn from 40,000 made-up ones as frequently as words of a language are, so that a few occur in
every second fact and most in a handful.
"""

from __future__ import annotations

import functools
import itertools
import random
from pathlib import Path

from briefing.model.terms import Standing

FACTS_IN_A_FILE = 10_000
TREATIES = 8
SOURCES = 400
PUBLISHERS = 40
_SEED = 15
_VOCABULARY = 40_000
_WORDS_IN_A_STATEMENT = 14
_SYLLABLES = [
    a + b for a in "bcdfghjklmnprstvwz" for b in ("a", "e", "i", "o", "u", "ar", "en", "ing", "tion")
]
_STANDINGS = [
    standing for standing in Standing if standing not in {"in_force", "asserted", "alleged", "denied"}
]
_TOPICS = [f"topic-{number}" for number in range(60)]


@functools.cache
def vocabulary() -> list[str]:
    """The words, the most frequent first."""
    chance = random.Random(_SEED)  # noqa: S311
    words: dict[str, None] = {}
    while len(words) < _VOCABULARY:
        words["".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4)))] = None
    return list(words)


def write_large_library(folder: Path, facts: int) -> None:
    chance = random.Random(_SEED + 1)  # noqa: S311
    words = vocabulary()
    weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(words))))
    (folder / "publishers.yaml").write_text("publishers:\n" + "".join(map(_publisher, range(PUBLISHERS))))
    (folder / "actors.yaml").write_text("actors:\n" + "".join(map(_actor, range(200))))
    treaties = [f"treaty-{number}" for number in range(min(TREATIES, -(-facts // FACTS_IN_A_FILE)))]
    for name in treaties:
        (folder / name / "facts").mkdir(parents=True)
        (folder / name / "treaty.yaml").write_text(_treaty(name))
        sources = "".join(_source(name, number) for number in range(SOURCES))
        (folder / name / "sources.yaml").write_text(f"sources:\n{sources}")
    for number, start in enumerate(range(0, facts, FACTS_IN_A_FILE)):
        treaty = treaties[number % len(treaties)]
        records = (
            _fact(
                each,
                treaty,
                " ".join(chance.choices(words, cum_weights=weights, k=_WORDS_IN_A_STATEMENT)),
                chance,
            )
            for each in range(start, min(start + FACTS_IN_A_FILE, facts))
        )
        (folder / treaty / "facts" / f"part-{number:03}.yaml").write_text("facts:\n" + "".join(records))


def _publisher(number: int) -> str:
    reliability = "ABCDEF"[number % 6]
    return (
        f"  - {{id: publisher-{number}, name: Publisher {number}, kind: news_agency, "
        f"reliability: {reliability}, rationale: Made up, also: [House {number}]}}\n"
    )


def _actor(number: int) -> str:
    return f"  - {{id: actor-{number}, name: Actor {number}, kind: body, also: [Office {number}]}}\n"


def _treaty(name: str) -> str:
    return (
        f"id: {name}\ntitle: A large {name}\nshort_title: Large {name}\n"
        "parties:\n  - country: RU\n    name: Russia\n"
        "concluded:\n  date: '2025-01-17'\n  place: {country: RU, name: Moscow}\n"
    )


def _source(treaty: str, number: int) -> str:
    return (
        f"  - {{id: {treaty}-source-{number}, publisher_id: publisher-{number % PUBLISHERS}, "
        f"kind: news_report, description: Report {number}}}\n"
    )


def _fact(number: int, treaty: str, statement: str, chance: random.Random) -> str:
    return f"""\
  - id: fact-{number}
    statement: {statement}
    standing: {chance.choice(_STANDINGS)}
    date: '{chance.randint(1990, 2026)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}'
    topics: [{chance.choice(_TOPICS)}, {chance.choice(_TOPICS)}]
    actors: [Actor {chance.randrange(200)}, Office {chance.randrange(200)}]
    credibility: {chance.randint(1, 6)}
    citations:
      - source_id: {treaty}-source-{chance.randrange(SOURCES)}
        locator: {{article: '{chance.randint(1, 47)}({chance.randint(1, 9)})'}}
"""
