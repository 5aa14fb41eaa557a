"""Draws maps of generated sets of parties, all ISO 3166-1 codes among them, and prints the faults of each.

python -m bench.map_sets [COUNT]
"""

from __future__ import annotations

import sys
import time

from tests.map_checks import MapOf, every_code, generated_sets


def main(count: int) -> int:
    sets = generated_sets(count)
    assert {code for codes in sets for code in codes} == set(every_code())
    faulty, started = 0, time.perf_counter()
    for number, codes in enumerate(sets, start=1):
        faults = MapOf(codes).faults()
        faulty += bool(faults)
        print(f"{number:3} {len(codes):2} parties: {'; '.join(faults) or 'no fault'}")
    taken = time.perf_counter() - started
    print(f"{faulty} of {count} maps have faults, {len(every_code())} codes in all; {taken:.1f} s")
    return 1 if faulty else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 50))
