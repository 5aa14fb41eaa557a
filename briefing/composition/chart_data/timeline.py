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
    left_out,
    nothing_to_draw,
    table_of,
)
from briefing.composition.scope.chart_scope import has_place_in_time
from briefing.composition.treaties.comparison import ComparisonGrid
from briefing.composition.views.references import SourceRef
from briefing.model.briefing import ChartKind
from briefing.model.countries import country_name
from briefing.model.edtf import parse_edtf
from briefing.model.treaty import Action, Treaty


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
    return BuiltChart(
        pictures=() if chart.is_table else timeline.draw(chart.printed(events), chart.style),
        grid=_chronology(chart, acts, dated),
        rows=row_ids(dated),
        citations=tuple(citation for _, action in acts for citation in action.citations),
        remarks=remarks,
    )


def _chronology(
    chart: ChartInput, acts: Sequence[tuple[Treaty, Action]], dated: Sequence[FactRow]
) -> ComparisonGrid:
    """Return the table of acts and statements in the order of their dates."""
    dates = [
        (_action_event(chart, treaty, action), chart.citations.refs(action.citations, notes=False))
        for treaty, action in acts
    ]
    dates += [(_fact_event(chart, row), ()) for row in dated]
    dates.sort(key=lambda entry: timeline.order(entry[0]))
    rows = [
        (event.when, event.label or chart.phrases("chart.act"), _with_standing(event)) for event, _ in dates
    ]
    columns = ("column.date", "column.number", "column.statement_or_act")
    return table_of(map(chart.phrases, columns), rows, dict(enumerate(refs for _, refs in dates)))


def _with_standing(event: timeline.Event) -> str:
    return f"{event.text} ({event.standing})" if event.standing else event.text


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
