"""Suggest topics for a fact: those that its passage names, and those of other facts on the same article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from briefing.capture.suggested import Suggested
from briefing.model.fact import Fact
from briefing.model.library import Catalogue, Material
from briefing.model.source import Citation
from briefing.review.text.segmentation import Span, stem

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"[^(,]+")
_MOST_OF_ARTICLE = 3
_known: list[tuple[Material, dict[str, tuple[str, ...]]]] = []
"""The topics of the library that was asked for last, each with the stems of its words."""


def suggested_topics(
    passage: str, citation: Citation, treaty_id: str, catalogue: Catalogue
) -> tuple[Suggested[str], ...]:
    """Suggest topics of the library; a fact that was captured before is no reason for its topics alone."""
    named = list(_named(passage, catalogue.material))
    present = {each.value for each in named}
    return (
        *named,
        *(each for each in _of_article(citation, treaty_id, catalogue) if each.value not in present),
    )


def _named(passage: str, material: Material) -> Iterator[Suggested[str]]:
    """Yield the topics all of whose words are in a passage, in some form, in its order."""
    spans: dict[str, Span] = {}
    for match in _WORD.finditer(passage):
        spans.setdefault(stem(match[0]), Span(match.start(), match.end(), match[0]))
    found = [
        Suggested(topic, tuple(spans[each] for each in stems))
        for topic, stems in _stems_of_topics(material).items()
        if all(each in spans for each in stems)
    ]
    yield from sorted(found, key=lambda each: min(span.start for span in each.words))


def _stems_of_topics(material: Material) -> dict[str, tuple[str, ...]]:
    if not _known or _known[0][0] is not material:
        topics = sorted({topic for fact in material.facts for topic in fact.topics})
        _known[:] = [(material, {each: tuple(map(stem, each.split("-"))) for each in topics})]
    return _known[0][1]


def _of_article(citation: Citation, treaty_id: str, catalogue: Catalogue) -> Iterator[Suggested[str]]:
    """Yield the topics that most facts on an article of a source have."""
    article = _article(citation)
    if not article:
        return
    facts = [
        fact
        for fact in catalogue.material.facts
        if fact.treaty_id == treaty_id and _is_on(fact, citation.source_id, article)
    ]
    counts = Counter(topic for fact in facts for topic in fact.topics)
    for topic, count in counts.most_common(_MOST_OF_ARTICLE):
        place = article if article[:1].isalpha() and len(article) > 1 else f"article {article}"
        others = "another fact" if count == 1 else f"{count} other facts"
        yield Suggested(topic, reason=f"{others} on {place}")


def _is_on(fact: Fact, source_id: str, article: str) -> bool:
    return any(each.source_id == source_id and _article(each) == article for each in fact.citations)


def _article(citation: Citation) -> str:
    """Return the article that a citation names, without its paragraph."""
    named = citation.locator.article if citation.locator and citation.locator.article else ""
    match = _NUMBER.match(named)
    return match[0].strip() if match else ""
