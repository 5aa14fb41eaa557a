"""Treaties side by side: the rows of a comparison, and how far the treaties answer them alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from briefing.composition import formatting
from briefing.composition.citations import CitationRegister
from briefing.composition.phrases import Phrases, phrases_in
from briefing.composition.treaties.records import PRESENCES, STATUS_KINDS, act_line, concluded, length
from briefing.composition.views.references import EvidenceRef, FactLink, SourceRef
from briefing.composition.views.treaties import (
    ComparedCell,
    ComparedGroup,
    ComparedRow,
    ObligationView,
    RecordLine,
    TermRecord,
    TreatyView,
)
from briefing.model.source import Citation
from briefing.model.terms import ActionKind, ObligationKind
from briefing.model.treaty import Obligation, Treaty

_Cell = tuple[str, tuple[Citation, ...]]
_SEVERAL = 2


# A template's comparison: every row of the treaties' records


def comparison_groups(
    treaties: Sequence[TreatyView], phrases: Phrases, *, every_kind: bool
) -> tuple[ComparedGroup, ...]:
    """Compare treaties row by row.

    A group names its rows without an entry in one line: with `every_kind` also the types of obligation
    that no treaty records.
    """
    return _Comparison(treaties, phrases).groups(every_kind)


class _Comparison:
    def __init__(self, treaties: Sequence[TreatyView], phrases: Phrases) -> None:
        self._treaties, self._phrases = treaties, phrases

    def groups(self, every_kind: bool) -> tuple[ComparedGroup, ...]:
        return (
            self._group("heading.status_and_term", tuple(self._rows_on_status())),
            self._group("heading.obligations", tuple(self._rows_on_obligations(every_kind))),
        )

    def _group(self, phrase_id: str, rows: Sequence[ComparedRow]) -> ComparedGroup:
        recorded = tuple(row for row in rows if any(cell.lines or cell.statements for cell in row.cells))
        empty = [row.heading for row in rows if row not in recorded]
        return ComparedGroup(self._phrases(phrase_id), recorded, _unrecorded(empty, self._phrases))

    def _rows_on_status(self) -> Iterator[ComparedRow]:
        treaties = self._treaties
        with_own_row = {kind for kinds in STATUS_KINDS.values() for kind in kinds}
        others = tuple(kind for kind in ActionKind if kind not in with_own_row)
        ended = self._acts("record.ended", STATUS_KINDS["record.ended"], lambda _: ())
        yield self._row(
            "record.concluded", [ComparedCell("", _line(treaty.concluded)) for treaty in treaties]
        )
        yield self._row("record.authentic_languages", list(map(self._languages, treaties)))
        yield self._acts("record.signed", STATUS_KINDS["record.signed"], lambda _: ())
        yield self._force()
        if any(cell.lines for cell in ended.cells):  # else the row would only say that nothing happened
            yield ended
        yield self._acts("record.other_acts", others, lambda treaty: treaty.on_approval)
        yield self._row(
            "record.term",
            [ComparedCell("", _given(treaty.term.length), treaty.on_term) for treaty in treaties],
            [_length_answer(treaty.term) for treaty in treaties],
        )
        yield self._row(
            "record.renewal", [ComparedCell("", _given(treaty.term.renewal)) for treaty in treaties]
        )
        yield self._row(
            "record.notice", [ComparedCell("", _given(treaty.term.notice)) for treaty in treaties]
        )
        yield self._row("record.related", [_relatives(treaty) for treaty in treaties])

    def _rows_on_obligations(self, every_kind: bool) -> Iterator[ComparedRow]:
        by_kind = [_by_kind(treaty) for treaty in self._treaties]
        recorded = [kind for kind in ObligationKind if any(str(kind) in kinds for kinds in by_kind)]
        for kind in ObligationKind if every_kind else recorded:
            obligations = [kinds.get(str(kind), []) for kinds in by_kind]
            yield self._compared(
                formatting.kind(kind).capitalize(),
                [_cell(of_treaty) for of_treaty in obligations],
                ["/".join(sorted({one.mark for one in of_treaty})) for of_treaty in obligations],
            )

    def _row(
        self, phrase_id: str, cells: Sequence[ComparedCell], answers: Sequence[str] | None = None
    ) -> ComparedRow:
        return self._compared(self._phrases(phrase_id), cells, answers)

    def _compared(
        self, heading: str, cells: Sequence[ComparedCell], answers: Sequence[str] | None
    ) -> ComparedRow:
        if answers is None:
            return ComparedRow(heading, "", False, tuple(cells))
        agreement = _agreement(answers)
        return ComparedRow(heading, self._phrases(agreement), agreement == _DIFFER, tuple(cells))

    def _languages(self, treaty: TreatyView) -> ComparedCell:
        prevails = self._phrases("record.prevailing", language=treaty.prevails) if treaty.prevails else ""
        return ComparedCell("", _line("; ".join(part for part in (treaty.languages, prevails) if part)))

    def _acts(
        self,
        phrase_id: str,
        kinds: Sequence[ActionKind],
        statements: Callable[[TreatyView], tuple[FactLink, ...]],
        answers: Sequence[str] | None = None,
    ) -> ComparedRow:
        cells = [
            ComparedCell("", self._act_lines(treaty, kinds), statements(treaty))
            for treaty in self._treaties
        ]
        return self._row(phrase_id, cells, answers)

    def _act_lines(self, treaty: TreatyView, kinds: Sequence[ActionKind]) -> tuple[RecordLine, ...]:
        acts = (action for action in treaty.actions if action.kind in kinds)
        return tuple(act_line(action, self._phrases, named=len(kinds) > 1) for action in acts)

    def _force(self) -> ComparedRow:
        kinds = STATUS_KINDS["record.entry_into_force"]
        answers = []
        for treaty in self._treaties:
            doubts = [action.doubts for action in treaty.actions if action.kind in kinds]
            answers.append("" if not doubts else "doubtful" if any(doubts) else "settled")
        return self._acts("record.entry_into_force", kinds, lambda treaty: treaty.on_force, answers)


def _by_kind(treaty: TreatyView) -> dict[str, list[ObligationView]]:
    by_kind: dict[str, list[ObligationView]] = {}
    for obligation in treaty.obligations:
        by_kind.setdefault(obligation.kind, []).append(obligation)
    return by_kind


def _cell(obligations: Sequence[ObligationView]) -> ComparedCell:
    """One cell for all that a treaty records of a kind; the mark is drawn where they agree."""
    marks = {obligation.mark for obligation in obligations}
    lines = tuple(
        RecordLine(
            f"{obligation.word}, art.\u00a0{obligation.article}."
            if obligation.article
            else f"{obligation.word}.",
            obligation.refs,
            obligation.note,
        )
        for obligation in obligations
    )
    links = tuple(dict.fromkeys(link for obligation in obligations for link in obligation.statements))
    return ComparedCell(marks.pop() if len(marks) == 1 else "", lines, links)


_DIFFER = "agreement.differ"


def _agreement(answers: Sequence[str]) -> str:
    """Return the phrase for how far the answers are alike; an empty one is no answer."""
    recorded = [answer for answer in answers if answer]
    if len(recorded) < _SEVERAL:
        return "agreement.one" if recorded else "agreement.none"
    if len(set(recorded)) > 1:
        return _DIFFER
    return "agreement.same" if len(recorded) == len(answers) else "agreement.same_where_recorded"


def _line(text: str) -> tuple[RecordLine, ...]:
    return (RecordLine(formatting.sentence(text)),) if text else ()


def _given(line: RecordLine | None) -> tuple[RecordLine, ...]:
    return (line,) if line else ()


def _length_answer(term: TermRecord) -> str:
    return "" if term.length is None else str(term.years)


def _relatives(treaty: TreatyView) -> ComparedCell:
    lines = tuple(
        RecordLine(formatting.sentence(f"{related.relation}: {related.title}"), related.refs)
        for related in treaty.related
    )
    return ComparedCell("", lines, treaty.on_related)


# A table in a briefing: the rows that the analyst or a chart asks for


@dataclass(frozen=True, slots=True)
class ComparisonGrid:
    """The cells of a table, in each row its heading first, and the references of each cell.

    `unrecorded` names the rows that no treaty has an entry for, in a sentence or "". `named` are the rows
    of the briefing whose numbers are the text of a cell, in tables that have such.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    refs: tuple[tuple[tuple[SourceRef, ...], ...], ...]
    unrecorded: str = ""
    named: tuple[tuple[tuple[EvidenceRef, ...], ...], ...] = ()


