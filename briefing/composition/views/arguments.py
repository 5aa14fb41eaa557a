"""The case for each judgement and the questions on it, as a template sees them."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.composition.views.annexes import AnnexFact, SourceView
from briefing.composition.views.references import EvidenceRef, SourceRef
from briefing.composition.views.statements import (
    GradeView,
    ItemView,
    JudgementView,
    Opposed,
    SectionView,
)


@dataclass(frozen=True, slots=True)
class ArgumentStatement:
    """A fact as it is printed by itself.

    `contradicts` names statements printed elsewhere; `answers` are printed below it, because nothing else
    would print them. `label` is empty where the briefing does not use the fact itself.
    """

    kind = "statement"
    row_id: str
    label: str
    anchor: str
    text: str
    direction: str
    standing: str
    grade: GradeView
    refs: tuple[SourceRef, ...]
    origins: str = ""
    superseded: tuple[Opposed, ...] = ()
    contradicts: tuple[EvidenceRef, ...] = ()
    answers: tuple[ArgumentStatement, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A judgement with the statements for and against it.

    Each statement is printed once: `supporting_elsewhere` and `opposing_elsewhere` are printed under an
    earlier judgement, or not in the text at all.
    """

    judgement: JudgementView
    supporting: tuple[ArgumentStatement, ...]
    opposing: tuple[ArgumentStatement, ...]
    supporting_elsewhere: tuple[EvidenceRef, ...]
    opposing_elsewhere: tuple[EvidenceRef, ...]


@dataclass(frozen=True, slots=True)
class Remainder:
    """Items of a section that no judgement rests on."""

    row_id: str
    title: str
    items: tuple[ArgumentStatement | ItemView, ...]


@dataclass(frozen=True, slots=True)
class Argument:
    """Every judgement's case.

    `hidden` are facts that a judgement rests on and that the analyst keeps from the text; `left_out` says
    in words which items are not printed; `sources` are those cited here, and those that they repeat.
    """

    cases: tuple[Case, ...]
    rest: tuple[Remainder, ...]
    hidden: tuple[AnnexFact, ...]
    left_out: str
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class Abridgement:
    """The sections without figures and tables, which are listed apart.

    A judgement rests on each of the `figures`, on none of the `other_figures`. `left_out` names the latter,
    such as "Figure 1 and Table 1"; `sources` are those that the rest cites, and those that they repeat.
    """

    sections: tuple[SectionView, ...]
    figures: tuple[ItemView, ...]
    other_figures: tuple[ItemView, ...]
    left_out: str
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and the words of a judgement that it is asked about."""

    asked: str
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Inquiry:
    """The questions on one judgement."""

    judgement: JudgementView
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Questions:
    """All that may be asked; each of the `contradictions` is statements that cannot all hold."""

    inquiries: tuple[Inquiry, ...]
    contradictions: tuple[tuple[ArgumentStatement, ...], ...]

    def __bool__(self) -> bool:
        return bool(self.inquiries or self.contradictions)
