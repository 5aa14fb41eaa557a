"""Changes since the earlier issue of a briefing, in the words and labels of the new one."""

from __future__ import annotations

from briefing.changes import Change, ChangeKind, changes
from briefing.composition import formatting
from briefing.composition.labels import Labels
from briefing.composition.views.annexes import ChangeGroup, ChangeView
from briefing.grading import Scales, grade_in_words
from briefing.model.briefing import Bearing, Briefing
from briefing.typography.scripts import text_direction

_HEADINGS = (
    ("Judgements", ("judgement_", "evidence_")),
    ("Facts", ("fact_",)),
)
"""The groups of changes, and how the ids of the kinds in each begin."""
_TERMS = {
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


def change_log(
    earlier: Briefing | None, briefing: Briefing, scales: Scales, labels: Labels
) -> tuple[ChangeGroup, ...]:
    """List what changed since the earlier issue, if there is one, by group and in reading order."""
    if earlier is None:
        return ()
    differences = changes(
        earlier, briefing, lambda issue, grade: grade_in_words(grade, issue.scheme_id, scales)
    )
    groups = [
        ChangeGroup(
            heading,
            tuple(_change(change, labels) for change in differences if change.kind.startswith(kinds)),
        )
        for heading, kinds in _HEADINGS
    ]
    return tuple(group for group in groups if group.changes)


def _change(change: Change, labels: Labels) -> ChangeView:
    before, after = _with_labels(change.before, labels, change), _with_labels(change.after, labels, change)
    return ChangeView(
        what=_TERMS[change.kind],
        label=labels[change.row_id].label if change.row_id in labels else "",
        text=formatting.sentence(change.text),
        direction=text_direction(change.text),
        before=formatting.sentence(before) if before else "",
        after=formatting.sentence(after) if after and change.after != change.text else "",
        reason=formatting.sentence(change.reason) if change.reason else "",
    )


def _with_labels(text: str, labels: Labels, change: Change) -> str:
    """Replace the item ids of changed evidence by the labels that the reader sees."""
    if change.kind is not ChangeKind.EVIDENCE_CHANGED:
        return text
    return ", ".join(_piece(piece, labels) for piece in text.split(", "))


def _piece(piece: str, labels: Labels) -> str:
    item_id, _, bearing = piece.partition(" ")
    if not bearing:
        return piece
    label = labels[item_id].label if item_id in labels else "a row no longer used"
    return f"{label} {'against' if bearing == Bearing.CONTRADICTS else 'for'}"
