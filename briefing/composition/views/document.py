"""What a template sees: the briefing as it is to be printed, every word and number decided.

A view that stands for a row of the briefing carries its `row_id`, so that an error can name it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.composition import formatting
from briefing.model.briefing import OptionValue

FOOTNOTES = "footnotes"
"""What the option `notes` is where sources stand at the foot of the page."""

if TYPE_CHECKING:
    from briefing.composition.views.treaties import ComparedGroup, TreatyView


@dataclass(frozen=True, slots=True)
class GradeView:
    """How a statement is graded.

    `code` is the Admiralty pair of the best source cited and the information, such as "B2"; `confidence` is
    empty where the analyst has given none, with `level` 0 of `levels`, drawn as `shape`; `factors` says
    what the confidence is made of, such as "information base: strong".
    """

    code: str
    confidence: str
    level: int
    levels: int
    likelihood: str
    likelihood_range: str
    shape: str
    factors: str


@dataclass(frozen=True, slots=True)
class NoteView:
    """A source in short, for the foot of a page; `description` stands in where it has no title."""

    publisher: str
    title: str
    description: str
    issued: str
    language_tag: str


@dataclass(frozen=True, slots=True)
class SourceRef:
    """A numbered reference from a statement to a source, with the source's reliability letter.

    `note` is there where the reader wants sources at the foot of the page.
    """

    number: int
    anchor: str
    letter: str
    locator: str
    note: NoteView | None = None


@dataclass(frozen=True, slots=True)
class Opposed:
    """A fact that contradicts or supersedes another.

    `label` is its paragraph where the briefing uses it itself; `absorbed` tells that it is shown here and
    not again in its own place.
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
class EvidenceRef:
    """A reference to what is printed; what is kept from the pages altogether has a label and no anchor."""

    label: str
    anchor: str

    @property
    def spoken(self) -> str:
        """What a listener is told that a reference leads to."""
        if self.label.startswith("J"):
            return f"Judgement {self.label}"
        return f"Statement {self.label}" if self.label.isdecimal() else self.label


@dataclass(frozen=True, slots=True)
class JudgementView:
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

    `numeric` tells of each column whether numbers and nothing else stand in it.
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

    `evidence` and `refs` are the paragraphs and sources behind its marks; `remarks` say what was left out.
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


ItemView = FactView | JudgementView | ProseView | ImageView | TableView | ChartView


@dataclass(frozen=True, slots=True)
class SectionView:
    row_id: str
    number: str
    title: str
    level: int
    anchor: str
    items: tuple[ItemView, ...]
    sections: tuple[SectionView, ...]


@dataclass(frozen=True, slots=True)
class SourceView:
    number: int
    anchor: str
    publisher: str
    title: str
    description: str
    authors: str
    kind: str
    issued: str
    language: str
    language_tag: str
    url: str
    letter: str
    reason: str
    repeats: tuple[int, ...]
    used_by: tuple[EvidenceRef, ...]


@dataclass(frozen=True, slots=True)
class AnnexFact:
    """A fact as the library holds it; `label` is empty where it is listed only for what it contradicts."""

    label: str
    anchor: str
    statement: str
    direction: str
    standing: str
    attribution: str
    date: str
    code: str
    refs: tuple[SourceRef, ...]
    origins: str
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TermView:
    words: tuple[str, ...]
    symbol: str
    range: str
    definition: str
    level: int
    used: bool
    colour: str


@dataclass(frozen=True, slots=True)
class ScaleView:
    name: str
    explanation: str
    terms: tuple[TermView, ...]
    levels: int
    shape: str


@dataclass(frozen=True, slots=True)
class SchemeView:
    name: str
    reference: str
    note: str
    verified: bool
    likelihood: ScaleView | None
    confidence: ScaleView | None
    reliability: ScaleView
    credibility: ScaleView
    information_note: str
    information_reference: str


@dataclass(frozen=True, slots=True)
class MarkingView:
    label: str
    colour: str
    audience: str


@dataclass(frozen=True, slots=True)
class CoverView:
    title: str
    subtitle: str
    direction: str
    status: str
    issued: str
    cut_off: str
    requested_by: str
    author: str
    organisation: str
    purpose: tuple[str, ...]
    version: int
    language: str
    created: str
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A piece of evidence; `bearings` says "for", "against" or nothing for each judgement."""

    label: str
    anchor: str
    text: str
    bearings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatrixView:
    """Evidence against judgements: a column for each judgement."""

    columns: tuple[EvidenceRef, ...]
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class WaiverView:
    rule: str
    label: str
    words: str
    reason: str
    by: str
    on: str


@dataclass(frozen=True, slots=True)
class ChangeView:
    """What became of a row since the issue before; `after` is empty where it is the text itself."""

    what: str
    label: str
    text: str
    direction: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    heading: str
    changes: tuple[ChangeView, ...]


@dataclass(frozen=True, slots=True)
class PrintedBriefing:
    """The whole of what is printed; treaties and their comparison where the template prints these.

    `drawings` are SVG documents by the name in their address.
    """

    cover: CoverView
    marking: MarkingView
    options: dict[str, OptionValue]
    judgements: tuple[JudgementView, ...]
    sections: tuple[SectionView, ...]
    facts: tuple[AnnexFact, ...]
    other_facts: tuple[AnnexFact, ...]
    sources: tuple[SourceView, ...]
    scheme: SchemeView
    matrix: MatrixView | None
    waivers: tuple[WaiverView, ...]
    changes: tuple[ChangeGroup, ...]
    drawings: dict[str, str]
    treaties: tuple[TreatyView, ...] = ()
    comparison: tuple[ComparedGroup, ...] = ()


@dataclass(frozen=True, slots=True)
class RowBox:
    """Where a row is printed: page from 0, and its box in points from the page's top left corner."""

    row: str
    page: int
    left: float
    top: float
    width: float
    height: float
