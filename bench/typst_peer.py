"""The same statements set by Typst, compiled again after each change: the peer of the preview.

Typst keeps what it laid out in memory and lays out what changed. The package `typst` is not among the
dependencies of the program: without it a benchmark says so and goes on.
"""

from __future__ import annotations

import contextlib
import importlib
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.long_documents import Statement

MISSING = "Typst is not compared: the package is not installed (pip install -r requirements/bench.txt)."
_HEAD = """\
#set page(paper: "a4", margin: (x: 2.4cm, y: 2.6cm), numbering: "1 / 1")
#set page(header: [TLP:GREEN #h(1fr) A briefing])
#set text(size: 10pt, lang: "en")
#set par(justify: true)
#set heading(numbering: "1.")
#outline()
#let row(name, confidence, sources, body) = {
  grid(columns: (1.2cm, 1fr, 2.2cm), column-gutter: 4mm, strong(name),
    [#body \\ #text(size: 8pt, sources)], emph(confidence))
  v(4mm)
}
"""


class TypstDocument:
    """A document of some sections of statements, whose compiler stays warm."""

    def __init__(self, compiler: Any, path: Path, sections: Sequence[Sequence[Statement]]) -> None:
        self._compiler, self._path, self._sections = compiler, path, sections

    def lay_out_ms(self, row: str = "", text: str = "") -> float:
        """Return the milliseconds of a layout with another text in a row, without a PDF."""
        self._write(row, text)
        began = time.perf_counter()
        self._compiler.query("heading")
        return (time.perf_counter() - began) * 1000

    def compile_ms(self, row: str = "", text: str = "") -> float:
        """Return the milliseconds of a layout with another text in a row and of the PDF."""
        self._write(row, text)
        began = time.perf_counter()
        self._compiler.compile(format="pdf")
        return (time.perf_counter() - began) * 1000

    def pages(self) -> int:
        pages = self._compiler.compile(format="svg")
        return len(pages) if isinstance(pages, list) else 1

    def _write(self, row: str, text: str) -> None:
        parts = [_HEAD]
        for number, statements in enumerate(self._sections):
            parts.append(f"= {_quoted(f'What is known of matter {number}')}\n")
            parts += [
                f"#row({_string(each.row)}, {_string(each.confidence)}, {_string(each.sources)}, "
                f"{_quoted(text if each.row == row else each.text)})\n"
                for each in statements
            ]
        self._path.write_text("\n".join(parts), encoding="utf-8")


@contextlib.contextmanager
def typst_document(sections: Sequence[Sequence[Statement]]) -> Iterator[TypstDocument | None]:
    """Yield a document that is not yet compiled, or None without the package."""
    try:
        typst: Any = importlib.import_module("typst")
    except ImportError:
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document.typ"
        path.write_text(_HEAD, encoding="utf-8")
        yield TypstDocument(typst.Compiler(str(path)), path, sections)


def _string(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _quoted(text: str) -> str:
    """Return content that is this text, whatever characters it has."""
    return f"[#{_string(text)}]"
