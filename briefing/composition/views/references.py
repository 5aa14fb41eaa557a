"""References from one part of the document to another: to a source, a row, a statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.text import number_ranges


@dataclass(frozen=True, slots=True)
class NoteView:
    """A source in short, for the foot of a page; `description` is printed where it has no title.

    Only the note that `is_first` of its source has these; later ones name publisher and date.
    """

    publisher: str
    title: str
    description: str
    issued: str
    language_tag: str
    is_first: bool = True


class PrintedQuote(str):
    """The words of a source in a line of the document; pages may print it as any other text.

    `words` are in a `language` and a direction of their own, `before` and `after` in those of the
    document. `language` is empty where it is not known.
    """

    before: str
    words: str
    after: str
    language: str

    def __new__(cls, before: str, words: str, after: str, language: str = "") -> PrintedQuote:
        quote = super().__new__(cls, before + words + after)
        quote.before, quote.words, quote.after, quote.language = before, words, after, language
        return quote

    def __getnewargs__(self) -> tuple[str, str, str, str]:  # type: ignore[override]
        return self.before, self.words, self.after, self.language


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
    """A reference to an item; one that is not printed at all has a label and no anchor."""

    label: str
    anchor: str

    @property
    def spoken(self) -> str:
        """Name the target of the reference for a screen reader."""
        first, _, last = self.label.partition("–")
        if last:
            return f"{'Judgements' if first.startswith('J') else 'Statements'} {first} to {last}"
        if self.label.startswith("J"):
            return f"Judgement {self.label}"
        return f"Statement {self.label}" if self.label.isdecimal() else self.label


def ranges(evidence: Sequence[EvidenceRef]) -> tuple[EvidenceRef, ...]:
    """Join references to three or more numbers in succession, such as 1–10; they lead to the first.

    One that is not printed at all is never part of a range.
    """
    labels = [ref.label if ref.anchor else "" for ref in evidence]
    return tuple(_joined([evidence[index] for index in run]) for run in number_ranges.runs(labels))


def _joined(run: Sequence[EvidenceRef]) -> EvidenceRef:
    if len(run) == 1:
        return run[0]
    return EvidenceRef(number_ranges.range_text([ref.label for ref in run]), run[0].anchor)


@dataclass(frozen=True, slots=True)
class FactLink:
    """A statement of the briefing as it is named elsewhere, so that it is not taken for more than it is."""

    label: str
    anchor: str
    code: str
    standing: str
