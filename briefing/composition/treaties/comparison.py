"""Treaties side by side: the rows of a comparison, and how far the treaties answer them alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from briefing.composition import formatting
from briefing.composition.citations import CitationRegister
from briefing.composition.treaties.records import PRESENCES, STATUS_KINDS, act_line, concluded, length
from briefing.composition.views.references import FactLink, SourceRef
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

_NOT_RECORDED = "not recorded"
_Cell = tuple[str, tuple[Citation, ...]]
_SEVERAL = 2
_ONLY_IF_RECORDED = {"Suspended or ended"}
"""Rows that would only say that nothing happened."""


# A template's comparison: every row of the treaties' records


def comparison_groups(treaties: Sequence[TreatyView], *, every_kind: bool) -> tuple[ComparedGroup, ...]:
    """Compare treaties row by row; of obligations those that one of them records, or `every_kind`."""
    return (
        ComparedGroup("Status and term", tuple(_rows_on_status(treaties))),
        ComparedGroup("Obligations", tuple(_rows_on_obligations(treaties, every_kind))),
    )


def _rows_on_status(treaties: Sequence[TreatyView]) -> list[ComparedRow]:
    with_own_row = {kind for kinds in STATUS_KINDS.values() for kind in kinds}
    others = tuple(kind for kind in ActionKind if kind not in with_own_row)
    rows = [
        _row("Concluded", [ComparedCell("", _line(treaty.concluded)) for treaty in treaties]),
        _row("Authentic languages", [ComparedCell("", _languages(treaty)) for treaty in treaties]),
        _acts("Signed", STATUS_KINDS["Signed"], treaties, lambda _: ()),
        _force(treaties),
        _acts("Suspended or ended", STATUS_KINDS["Suspended or ended"], treaties, lambda _: ()),
        _acts("Other acts", others, treaties, lambda treaty: treaty.on_approval),
        _row(
            "Term",
            [ComparedCell("", _given(treaty.term.length), treaty.on_term) for treaty in treaties],
            [_length_answer(treaty.term) for treaty in treaties],
        ),
        _row("Renewal", [ComparedCell("", _given(treaty.term.renewal)) for treaty in treaties]),
        _row("Notice to end it", [ComparedCell("", _given(treaty.term.notice)) for treaty in treaties]),
        _row("Earlier and related treaties", [_relatives(treaty) for treaty in treaties]),
    ]
    return [row for row in rows if row.heading not in _ONLY_IF_RECORDED or any(c.lines for c in row.cells)]


def _rows_on_obligations(treaties: Sequence[TreatyView], every_kind: bool) -> list[ComparedRow]:
    by_kind = [_by_kind(treaty) for treaty in treaties]
    recorded = [kind for kind in ObligationKind if any(str(kind) in kinds for kinds in by_kind)]
    rows = []
    for kind in ObligationKind if every_kind else recorded:
        obligations = [kinds.get(str(kind), []) for kinds in by_kind]
        rows.append(
            _row(
                formatting.kind(kind).capitalize(),
                [_cell(of_treaty) for of_treaty in obligations],
                ["/".join(sorted({one.mark for one in of_treaty})) for of_treaty in obligations],
            )
        )
    return rows


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


def _row(heading: str, cells: Sequence[ComparedCell], answers: Sequence[str] | None = None) -> ComparedRow:
    agreement, differs = _agreement(answers) if answers is not None else ("", False)
    return ComparedRow(heading, agreement, differs, tuple(cells))


def _agreement(answers: Sequence[str]) -> tuple[str, bool]:
    """Say how far the answers are alike, and return whether they differ; an empty one is no answer."""
    recorded = [answer for answer in answers if answer]
    if len(recorded) < _SEVERAL:
        return ("Recorded for one only" if recorded else "Recorded for none"), False
    if len(set(recorded)) > 1:
        return "Differ", True
    return ("Same answer" if len(recorded) == len(answers) else "Same answer where recorded"), False


def _line(text: str) -> tuple[RecordLine, ...]:
    return (RecordLine(formatting.sentence(text)),) if text else ()


def _given(line: RecordLine | None) -> tuple[RecordLine, ...]:
    return (line,) if line else ()


def _languages(treaty: TreatyView) -> tuple[RecordLine, ...]:
    prevails = f"{treaty.prevails} prevails" if treaty.prevails else ""
    return _line("; ".join(part for part in (treaty.languages, prevails) if part))


def _length_answer(term: TermRecord) -> str:
    return "" if term.length is None else str(term.years)


def _acts(
    heading: str,
    kinds: Sequence[ActionKind],
    treaties: Sequence[TreatyView],
    statements: Callable[[TreatyView], tuple[FactLink, ...]],
    answers: Sequence[str] | None = None,
) -> ComparedRow:
    named = len(kinds) > 1
    cells = [
        ComparedCell(
            "",
            tuple(act_line(action, named=named) for action in treaty.actions if action.kind in kinds),
            statements(treaty),
        )
        for treaty in treaties
    ]
    return _row(heading, cells, answers)


def _force(treaties: Sequence[TreatyView]) -> ComparedRow:
    kinds = STATUS_KINDS["Entry into force"]
    answers = []
    for treaty in treaties:
        doubts = [action.doubts for action in treaty.actions if action.kind in kinds]
        answers.append("" if not doubts else "doubtful" if any(doubts) else "settled")
    return _acts("Entry into force", kinds, treaties, lambda treaty: treaty.on_force, answers)


def _relatives(treaty: TreatyView) -> ComparedCell:
    lines = tuple(
        RecordLine(formatting.sentence(f"{related.relation}: {related.title}"), related.refs)
        for related in treaty.related
    )
    return ComparedCell("", lines, treaty.on_related)


# A table in a briefing: the rows that the analyst or a chart asks for


@dataclass(frozen=True, slots=True)
class ComparisonGrid:
    """The cells of a table, in each row its heading first, and the references of each cell."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    refs: tuple[tuple[tuple[SourceRef, ...], ...], ...]