def comparison_grid(
    treaties: Sequence[Treaty],
    aspects: Sequence[ObligationKind],
    citations: CitationRegister,
    language: str,
) -> ComparisonGrid:
    """Compare date, term and obligations; no aspects means every type of obligation."""
    phrases = phrases_in(language)
    rows: list[tuple[str, list[_Cell]]] = [
        (phrases("record.concluded"), [(concluded(treaty, language), ()) for treaty in treaties]),
        (phrases("record.term"), [(_term(treaty, phrases), treaty.term.citations) for treaty in treaties]),
    ]
    return _grid(treaties, [*rows, *_obligations(treaties, aspects, phrases)], citations, phrases)


def obligation_grid(
    treaties: Sequence[Treaty], citations: CitationRegister, language: str
) -> ComparisonGrid:
    """Every type of obligation that is recorded for any of the treaties, one a row."""
    phrases = phrases_in(language)
    return _grid(treaties, _obligations(treaties, (), phrases), citations, phrases)


def _obligations(
    treaties: Sequence[Treaty], aspects: Sequence[ObligationKind], phrases: Phrases
) -> list[tuple[str, list[_Cell]]]:
    """Return a row for each aspect, or type; `_grid` names those without an entry in its last line."""
    rows = []
    for kind in aspects or sorted(ObligationKind):
        obligations = [next((o for o in t.obligations if o.kind is kind), None) for t in treaties]
        heading = formatting.kind(kind).capitalize()
        rows.append((heading, [(_obligation(o, phrases), o.citations if o else ()) for o in obligations]))
    return rows


