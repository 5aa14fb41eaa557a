"""Compare the pages of a preview after generated changes with those of a first preview and with the PDF.

More than the suite tries: python -m bench.kept_pages [ROUNDS]
"""

from __future__ import annotations

import sys

from hypothesis import HealthCheck, given, settings

from tests.live_pages import STEPS_IN_TURN, Step, check_live_pages


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    lengths = list[int]()

    @settings(max_examples=rounds, deadline=None, suppress_health_check=list(HealthCheck))
    @given(STEPS_IN_TURN)
    def compared(steps: list[Step]) -> None:
        check_live_pages(steps)
        lengths.append(len(steps))

    compared()
    print(f"{len(lengths)} rounds, {sum(lengths)} changes: the pages are the same")


if __name__ == "__main__":
    main()
