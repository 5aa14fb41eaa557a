"""The short texts that stand around statements: references, grades, what something rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefing.composition.views.annexes import SourceView
from briefing.composition.views.references import EvidenceRef, SourceRef
from briefing.composition.views.statements import GradeView, JudgementView
from briefing.exports.blocks.nodes import Cite, Inline, Mark, Paragraph, Pips, Text, TextRun

_NO_BREAK = "\u00a0"


def plain(text: str) -> Text:
    return (TextRun(text),) if text else ()


def remark(text: str) -> Text:
    """An aside behind something else."""
    return (TextRun(" "), TextRun(text, Mark.REMARK)) if text else ()


def cited(refs: tuple[SourceRef, ...]) -> Text:
    return (Cite(refs),) if refs else ()


def listed(refs: Iterable[SourceRef]) -> Text:
    """References in a table of their own, such as "1B art. 3; 2F"."""
    said: list[Inline] = []
    for ref in refs:
        said += [TextRun("; ")] if said else []
        said += [TextRun(str(ref.number), to=ref.anchor), TextRun(_letter_and_place(ref))]
    return tuple(said)


def in_words(refs: Iterable[SourceRef]) -> str:
    return as_words(listed(refs))


def _letter_and_place(ref: SourceRef) -> str:
    return f"{ref.letter} {ref.locator}" if ref.locator else ref.letter


def confidence_in_words(view: GradeView) -> str:
    """Such as "Moderate confidence"; what nobody graded says so."""
    return f"{view.confidence} confidence".capitalize() if view.confidence else "Not graded"


def pips(view: GradeView) -> Text:
    return (Pips(view.level, view.levels, view.shape),) if view.levels else ()


def grade(view: GradeView, standing: str, used: bool = True) -> Text:
    """Confidence, code and standing, as they stand beneath a statement."""
    said = confidence_in_words(view) if used else "Not used here"
    return (
        *(pips(view) if used else ()),
        TextRun(said, Mark.STRONG),
        *plain(f" ({view.factors})" if view.factors and used else ""),
        TextRun(" · "),
        TextRun(view.code, Mark.CODE),
        TextRun(f" · {standing}"),
    )


def measure(view: GradeView) -> Text:
    """Likelihood and confidence of a judgement, in sentences of their own (ICD 203)."""
    likelihood: Text = (
        TextRun("Likelihood: "),
        TextRun(view.likelihood, Mark.STRONG),
        TextRun(f" ({view.likelihood_range}). "),
    )
    return (
        *(likelihood if view.likelihood else ()),
        *(pips(view) if view.confidence else ()),
        TextRun("Confidence: "),
        TextRun(view.confidence or "not graded", Mark.STRONG),
        TextRun(f" ({view.factors})." if view.factors else "."),
    )


def named(evidence: Iterable[EvidenceRef]) -> Text:
    """Labels that lead to their rows: "1, 2 and 3"."""
    pieces = tuple(evidence)
    said: list[Inline] = []
    for at, piece in enumerate(pieces):
        said.append(TextRun(piece.label, to=piece.anchor))
        if at < len(pieces) - 1:
            said.append(TextRun(" and " if at == len(pieces) - 2 else ", "))
    return tuple(said)


def resting_on(view: JudgementView) -> Text:
    said: list[Inline] = []
    if view.supporting:
        said += [TextRun("Rests on "), *named(view.supporting), TextRun(". ")]
    if view.opposing:
        said += [TextRun("Against it: "), *named(view.opposing), TextRun(".")]
    return tuple(said) or plain("No evidence is named for this judgement.")


def drawn_from(evidence: tuple[EvidenceRef, ...], opening: str, else_said: str) -> Paragraph:
    """What a row without a grade rests on, or that it is the author's own."""
    text = (TextRun(opening), *named(evidence), TextRun(".")) if evidence else plain(else_said)
    return Paragraph("basis", text)


def numbers(values: Iterable[int]) -> str:
    return ", ".join(f"[{value}]" for value in values)


def ended(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def source_name(view: SourceView) -> Text:
    """Who published a source, by whom it is, when, and what it is."""
    said = "".join(f", {part}" for part in (view.authors, view.issued) if part)
    return (
        TextRun(view.publisher, Mark.STRONG),
        TextRun(f"{said}. "),
        *((TextRun(f"{ended(view.title)}", Mark.EMPHASIS), TextRun(" ")) if view.title else ()),
        TextRun(view.description),
    )


def note(refs: Iterable[SourceRef], sources: Mapping[int, SourceView]) -> Text:
    """A footnote: each source that a statement cites, with its reliability and the place in it."""
    said: list[Inline] = []
    for ref in refs:
        if said:
            said.append(TextRun(" "))
        said += [
            TextRun(f"[{ref.number}]", to=ref.anchor),
            TextRun(f"{_NO_BREAK}"),
            TextRun(ref.letter, Mark.CODE),
        ]
        said += [TextRun(" "), *source_name(sources[ref.number])]
        if ref.locator:
            said.append(TextRun(f" {ref.locator[:1].upper()}{ref.locator[1:]}."))
    return tuple(said)


def as_words(text: Iterable[Inline]) -> str:
    """The words of a text alone, without links and marks."""
    return "".join(each.text for each in text if isinstance(each, TextRun))