def comparison_grid(
    treaties: Sequence[Treaty],
    aspects: Sequence[ObligationKind],
    citations: CitationRegister,
    language: str,
) -> ComparisonGrid:
    """Compare date, term and obligations; no aspects means all obligations that are recorded."""
    rows: list[tuple[str, list[_Cell]]] = [
        ("Concluded", [(concluded(treaty, language), ()) for treaty in treaties]),
        ("Term", [(_term(treaty), treaty.term.citations) for treaty in treaties]),
    ]
    return _grid(treaties, [*rows, *_obligations(treaties, aspects)], citations)


def obligation_grid(treaties: Sequence[Treaty], citations: CitationRegister) -> ComparisonGrid:
    """Every obligation that is recorded of any of the treaties, one a row."""
    return _grid(treaties, _obligations(treaties, ()), citations)


def _obligations(
    treaties: Sequence[Treaty], aspects: Sequence[ObligationKind]
) -> list[tuple[str, list[_Cell]]]:
    rows = []
    for kind in aspects or sorted({o.kind for treaty in treaties for o in treaty.obligations}):
        obligations = [next((o for o in t.obligations if o.kind is kind), None) for t in treaties]
        heading = formatting.kind(kind).capitalize()
        rows.append((heading, [(_obligation(o), o.citations if o else ()) for o in obligations]))
    return rows


def _grid(
    treaties: Sequence[Treaty], rows: Sequence[tuple[str, list[_Cell]]], citations: CitationRegister
) -> ComparisonGrid:
    return ComparisonGrid(
        ("", *(treaty.short_title for treaty in treaties)),
        tuple((heading, *(text for text, _ in cells)) for heading, cells in rows),
        tuple(((), *(citations.refs(cited) for _, cited in cells)) for _, cells in rows),
    )


def _term(treaty: Treaty) -> str:
    return ", then ".join(part for part in (length(treaty), treaty.term.renewal) if part) or _NOT_RECORDED


def _obligation(obligation: Obligation | None) -> str:
    if obligation is None:
        return _NOT_RECORDED
    article = f" (art.\u00a0{obligation.article})" if obligation.article else ""
    text = f"{PRESENCES[obligation.presence]}{article}"
    return f"{text}{'. ' + obligation.note if obligation.note else ''}"
