"""Timeline: actions of treaties and dated statements."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.charts import Solidity, timeline
from briefing.composition import formatting, printed_dates
from briefing.composition.chart_data.chart_input import ChartInput, FactRow, row_ids
from briefing.composition.chart_data.chart_kind import (
    SCOPE_TREATIES_AND_TOPICS,
    BuiltChart,
    ChartKindSpec,
    GridCell,
    left_out,
    nothing_to_draw,
    numbers,
    table_of,
)
from briefing.composition.scope.chart_scope import has_place_in_time
from briefing.composition.treaties.comparison import ComparisonGrid
from briefing.composition.views.references import SourceRef
from briefing.model.briefing import ChartKind
from briefing.model.countries import country_name
from briefing.model.edtf import parse_edtf
from briefing.model.treaty import Action, Treaty
from briefing.text.number_ranges import number_ranges


def _build(chart: ChartInput) -> BuiltChart:
    acts = [(treaty, action) for treaty, action in chart.scope.acts() if has_place_in_time(action.date)]
    dated = [row for row in chart.facts if has_place_in_time(row.fact.date)]
    events = [_action_event(chart, treaty, action) for treaty, action in acts]
    events += [_fact_event(chart, row) for row in dated]
    boundless = [row for row in chart.facts if row.fact.date and row not in dated]
    remarks = (
        *left_out(chart.phrases, "chart.undated", [row.label for row in chart.facts if not row.fact.date]),
        *left_out(chart.phrases, "chart.boundless", [row.label for row in boundless]),
        *_omitted_acts(chart),
    )
    if not events:
        return nothing_to_draw(chart.phrases("chart.no_date"), remarks)
    # A row of nothing but numbers says little; where the table is printed, these are in a line below it.
    alone = _alone(chart, acts, dated) if chart.is_table else []
    listed = [row for row in dated if row not in alone]
    remarks = (*_dates_of(chart, alone), *remarks)
    return BuiltChart(
        pictures=() if chart.is_table else chart.drawn(timeline.draw, events),
        grid=_chronology(chart, acts, listed) if acts or listed else None,
        rows=row_ids(dated),
        citations=tuple(citation for _, action in acts for citation in action.citations),
        remarks=remarks,
    )


def _chronology(
    chart: ChartInput, acts: Sequence[tuple[Treaty, Action]], dated: Sequence[FactRow]
) -> ComparisonGrid:
    """Return the table of the dates in order, each with its statements by number and its acts in words."""
    entries = [(_action_event(chart, treaty, action), action) for treaty, action in acts]
    statements = [(_fact_event(chart, row), row) for row in dated]
    every = [*(event for event, _ in entries), *(event for event, _ in statements)]
    rows = [
        (
            GridCell(when),
            numbers(row for event, row in statements if event.when == when),
            _acts_cell(chart, [entry for entry in entries if entry[0].when == when]),
        )
        for when in dict.fromkeys(event.when for event in sorted(every, key=timeline.order))
    ]
    return table_of(map(chart.phrases, ("column.date", "column.statements", "chart.acts")), rows)


def _alone(
    chart: ChartInput, acts: Sequence[tuple[Treaty, Action]], dated: Sequence[FactRow]
) -> list[FactRow]:
    """Return the statements on whose date there is no act."""
    days = {_action_event(chart, treaty, action).when for treaty, action in acts}
    return [row for row in dated if _fact_event(chart, row).when not in days]


def _dates_of(chart: ChartInput, rows: Sequence[FactRow]) -> tuple[str, ...]:
    """Return a remark with the dates of statements in order, each with their numbers."""
    if not rows:
        return ()
    by_date: dict[str, list[str]] = {}
    for event in sorted((_fact_event(chart, row) for row in rows), key=timeline.order):
        by_date.setdefault(event.when, []).append(event.label)
    dates = [f"{when} ({formatting.joined(number_ranges(labels))})" for when, labels in by_date.items()]
    return (chart.phrases("chart.dates_of_statements", dates="; ".join(dates)),)


def _acts_cell(chart: ChartInput, entries: Sequence[tuple[timeline.Event, Action]]) -> GridCell:
    texts = [f"{event.text} ({event.standing})" if event.standing else event.text for event, _ in entries]
    citations = dict.fromkeys(citation for _, action in entries for citation in action.citations)
    return GridCell(" ".join(texts), refs=chart.citations.refs(citations, notes=False))


def _omitted_acts(chart: ChartInput) -> tuple[str, ...]:
    count = chart.scope.omitted_acts()
    return (chart.phrases("chart.omitted_acts", count=count),) if count else ()


def _fact_event(chart: ChartInput, row: FactRow) -> timeline.Event:
    date = row.fact.date or ""
    return timeline.Event(
        span=parse_edtf(date),
        when=printed_dates.edtf(date, chart.language),
        text=row.text,
        label=row.label,
        standing=row.standing,
        basis="",
        solidity=row.solidity,
    )


def _action_event(chart: ChartInput, treaty: Treaty, action: Action) -> timeline.Event:
    return timeline.Event(
        span=parse_edtf(action.date),
        when=printed_dates.edtf(action.date, chart.language),
        text=_action_words(chart, treaty, action),
        label="",
        standing="disputed" if action.disputed else "",
        basis=_in_brackets(chart.citations.refs(action.citations, notes=False)),
        solidity=Solidity.CLAIMED if action.disputed else Solidity.SETTLED,
    )


def _action_words(chart: ChartInput, treaty: Treaty, action: Action) -> str:
    kind = formatting.kind(action.kind).capitalize()
    party = ""
    if action.party:
        party = treaty.party_name(action.party) or country_name(action.party, chart.language)
    by = ", ".join(part for part in (party, action.body) if part)
    text = f"{kind} ({by})" if by else kind
    if len(chart.treaties) > 1:
        text = f"{treaty.short_title}: {text}"
    if action.effective:
        date = printed_dates.edtf(action.effective, chart.language)
        text += f", {chart.phrases('chart.effective', date=date)}"
    return f"{text}. {formatting.sentence(action.note)}" if action.note else f"{text}."


def _in_brackets(refs: Sequence[SourceRef]) -> str:
    """Write references as the text does, such as [3B art. 4; 5C]; empty for none."""
    parts = [f"{ref.number}{ref.letter}{f' {ref.locator}' if ref.locator else ''}" for ref in refs]
    return f"[{'; '.join(parts)}]" if parts else ""


SPEC = ChartKindSpec(
    ChartKind.TIMELINE,
    name="Timeline",
    help="Treaty actions and dated statements, with uncertain dates and open periods marked",
    caption="Treaty actions and dated statements",
    options=SCOPE_TREATIES_AND_TOPICS | {"every_act"},
    build=_build,
)
