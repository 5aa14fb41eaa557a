"""What is true of every briefing that edits can reach."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from briefing.editing.tree import MAX_SECTION_DEPTH, all_ids, depth
from briefing.model.briefing import (
    Briefing,
    ChartItem,
    Comparison,
    Evidence,
    FactItem,
    Item,
    Judgement,
    OnTreaties,
    Prose,
    Reasoned,
    Table,
)
from briefing.model.library import Catalogue, Material, treaty_citations


def broken_invariants(briefing: Briefing) -> list[str]:
    """A sentence for each invariant that does not hold; an empty list for a sound briefing."""
    return [
        *_ids_are_unique(briefing),
        *_waivers_have_rows(briefing),
        *unsound_items(briefing),
        *_snapshot_resolves(briefing.library),
        *_snapshot_is_exact(briefing),
    ]


def _waivers_have_rows(briefing: Briefing) -> list[str]:
    rows = all_ids(briefing)
    return [
        f"A waiver of '{each.rule_id}' belongs to the row '{each.row_id}', which does not exist."
        for each in briefing.waivers
        if each.row_id and each.row_id not in rows
    ]


def unsound_items(briefing: Briefing) -> list[str]:
    """A sentence for each item whose evidence or content does not hold."""
    return [*_evidence_resolves(briefing), *_content_is_sound(briefing)]


def used_fact_ids(briefing: Briefing) -> set[str]:
    return {item.fact_id for item in briefing.walk_items() if isinstance(item, FactItem)}


def used_treaty_ids(briefing: Briefing) -> set[str]:
    return {
        treaty_id
        for item in briefing.walk_items()
        if isinstance(item, OnTreaties)
        for treaty_id in item.treaty_ids
    }


def evidence_of(item: Item) -> tuple[Evidence, ...]:
    return item.evidence if isinstance(item, Reasoned) else ()


def leaning_on(briefing: Briefing, item_ids: set[str]) -> list[Item]:
    """Items outside `item_ids` that name one of them as evidence."""
    return [
        item
        for item in briefing.walk_items()
        if item.id not in item_ids and any(evidence.item_id in item_ids for evidence in evidence_of(item))
    ]


def _reasons_in_a_circle(briefing: Briefing) -> set[str]:
    """Ids of judgements that rest, over any number of steps, on themselves."""
    rests_on = {item.id: {e.item_id for e in evidence_of(item)} for item in briefing.walk_items()}
    return {start for start in rests_on if start in _reachable(start, rests_on)}


def _reachable(start: str, rests_on: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(rests_on[start])
    while waiting:
        step = waiting.pop()
        if step not in found:
            found.add(step)
            waiting.extend(rests_on.get(step, ()))
    return found


def _ids_are_unique(briefing: Briefing) -> Iterator[str]:
    counts = Counter(all_ids(briefing))
    yield from (
        f"The id '{value_id}' is used {count} times." for value_id, count in counts.items() if count > 1
    )
    reused = counts.keys() & set(briefing.retired)
    yield from (f"The id '{value_id}' was retired and is used again." for value_id in sorted(reused))
    if depth(briefing.sections) > MAX_SECTION_DEPTH:
        yield f"Sections nest more than {MAX_SECTION_DEPTH} levels deep."


def _evidence_resolves(briefing: Briefing) -> Iterator[str]:
    known = {item.id for item in briefing.walk_items()}
    for item in briefing.walk_items():
        named = [evidence.item_id for evidence in evidence_of(item)]
        yield from (
            f"Item '{item.id}' rests on '{missing}', which is not there."
            for missing in named
            if missing not in known
        )
        if len(named) != len(set(named)):
            yield f"Item '{item.id}' names the same evidence twice."
    for item_id in sorted(_reasons_in_a_circle(briefing)):
        yield f"Item '{item_id}' rests on itself."


def _content_is_sound(briefing: Briefing) -> Iterator[str]:
    for item in briefing.walk_items():
        if isinstance(item, Table) and any(len(row) != len(item.columns) for row in item.rows):
            yield f"Table '{item.id}' has a row that is not {len(item.columns)} cells long."
        if isinstance(item, Comparison) and len(set(item.treaty_ids)) < max(2, len(item.treaty_ids)):
            yield f"Comparison '{item.id}' needs two or more different treaties."
        if isinstance(item, ChartItem) and len(set(item.treaty_ids)) < len(item.treaty_ids):
            yield f"Drawing '{item.id}' names a treaty twice."
        if isinstance(item, Judgement | Prose) and not item.text.strip():
            yield f"Item '{item.id}' says nothing."
        if isinstance(item, Judgement) and item.grade and item.grade.credibility is not None:
            yield f"Judgement '{item.id}' cannot carry a credibility."


def _snapshot_resolves(library: Material) -> Iterator[str]:
    catalogue = Catalogue(library)
    for fact in library.facts:
        if fact.treaty_id not in catalogue.treaties:
            yield f"Fact '{fact.id}' belongs to the treaty '{fact.treaty_id}', which is not there."
    cited = {citation.source_id for fact in library.facts for citation in fact.citations}
    cited |= {citation.source_id for treaty in library.treaties for citation in treaty_citations(treaty)}
    cited |= {parent for source in library.sources for parent in source.derives_from}
    yield from (
        f"Source '{missing}' is cited and not there."
        for missing in sorted(cited - catalogue.sources.keys())
    )
    for source in library.sources:
        if source.publisher_id not in catalogue.publishers:
            yield f"Source '{source.id}' has the publisher '{source.publisher_id}', which is not there."


def _snapshot_is_exact(briefing: Briefing) -> Iterator[str]:
    catalogue = Catalogue(briefing.library)
    facts, treaties = used_fact_ids(briefing), used_treaty_ids(briefing)
    missing = sorted((facts - catalogue.facts.keys()) | (treaties - catalogue.treaties.keys()))
    if missing:
        yield from (f"The briefing uses '{value}', which its library does not hold." for value in missing)
        return
    try:
        exact = catalogue.material_for(facts, treaties)
    except KeyError:
        return  # a reference to something missing, already said
    if exact != briefing.library:
        yield "The briefing's library holds more than is used, or not in order."
