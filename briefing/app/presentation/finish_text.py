"""The points of the checklist before a briefing becomes final, in words."""

from __future__ import annotations

from briefing.app.i18n import counted, tr
from briefing.review.finish import FinishPoint, PointId, PointState

_FIELDS = {
    "issued": "date on the cover",
    "cut_off": "cut-off date",
    "reference": "reference",
    "prepared": "who prepared it",
    "distribution": "distribution",
    "contact": "contact",
}
_DONE = {
    PointId.MAIN_MESSAGE: "The main message is written.",
    PointId.FINDINGS: "The review has no blocking finding.",
    PointId.GRADES: "All rows are graded.",
    PointId.DATES: "The dates are set.",
    PointId.ISSUE: "The issue block is complete.",
    PointId.PAGES: "The briefing is within its number of pages.",
    PointId.COMMENTS: "No comment is open.",
    PointId.LIBRARY: "The facts are those of the library.",
    PointId.APPROVAL: "An approval is given, or none is required.",
}
_OPEN = {
    PointId.MAIN_MESSAGE: "The main message is missing.",
    PointId.APPROVAL: "The approval is missing, and your organisation requires one.",
}
_UNKNOWN = {
    PointId.FINDINGS: "The review is running.",
    PointId.PAGES: "The pages are being counted.",
    PointId.LIBRARY: "The library is being searched.",
}
_COUNTED = {
    PointId.FINDINGS: ("blocking review finding", "blocking review findings"),
    PointId.GRADES: ("row is not graded", "rows are not graded"),
    PointId.PAGES: ("page too many", "pages too many"),
    PointId.COMMENTS: ("comment is open", "comments are open"),
    PointId.LIBRARY: ("fact is newer in the library", "facts are newer in the library"),
}
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
        return tr(_DONE[point.id])
    if point.state is PointState.UNKNOWN:
        return tr(_UNKNOWN[point.id])
    if point.names:
        return tr("Empty: {fields}.", fields=", ".join(tr(_FIELDS[name]) for name in point.names))
    if point.id in _COUNTED:
        return f"{counted(point.number, *_COUNTED[point.id])}."
    return tr(_OPEN[point.id])


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
