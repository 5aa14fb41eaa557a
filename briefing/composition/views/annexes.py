"""Annexes as a template sees them: facts, sources, grading scheme, evidence matrix, waivers, changes."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.composition.views.references import EvidenceRef, SourceRef


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source in the list of sources.

    `address` is the `url` as a reader types it, `site` its host. `remark` is the description where the
    title does not say as much, `own_reason` the reason of the letter where no other listed source has it:
    what several share is in the key of reasons. `repeated_by` are the sources that repeat this one.
    """

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
    address: str
    site: str
    remark: str
    own_reason: str
    repeated_by: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SharedReason:
    """A reason that several sources have for the same letter, with the numbers of the sources."""

    letter: str
    reason: str
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnnexFact:
    """A fact as the library holds it; `label` is empty where it is listed only for what it contradicts.

    `details` are its further fields in words, such as place and quantity; `quotes` are the words of its
    sources, each with the number of the source, and their translations.
    """

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
    details: tuple[str, ...]
    quotes: tuple[str, ...] = ()


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
    """A finding that was waived; `anchor` is where its row is printed, empty where it is not."""

    rule: str
    label: str
    words: str
    reason: str
    by: str
    on: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A change of a row since the earlier issue; `after` is empty where it is the text itself.

    `anchor` is where the row is printed, empty where it is not.
    """

    what: str
    label: str
    text: str
    direction: str
    before: str
    after: str
    reason: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    heading: str
    changes: tuple[ChangeView, ...]
