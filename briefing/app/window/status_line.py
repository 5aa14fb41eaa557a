"""What the title, the status line and the toolbar say of a document."""

from __future__ import annotations

from briefing.app.i18n import counted, tr
from briefing.app.services.document import Document
from briefing.model.briefing import Briefing, FactItem, Graded, Judgement, Status


def counts(briefing: Briefing) -> str:
    """How much there is, how much of it is graded, and up to when it looks."""
    items = list(briefing.walk_items())
    facts = sum(isinstance(item, FactItem) for item in items)
    judgements = sum(isinstance(item, Judgement) for item in items)
    rows = [item for item in items if isinstance(item, Graded)]
    graded = sum(item.grade is not None and bool(item.grade.confidence) for item in rows)
    cut_off = tr("cut-off {day}", day=briefing.cut_off) if briefing.cut_off else tr("no cut-off date")
    said = (
        counted(facts, "fact", "facts"),
        counted(judgements, "judgement", "judgements"),
        tr("{number} of {count} graded", number=graded, count=len(rows)),
        cut_off,
    )
    return "   ·   ".join(said)


def title(document: Document | None) -> str:
    """The project, where Qt puts the asterisk of unsaved changes, and the marking."""
    if document is None:
        return tr("Treaty Briefing")
    return f"{document.name}[*] — {document.briefing.marking} — {tr('Treaty Briefing')}"


def standing(document: Document | None) -> str:
    """Whether the briefing can be changed, and where it is on its way; empty for a draft."""
    if document is None:
        return ""
    if document.held_by:
        return tr("Read-only: open elsewhere")
    names = {
        Status.DRAFT: "",
        Status.IN_REVIEW: tr("In review"),
        Status.FINAL: tr("Final: read-only"),
        Status.SUPERSEDED: tr("Superseded"),
    }
    return names[document.briefing.status]
