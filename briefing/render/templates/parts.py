"""The parts of a document that are filled and laid out one by one, and the other values that pages get."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from briefing.composition.views.document import FOOTNOTES, PrintedBriefing
from briefing.composition.views.statements import JudgementView, SectionView
from briefing.model.briefing import OptionValue
from briefing.model.remembered import Remembered, remembered
from briefing.render.templates import section_division
from briefing.render.templates.loader import Template
from briefing.render.templates.manifest import PartKind, SectionDivision, TemplateSpec

ANYWHERE_PX = 7771.25
"""An `offset_px` for HTML that is laid out anywhere on a page: higher than any page."""
ANYWHERE = str(ANYWHERE_PX)
AFTER_THE_TEXT = "after-the-text"
"""The value of the option `reasoning` with which the reasoning is between the sections and the annexes."""

_MOST_REMEMBERED_ROWS = 5_000
"""Those of the longest briefings, or of some states of shorter ones."""


class Ending(StrEnum):
    """How the end of a part is laid out.

    A part of whose last page only little is taken, with the block that closes the document, is set closer
    (`tight`) where that spares the page. A block that is alone on it all the same gets the last lines of
    the text before (`kept`).
    """

    USUAL = "usual"
    TIGHT = "tight"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class DocumentPart:
    """A stretch of the document that is laid out by itself, such as the front, a section or the annexes.

    With `offset_px` it begins so far below the top of its first page, where the part before it ends, and
    with `notes_px` it ends so far above the foot of that page, for the notes that are there. Where it
    continues a section, `section` has only the rows that are left, and `margin_px` is the margin of the row
    before them.
    `following` are sections that are laid out with it in one go.
    For the front: `overleaf` are the labels of the judgements that are not on the page of the first one,
    known when the front is laid out again; `lists_contents` is true where the document is long enough for a
    table of contents. `omitted` are the ids of elements of the foot for which there is no room. For the
    annexes: `follows_reasoning` is true where the reasoning is a part of its own.
    """

    kind: PartKind
    section: SectionView | None = None
    offset_px: float = 0.0
    following: tuple[DocumentPart, ...] = ()
    overleaf: tuple[str, ...] = ()
    notes_px: float = 0.0
    lists_contents: bool = False
    omitted: tuple[str, ...] = ()
    ending: Ending = Ending.USUAL
    margin_px: float = 0.0
    follows_reasoning: bool = False

    @property
    def is_continued(self) -> bool:
        """Return whether the part before it began its section."""
        return self.section is not None and self.section.is_continued

    @property
    def title(self) -> str:
        return self.section.title if self.section else f"the {self.kind}"


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the table of contents; `page` is empty until the pages are known."""

    number: str
    title: str
    anchor: str
    page: str


@dataclass(frozen=True, slots=True)
class PageFurniture:
    """The page that a header and a footer are filled for.

    On a page beyond those of the template or the page budget, `most` is how many these are; elsewhere 0.
    """

    number: int
    total: int
    landscape: bool
    most: int = 0


def parts(printed: PrintedBriefing, template: Template) -> list[DocumentPart]:
    """Return the document's parts in the template's order; each top-level section is one or more."""
    document_parts: list[DocumentPart] = []
    for kind in template.spec.parts:
        if kind is PartKind.SECTIONS:
            document_parts += _of_sections(printed, template.spec)
        elif _is_printed(kind, printed):
            has_reasoning = kind is PartKind.ANNEXES and PartKind.REASONING in template.spec.parts
            document_parts.append(DocumentPart(kind, follows_reasoning=has_reasoning))
    return document_parts


def _is_printed(kind: PartKind, printed: PrintedBriefing) -> bool:
    """Return whether there is anything in a part that is no section."""
    if kind is PartKind.BACK:
        return bool(printed.options.get("back_page", False))
    if kind is PartKind.REASONING:
        is_after_text = printed.options.get("reasoning") == AFTER_THE_TEXT
        return is_after_text and any(map(_has_reasoning, printed.judgements))
    return True


def _has_reasoning(judgement: JudgementView) -> bool:
    """Return whether more is behind a judgement than is printed with it."""
    return bool(
        (judgement.rationale and judgement.rationale != judgement.why)
        or judgement.assumptions
        or judgement.alternatives
        or judgement.indicators
        or judgement.change_since_last
    )


def with_rows_apart(
    document_parts: Iterable[DocumentPart],
    rows: frozenset[str],
    options: Mapping[str, OptionValue],
    spec: TemplateSpec,
) -> list[DocumentPart]:
    """Return the parts of a document, with a part for each row instead of those with any of these rows.

    Where no rows may be apart, the parts stay as they are.
    """
    if _division(options, spec) is not SectionDivision.ROWS:
        return list(document_parts)
    apart: list[DocumentPart] = []
    for part in document_parts:
        if part.section is None or rows.isdisjoint(_own_rows(part.section)):
            apart.append(part)
            continue
        pieces = section_division.with_rows_apart(part.section, rows)
        apart += [dataclasses.replace(part, section=piece) for piece in pieces[1:] and pieces] or [part]
    return apart


def _of_sections(printed: PrintedBriefing, spec: TemplateSpec) -> list[DocumentPart]:
    division = _division(printed.options, spec)
    parts_of = _parts_of[division]
    return _in_one_go([part for section in printed.sections for part in parts_of(section)], printed.options)


def _divided(division: SectionDivision, section: SectionView) -> tuple[DocumentPart, ...]:
    pieces = section_division.divided(section, division)
    return tuple(DocumentPart(PartKind.SECTIONS, piece) for piece in pieces)


def _weight(section: SectionView) -> int:
    return len(section.items) + sum(map(_weight, section.sections)) + 1


_parts_of: dict[SectionDivision, Remembered[SectionView, tuple[DocumentPart, ...]]] = {
    division: Remembered(partial(_divided, division), _MOST_REMEMBERED_ROWS, _weight)
    for division in SectionDivision
}


@remembered(_MOST_REMEMBERED_ROWS, _weight)
def _own_rows(section: SectionView) -> frozenset[str]:
    """Return the ids of the rows that are in a section, and in none within it."""
    return frozenset(item.row_id for item in section.items)


def _division(options: Mapping[str, OptionValue], spec: TemplateSpec) -> SectionDivision:
    """Return where sections are divided: not where there are notes at the foot of their pages."""
    if not spec.parts_run_on or options.get("notes") == FOOTNOTES:
        return SectionDivision.NEVER
    runs = any(options.get(name.replace("-", "_")) == value for name, value in spec.whole_runs.items())
    return (
        min(spec.sections_divide, SectionDivision.RUNS, key=list(SectionDivision).index)
        if runs
        else spec.sections_divide
    )


def _in_one_go(sections: list[DocumentPart], options: Mapping[str, OptionValue]) -> list[DocumentPart]:
    """Join the sections into one part where they follow one another and have notes at the foot of the page.

    A part that runs on is laid over the page before it: the notes of both would be in the same place.
    """
    if not sections or options.get("notes") != FOOTNOTES or options.get("new_page", True):
        return sections
    return [dataclasses.replace(sections[0], following=tuple(sections[1:]))]