def _grid(
    treaties: Sequence[Treaty],
    rows: Sequence[tuple[str, list[_Cell]]],
    citations: CitationRegister,
    phrases: Phrases,
) -> ComparisonGrid:
    recorded = [(heading, cells) for heading, cells in rows if any(text for text, _ in cells)]
    empty = [heading for heading, cells in rows if not any(text for text, _ in cells)]
    missing = phrases("record.missing")
    return ComparisonGrid(
        ("", *(treaty.short_title for treaty in treaties)),
        tuple((heading, *(text or missing for text, _ in cells)) for heading, cells in recorded),
        tuple(((), *(citations.refs(cited) for _, cited in cells)) for _, cells in recorded),
        _unrecorded(empty, phrases),
    )


def _unrecorded(headings: Sequence[str], phrases: Phrases) -> str:
    return phrases("record.unrecorded_rows", rows=", ".join(headings)) if headings else ""


def _term(treaty: Treaty, phrases: Phrases) -> str:
    term = length(treaty, phrases)
    if term and treaty.term.renewal:
        return phrases("record.term_and_renewal", term=term, renewal=treaty.term.renewal)
    return term or treaty.term.renewal or ""


def _obligation(obligation: Obligation | None, phrases: Phrases) -> str:
    if obligation is None:
        return ""
    article = f" (art.\u00a0{obligation.article})" if obligation.article else ""
    text = f"{phrases(PRESENCES[obligation.presence])}{article}"
    return f"{text}{'. ' + obligation.note if obligation.note else ''}"
