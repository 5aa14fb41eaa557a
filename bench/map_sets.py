"""Draws maps of generated sets of parties, all ISO 3166-1 codes among them, and prints the faults of each.

Each set is drawn twice: the parties alone, and with places and routes. The maps are saved in a folder if
one is given.

python -m bench.map_sets [COUNT [FOLDER]]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bench.arguments import is_smoke, names, numbers
from tests.map_checks import MapOf, every_code, generated_sets

SETS = 50


def main(arguments: Sequence[str] = ()) -> int:
    (count,) = numbers(arguments, usual=(SETS,), smoke=(1,))
    folder = next(map(Path, names(arguments)), None)
    sets = generated_sets(SETS)[1:2] if is_smoke(arguments) else generated_sets(count)
    assert is_smoke(arguments) or {code for codes in sets for code in codes} == set(every_code())
    faulty, started = 0, time.perf_counter()
    for number, codes in enumerate(sets, start=1):
        for with_places in (False, True):
            drawing = MapOf(codes, with_places)
            faults = drawing.faults()
            faulty += bool(faults)
            kind = "with places" if with_places else "parties alone"
            labels = f"{len(drawing.labels)} labels, {len(drawing.numbered())} of them numbers"
            print(f"{number:3} {len(codes):2} {kind:13} {labels}: {'; '.join(faults) or 'no fault'}")
            if folder:
                (folder / f"{number:02}-{with_places:d}.svg").write_text(drawing.svg, encoding="utf-8")
    taken = time.perf_counter() - started
    print(f"{faulty} of {2 * len(sets)} maps have faults, {len(every_code())} codes in all; {taken:.1f} s")
    return 1 if faulty else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
