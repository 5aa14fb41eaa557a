"""The support of each word of the wordings of a briefing, as a table or JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefing.cli.output import print_json, print_message, print_table
from briefing.grading import Scales
from briefing.language.installed import InstalledParses
from briefing.model.briefing import Briefing
from briefing.model.library import Catalogue
from briefing.model.sections import catalogue_of
from briefing.review.alignment import Trace, WordSupport, trace
from briefing.review.context import ReviewContext, ReviewRow


def print_traces(briefing: Briefing, scales: Scales, library: Catalogue, *, as_json: bool) -> None:
    """Print what supports each word of the rows that have a wording of their own."""
    parses = InstalledParses()
    context = ReviewContext(briefing, catalogue_of(briefing.library), scales, library, parses)
    traced = list(_traced(context))
    if as_json:
        print_json([_as_json(row, words, parses.engine) for row, words in traced])
        return
    print_table(
        ("Row", "Word", "Support", "By"),
        [
            (row.item.id if number == 0 else "", row.text[word.start : word.end], word.kind, _basis(word))
            for row, words in traced
            for number, word in enumerate(words.words)
        ],
    )
    missing = sum(len(words.unsupported) for _, words in traced)
    engine = parses.engine or "words alone"
    print_message(f"Wordings: {len(traced)}. Words not in the fact: {missing}. Compared with {engine}.")


def _traced(context: ReviewContext) -> Iterator[tuple[ReviewRow, Trace]]:
    for row in context.rows:
        if row.fact is not None and row.is_own_wording:
            yield row, trace(row.text, row.fact, context)


def _basis(word: WordSupport) -> str:
    return f"(in place of “{word.replaces.text}”)" if word.replaces else word.basis


def _as_json(row: ReviewRow, traced: Trace, engine: str) -> dict[str, Any]:
    words = [
        {
            "start": word.start,
            "end": word.end,
            "word": row.text[word.start : word.end],
            "support": word.kind,
            "by": word.basis,
            "replaces": word.replaces.text if word.replaces else "",
        }
        for word in traced.words
    ]
    fact_id = row.fact.id if row.fact else ""
    return {
        "row_id": row.item.id,
        "fact_id": fact_id,
        "wording": row.text,
        "engine": engine,
        "words": words,
    }
