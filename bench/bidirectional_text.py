"""Compare the printed order of generated sentences of mixed direction with FriBidi's.

Each round draws sentences with bold parts, links and spans, prints them in wide or narrow columns
and compares every line. Run: python -m bench.bidirectional_text [ROUNDS]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.render.layout.typesetter import Typesetter
from tests.integration.render.test_bidirectional_text import check
from tests.visual_order import sentences


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    counted = {"sentences": 0, "rounds": 0}
    with tempfile.TemporaryDirectory() as folder:
        typesetter = Typesetter(Path(folder), {})

        @settings(max_examples=rounds, deadline=None, suppress_health_check=list(HealthCheck))
        @given(
            st.lists(sentences(), min_size=20, max_size=30),
            st.integers(120, 1500),
            st.sampled_from(["start", "center", "end", "justify"]),
        )
        def compared(cases: list[tuple[str, str, str]], width: int, align: str) -> None:
            check(typesetter, cases, width, align)
            counted["sentences"] += len(cases)
            counted["rounds"] += 1

        compared()
    print(f"{counted['sentences']} sentences in {counted['rounds']} rounds have FriBidi's order")


if __name__ == "__main__":
    main()
