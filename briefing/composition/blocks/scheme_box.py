"""The box that explains the grades, as blocks."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.composition.blocks.text import PhraseText, plain, written
from briefing.composition.formatting import capitalised
from briefing.composition.phrases import Phrases
from briefing.composition.views.annexes import ScaleView, SchemeView, TermView
from briefing.composition.views.blocks import (
    Block,
    BlockGroup,
    Cell,
    Column,
    Heading,
    Mark,
    Paragraph,
    Pips,
    TableBlock,
    TableRow,
    TextRun,
)

_MOST_NARROW_LEVELS = 3
"""More levels than these are drawn as a shape that takes a wider column."""


def scheme_box(scheme: SchemeView, phrases: Phrases) -> BlockGroup:
    """Return the scales of a scheme as tables, with how they are read and where they come from."""
    return BlockGroup("scheme", tuple(_SchemeBox(scheme, phrases).blocks()))


class _SchemeBox:
    def __init__(self, scheme: SchemeView, phrases: Phrases) -> None:
        self._scheme, self._text = scheme, PhraseText(phrases)

    def blocks(self) -> Iterator[Block]:
        scheme = self._scheme
        yield Heading(2, self._text("heading.grades"), "grading-scheme")
        yield Paragraph("lead", self._text("scheme.lead"))
        if scheme.likelihood:
            yield self._likelihoods(scheme.likelihood)
        if scheme.confidence:
            yield self._confidences(scheme.confidence)
        yield BlockGroup("pair", (self._codes(scheme.reliability), self._codes(scheme.credibility)))
        information_note = written(f" {scheme.information_note}" if scheme.information_note else "")
        yield Paragraph("note", (*written(scheme.note), *information_note))
        references = written(f"{scheme.reference}. {scheme.information_reference}.")
        unchecked = () if scheme.verified else (TextRun(" "), *self._text("scheme.unchecked"))
        yield Paragraph("note", (*references, *unchecked))

    def _likelihoods(self, scale: ScaleView) -> TableBlock:
        rows = tuple(
            TableRow(
                (Cell(plain(capitalised(term.words[0]))), Cell(plain(term.range))),
                strong=term.used,
                colour=term.colour,
            )
            for term in scale.terms
        )
        columns = (Column(self._text("column.term"), 1), Column(self._text("column.range"), 4))
        return _scale_table(scale, columns, rows, "likelihoods")

    def _confidences(self, scale: ScaleView) -> TableBlock:
        """Return the terms of confidence, the highest first."""
        rows = tuple(_confidence_row(term, scale) for term in reversed(scale.terms))
        columns = (Column(self._text("column.term"), 1), Column(self._text("column.meaning"), 4))
        look = "definitions wide" if scale.levels > _MOST_NARROW_LEVELS else "definitions"
        return _scale_table(scale, columns, rows, look)

    def _codes(self, scale: ScaleView) -> TableBlock:
        rows = tuple(
            TableRow(
                (
                    Cell(plain(term.symbol)),
                    Cell(written(f"{capitalised(term.words[0])}. {term.definition}")),
                ),
                strong=term.used,
            )
            for term in scale.terms
        )
        columns = (Column(self._text("column.code"), 1), Column(self._text("column.meaning"), 4))
        return _scale_table(scale, columns, rows, "definitions short")


def _confidence_row(term: TermView, scale: ScaleView) -> TableRow:
    drawn = Pips(term.level, scale.levels, scale.shape)
    cells = (Cell((drawn, *plain(capitalised(term.words[0])))), Cell(written(term.definition)))
    return TableRow(cells, strong=term.used)


def _scale_table(
    scale: ScaleView, columns: tuple[Column, ...], rows: tuple[TableRow, ...], look: str
) -> TableBlock:
    caption = (
        TextRun(f"{scale.name}.", Mark.STRONG),
        *written(f" {scale.explanation}" if scale.explanation else ""),
    )
    return TableBlock("scale", caption, columns, rows, heads_rows=True, look=look)
