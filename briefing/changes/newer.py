"""Facts of a briefing that differ from the installed library."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefing.editing import RefreshFact
from briefing.model.briefing import Briefing, FactItem
from briefing.model.fact import Fact
from briefing.model.library import Catalogue


@dataclass(frozen=True, slots=True)
class NewerFact:
    """A fact as in the briefing and as in the library, and the edit that updates the briefing.

    `catalogue` is the briefing's own copy of the library.
    """

    in_briefing: Fact
    in_library: Fact
    edit: RefreshFact
    catalogue: Catalogue = field(compare=False)


def newer_in(briefing: Briefing, library: Catalogue) -> list[NewerFact]:
    """List the facts in use that differ from the library, or whose sources do, in the order of rows."""
    own = Catalogue(briefing.library)
    used = dict.fromkeys(item.fact_id for item in briefing.walk_items() if isinstance(item, FactItem))
    result = []
    for fact_id in used:
        if fact_id not in library.facts:
            continue
        fact, latest = own.facts[fact_id], library.facts[fact_id]
        if fact != latest or _sources(own, fact) != _sources(library, latest):
            result.append(NewerFact(fact, latest, RefreshFact(fact_id=fact_id), own))
    return result


def _sources(catalogue: Catalogue, fact: Fact) -> list[object]:
    cited = [catalogue.sources[citation.source_id] for citation in fact.citations]
    return [*cited, *(catalogue.publisher_of(source) for source in cited)]
