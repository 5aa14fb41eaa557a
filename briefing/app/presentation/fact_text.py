"""A library fact in words: its Admiralty code, origin, hover card, spoken and copied text."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from briefing.app.i18n import tr
from briefing.app.presentation.grade_text import CONTRADICTED, code_in_words
from briefing.composition.fact_fields import field_words, ungraded_text
from briefing.composition.formatting import STANDINGS, locator
from briefing.composition.printed_dates import edtf
from briefing.model.fact import Fact
from briefing.model.library import Catalogue
from briefing.model.source import Citation


def admiralty_code(fact: Fact, catalogue: Catalogue) -> str:
    """Return reliability and credibility as "B3": the most reliable source cited decides the letter."""
    return f"{catalogue.best_reliability(fact)}{fact.figure}"


def explained_code_of(fact: Fact, catalogue: Catalogue) -> str:
    """Return the code of a fact with its meaning: "C2: C fairly reliable source, 2 probably true"."""
    code = admiralty_code(fact, catalogue)
    return f"{code}: {code_in_words(code)}"


def described_fact(fact: Fact, catalogue: Catalogue) -> str:
    """Return what code, standing and signs of a fact in a list mean."""
    parts = [
        explained_code_of(fact, catalogue),
        tr("standing: {standing}", standing=tr(STANDINGS[fact.standing])),
        ungraded_text(fact, catalogue, "en"),
        code_in_words(CONTRADICTED) if catalogue.contradicting(fact.id) else "",
    ]
    return _joined("; ", parts)


def origin_text(fact: Fact, catalogue: Catalogue) -> str:
    """Return the first publisher, its locator, and how many sources more are cited."""
    if not fact.citations:
        return ""
    first = fact.citations[0]
    name = catalogue.publisher_of(catalogue.sources[first.source_id]).name
    more = len({c.source_id for c in fact.citations}) - 1
    return _joined(" ", [name, locator(first.locator), f"+{more}" if more else ""])


def spoken_fact(fact: Fact, catalogue: Catalogue, *, is_used: bool) -> str:
    """Return what a screen reader says of a fact in the library list."""
    parts = [
        fact.statement,
        tr(STANDINGS[fact.standing]),
        admiralty_code(fact, catalogue),
        ungraded_text(fact, catalogue, "en"),
        tr("in the briefing") if is_used else "",
        tr("contradicted") if catalogue.contradicting(fact.id) else "",
    ]
    return _joined(", ", parts)


def plain_text(fact: Fact, catalogue: Catalogue) -> str:
    """Return the statement with standing, code and sources, to paste into other programs."""
    sources = [
        _joined(
            " ",
            [
                catalogue.publisher_of(catalogue.sources[c.source_id]).name,
                locator(c.locator),
                catalogue.sources[c.source_id].url or "",
            ],
        )
        for c in fact.citations
    ]
    code = admiralty_code(fact, catalogue)
    return f"{fact.statement} [{tr(STANDINGS[fact.standing])}; {code}; {'; '.join(sources)}]"


def citation_text(citation: Citation, fact: Fact, catalogue: Catalogue) -> str:
    """Return a citation as one line, to paste into other programs."""
    source = catalogue.sources[citation.source_id]
    parts = [
        catalogue.publisher_of(source).name,
        source.title or source.description,
        edtf(source.issued, "en"),
        locator(citation.locator),
        source.url or "",
        admiralty_code(fact, catalogue),
    ]
    return _joined(", ", parts)


def card_html(fact: Fact, catalogue: Catalogue) -> str:
    """Return the hover card: the statement, grade and date, every source, what contradicts it."""
    code = admiralty_code(fact, catalogue)
    head = [f"<b>{escape(code)}</b> ({escape(code_in_words(code))})", *map(escape, field_words(fact, "en"))]
    parts = [
        f"<p style='margin:0 0 6px 0'>{escape(fact.statement)}</p>",
        f"<p style='margin:0 0 6px 0'>{_joined(' · ', head)}</p>",
        *(f"<p style='margin:0 0 3px 0'>{line}</p>" for line in _source_lines(fact, catalogue)),
    ]
    others = [catalogue.facts[other] for other in catalogue.contradicting(fact.id)]
    if others:
        parts.append(f"<p style='margin:6px 0 2px 0'><b>{escape(tr('Contradicted by'))}</b></p>")
        parts += [_contradiction(other, catalogue) for other in others]
    return f"<div style='width:420px'>{''.join(parts)}</div>"


def _source_lines(fact: Fact, catalogue: Catalogue) -> Iterator[str]:
    for citation in fact.citations:
        source = catalogue.sources[citation.source_id]
        parts = [
            catalogue.publisher_of(source).name,
            source.description,
            locator(citation.locator),
            edtf(source.issued, "en"),
        ]
        yield f"{catalogue.reliability(source)} — {escape(_joined(', ', parts))}"


def _contradiction(fact: Fact, catalogue: Catalogue) -> str:
    text = f"{fact.statement} ({admiralty_code(fact, catalogue)}, {tr(STANDINGS[fact.standing])})"
    return f"<p style='margin:0 0 3px 0'>{escape(text)}</p>"


def _joined(separator: str, parts: list[str]) -> str:
    return separator.join(part for part in parts if part)
