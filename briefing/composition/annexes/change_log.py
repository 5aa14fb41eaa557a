"""Changes since the earlier issue of a briefing, in the words and labels of the new one."""

from __future__ import annotations

from briefing.changes import Change, ChangeKind, changes
from briefing.composition import formatting
from briefing.composition.labels import Labels
from briefing.composition.phrases import Phrases, phrases_in
from briefing.composition.rows import RowIndex
from briefing.composition.views.annexes import ChangeGroup, ChangeView
from briefing.grading import Scales, grade_in_words
from briefing.model.briefing import Bearing, Briefing, FactItem
from briefing.typography.scripts import text_direction

_HEADINGS = (
    ("heading.judgements", ("message_", "judgement_", "evidence_")),
    ("heading.facts", ("fact_",)),
)
"""The phrases that head the groups of changes, and how the ids of the kinds in each begin."""
_TERMS = {
    ChangeKind.MESSAGE_CHANGED: "change.message",
    ChangeKind.JUDGEMENT_MOVED: "change.moved",
    ChangeKind.JUDGEMENT_REWORDED: "change.reworded",
    ChangeKind.JUDGEMENT_ADDED: "change.new",
    ChangeKind.JUDGEMENT_DROPPED: "change.dropped",
    ChangeKind.EVIDENCE_CHANGED: "change.evidence",
    ChangeKind.FACT_ADDED: "change.new",
    ChangeKind.FACT_DROPPED: "change.dropped",
    ChangeKind.FACT_REWORDED: "change.reworded",
    ChangeKind.FACT_REGRADED: "change.regraded",
    ChangeKind.FACT_REFRESHED: "change.refreshed",
}


def change_log(
    earlier: Briefing | None, briefing: Briefing, scales: Scales, rows: RowIndex
) -> tuple[ChangeGroup, ...]:
    """List what changed since the earlier issue, if there is one, by group and in reading order."""
    if earlier is None:
        return ()
    phrases = phrases_in(briefing.language)
    differences = changes(
        earlier, briefing, lambda issue, grade: grade_in_words(grade, issue.scheme_id, scales)
    )
    groups = [
        ChangeGroup(
            phrases(heading),
            tuple(
                _change(change, rows, phrases) for change in differences if change.kind.startswith(kinds)
            ),
        )
        for heading, kinds in _HEADINGS
    ]
    return tuple(group for group in groups if group.changes)


def _change(change: Change, rows: RowIndex, phrases: Phrases) -> ChangeView:
    labels = rows.labels
    before, after = (_with_labels(text, labels, change, phrases) for text in (change.before, change.after))
    return ChangeView(
        what=phrases(_TERMS[change.kind]),
        label=labels[change.row_id].label if change.row_id in labels else "",
        text=_text(change, rows),
        direction=text_direction(change.text),
        before=formatting.sentence(before) if before else "",
        after=formatting.sentence(after) if after and change.after != change.text else "",
        reason=formatting.sentence(change.reason) if change.reason else "",
        anchor=rows.anchor(change.row_id) if change.row_id in rows.items else "",
    )


def _text(change: Change, rows: RowIndex) -> str:
    """Return the text of the row; before a statement the name of its treaty, as it is printed."""
    item, text = rows.items.get(change.row_id), formatting.sentence(change.text)
    if isinstance(item, FactItem) and rows.text(item).endswith(text):
        return rows.text(item)
    return text


def _with_labels(text: str, labels: Labels, change: Change, phrases: Phrases) -> str:
    """Replace the item ids of changed evidence or of a main message by the labels that the reader sees."""
    if change.kind is ChangeKind.MESSAGE_CHANGED and change.text not in {change.before, change.after}:
        ids = text.split(", ") if text else []
        named = [
            labels[item_id].label if item_id in labels else phrases("change.unused_row") for item_id in ids
        ]
        return phrases("message.draws_on", judgements=formatting.joined(named)) if named else ""
    if change.kind is not ChangeKind.EVIDENCE_CHANGED:
        return text
    return ", ".join(_piece(piece, labels, phrases) for piece in text.split(", "))


def _piece(piece: str, labels: Labels, phrases: Phrases) -> str:
    item_id, _, bearing = piece.partition(" ")
    if not bearing:
        return piece
    label = labels[item_id].label if item_id in labels else phrases("change.unused_row")
    against = bearing == Bearing.CONTRADICTS
    return phrases("change.evidence_against" if against else "change.evidence_for", row=label)
