"""The rows that can be left out, in groups that go together, in the order in which they are proposed.

First rows that no judgement cites, then those with the lowest grade, then the longest. Statements that
contradict each other go together. Judgements are never left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefing.composition.labels import printed_labels
from briefing.grading import Scales, Subject
from briefing.model.briefing import Briefing, FactItem, Graded, Item, Judgement, Prose, Reasoned
from briefing.model.library import Catalogue
from briefing.render.page_budget.proposal import Cut

_SHOWN_CHARACTERS = 90


@dataclass(frozen=True, slots=True)
class CuttableRows:
    """Rows that are left out together.

    `level` is the highest confidence among them, 0 for none; `judgements` are the labels of those that rest
    on one of them, directly or through other rows; `place` counts from the start of the briefing.
    """

    row_ids: tuple[str, ...]
    name: str
    text: str
    level: int
    judgements: tuple[str, ...]
    place: int


def proposals(groups: Iterable[CuttableRows], lines: Mapping[str, int]) -> list[Cut]:
    """Return what can be proposed in its order; `lines` says how many each row takes.

    Rows that take no line free none, so they are not proposed.
    """
    measured = [(group, sum(lines.get(row_id, 0) for row_id in group.row_ids)) for group in groups]
    ordered = sorted(
        (pair for pair in measured if pair[1] > 0),
        key=lambda pair: (bool(pair[0].judgements), pair[0].level, -pair[1], -pair[0].place),
    )
    return [Cut(group.row_ids, group.name, group.text, count, group.judgements) for group, count in ordered]


def cuttable_rows(briefing: Briefing, scales: Scales) -> Iterator[CuttableRows]:
    """Yield the rows that are printed and that can be left out, in reading order."""
    labels = {row_id: printed.label for row_id, printed in printed_labels(briefing).items()}
    catalogue, resting = Catalogue(briefing.library), _resting_judgements(briefing, labels)
    rows = {item.id: item for item in briefing.walk_items() if _can_go(item)}
    places = {row_id: place for place, row_id in enumerate(rows)}
    for group in _groups(rows, catalogue):
        items = [rows[row_id] for row_id in group]
        yield CuttableRows(
            row_ids=tuple(group),
            name=_name([_label(item, labels) for item in items]),
            text=_words(items[0], catalogue),
            level=max(_level(item, briefing.scheme_id, scales) for item in items),
            judgements=tuple(dict.fromkeys(label for row_id in group for label in resting.get(row_id, ()))),
            place=places[group[-1]],
        )


def _can_go(item: Item) -> bool:
    return not item.hidden and not isinstance(item, Judgement)


def _groups(rows: Mapping[str, Item], catalogue: Catalogue) -> Iterator[list[str]]:
    """Yield the rows in groups: facts in contradiction are together, directly or through others."""
    rows_of: dict[str, list[str]] = {}
    for row in rows.values():
        if isinstance(row, FactItem):
            rows_of.setdefault(row.fact_id, []).append(row.id)
    grouped: set[str] = set()
    for row in rows.values():
        if row.id in grouped:
            continue
        group = {row.id}
        if isinstance(row, FactItem):
            disputed = _disputed(row.fact_id, rows_of, catalogue)
            group |= {row_id for fact_id in disputed for row_id in rows_of[fact_id]}
        grouped |= group
        yield [row_id for row_id in rows if row_id in group]


def _disputed(fact_id: str, used: Collection[str], catalogue: Catalogue) -> list[str]:
    """Return a fact that others contradict and all these, directly or through others; else nothing."""
    disputed = [fact_id]
    for each in disputed:
        others = catalogue.contradicting(each)
        disputed += [other for other in others if other in used and other not in disputed]
    return disputed if len(disputed) > 1 else []


def _resting_judgements(briefing: Briefing, labels: Mapping[str, str]) -> dict[str, list[str]]:
    """Return for each row the labels of the judgements shown that rest on it, be it through others."""
    items = {item.id: item for item in briefing.walk_items()}
    resting: dict[str, list[str]] = {}
    for judgement in items.values():
        if not isinstance(judgement, Judgement) or judgement.hidden:
            continue
        waiting = [judgement.id]
        for row_id in waiting:
            item = items[row_id]
            cited = item.evidence if isinstance(item, Reasoned) else ()
            waiting += [piece.item_id for piece in cited if piece.item_id not in waiting]
        for row_id in waiting[1:]:
            resting.setdefault(row_id, []).append(labels[judgement.id])
    return resting


def _level(item: Item, scheme_id: str, scales: Scales) -> int:
    """Return the level of the confidence in a row; 0 where it has no grade."""
    if not isinstance(item, Graded) or item.grade is None or item.grade.confidence is None:
        return 0
    scale = scales.schemes[scheme_id].scale(Subject.CONFIDENCE)
    term = scale.term(item.grade.confidence) if scale else None
    return term.level or 0 if term else 0


def _label(item: Item, labels: Mapping[str, str]) -> str:
    label = labels.get(item.id, "")
    if isinstance(item, FactItem):
        return f"statement {label}"
    return label or "a paragraph"


def _name(names: list[str]) -> str:
    """Return "statements 10, 11 and 13" for several."""
    if len(names) == 1:
        return names[0]
    *others, last = (name.removeprefix("statement ") for name in names)
    return f"statements {', '.join(others)} and {last}"


def _words(item: Item, catalogue: Catalogue) -> str:
    """Return the beginning of a row's words in one line."""
    if isinstance(item, FactItem):
        text = item.wording or catalogue.facts[item.fact_id].statement
    else:
        text = item.text if isinstance(item, Prose | Judgement) else item.caption
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN_CHARACTERS else f"{line[: _SHOWN_CHARACTERS - 1].rstrip()}…"
