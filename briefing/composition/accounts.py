"""What a briefing accounts for beside its statements: the evidence matrix, changes, waivers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from briefing.changes import Change, ChangeKind, changes
from briefing.composition import formatting
from briefing.composition.views import document as v
from briefing.grading import Scales, grade_in_words
from briefing.model.briefing import Bearing, Briefing, Item, Judgement
from briefing.model.fact import Fact
from briefing.model.library import Catalogue
from briefing.typography.scripts import text_direction

_HEADINGS = (
    ("Judgements", ("judgement_", "evidence_")),
    ("Facts", ("fact_",)),
)
"""The groups in which changes are told, and how the kinds of each begin."""
_WHAT = {
    ChangeKind.JUDGEMENT_MOVED: "Moved",
    ChangeKind.JUDGEMENT_REWORDED: "Reworded",
    ChangeKind.JUDGEMENT_ADDED: "New",
    ChangeKind.JUDGEMENT_DROPPED: "Dropped",
    ChangeKind.EVIDENCE_CHANGED: "Other evidence",
    ChangeKind.FACT_ADDED: "New",
    ChangeKind.FACT_DROPPED: "Dropped",
    ChangeKind.FACT_REWORDED: "Reworded",
    ChangeKind.FACT_REGRADED: "Regraded",
    ChangeKind.FACT_REFRESHED: "New in the library",
}


class PrintedLabel(Protocol):
    """Where an item is printed."""

    @property
    def label(self) -> str: ...


Places = Mapping[str, PrintedLabel]


def keywords(facts: Iterable[Fact], catalogue: Catalogue) -> tuple[str, ...]:
    """What printed facts are about: their treaties, by names without the comma that parts keywords."""
    treaties = (catalogue.treaties.get(fact.treaty_id) for fact in facts)
    names = (treaty.short_title.replace(",", "") for treaty in treaties if treaty)
    return tuple(dict.fromkeys(names))


def evidence_matrix(
    items: Mapping[str, Item], places: Places, anchor: Callable[[str], str], text: Callable[[Item], str]
) -> v.MatrixView | None:
    """What bears on which judgement, for and against; None where no judgement names evidence."""
    judgements = [
        item for item in items.values() if isinstance(item, Judgement) and item.evidence and not item.hidden
    ]
    bearing = {each.id: {piece.item_id: piece.bearing for piece in each.evidence} for each in judgements}
    used = [item_id for item_id in places if any(item_id in pieces for pieces in bearing.values())]
    if not used:
        return None
    rows = tuple(
        v.MatrixRow(
            label=places[item_id].label,
            anchor=anchor(item_id),
            text=formatting.sentence(text(items[item_id])),
            bearings=tuple(_bearing(bearing[each.id].get(item_id)) for each in judgements),
        )
        for item_id in used
    )
    columns = tuple(v.EvidenceRef(places[each.id].label, anchor(each.id)) for each in judgements)
    return v.MatrixView(columns, rows)


def _bearing(bearing: Bearing | None) -> str:
    return {None: "", Bearing.SUPPORTS: "for", Bearing.CONTRADICTS: "against"}[bearing]


def waivers(briefing: Briefing, places: Places) -> tuple[v.WaiverView, ...]:
    """Findings of the review that the analyst let stand, with the reason."""
    return tuple(
        v.WaiverView(
            rule=each.rule_id.replace("-", " ").capitalize(),
            label=places[each.row_id].label if each.row_id in places else "",
            words=each.words,
            reason=formatting.sentence(each.reason),
            by=each.by,
            on=formatting.day(each.on, briefing.language),
        )
        for each in briefing.waivers
    )


def changes_since(
    earlier: Briefing | None, briefing: Briefing, scales: Scales, places: Places
) -> tuple[v.ChangeGroup, ...]:
    """What changed since the earlier issue, in groups, in the order of the document."""
    if earlier is None:
        return ()
    found = changes(earlier, briefing, lambda each, grade: grade_in_words(grade, each.scheme_id, scales))
    groups = [
        v.ChangeGroup(
            heading, tuple(_change(each, places) for each in found if each.kind.startswith(kinds))
        )
        for heading, kinds in _HEADINGS
    ]
    return tuple(group for group in groups if group.changes)


def _change(change: Change, places: Places) -> v.ChangeView:
    before, after = _as_labels(change.before, places, change), _as_labels(change.after, places, change)
    return v.ChangeView(
        what=_WHAT[change.kind],
        label=places[change.row_id].label if change.row_id in places else "",
        text=formatting.sentence(change.text),
        direction=text_direction(change.text),
        before=formatting.sentence(before) if before else "",
        after=formatting.sentence(after) if after and change.after != change.text else "",
        reason=formatting.sentence(change.reason) if change.reason else "",
    )


def _as_labels(text: str, places: Places, change: Change) -> str:
    """Evidence is told by the numbers that the reader sees."""
    if change.kind is not ChangeKind.EVIDENCE_CHANGED:
        return text
    said = []
    for piece in text.split(", "):
        item_id, _, bearing = piece.partition(" ")
        label = places[item_id].label if item_id in places else "a row no longer used"
        said.append(
            f"{label} {'against' if bearing == Bearing.CONTRADICTS else 'for'}" if bearing else piece
        )
    return ", ".join(said)
