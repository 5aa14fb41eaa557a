"""The orders in which the library lists facts. The briefing's own treaties come first in each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum

from briefing.composition.formatting import names_its_division
from briefing.model.edtf import parse_edtf
from briefing.model.fact import Fact
from briefing.model.library import Catalogue


class FactOrder(StrEnum):
    RELEVANCE = "relevance"
    """The best match first; without words to search for, by treaty (`by_treaty`)."""
    ARTICLE = "article"
    DATE = "date"


_Key = tuple[bool, tuple[int, ...]]


def ordered(
    fact_ids: Iterable[str], catalogue: Catalogue, order: FactOrder, own_treaties: Sequence[str]
) -> list[str]:
    """Sort facts that are given by relevance; facts of the briefing's own treaties come first."""
    key = _KEYS.get(order)

    def sort_key(fact_id: str) -> tuple[bool, _Key]:
        fact = catalogue.facts[fact_id]
        return set(own_treaties).isdisjoint(fact.treaty_ids), key(fact) if key else (False, ())

    return sorted(fact_ids, key=sort_key)


def by_treaty(fact_ids: Iterable[str], catalogue: Catalogue, own_treaties: Sequence[str]) -> list[str]:
    """Sort facts by treaty, the briefing's own in their order and then the others."""
    ranks = {treaty_id: rank for rank, treaty_id in enumerate(own_treaties)}
    return sorted(fact_ids, key=lambda fact_id: ranks.get(catalogue.facts[fact_id].treaty_id, len(ranks)))


def _article(fact: Fact) -> _Key:
    """Sort by the numbers of the first article that is cited; annexes and facts without one come last."""
    articles = [each.locator.article for each in fact.citations if each.locator and each.locator.article]
    articles = [each for each in articles if not names_its_division(each)]
    numbers = tuple(int(number) for number in re.findall(r"\d+", articles[0])) if articles else ()
    return not numbers, numbers


def _date(fact: Fact) -> _Key:
    """Sort by the first day that the date may mean; facts without a date come last."""
    return fact.date is None, (parse_edtf(fact.date).earliest.ordinal,) if fact.date else ()


_KEYS: dict[FactOrder, Callable[[Fact], _Key]] = {FactOrder.ARTICLE: _article, FactOrder.DATE: _date}
