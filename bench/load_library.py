"""Loading a library of 5,000 facts against reading the same YAML with no checks at all.

Run as ``python -m bench.load_library``. The peer is PyYAML's C loader and msgspec's conversion to the
same types: no places, no references, no dates checked, and the first error ends it.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import msgspec
import yaml

from bench.timing import best_seconds, compare
from briefing.library import load_library
from briefing.model.fact import Fact

FACTS = 5_000


def write_library(folder: Path) -> Path:
    treaty = folder / "large-treaty"
    treaty.mkdir()
    (treaty / "treaty.yaml").write_text(
        "id: large-treaty\ntitle: A large treaty\nshort_title: Large\n"
        "parties:\n  - country: RU\n    name: Russia\n"
        "concluded:\n  date: '2025-01-17'\n  place: {country: RU, name: Moscow}\n"
    )
    (treaty / "sources.yaml").write_text(
        "publishers:\n  - {id: agency, name: Agency, kind: news_agency, reliability: B, rationale: Sound}\n"
        "sources:\n"
        + "".join(
            f"  - {{id: source-{number}, publisher_id: agency, kind: news_report, description: Report}}\n"
            for number in range(200)
        )
    )
    (treaty / "facts.yaml").write_text("facts:\n" + "".join(_fact(number) for number in range(FACTS)))
    return treaty


def _fact(number: int) -> str:
    return f"""\
  - id: fact-{number}
    statement: Party {number} undertakes to consult the other on threats to the region before it acts
    standing: signed
    date: '2025-{number % 12 + 1:02}-{number % 28 + 1:02}'
    topics: [security, diplomacy]
    actors: [Russia, Iran]
    credibility: {number % 6 + 1}
    citations:
      - source_id: source-{number % 200}
        locator: {{article: '{number % 47 + 1}(2)'}}
"""


def read_without_checks(treaty: Path) -> tuple[Fact, ...]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    records = yaml.load((treaty / "facts.yaml").read_text(), Loader=loader)["facts"]  # noqa: S506
    return msgspec.convert(records, tuple[Fact, ...])


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        treaty = write_library(Path(folder))
        report = load_library([Path(folder)])
        if report.problems or len(report.material.facts) != FACTS:
            raise SystemExit("The made-up library did not load.")
        ours = best_seconds(lambda: load_library([Path(folder)]))
        peer = best_seconds(lambda: read_without_checks(treaty))
    compare(f"{FACTS:,} facts", ours, "PyYAML and msgspec without checks", peer)


if __name__ == "__main__":
    main()
