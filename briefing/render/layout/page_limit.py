"""A briefing with more lines than its template has room for: how many, and what to cut first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from briefing.composition.judgements.argument_map import items
from briefing.composition.views.document import PrintedBriefing
from briefing.composition.views.statements import FactView
from briefing.errors import Problem
from briefing.render.templates.loader import Template

Lines = Sequence[Counter[str]]
"""For each page the lines of text that each row takes; those of no row under the empty name."""


def too_long(lines: Lines, printed: PrintedBriefing, template: Template) -> list[Problem]:
    """Report how many lines are beyond the template's last page, and which rows to cut.

    Facts that no judgement rests on come first, then the last rows, each in reading order.
    """
    most = template.spec.max_pages
    if most is None or len(lines) <= most:
        return []
    excess = sum(lines[most:], Counter()).total()
    message = (
        f"The briefing takes {len(lines)} pages, and this template has {most}:"
        f" about {_counted(excess)} too many."
    )
    remedy = " ".join(
        ("Shorten, hide or remove the rows named below.", *_tighter(printed, template),
         "Or choose a template with more room.")
    )  # fmt: skip
    return [Problem(message, remedy, field="pages"), *_to_cut(sum(lines, Counter()), printed, excess)]


def _to_cut(taken: Counter[str], printed: PrintedBriefing, excess: int) -> Iterator[Problem]:
    """Report the last rows whose lines make up the excess; those that nothing rests on first."""
    names, disputed, loose = _names(printed), _disputed(printed), set(_loose(printed))
    first = _last_that_fill(excess, [row for row in taken if row in loose], taken)
    for row in first:
        message = f"No judgement rests on {names[row]} ({_counted(taken[row])})."
        yield Problem(message, "Hide or remove it.", field=f"row {row}")
    left = excess - sum(taken[row] for row in first)
    for row in _last_that_fill(left, [row for row in taken if row in names and row not in loose], taken):
        message = f"There is no room left for {names[row]} ({_counted(taken[row])})."
        remedy = "Shorten it; a contradiction stays." if row in disputed else "Shorten, hide or remove it."
        yield Problem(message, remedy, field=f"row {row}")


def _last_that_fill(excess: int, rows: Sequence[str], taken: Counter[str]) -> list[str]:
    """As many of the last rows as have so many lines together, or all; in reading order."""
    chosen: list[str] = []
    for row in reversed(rows):
        if excess <= 0:
            break
        chosen.insert(0, row)
        excess -= taken[row]
    return chosen


def _names(printed: PrintedBriefing) -> dict[str, str]:
    """Return the name of each row on the page; sections have none, as they are only their rows."""
    names = {judgement.row_id: judgement.label for judgement in printed.judgements}
    for item in items(printed.sections):
        if isinstance(item, FactView):
            names |= {other.row_id: f"statement {other.label}" for other in item.opposed if other.label}
            names[item.row_id] = f"statement {item.label}"
        else:
            names[item.row_id] = getattr(item, "label", "this paragraph")
    return names


def _disputed(printed: PrintedBriefing) -> set[str]:
    """Rows of facts that contradict others: without its row such a fact is printed all the same."""
    return {statement.row_id for group in printed.questions.contradictions for statement in group}


def _loose(printed: PrintedBriefing) -> Iterator[str]:
    """Rows of facts that could go: no judgement names them, and they contradict nothing."""
    named = {
        ref.anchor
        for judgement in printed.judgements
        for ref in (*judgement.supporting, *judgement.opposing)
    }
    disputed = _disputed(printed)
    for item in items(printed.sections):
        if isinstance(item, FactView) and item.anchor not in named and item.row_id not in disputed:
            yield item.row_id


def _tighter(printed: PrintedBriefing, template: Template) -> Iterator[str]:
    """Yield advice on the options that take less room and are not chosen yet."""
    labels = {option.name: option.label for option in template.spec.options}
    advice = [
        f"“{labels[name]}” to {_value(value)}"
        for name, value in template.spec.tighter.items()
        if printed.options[name.replace("-", "_")] != value
    ]
    if advice:
        yield f"Or set {'; '.join(advice)}."


def _value(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _counted(lines: int) -> str:
    return f"{lines} line{'' if lines == 1 else 's'}"
