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
    """The rows in which treaties are compared; of obligations those that one records, or `every_kind`."""
    return (
        ComparedGroup("Status and term", tuple(_rows_on_status(treaties))),
        ComparedGroup("Obligations", tuple(_rows_on_obligations(treaties, every_kind))),
    )


def _rows_on_status(treaties: Sequence[TreatyView]) -> list[ComparedRow]:
    told = {kind for kinds in STATUS_KINDS.values() for kind in kinds}
    others = tuple(kind for kind in ActionKind if kind not in told)
    rows = [
        _row("Concluded", [ComparedCell("", _line(each.concluded)) for each in treaties]),
        _row("Authentic languages", [ComparedCell("", _languages(each)) for each in treaties]),
        _acts("Signed", STATUS_KINDS["Signed"], treaties, lambda _: ()),
        _force(treaties),
        _acts("Suspended or ended", STATUS_KINDS["Suspended or ended"], treaties, lambda _: ()),
        _acts("Other acts", others, treaties, lambda each: each.on_approval),
        _row(
            "Term",
            [ComparedCell("", _given(each.term.length), each.on_term) for each in treaties],
            [_length_answer(each.term) for each in treaties],
        ),
        _row("Renewal", [ComparedCell("", _given(each.term.renewal)) for each in treaties]),
        _row("Notice to end it", [ComparedCell("", _given(each.term.notice)) for each in treaties]),
        _row("Earlier and related treaties", [_relatives(each) for each in treaties]),
    ]
    return [row for row in rows if row.heading not in _ONLY_IF_RECORDED or any(c.lines for c in row.cells)]


def _rows_on_obligations(treaties: Sequence[TreatyView], every_kind: bool) -> list[ComparedRow]:
    by_kind = [_by_kind(each) for each in treaties]
    recorded = [kind for kind in ObligationKind if any(str(kind) in found for found in by_kind)]
    rows = []
    for kind in ObligationKind if every_kind else recorded:
        found = [each.get(str(kind), []) for each in by_kind]
        rows.append(
            _row(
                formatting.kind(kind).capitalize(),
                [_cell(each) for each in found],
                ["/".join(sorted({one.mark for one in each})) for each in found],
            )
        )
    return rows


def _by_kind(treaty: TreatyView) -> dict[str, list[ObligationView]]:
    found: dict[str, list[ObligationView]] = {}
    for each in treaty.obligations:
        found.setdefault(each.kind, []).append(each)
    return found


def _cell(obligations: Sequence[ObligationView]) -> ComparedCell:
    """One cell for all that a treaty records of a kind; the mark is drawn where they agree."""
    marks = {each.mark for each in obligations}
    lines = tuple(
        RecordLine(
            f"{each.word}, art.\u00a0{each.article}." if each.article else f"{each.word}.",
            each.refs,
            each.note,
        )
        for each in obligations
    )
    links = tuple(dict.fromkeys(link for each in obligations for link in each.statements))
    return ComparedCell(marks.pop() if len(marks) == 1 else "", lines, links)


def _row(heading: str, cells: Sequence[ComparedCell], answers: Sequence[str] | None = None) -> ComparedRow:
    agreement, differs = _agreement(answers) if answers is not None else ("", False)
    return ComparedRow(heading, agreement, differs, tuple(cells))


def _agreement(answers: Sequence[str]) -> tuple[str, bool]:
    """How far the answers are alike, an empty one being none, and whether they differ."""
    given = [answer for answer in answers if answer]
    if len(given) < _SEVERAL:
        return ("Recorded for one only" if given else "Recorded for none"), False
    if len(set(given)) > 1:
        return "Differ", True
    return ("Same answer" if len(given) == len(answers) else "Same answer where recorded"), False


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
            tuple(act_line(action, named=named) for action in each.actions if action.kind in kinds),
            statements(each),
        )
        for each in treaties
    ]
    return _row(heading, cells, answers)


def _force(treaties: Sequence[TreatyView]) -> ComparedRow:
    kinds = STATUS_KINDS["Entry into force"]
    answers = []
    for treaty in treaties:
        doubts = [action.doubts for action in treaty.actions if action.kind in kinds]
        answers.append("" if not doubts else "doubtful" if any(doubts) else "settled")
    return _acts("Entry into force", kinds, treaties, lambda each: each.on_force, answers)


def _relatives(treaty: TreatyView) -> ComparedCell:
    lines = tuple(
        RecordLine(formatting.sentence(f"{each.relation}: {each.title}"), each.refs)
        for each in treaty.related
    )
    return ComparedCell("", lines, treaty.on_related)


# A table in a briefing: the rows that the analyst or a chart asks for


@dataclass(frozen=True, slots=True)
class ComparisonGrid:
    """The cells of a table, each row begun with its heading, and the references of each cell."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    refs: tuple[tuple[tuple[SourceRef, ...], ...], ...]


def comparison_grid(
    treaties: Sequence[Treaty],
    aspects: Sequence[ObligationKind],
    citations: CitationRegister,
    language: str,
) -> ComparisonGrid:
    """When concluded, for how long, and each obligation; no aspects means all that are recorded."""
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
        found = [next((o for o in t.obligations if o.kind is kind), None) for t in treaties]
        heading = formatting.kind(kind).capitalize()
        rows.append((heading, [(_obligation(o), o.citations if o else ()) for o in found]))
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
    said = f"{PRESENCES[obligation.presence]}{article}"
    return f"{said}{'. ' + obligation.note if obligation.note else ''}"
