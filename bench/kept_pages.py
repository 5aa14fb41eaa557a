"""Compare pages of a typesetter that laid out earlier states of a briefing with those of a new one.

Edits are generated, more than the suite tries: python -m bench.kept_pages [ROUNDS]
"""

from __future__ import annotations

import sys

from hypothesis import HealthCheck, given, settings

from briefing.editing import Edit
from briefing.render import load_templates
from tests.integration.render.test_worker import EDITS_IN_TURN, check_kept_pages


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    assessment = load_templates()["assessment"]
    lengths = list[int]()

    @settings(max_examples=rounds, deadline=None, suppress_health_check=list(HealthCheck))
    @given(EDITS_IN_TURN)
    def compared(edits: list[Edit]) -> None:
        check_kept_pages(assessment, edits)
        lengths.append(len(edits))

    compared()
    print(f"{len(lengths)} rounds, {sum(lengths)} edits: the pages are the same")


if __name__ == "__main__":
    main()
