"""Pages and the empty space at their foot, for briefings of all sizes in all templates.

Run as ``python -m bench.page_fill [template …]``. Prints for each document its number of pages and each
page but the last that is more than a quarter empty; ends with an error where there is one.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from bench.arguments import is_smoke, names
from briefing.errors import RenderError
from briefing.model.briefing import Briefing
from briefing.render import load_templates
from tests.page_fill import filled
from tests.sized_briefings import SIZES, generated, in_template

GENERATED = 10
SMALLEST = "six facts"
PAPERS = ("A4", "Letter")


def _subjects(*, is_smoke: bool) -> Iterator[tuple[str, Briefing]]:
    if is_smoke:
        yield SMALLEST, SIZES[SMALLEST]()
        return
    yield from ((name, make()) for name, make in SIZES.items())
    yield from ((f"seed {number}", generated(number)) for number in range(GENERATED))


def main(arguments: Sequence[str] = ()) -> None:
    templates = load_templates()
    subjects = dict(_subjects(is_smoke=is_smoke(arguments)))
    papers = PAPERS[:1] if is_smoke(arguments) else PAPERS
    failures = 0
    for name in names(arguments) or sorted(templates)[: 1 if is_smoke(arguments) else None]:
        for subject, briefing in subjects.items():
            for paper in papers if subject in SIZES else PAPERS[:1]:
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
    main(sys.argv[1:])
