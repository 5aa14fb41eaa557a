"""Facts of a briefing that differ from the installed library."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefing.editing import RefreshFact
from briefing.model.briefing import Briefing, FactItem
from briefing.model.fact import Fact
from briefing.model.library import Catalogue
from briefing.model.sections import catalogue_of


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
    own = catalogue_of(briefing.library)
    others = {source_id for source_id in own.sources if _is_other(source_id, own, library)}
    used = dict.fromkeys(item.fact_id for item in briefing.walk_items() if isinstance(item, FactItem))
    result = []
    for fact_id in used:
        if fact_id not in library.facts:
            continue
        fact, latest = own.facts[fact_id], library.facts[fact_id]
        if fact != latest or any(citation.source_id in others for citation in fact.citations):
            result.append(NewerFact(fact, latest, RefreshFact(fact_id=fact_id), own))
    return result


def _is_other(source_id: str, own: Catalogue, library: Catalogue) -> bool:
    """Return whether a source or its publisher is another in the library, or is not there."""
    source, latest = own.sources[source_id], library.sources.get(source_id)
    return source != latest or own.publisher_of(source) != library.publishers.get(source.publisher_id)
