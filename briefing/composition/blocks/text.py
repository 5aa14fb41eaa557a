"""The short texts around statements, as runs: references, grades, what something rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from operator import attrgetter

from briefing.composition.phrases import Phrases
from briefing.composition.views.annexes import SourceView
from briefing.composition.views.blocks import Cite, Inline, LineBreak, Mark, Paragraph, Pips, Text, TextRun
from briefing.composition.views.references import EvidenceRef, SourceRef
from briefing.composition.views.statements import GradeView, JudgementView
from briefing.composition.views.summary import MainMessageView

_NO_BREAK = "\u00a0"


def plain(text: str) -> Text:
    """Return a text of the program as a run; nothing for an empty one."""
    return lines(TextRun(text)) if text else ()


def lines(run: TextRun) -> Text:
    """Return a run with its line breaks as elements of the text, so that every format keeps them."""
    if "\n" not in run.text:
        return (run,)
    first, *others = run.text.split("\n")
    broken: list[Inline] = [replace(run, text=first)]
    for line in others:
        broken += [LineBreak(), replace(run, text=line)]
    return tuple(broken)


def written(text: str, language: str = "") -> Text:
    """Return a text of the analyst or the library as a run, in the document's language or its own."""
    return lines(TextRun(text, language=language)) if text else ()


def remark(text: str, language: str | None = None) -> Text:
    """Return an aside after something else."""
    return (TextRun(" "), *lines(TextRun(text, Mark.REMARK, language=language))) if text else ()


def marked(text: Text, mark: Mark) -> Text:
    """Return the text with all of its runs marked alike."""
    return tuple(replace(run, mark=mark) if isinstance(run, TextRun) else run for run in text)


def cited(refs: tuple[SourceRef, ...]) -> Text:
    """Return a citation of these sources; nothing without any."""
    return (Cite(refs),) if refs else ()


def listed(refs: Iterable[SourceRef]) -> Text:
    """Return references in a table of their own, such as "1B art. 3; 2F"."""
    runs: list[Inline] = []
    for ref in refs:
        runs += [TextRun("; ")] if runs else []
        runs += [TextRun(str(ref.number), to=ref.anchor), TextRun(_letter_and_place(ref))]
    return tuple(runs)


def _letter_and_place(ref: SourceRef) -> str:
    return f"{ref.letter} {ref.locator}" if ref.locator else ref.letter


def pips(view: GradeView) -> Text:
    """Return the confidence as a shape; nothing where the scheme has no scale of it."""
    return (Pips(view.level, view.levels, view.shape),) if view.levels else ()


def numbers(values: Iterable[int]) -> str:
    """Return the numbers of sources, such as "[1], [2]"."""
    return ", ".join(f"[{value}]" for value in values)


def ended(text: str) -> str:
    """Return the text with a full stop where it has no sign at its end."""
    return text if text.endswith((".", "?", "!")) else f"{text}."


def source_name(view: SourceView) -> Text:
    """Return publisher, authors, date, title and description of a source."""
    return (
        TextRun(view.publisher, Mark.STRONG, language=""),
        *((TextRun(", "), *written(view.authors)) if view.authors else ()),
        TextRun(f", {view.issued}. " if view.issued else ". "),
        *(_title(view) if view.title else ()),
        *written(view.description),
    )


def _short_name(view: SourceView) -> Text:
    """Return publisher and date of a source."""
    return (
        TextRun(view.publisher, Mark.STRONG, language=""),
        TextRun(f", {view.issued}." if view.issued else "."),
    )


def _title(view: SourceView) -> Text:
    """Return the title with a full stop, which is the program's and not in the title's language."""
    stop = TextRun(".", Mark.EMPHASIS)
    title = TextRun(view.title, Mark.EMPHASIS, language=view.language_tag)
    return (title, *(() if ended(view.title) == view.title else (stop,)), TextRun(" "))


def note(refs: Iterable[SourceRef], sources: Mapping[int, SourceView], noted: set[int]) -> Text:
    """Return a footnote: each source that a statement cites, with its reliability and the place in it.

    A source that an earlier footnote named is named in short. `noted` are the numbers of these, to which
    the sources of this footnote are added.
    """
    runs: list[Inline] = []
    for ref in refs:
        if runs:
            runs.append(TextRun(" "))
        runs += [
            TextRun(f"[{ref.number}]", to=ref.anchor),
            TextRun(f"{_NO_BREAK}"),
            TextRun(ref.letter, Mark.CODE),
        ]
        name = _short_name if ref.number in noted else source_name
        runs += [TextRun(" "), *name(sources[ref.number])]
        noted.add(ref.number)
        if ref.locator:
            runs.append(TextRun(f" {ref.locator[:1].upper()}{ref.locator[1:]}."))
    return tuple(runs)


def as_words(text: Iterable[Inline]) -> str:
    """Return the words of a text alone, without links and marks."""
    return "".join(_words_of(run) for run in text)


