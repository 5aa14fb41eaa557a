"""Compare the printed order of generated text of mixed direction with FriBidi's.

A round of sentences draws some with bold parts, links and spans, prints them in wide or narrow columns and
compares every line. A round of isolates draws paragraphs with isolated parts, within one another too.
Run: python -m bench.bidirectional_text [ROUNDS] [sentences|isolates]
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.arguments import names, numbers
from briefing.render.layout.typesetter import Typesetter
from tests.integration.render.test_bidirectional_text import check, check_isolates
from tests.visual_order import Part, paragraphs_with_isolates, sentences


class _Progress:
    """Count what is compared; report every tenth round."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._compared = self._rounds = 0

    def count(self, number: int) -> None:
        self._compared += number
        self._rounds += 1
        if self._rounds % 10 == 0:
            print(f"  {self}", flush=True)

    def __str__(self) -> str:
        return f"{self._compared} {self._kind} in {self._rounds} rounds"


def compare_sentences(typesetter: Typesetter, rounds: int) -> None:
    progress = _Progress("sentences")

    @settings(max_examples=rounds, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        st.lists(sentences(), min_size=20, max_size=30),
        st.integers(120, 1500),
        st.sampled_from(["start", "center", "end", "justify"]),
    )
    def compared(cases: list[tuple[str, str, str]], width: int, align: str) -> None:
        check(typesetter, cases, width, align)
        progress.count(len(cases))

    compared()
    print(f"{progress} have FriBidi's order")


def compare_isolates(typesetter: Typesetter, rounds: int) -> None:
    progress = _Progress("paragraphs with isolated parts")

    @settings(max_examples=rounds, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(paragraphs_with_isolates(), min_size=20, max_size=30), st.sampled_from(["ltr", "rtl"]))
    def compared(paragraphs: list[list[Part]], direction: str) -> None:
        check_isolates(typesetter, paragraphs, direction)
        progress.count(len(paragraphs))

    compared()
    print(f"{progress} have FriBidi's order, each part alone")


_KINDS: dict[str, Callable[[Typesetter, int], None]] = {
    "sentences": compare_sentences,
    "isolates": compare_isolates,
}


def main(arguments: Sequence[str] = ()) -> None:
    (rounds,) = numbers(arguments, usual=(100,), smoke=(1,))
    with tempfile.TemporaryDirectory() as folder:
        typesetter = Typesetter(Path(folder), {})
        for kind in names(arguments) or _KINDS:
            _KINDS[kind](typesetter, rounds)


if __name__ == "__main__":
    main(sys.argv[1:])
