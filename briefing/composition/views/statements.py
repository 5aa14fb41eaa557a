"""Sections and their items as a template sees them: facts, judgements, prose, images, tables, charts."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.composition import formatting
from briefing.composition.views.references import EvidenceRef, SourceRef


@dataclass(frozen=True, slots=True)
class GradeView:
    """The grade of a statement.

    `code` is the Admiralty pair of the best source cited and the information, such as "B2"; `confidence` is
    empty where the analyst has given none, with `level` 0 of `levels`, drawn as `shape`; `factors` says
    what the confidence is made of, such as "information base: strong".
    `band_start` and `band_width` are the range of the likelihood in percent of a strip from 0 to 100; the
    width is 0 where there is none.
    """

    code: str
    confidence: str
    level: int
    levels: int
    likelihood: str
    likelihood_range: str
    shape: str
    factors: str
    band_start: float = 0.0
    band_width: float = 0.0


@dataclass(frozen=True, slots=True)
class Opposed:
    """A fact that contradicts or supersedes another.

    `label` is its paragraph where the briefing uses it itself; `absorbed` means that it is shown here and
    not again in its own place, `repeated` that both are above next to each other.
    """

    text: str
    direction: str
    standing: str
    grade: GradeView
    refs: tuple[SourceRef, ...]
    label: str
    anchor: str
    row_id: str
    absorbed: bool
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class FactView:
    kind = "fact"
    row_id: str
    label: str
    anchor: str
    text: str
    direction: str
    standing: str
    grade: GradeView
    refs: tuple[SourceRef, ...]
    origins: str
    opposed: tuple[Opposed, ...]
    superseded: tuple[Opposed, ...]
    treaty_id: str = ""


@dataclass(frozen=True, slots=True)
class JudgementView:
    """A judgement with its reasoning; `why` is the rationale in a line or two."""

    kind = "judgement"
    row_id: str
    label: str
    anchor: str
    text: str
    direction: str
    grade: GradeView
    supporting: tuple[EvidenceRef, ...]
    opposing: tuple[EvidenceRef, ...]
    rationale: str
    assumptions: tuple[str, ...]
    alternatives: tuple[str, ...]
    indicators: tuple[str, ...]
    change_since_last: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class ProseView:
    kind = "prose"
    row_id: str
    paragraphs: tuple[str, ...]
    direction: str
    evidence: tuple[EvidenceRef, ...]


@dataclass(frozen=True, slots=True)
class ImageView:
    kind = "figure"
    row_id: str
    label: str
    anchor: str
    address: str
    caption: str
    alt: str
    evidence: tuple[EvidenceRef, ...]


@dataclass(frozen=True, slots=True)
class TableView:
    """A table of texts; in a comparison each row begins with its heading and cells carry sources.

    `numeric` says of each column whether it has nothing but numbers. `remark` is printed below it. `named`
    are, by row and cell, the rows of the briefing whose numbers are the text of the cell, if any.
    """

    kind = "table"
    row_id: str
    label: str
    anchor: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    evidence: tuple[EvidenceRef, ...]
    refs: tuple[tuple[tuple[SourceRef, ...], ...], ...]
    is_comparison: bool
    remark: str = ""
    named: tuple[tuple[tuple[EvidenceRef, ...], ...], ...] = ()

    @property
    def numeric(self) -> tuple[bool, ...]:
        if not self.rows:
            return (False,) * len(self.columns)
        return tuple(formatting.numeric(column) for column in zip(*self.rows, strict=True))


@dataclass(frozen=True, slots=True)
class ChartPicture:
    """A drawing, or a part of one that takes several pages: an SVG picture and the same in words."""

    address: str
    alt: str
    width_mm: float
    height_mm: float


@dataclass(frozen=True, slots=True)
class ChartView:
    """A figure drawn from the briefing's data: pictures, or a table; else `nothing` says why there is none.

    `evidence` and `refs` are the paragraphs and sources of its marks; `remarks` say what was left out.
    `short_sources` name the sources where those of statements are in footnotes. `content` is what the
    pictures show, for formats without pictures.
    """

    kind = "drawing"
    row_id: str
    label: str
    anchor: str
    caption: str
    pictures: tuple[ChartPicture, ...]
    table: TableView | None
    nothing: str
    remarks: tuple[str, ...]
    evidence: tuple[EvidenceRef, ...]
    refs: tuple[SourceRef, ...]
    short_sources: tuple[str, ...] = ()
    content: TableView | None = None


ItemView = FactView | JudgementView | ProseView | ImageView | TableView | ChartView


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section; one that `is_headless` has its heading at the front, where its judgements are.

    Where a section is laid out in several parts of the document, `is_continued` is true in those without
    its heading, and `goes_on` in those after which more of it comes.
    """

    row_id: str
    number: str
    title: str
    level: int
    anchor: str
    items: tuple[ItemView, ...]
    sections: tuple[SectionView, ...]
    is_headless: bool = False
    is_continued: bool = False
    goes_on: bool = False