def _words_of(run: Inline) -> str:
    if isinstance(run, LineBreak):
        return "\n"
    return run.text if isinstance(run, TextRun) else ""


_besides_words = attrgetter(*(each.name for each in fields(TextRun) if each.name != "text"))


def joined(runs: Iterable[Inline]) -> Text:
    """Join neighbouring runs that differ in nothing but their words."""
    result: list[Inline] = []
    for run in runs:
        last = result[-1] if result else None
        if (
            isinstance(run, TextRun)
            and isinstance(last, TextRun)
            and _besides_words(run) == _besides_words(last)
        ):
            result[-1] = replace(run, text=last.text + run.text)
        else:
            result.append(run)
    return tuple(result)


class PhraseText:
    """Printed phrases of one language as runs, with marks and links among their words."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases

    def __call__(self, phrase_id: str, /, **values: object) -> Text:
        """Return a phrase as runs; a value is a text or a word. Raises LookupError for an unknown id."""
        return joined(self._runs(phrase_id, values))

    def _runs(self, phrase_id: str, values: Mapping[str, object]) -> Iterator[Inline]:
        for piece in self.phrases.pieces(phrase_id, values):
            if isinstance(piece, tuple):
                yield from piece
            else:
                yield from lines(TextRun(str(piece)))

    def named(self, evidence: Iterable[EvidenceRef]) -> Text:
        """Labels that lead to their rows: "1, 2 and 3"."""
        pieces = tuple(evidence)
        runs: list[Inline] = []
        for index, piece in enumerate(pieces):
            runs.append(self._row(piece))
            if index < len(pieces) - 1:
                runs.append(TextRun(self.phrases("evidence.and") if index == len(pieces) - 2 else ", "))
        return tuple(runs)

    def _row(self, piece: EvidenceRef) -> TextRun:
        if not piece.anchor:
            return TextRun(self.phrases("evidence.hidden", label=piece.label))
        return TextRun(piece.label, to=piece.anchor, spoken=piece.spoken)

    def confidence(self, view: GradeView) -> str:
        """Such as "Moderate confidence"; what nobody graded says so."""
        words = (
            self.phrases("grade.confidence", level=view.confidence)
            if view.confidence
            else self.phrases("grade.not_graded")
        )
        return words.capitalize()

    def grade(self, view: GradeView, standing: str, *, used: bool = True) -> Text:
        """Confidence, code and standing, as they are printed below a statement."""
        words = self.confidence(view) if used else self.phrases("grade.not_used")
        return (
            *(pips(view) if used else ()),
            TextRun(words, Mark.STRONG),
            *plain(f" ({view.factors})" if view.factors and used else ""),
            TextRun(" · "),
            TextRun(view.code, Mark.CODE),
            TextRun(f" · {standing}"),
        )

    def measure(self, view: GradeView) -> Text:
        """Likelihood and confidence of a judgement, in sentences of their own (ICD 203)."""
        confidence = (TextRun(view.confidence or self.phrases("grade.not_graded"), Mark.STRONG),)
        return (
            *(joined((*self._likelihood(view), TextRun(" "))) if view.likelihood else ()),
            *(pips(view) if view.confidence else ()),
            *(
                self("judgement.confidence_of_factors", confidence=confidence, factors=view.factors)
                if view.factors
                else self("judgement.confidence", confidence=confidence)
            ),
        )

    def _likelihood(self, view: GradeView) -> Text:
        likelihood = (TextRun(view.likelihood, Mark.STRONG),)
        return self("judgement.likelihood", likelihood=likelihood, range=view.likelihood_range)

    def resting_on(self, view: JudgementView) -> Text:
        """Name the rows for and against a judgement."""
        runs: list[Inline] = []
        if view.supporting:
            runs += [*self("judgement.rests_on", evidence=self.named(view.supporting)), TextRun(" ")]
        if view.opposing:
            runs += self("judgement.against", evidence=self.named(view.opposing))
        return joined(runs) or self("judgement.no_evidence")

    def main_message_basis(self, view: MainMessageView) -> Text:
        """Name the judgements that a main message draws on, and the lowest confidence among these."""
        if not view.drawn_from:
            return self("message.draws_on_none")
        text = self("message.draws_on", judgements=self.named(view.drawn_from))
        grade = view.grade
        if grade is None:
            return text
        phrase_id = "message.lowest" if len(view.drawn_from) > 1 else "message.confidence"
        confidence = (TextRun(grade.confidence or self.phrases("grade.not_graded"), Mark.STRONG),)
        shape = pips(grade) if grade.confidence else ()
        return joined((*text, TextRun(" "), *shape, *self(phrase_id, confidence=confidence)))

    def basis(self, evidence: tuple[EvidenceRef, ...], phrase_id: str, otherwise: str) -> Paragraph:
        """Name the rows that a row without a grade rests on; without any, return the phrase `otherwise`."""
        text = self(phrase_id, evidence=self.named(evidence)) if evidence else self(otherwise)
        return Paragraph("basis", text)
