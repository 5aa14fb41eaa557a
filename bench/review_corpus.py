"""How the rules of modal drift do on wordings with known faults: precision and recall of each.

The rules were tuned on `tuned` and, afterwards, on `blind`; `held-out` and `unseen` were written apart,
and no rule was tuned on them (`held-out` was looked at again, to take back faults that a mend brought
in). What the first run of each round of `blind` gave stands in that file.
Run: python -m bench.review_corpus [--errors]
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from bench.arguments import is_smoke
from briefing.cli.context import load_reference
from tests.unit.review import corpus


def main(arguments: Sequence[str] = ()) -> None:
    scales = load_reference().scales
    for name in corpus.FILES[-1 if is_smoke(arguments) else 0 :]:
        result = corpus.run(name, corpus.recorded_library(), scales)
        print(f"\n{name}: {result.pairs} pairs of fact and wording")
        print(f"{'rule':24} {'precision':>9} {'recall':>7}   right wrong missed")
        for rule, score in [*result.by_rule.items(), ("all", result.together)]:
            print(
                f"{rule:24} {score.precision:9.2f} {score.recall:7.2f}   "
                f"{score.hits:5} {score.wrong:5} {score.missed:6}"
            )
        if "--errors" in arguments:
            print(*result.errors, sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
