"""Prose: docstrings in the imperative, and plain technical English in code and interface."""

from __future__ import annotations

import re

from tests import ROOT
from tests.architecture.source import docstrings, prose_lines, python_files

FREE_RELATIVE = re.compile(r"(What|Who|Whose|Whether|How|Where|When|Which|Why)\b")
MOST_FREE_RELATIVES = 0.02
AVOIDED = re.compile(
    r"\b(anew|mend|mends|mended|mending|told|stands?|stood|in hand|lets? go of|put away|lean(s|ed)? on"
    r"|by now|what came of)\b",
    re.IGNORECASE,
)
"""Words of a private dialect, for which Qt, PDF or the domain have a term (docs/developer/style.md)."""
MOST_AVOIDED_PER_10_000 = 2.0
STYLE = ROOT / "docs" / "developer" / "style.md"
"""Lists the words that are avoided."""


def test_few_docstrings_open_with_a_free_relative_clause() -> None:
    every = list(docstrings())
    free = [each.place for each in every if FREE_RELATIVE.match(each.text)]
    assert len(free) <= MOST_FREE_RELATIVES * len(every), free


def test_comments_docstrings_and_texts_are_plain_technical_english() -> None:
    words, avoided = 0, []
    for path in python_files():
        for place, line in prose_lines(path):
            words += len(line.split())
            avoided += [f"{place}: {match[0]}" for match in AVOIDED.finditer(line)]
    assert len(avoided) <= MOST_AVOIDED_PER_10_000 * words / 10_000, "\n".join(avoided)


def test_the_documentation_is_plain_technical_english() -> None:
    pages = {*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")} - {STYLE}
    texts = {page.name: page.read_text(encoding="utf-8") for page in pages}
    avoided = [f"{name}: {match[0]}" for name, text in texts.items() for match in AVOIDED.finditer(text)]
    words = sum(len(text.split()) for text in texts.values())
    assert len(avoided) <= MOST_AVOIDED_PER_10_000 * words / 10_000, "\n".join(avoided)
