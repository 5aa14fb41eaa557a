"""Treaties side by side: the rows of a comparison, and how far the treaties answer them alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefing.composition import formatting
from briefing.composition.treaties.records import STATUS_KINDS, act_line
from briefing.composition.views import treaties as t
from briefing.model.terms import ActionKind, ObligationKind

_SEVERAL = 2
_ONLY_IF_RECORDED = {"Suspended or ended"}
"""Rows that would only say that nothing happened."""


def groups(treaties: Sequence[t.TreatyView], *, every_kind: bool) -> tuple[t.ComparedGroup, ...]:
    """The rows in which treaties are compared; of obligations those that one records, or `every_kind`."""
    return (
        t.ComparedGroup("Status and term", tuple(_rows_on_status(treaties))),
        t.ComparedGroup("Obligations", tuple(_rows_on_obligations(treaties, every_kind))),
    )


def _rows_on_status(treaties: Sequence[t.TreatyView]) -> list[t.ComparedRow]:
    told = {kind for kinds in STATUS_KINDS.values() for kind in kinds}
    others = tuple(kind for kind in ActionKind if kind not in told)
    rows = [
        _row("Concluded", [t.ComparedCell("", _line(each.concluded)) for each in treaties]),
        _row("Authentic languages", [t.ComparedCell("", _languages(each)) for each in treaties]),
        _acts("Signed", STATUS_KINDS["Signed"], treaties, lambda _: ()),
        _force(treaties),
        _acts("Suspended or ended", STATUS_KINDS["Suspended or ended"], treaties, lambda _: ()),
        _acts("Other acts", others, treaties, lambda each: each.on_approval),
        _row(
            "Term",
            [t.ComparedCell("", _given(each.term.length), each.on_term) for each in treaties],
            [_length_answer(each.term) for each in treaties],
        ),
        _row("Renewal", [t.ComparedCell("", _given(each.term.renewal)) for each in treaties]),
        _row("Notice to end it", [t.ComparedCell("", _given(each.term.notice)) for each in treaties]),
        _row("Earlier and related treaties", [_relatives(each) for each in treaties]),
    ]
    return [row for row in rows if row.heading not in _ONLY_IF_RECORDED or any(c.lines for c in row.cells)]


def _rows_on_obligations(treaties: Sequence[t.TreatyView], every_kind: bool) -> list[t.ComparedRow]:
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


def _by_kind(treaty: t.TreatyView) -> dict[str, list[t.ObligationView]]:
    found: dict[str, list[t.ObligationView]] = {}
    for each in treaty.obligations:
        found.setdefault(each.kind, []).append(each)
    return found


def _cell(obligations: Sequence[t.ObligationView]) -> t.ComparedCell:
    """One cell for all that a treaty records of a kind; the mark is drawn where they agree."""
    marks = {each.mark for each in obligations}
    lines = tuple(
        t.RecordLine(
            f"{each.word}, art.\u00a0{each.article}." if each.article else f"{each.word}.",
            each.refs,
            each.note,
        )
        for each in obligations
    )
    links = tuple(dict.fromkeys(link for each in obligations for link in each.statements))
    return t.ComparedCell(marks.pop() if len(marks) == 1 else "", lines, links)


def _row(
    heading: str, cells: Sequence[t.ComparedCell], answers: Sequence[str] | None = None
) -> t.ComparedRow:
    agreement, differs = _agreement(answers) if answers is not None else ("", False)
    return t.ComparedRow(heading, agreement, differs, tuple(cells))


def _agreement(answers: Sequence[str]) -> tuple[str, bool]:
    """How far the answers are alike, an empty one being none, and whether they differ."""
    given = [answer for answer in answers if answer]
    if len(given) < _SEVERAL:
        return ("Recorded for one only" if given else "Recorded for none"), False
    if len(set(given)) > 1:
        return "Differ", True
    return ("Same answer" if len(given) == len(answers) else "Same answer where recorded"), False


def _line(text: str) -> tuple[t.RecordLine, ...]:
    return (t.RecordLine(formatting.sentence(text)),) if text else ()


def _given(line: t.RecordLine | None) -> tuple[t.RecordLine, ...]:
    return (line,) if line else ()


def _languages(treaty: t.TreatyView) -> tuple[t.RecordLine, ...]:
    prevails = f"{treaty.prevails} prevails" if treaty.prevails else ""
    return _line("; ".join(part for part in (treaty.languages, prevails) if part))


def _length_answer(term: t.TermRecord) -> str:
    return "" if term.length is None else str(term.years)


def _acts(
    heading: str,
    kinds: Sequence[ActionKind],
    treaties: Sequence[t.TreatyView],
    statements: Callable[[t.TreatyView], tuple[t.FactLink, ...]],
    answers: Sequence[str] | None = None,
) -> t.ComparedRow:
    named = len(kinds) > 1
    cells = [
        t.ComparedCell(
            "",
            tuple(act_line(action, named=named) for action in each.actions if action.kind in kinds),
            statements(each),
        )
        for each in treaties
    ]
    return _row(heading, cells, answers)


def _force(treaties: Sequence[t.TreatyView]) -> t.ComparedRow:
    kinds = STATUS_KINDS["Entry into force"]
    answers = []
    for treaty in treaties:
        doubts = [action.doubts for action in treaty.actions if action.kind in kinds]
        answers.append("" if not doubts else "doubtful" if any(doubts) else "settled")
    return _acts("Entry into force", kinds, treaties, lambda each: each.on_force, answers)


def _relatives(treaty: t.TreatyView) -> t.ComparedCell:
    lines = tuple(
        t.RecordLine(formatting.sentence(f"{each.relation}: {each.title}"), each.refs)
        for each in treaty.related
    )
    return t.ComparedCell("", lines, treaty.on_related)
