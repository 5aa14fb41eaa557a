"""References from one part of the document to another: to a source, a row, a statement."""

from __future__ import annotations

from dataclasses import dataclass


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
class FactLink:
    """A statement of the briefing as it is named elsewhere, so that it is not taken for more than it is."""

    label: str
    anchor: str
    code: str
    standing: str
