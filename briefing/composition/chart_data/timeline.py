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
)
from briefing.composition.views.references import SourceRef
from briefing.model.briefing import ChartKind
from briefing.model.countries import country_name
from briefing.model.edtf import parse_edtf
from briefing.model.treaty import Action, Treaty


def _build(chart: ChartInput) -> BuiltChart:
    treaties = chart.treaties if chart.item.treaty_ids or not chart.item.topics else ()
    actions = [(treaty, action) for treaty in treaties for action in treaty.actions]
    dated = [row for row in chart.facts if row.fact.date and _has_place_in_time(row.fact.date)]
    events = [
        _action_event(chart, treaty, action, len(treaties) > 1)
        for treaty, action in actions
        if _has_place_in_time(action.date)
    ]
    events += [_fact_event(chart, row) for row in dated]
    boundless = [row for row in chart.facts if row.fact.date and row not in dated]
    remarks = (
        *left_out(chart.phrases, "chart.undated", [row.label for row in chart.facts if not row.fact.date]),
        *left_out(chart.phrases, "chart.boundless", [row.label for row in boundless]),
    )
    if not events:
        return nothing_to_draw(chart.phrases("chart.no_date"), remarks)
    return BuiltChart(
        pictures=timeline.draw(chart.printed(events), chart.style),
        rows=row_ids(dated),
        citations=tuple(citation for _, action in actions for citation in action.citations),
        remarks=remarks,
    )


def _has_place_in_time(date: str) -> bool:
    span = parse_edtf(date)
    return not (span.opens and span.stays_open)


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


def _action_event(chart: ChartInput, treaty: Treaty, action: Action, name_treaty: bool) -> timeline.Event:
    return timeline.Event(
        span=parse_edtf(action.date),
        when=printed_dates.edtf(action.date, chart.language),
        text=_action_words(chart, treaty, action, name_treaty),
        label="",
        standing="disputed" if action.disputed else "",
        basis=_in_brackets(chart.citations.refs(action.citations)),
        solidity=Solidity.CLAIMED if action.disputed else Solidity.SETTLED,
    )


def _action_words(chart: ChartInput, treaty: Treaty, action: Action, name_treaty: bool) -> str:
    kind = formatting.kind(action.kind).capitalize()
    party = ""
    if action.party:
        party = treaty.party_name(action.party) or country_name(action.party, chart.language)
    by = ", ".join(part for part in (party, action.body) if part)
    text = f"{kind} ({by})" if by else kind
    if name_treaty:
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
    options=SCOPE_TREATIES_AND_TOPICS,
    build=_build,
)
