"""Invariants: conditions that hold for every briefing that edits can produce."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import singledispatch

from briefing.editing.issuing import comment_problems
from briefing.editing.tree import MAX_SECTION_DEPTH, all_ids, depth, find_item
from briefing.model.briefing import (
    Briefing,
    ChartItem,
    Comparison,
    Evidence,
    FactItem,
    ImageItem,
    Item,
    Judgement,
    Prose,
    Reasoned,
    Section,
    Table,
)
from briefing.model.library import Material, treaty_citations
from briefing.model.remembered import MAX_ROWS, remembered
from briefing.model.sections import (
    catalogue_of,
    contents_of,
    items_with,
    judgements_in,
    rows_in,
    used_fact_ids,
    used_treaty_ids,
)


def broken_invariants(briefing: Briefing) -> list[str]:
    """Return a sentence for each invariant that the briefing breaks; an empty list for a valid one."""
    return [
        *_ids_are_unique(briefing),
        *_waivers_have_rows(briefing),
        *comment_problems(briefing),
        *invalid_items(briefing),
        *_snapshot_resolves(briefing.library),
        *_snapshot_is_exact(briefing),
    ]


def _waivers_have_rows(briefing: Briefing) -> list[str]:
    rows = set(all_ids(briefing))
    return [
        f"A waiver of '{waiver.rule_id}' belongs to the row '{waiver.row_id}', which does not exist."
        for waiver in briefing.waivers
        if waiver.row_id and waiver.row_id not in rows
    ]


def invalid_items(briefing: Briefing) -> list[str]:
    """Return a sentence for each item whose evidence or content is invalid."""
    content = (problem for section in briefing.walk_sections() for problem in _faults_in(section))
    return [*_evidence_resolves(briefing), *message_problems(briefing), *content]


def is_valid_item(briefing: Briefing, item: Item) -> bool:
    """Return whether the evidence and content of an item are valid that was added or changed.

    All other items were valid before. They are not looked at: what they have as evidence is still there,
    and a circle that the change closes goes through the item.
    """
    named = [piece.item_id for piece in evidence_of(item)]
    if any(content_problems(item)) or (named and len(items_with(briefing, set(named))) < len(named)):
        return False
    return not (named and _is_evidence(briefing, item.id) and _items_in_a_circle(briefing))


@remembered(MAX_ROWS, rows_in)
def _faults_in(section: Section) -> tuple[str, ...]:
    return tuple(problem for item in section.items for problem in content_problems(item))


def message_problems(briefing: Briefing) -> Iterator[str]:
    """Yield a sentence for each fault in what the main message names."""
    if briefing.main_message is None:
        return
    judgements = {judgement.id for judgement in judgements_in(briefing)}
    named = briefing.main_message.judgement_ids
    yield from (
        f"The main message names '{missing}', which is not a judgement."
        for missing in named
        if missing not in judgements
    )
    if len(named) != len(set(named)):
        yield "The main message names the same judgement twice."


def evidence_of(item: Item) -> tuple[Evidence, ...]:
    return item.evidence if isinstance(item, Reasoned) else ()


def dependent_items(briefing: Briefing, item_ids: set[str]) -> list[Item]:
    """Return the items outside `item_ids` that name one of them as evidence."""
    return [
        find_item(briefing, resting_id)
        for section in briefing.walk_sections()
        if not _evidence_in(section).isdisjoint(item_ids)
        for resting_id, evidence in _resting_in(section)
        if resting_id not in item_ids and any(piece.item_id in item_ids for piece in evidence)
    ]


def _is_evidence(briefing: Briefing, item_id: str) -> bool:
    """Return whether an item names this one as evidence."""
    return any(item_id in _evidence_in(section) for section in briefing.walk_sections())


def _items_in_a_circle(briefing: Briefing) -> set[str]:
    """Return the ids of items that are, over any number of steps, their own evidence."""
    evidence = {
        item_id: {piece.item_id for piece in pieces}
        for section in briefing.walk_sections()
        for item_id, pieces in _resting_in(section)
    }
    # What rests on nothing is the end of every way through it.
    evidence = {item_id: named & evidence.keys() for item_id, named in evidence.items()}
    return {start for start in evidence if start in _reachable(start, evidence)}


@remembered(MAX_ROWS, rows_in)
def _resting_in(section: Section) -> tuple[tuple[str, tuple[Evidence, ...]], ...]:
    """Return the items of a section that have evidence, with it."""
    return tuple((item.id, evidence) for item in section.items if (evidence := evidence_of(item)))


@remembered(MAX_ROWS, rows_in)
def _evidence_in(section: Section) -> frozenset[str]:
    """Return the ids of all evidence that items of a section have."""
    return frozenset(piece.item_id for _, evidence in _resting_in(section) for piece in evidence)


def _reachable(start: str, evidence: dict[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = list(evidence[start])
    while waiting:
        item_id = waiting.pop()
        if item_id not in reached:
            reached.add(item_id)
            waiting.extend(evidence.get(item_id, ()))
    return reached


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
    known = set[str]().union(*(contents_of(section).positions for section in briefing.walk_sections()))
    for section in briefing.walk_sections():
        for resting_id, evidence in _resting_in(section):
            named = [piece.item_id for piece in evidence]
            yield from (
                f"Item '{resting_id}' names '{missing}' as evidence, which does not exist."
                for missing in named
                if missing not in known
            )
            if len(named) != len(set(named)):
                yield f"Item '{resting_id}' names the same evidence twice."
    for item_id in sorted(_items_in_a_circle(briefing)):
        yield f"Item '{item_id}' is its own evidence, directly or through other items."


@singledispatch
def content_problems(item: Item) -> Iterator[str]:
    """Yield a sentence for each fault in an item's own content, its type's annotations apart."""
    raise TypeError(f"no rule for the content of {type(item).__name__}")


@content_problems.register
def _no_problems(item: FactItem | ImageItem) -> Iterator[str]:  # noqa: ARG001 - one signature
    yield from ()


@content_problems.register
def _judgement_problems(item: Judgement) -> Iterator[str]:
    yield from _text_problems(item)
    if item.grade and item.grade.credibility is not None:
        yield f"Judgement '{item.id}' cannot have a credibility."


@content_problems.register
def _prose_problems(item: Prose) -> Iterator[str]:
    yield from _text_problems(item)


def _text_problems(item: Judgement | Prose) -> Iterator[str]:
    if not item.text.strip():
        yield f"Item '{item.id}' has no text."


@content_problems.register
def _table_problems(item: Table) -> Iterator[str]:
    if any(len(row) != len(item.columns) for row in item.rows):
        yield f"Table '{item.id}' has a row that is not {len(item.columns)} cells long."


@content_problems.register
def _comparison_problems(item: Comparison) -> Iterator[str]:
    if len(set(item.treaty_ids)) < max(2, len(item.treaty_ids)):
        yield f"Comparison '{item.id}' needs two or more different treaties."


@content_problems.register
def _chart_problems(item: ChartItem) -> Iterator[str]:
    if len(set(item.treaty_ids)) < len(item.treaty_ids):
        yield f"Figure '{item.id}' names a treaty twice."


def _snapshot_resolves(library: Material) -> Iterator[str]:
    catalogue = catalogue_of(library)
    for fact in library.facts:
        yield from (
            f"Fact '{fact.id}' belongs to the treaty '{treaty_id}', which is missing."
            for treaty_id in fact.treaty_ids
            if treaty_id not in catalogue.treaties
        )
    cited = {citation.source_id for fact in library.facts for citation in fact.citations}
    cited |= {citation.source_id for treaty in library.treaties for citation in treaty_citations(treaty)}
    cited |= {parent for source in library.sources for parent in source.derives_from}
    yield from (
        f"Source '{missing}' is cited and missing." for missing in sorted(cited - catalogue.sources.keys())
    )
    for source in library.sources:
        if source.publisher_id not in catalogue.publishers:
            yield f"Source '{source.id}' has the publisher '{source.publisher_id}', which is missing."


def _snapshot_is_exact(briefing: Briefing) -> Iterator[str]:
    catalogue = catalogue_of(briefing.library)
    facts, treaties = used_fact_ids(briefing), used_treaty_ids(briefing)
    missing = sorted((facts - catalogue.facts.keys()) | (treaties - catalogue.treaties.keys()))
    if missing:
        yield from (
            f"The briefing uses '{value}', which its library does not contain." for value in missing
        )
        return
    try:
        exact = catalogue.material_for(facts, treaties)
    except KeyError:
        return  # a reference to something missing, which _snapshot_resolves reports
    if exact != briefing.library:
        yield "The briefing's library contains unused material, or is not in order."
