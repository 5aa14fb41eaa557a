"""The main message and the source summary as a template sees them."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.composition.views.references import EvidenceRef
from briefing.composition.views.statements import GradeView


@dataclass(frozen=True, slots=True)
class MainMessageView:
    """The conclusion of the whole briefing in a sentence.

    `drawn_from` are the judgements that it draws on; `grade` is that of the one with the lowest confidence,
    or None where it names none or the scheme has no confidence.
    """

    text: str
    direction: str
    drawn_from: tuple[EvidenceRef, ...]
    grade: GradeView | None


@dataclass(frozen=True, slots=True)
class SourceSummaryView:
    """How many and how good the sources are as a whole (ICD 206): counted by the program.

    `remark` is the author's own sentence, by paragraph; `remark_direction` is that of its text.
    """

    text: str
    remark: tuple[str, ...]
    remark_direction: str
