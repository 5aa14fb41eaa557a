"""What another snapshot of the library changes for the checks of rows."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.model.library import Catalogue, has_other_value
from briefing.model.value import Value


def facts_checked_otherwise(
    before: Catalogue, after: Catalogue, library: Catalogue | None
) -> frozenset[str] | None:
    """Return the ids of the facts of whose rows checks may find something else; None where of any row.

    A check of a row reads the fact, what it cites and names, and the facts with a relation to it. Names and
    statements of all facts count, too, but of the snapshot and the installed `library` together.
    """
    changed = None if library is None else _changed_facts(before, after)
    if library is None or changed is None:
        return None
    versions = (each.facts.get(fact_id) for each in (before, after) for fact_id in changed)
    if any(fact is not None and fact != library.facts.get(fact.id) for fact in versions):
        return None
    near = (each for fact_id in changed for each in (*before.related(fact_id), *after.related(fact_id)))
    return frozenset({*changed, *near})


def _changed_facts(before: Catalogue, after: Catalogue) -> set[str] | None:
    """Return the ids of the facts that are others; None where anything else is another, too."""
    difference = after.difference(before)
    if difference is not None:
        if any(each.treaties or each.publishers or each.actors for each in difference):
            return None
        return {fact.id for each in difference for fact in each.facts}
    if (
        _differ(before.treaties, after.treaties)
        or _differ(before.publishers, after.publishers)
        or _differ(before.actors, after.actors)
        or has_other_value(before.sources, after.sources)
    ):
        return None
    return {
        fact_id
        for fact_id in before.facts.keys() | after.facts.keys()
        if before.facts.get(fact_id) is not after.facts.get(fact_id)
    }


def _differ(before: Mapping[str, Value], after: Mapping[str, Value]) -> bool:
    return before is not after and (before.keys() != after.keys() or has_other_value(before, after))
