"""Compare the pages of a preview after generated changes with those of a first preview and with the PDF.

More than the suite tries: python -m bench.kept_pages [ROUNDS [SEED]]; the same seed gives the same changes.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence

from hypothesis import HealthCheck, given, seed, settings

from bench.arguments import is_smoke, numbers
from briefing.editing import HideItem
from tests.live_pages import STEPS_IN_TURN, InTemplate, Step, check_live_pages


def main(arguments: Sequence[str] = ()) -> None:
    if is_smoke(arguments):
        check_live_pages([HideItem(item_id="f2")], InTemplate("one-page"))
        return
    rounds, chosen = numbers(arguments, usual=(60, random.getrandbits(31)), smoke=(1, 1))
    lengths = list[int]()

    @seed(chosen)
    @settings(max_examples=rounds, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(STEPS_IN_TURN)
    def compared(steps: list[Step]) -> None:
        check_live_pages(steps)
        lengths.append(len(steps))

    compared()
    print(f"{len(lengths)} rounds, {sum(lengths)} changes from seed {chosen}: the pages are the same")


if __name__ == "__main__":
    main(sys.argv[1:])
