"""The evidence matrix: a row for each piece of evidence, a column for each judgement."""

from __future__ import annotations

from briefing.composition import formatting
from briefing.composition.rows import RowIndex
from briefing.composition.views.annexes import MatrixRow, MatrixView
from briefing.model.briefing import Bearing, Judgement

_BEARINGS = {None: "", Bearing.SUPPORTS: "for", Bearing.CONTRADICTS: "against"}


def evidence_matrix(rows: RowIndex) -> MatrixView | None:
    """Set evidence against the judgements shown; None where no judgement names evidence."""
    judgements = [
        item
        for item in rows.items.values()
        if isinstance(item, Judgement) and item.evidence and not item.hidden
    ]
    bearings = [{piece.item_id: piece.bearing for piece in item.evidence} for item in judgements]
    used = [item_id for item_id in rows.labels if any(item_id in column for column in bearings)]
    if not used:
        return None
    return MatrixView(
        columns=tuple(rows.ref(item.id) for item in judgements),
        rows=tuple(
            MatrixRow(
                label=rows.label(item_id),
                anchor=rows.anchor(item_id),
                text=formatting.sentence(rows.text(rows.items[item_id])),
                bearings=tuple(_BEARINGS[column.get(item_id)] for column in bearings),
            )
            for item_id in used
        ),
    )
