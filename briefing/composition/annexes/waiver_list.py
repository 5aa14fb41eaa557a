"""Findings of the review that the analyst waived, each with the reason."""

from __future__ import annotations

from briefing.composition import formatting, printed_dates
from briefing.composition.rows import RowIndex
from briefing.composition.views.annexes import WaiverView
from briefing.model.briefing import Briefing


def waiver_list(briefing: Briefing, rows: RowIndex) -> tuple[WaiverView, ...]:
    labels = rows.labels
    return tuple(
        WaiverView(
            rule=waiver.rule_id.replace("-", " ").capitalize(),
            label=labels[waiver.row_id].label if waiver.row_id in labels else "",
            words=waiver.words,
            reason=formatting.sentence(waiver.reason),
            by=waiver.by,
            on=printed_dates.day(waiver.on, briefing.language),
            anchor=rows.anchor(waiver.row_id) if waiver.row_id in rows.items else "",
        )
        for waiver in briefing.waivers
    )
