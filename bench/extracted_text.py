"""Count the generated texts that readers of a PDF extract as they were typed, by script and reader.

A text is words or a sentence of one script, alone on a page, between English paragraphs, or in an English
sentence. The second figure counts those that the reader is able to extract (see
`tests.extracted_text.readable`). Run: python -m bench.extracted_text [TEXTS] [SEED] [--failures]
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from bench.arguments import numbers
from briefing.render.layout.typesetter import Typesetter
from tests.extracted_text import READERS, SCRIPTS, Sample, extracted, readable, samples, set_pages

_AT_ONCE = 60


def generated(count: int, number: int) -> list[Sample]:
    """Return as many generated samples of each script in turn, the same for a seed."""
    collected: list[Sample] = []

    @seed(number)
    @settings(
        max_examples=count // _AT_ONCE + 1,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(st.tuples(*(samples([SCRIPTS[place % len(SCRIPTS)]]) for place in range(_AT_ONCE))))
    def collect(batch: tuple[Sample, ...]) -> None:
        collected.extend(batch)

    collect()
    return collected[:count]


def main(arguments: Sequence[str] = ()) -> None:
    count, number = numbers(arguments, usual=(1000, 1), smoke=(4, 1))
    equal: Counter[tuple[str, str, bool]] = Counter()
    total: Counter[tuple[str, str, bool]] = Counter()
    every = generated(count, number)
    with tempfile.TemporaryDirectory() as folder:
        typesetter = Typesetter(Path(folder), {})
        for start in range(0, len(every), _AT_ONCE):
            batch = every[start : start + _AT_ONCE]
            texts = extracted(set_pages(typesetter, batch), batch, Path(folder))
            for reader in READERS:
                for sample, text in zip(batch, texts[reader], strict=True):
                    key = (sample.script, reader, readable(sample, reader))
                    total[key] += 1
                    equal[key] += text == sample.expected
                    if text != sample.expected and "--failures" in arguments:
                        print(f"{reader}, {sample}:\n  {text!a}")
    print(f"{count} texts, seed {number}")
    for script in SCRIPTS:
        figures = []
        for reader in READERS:
            able, unable = (script, reader, True), (script, reader, False)
            figures.append(
                f"{reader} {equal[able] + equal[unable]} of {total[able] + total[unable]}"
                f" ({equal[able]} of {total[able]})"
            )
        print(f"  {script:21} {', '.join(figures)}")


if __name__ == "__main__":
    main(sys.argv[1:])
