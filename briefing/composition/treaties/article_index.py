"""The statements of a briefing by the article or the topic of a treaty that they speak of."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from briefing.composition.views.references import FactLink
from briefing.model.fact import Fact
from briefing.model.terms import ObligationKind

Path = tuple[str, ...]
"""An article as steps inwards: 3(4) is ("3", "4")."""

TOPICS: dict[ObligationKind, frozenset[str]] = {
    **{kind: frozenset({str(kind).replace("_", "-")}) for kind in ObligationKind},
    ObligationKind.DEFENCE: frozenset({"defence", "mutual-defence"}),
}
"""The topics of facts that speak of an obligation by their own name."""

APART = {
    "att": "annex", "appendix": "appendix", "schedule": "schedule", "protocol": "protocol",
    "chp": "chapter", "part": "part", "title": "title",
}  # fmt: skip
"""The words of divisions that count apart from the articles, by the first component of their eIds."""

_SEVERAL = re.compile(r"[,;]|\band\b")
_WORDS_FOR_ARTICLE = frozenset({"art", "arts", "article", "articles", "para", "paragraph", "sec", "nn"})


def paths(article: str) -> tuple[Path, ...]:
    """Read the articles that a text names: "art. 3(4)" is one, "3, 5(1)" are two."""
    named = (
        tuple(step for step in re.findall(r"[^\W_]+", part.lower()) if step not in _WORDS_FOR_ARTICLE)
        for part in _SEVERAL.split(article)
    )
    return tuple(path for path in named if path)


def path_of_division(eid: str, number: str | None) -> Path:
    """Return a division's path by its number, else by its Akoma Ntoso eId.

    Annexes, protocols and chapters count their numbers apart from the articles of the treaty.
    """
    first, *inner = (step.partition("_") for step in eid.split("__"))
    if first[0] in APART:
        own = _steps(number) if number and not inner else _steps(first[2])
        return (APART[first[0]], *own, *(step for _, _, text in inner for step in _steps(text)))
    named = paths(number) if number else ()
    return named[0] if named else next(iter(paths(eid.replace("_", " "))), ())


def _steps(number: str) -> Path:
    return tuple(re.findall(r"[^\W_]+", number.lower()))


@dataclass(frozen=True, slots=True)
class _ArticleStatement:
    fact: Fact
    link: FactLink
    paths: frozenset[Path]


class ArticleStatements:
    """The facts that a briefing prints, found by the article or the topic that they speak of."""

    def __init__(self, printed: Iterable[tuple[Fact, FactLink]]) -> None:
        self._all = [_ArticleStatement(fact, link, _named(fact)) for fact, link in printed]

    def on_article(self, treaty_id: str, path: Path, finer: Collection[Path]) -> tuple[FactLink, ...]:
        """Those that cite the article or a part of it that is not among the `finer` ones.

        A statement on 3 is not one on 3(4); one on 3(4) belongs to 3 where 3(4) is not listed.
        """
        return tuple(
            statement.link
            for statement in self._all
            if statement.fact.treaty_id == treaty_id
            and any(path == _home(cited, {path, *finer}) for cited in statement.paths)
        )

    def on_topics(self, treaty_id: str, topics: Collection[str]) -> tuple[FactLink, ...]:
        return tuple(
            statement.link
            for statement in self._all
            if treaty_id in statement.fact.treaty_ids and not set(topics).isdisjoint(statement.fact.topics)
        )


def _named(fact: Fact) -> frozenset[Path]:
    return frozenset(
        path
        for citation in fact.citations
        if citation.locator and citation.locator.article
        for path in paths(citation.locator.article)
    )


def _home(cited: Path, listed: Collection[Path]) -> Path | None:
    """Return the narrowest of the listed articles that contains the one cited."""
    holding = [path for path in listed if path and cited[: len(path)] == path]
    return max(holding, key=len, default=None)
