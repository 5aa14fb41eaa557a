"""Pages and the empty space at their foot, for briefings of all sizes in all templates.

Run as ``python -m bench.page_fill [template …]``. Prints for each document its number of pages and each
page but the last that is more than a quarter empty; ends with an error where there is one.
"""

from __future__ import annotations

import sys

from briefing.errors import RenderError
from briefing.render import load_templates
from tests.page_fill import filled
from tests.sized_briefings import SIZES, generated, in_template

GENERATED = 10
PAPERS = ("A4", "Letter")


def main() -> None:
    templates = load_templates()
    subjects = {
        **{name: make() for name, make in SIZES.items()},
        **{f"seed {n}": generated(n) for n in range(GENERATED)},
    }
    failures = 0
    for name in sys.argv[1:] or sorted(templates):
        for subject, briefing in subjects.items():
            for paper in PAPERS if subject in SIZES else PAPERS[:1]:
                try:
                    document = filled(in_template(briefing, name, paper=paper), templates[name])
                except RenderError as error:
                    print(f"{name}, {subject}, {paper}: refused: {error.problems[0]}")
                    continue
                empty = [f"{page.number}: {page.blank:.0%}" for page in document.too_empty]
                print(
                    f"{name}, {subject}, {paper}: {len(document.pages)} pages", "; ".join(empty), sep="  "
                )
                failures += bool(empty)
    sys.exit(f"{failures} documents have pages that are too empty." if failures else 0)


if __name__ == "__main__":
    main()
