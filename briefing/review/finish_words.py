"""The points of the checklist in English sentences, for the command line and as the window's texts."""

from __future__ import annotations

from briefing.review.finish import FinishPoint, PointId, PointState

FIELDS = {
    "issued": "date on the cover",
    "cut_off": "cut-off date",
    "reference": "reference",
    "prepared": "who prepared it",
    "distribution": "distribution",
    "contact": "contact",
}
DONE = {
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
OPEN = {
    PointId.MAIN_MESSAGE: "The main message is missing.",
    PointId.APPROVAL: "The approval is missing, and your organisation requires one.",
}
UNKNOWN = {
    PointId.FINDINGS: "The review is running.",
    PointId.PAGES: "The pages are being counted.",
    PointId.LIBRARY: "The library is being searched.",
}
COUNTED = {
    PointId.FINDINGS: ("blocking review finding", "blocking review findings"),
    PointId.GRADES: ("row is not graded", "rows are not graded"),
    PointId.PAGES: ("page too many", "pages too many"),
    PointId.COMMENTS: ("comment is open", "comments are open"),
    PointId.LIBRARY: ("fact is newer in the library", "facts are newer in the library"),
}


def point_sentence(point: FinishPoint) -> str:
    """Return the state of a point as a sentence."""
    if point.state is PointState.DONE:
        return DONE[point.id]
    if point.state is PointState.UNKNOWN:
        return UNKNOWN[point.id]
    if point.names:
        return f"Empty: {', '.join(FIELDS[name] for name in point.names)}."
    if point.id in COUNTED:
        one, many = COUNTED[point.id]
        return f"{point.number:,} {one if point.number == 1 else many}."
    return OPEN[point.id]
