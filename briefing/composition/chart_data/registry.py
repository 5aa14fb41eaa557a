"""The chart kinds, in the order in which the window offers them; one module each."""

from __future__ import annotations

from briefing.composition.chart_data import (
    evidence_matrix,
    grades,
    likelihoods,
    map,  # noqa: A004 - the kind's name
    network,
    obligations,
    timeline,
)

KINDS = {
    spec.kind: spec
    for spec in (
        timeline.SPEC,
        map.SPEC,
        network.SPEC,
        evidence_matrix.SPEC,
        grades.SPEC,
        likelihoods.SPEC,
        obligations.SPEC,
    )
}
