"""The points of the checklist before a briefing becomes final, in words."""

from __future__ import annotations

from briefing.app.i18n import counted, tr
from briefing.review.finish import FinishPoint, PointId, PointState
from briefing.review.finish_words import COUNTED, DONE, FIELDS, OPEN, UNKNOWN

_ACTIONS = {
    PointId.MAIN_MESSAGE: "Write it…",
    PointId.FINDINGS: "Show findings",
    PointId.GRADES: "Go to the first",
    PointId.DATES: "Set dates…",
    PointId.ISSUE: "Fill in…",
    PointId.PAGES: "Show pages",
    PointId.COMMENTS: "Show comments",
    PointId.LIBRARY: "Show facts…",
    PointId.APPROVAL: "Approve…",
}


def point_text(point: FinishPoint) -> str:
    """Return the state of a point as a sentence."""
    if point.state is PointState.DONE:
        return tr(DONE[point.id])
    if point.state is PointState.UNKNOWN:
        return tr(UNKNOWN[point.id])
    if point.names:
        return tr("Empty: {fields}.", fields=", ".join(tr(FIELDS[name]) for name in point.names))
    if point.id in COUNTED:
        return f"{counted(point.number, *COUNTED[point.id])}."
    return tr(OPEN[point.id])


def point_action(point: FinishPoint) -> str:
    """Return the text of the button that leads to the place of a point."""
    return tr(_ACTIONS[point.id])


def state_text(state: PointState) -> str:
    """Return the word for the state of a point, for readers who do not see its icon."""
    words = {
        PointState.DONE: tr("Done"),
        PointState.OPEN: tr("Open"),
        PointState.BLOCKING: tr("Needed"),
        PointState.UNKNOWN: tr("Not known yet"),
    }
    return words[state]
