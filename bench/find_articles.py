"""Set the treaties of the tests as PDFs, in one column and in two, and count the articles that are found.

PYTHONPATH=. python -m bench.find_articles
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.arguments import is_smoke
from briefing.render.layout.typesetter import Typesetter
from briefing.sources.readers.registry import read_document
from tests.unit.sources.structure.test_divisions import TREATIES, marked

RIGHT_TO_LEFT = ("persian", "arabic", "hebrew")
STYLE = """@page { size: A5; margin: 18mm; @top-center { content: "A running head" }
@bottom-center { content: counter(page) } }
body { font: 10pt "DejaVu Sans", sans-serif; columns: COLUMNS }"""


def main(arguments: Sequence[str] = ()) -> None:
    with tempfile.TemporaryDirectory() as folder:
        typesetter = Typesetter(Path(folder), {})
        if is_smoke(arguments):
            count(typesetter, TREATIES[:1], 1)
            return
        for columns in (1, 2):
            count(typesetter, TREATIES, columns)


def count(typesetter: Typesetter, treaties: Sequence[Path], columns: int) -> None:
    """Print how many articles are found in treaties that are set in so many columns."""
    expected = found = exact = 0
    seconds = 0.0
    for path in treaties:
        text, places = marked(path)
        raw = typesetter.lay_out(_page(path, text, columns)).document.write_pdf()
        started = time.perf_counter()
        divisions = read_document(raw, "treaty.pdf").divisions
        seconds += time.perf_counter() - started
        articles = sum(each.kind == "article" for each in divisions)
        expected += len(places)
        found += articles
        exact += articles == len(places)
        if articles != len(places):
            print(f"  {path.stem}: {articles} instead of {len(places)}")
    print(
        f"{columns} columns: {found} articles found of {expected}; the number is right in {exact} of "
        f"{len(treaties)} treaties; {seconds:.2f} s"
    )


def _page(path: Path, text: str, columns: int) -> str:
    direction = "rtl" if any(name in path.stem for name in RIGHT_TO_LEFT) else "ltr"
    paragraphs = "".join(f"<p>{part.replace(chr(10), '<br>')}</p>" for part in text.split("\n\n"))
    style = STYLE.replace("COLUMNS", str(columns))
    return f'<html dir="{direction}"><style>{style}</style>{paragraphs}</html>'


if __name__ == "__main__":
    main(sys.argv[1:])
