"""Treaties as a template sees them: their own records, and these side by side."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.composition.views.references import FactLink, SourceRef


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A line of a treaty's record with its sources and a `note` on it."""

    text: str
    refs: tuple[SourceRef, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class PartyView:
    name: str
    direction: str
    role: str
    signatory: str
    office: str


@dataclass(frozen=True, slots=True)
class TitleView:
    """A treaty's title in another language, named by `tag`; `text` is empty where no font shows it."""

    text: str
    language: str
    tag: str
    direction: str


@dataclass(frozen=True, slots=True)
class ActionView:
    """Something done to a treaty; `doubts` says what a reader must know before taking it as settled.

    `quotes` are the words of its sources, each with the number of the source, here and below.
    """

    kind: str
    what: str
    who: str
    date: str
    effective: str
    depositary: str
    doubts: tuple[str, ...]
    note: str
    refs: tuple[SourceRef, ...]
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ObligationView:
    """`mark` is yes, no or partial, to be drawn; `word` says it. `place` names the article or annex."""

    kind: str
    what: str
    mark: str
    word: str
    article: str
    note: str
    refs: tuple[SourceRef, ...]
    statements: tuple[FactLink, ...]
    quotes: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class DivisionView:
    """A division of the text; `depth` is 0 for an article, 1 for a paragraph of one."""

    word: str
    number: str
    depth: int
    heading: str
    gist: str
    direction: str
    refs: tuple[SourceRef, ...]
    statements: tuple[FactLink, ...]
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RelatedView:
    """Another treaty; `anchor` is empty where this document does not print it."""

    relation: str
    title: str
    anchor: str
    refs: tuple[SourceRef, ...]


@dataclass(frozen=True, slots=True)
class TermRecord:
    """The duration of a treaty; None for a term that is not recorded."""

    years: int | None
    length: RecordLine | None
    renewal: RecordLine | None
    notice: RecordLine | None


@dataclass(frozen=True, slots=True)
class TreatyView:
    """A treaty's own record; `letter` names it in tables.

    `instrument` names another kind of instrument with who adopted it; it is empty for a treaty.
    `unread` is a sentence that names the divisions that nobody has read, or "".
    """

    id: str
    letter: str
    anchor: str
    title: str
    direction: str
    short_title: str
    titles: tuple[TitleView, ...]
    parties: tuple[PartyView, ...]
    concluded: str
    languages: str
    prevails: str
    term: TermRecord
    status: tuple[RecordLine, ...]
    actions: tuple[ActionView, ...]
    obligations: tuple[ObligationView, ...]
    divisions: tuple[DivisionView, ...]
    related: tuple[RelatedView, ...]
    on_term: tuple[FactLink, ...]
    on_force: tuple[FactLink, ...]
    on_approval: tuple[FactLink, ...]
    on_related: tuple[FactLink, ...]
    instrument: str = ""
    unread: str = ""


@dataclass(frozen=True, slots=True)
class ComparedCell:
    """A treaty's entry in a row; `mark` is "" where the row is not a question of yes or no.

    A cell without `lines` is not recorded.
    """

    mark: str
    lines: tuple[RecordLine, ...]
    statements: tuple[FactLink, ...] = ()


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A cell for each treaty; `agreement` says how far the answers are alike, where that is a question."""

    heading: str
    agreement: str
    differs: bool
    cells: tuple[ComparedCell, ...]


@dataclass(frozen=True, slots=True)
class ComparedGroup:
    """Rows on one subject; `unrecorded` is a sentence that names those without an entry, or ""."""

    title: str
    rows: tuple[ComparedRow, ...]
    unrecorded: str = ""
