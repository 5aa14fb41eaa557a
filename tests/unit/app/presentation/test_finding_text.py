"""Findings of the review in words."""

from __future__ import annotations

import functools

from msgspec.structs import replace

from briefing.app.presentation.finding_text import finding_summary, severity_name
from briefing.review import Finding, Severity, review
from tests.builders import CATALOGUE, a_briefing, bundled_scales


@functools.cache
def found() -> Finding:
    return review(a_briefing(), bundled_scales(), CATALOGUE)[0]


def a_finding(severity: Severity, *, waived: bool = False) -> Finding:
    waiver = found().waived("Known.", "A. Nalyst", "2025-11-03") if waived else None
    return replace(found(), severity=severity, waiver=waiver)


def test_every_severity_has_a_name_and_a_waived_finding_is_called_so() -> None:
    names = [severity_name(a_finding(severity)) for severity in Severity]
    assert len(set(names)) == len(list(Severity))
    assert severity_name(a_finding(Severity.BLOCKING, waived=True)) == "waived"


def test_the_summary_counts_open_findings_and_names_the_blocking_ones() -> None:
    warning, blocking = a_finding(Severity.WARNING), a_finding(Severity.BLOCKING)
    assert finding_summary([]) == "no review findings"
    assert finding_summary([warning]) == "1 review finding"
    assert finding_summary([warning, blocking, warning]) == "3 review findings (1 blocking)"


def test_waived_findings_are_not_counted() -> None:
    waived = a_finding(Severity.BLOCKING, waived=True)
    assert finding_summary([waived]) == "no review findings"
    assert finding_summary([waived, a_finding(Severity.ADVICE)]) == "1 review finding"
