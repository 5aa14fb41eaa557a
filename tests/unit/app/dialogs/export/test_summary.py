"""The summary at the top of the export dialog: pages, blocking findings, warnings."""

from __future__ import annotations

from briefing.app.dialogs.export.summary import summary_text
from briefing.review import Finding, Severity


def a_finding(severity: Severity) -> Finding:
    return Finding("weasel-word", severity, "j1", "text", 0, 0, "", "", "The wording is vague.")


def test_pages_blocking_findings_and_warnings_are_counted() -> None:
    blocking, warning = a_finding(Severity.BLOCKING), a_finding(Severity.WARNING)
    assert summary_text([blocking, warning, warning], 7).split("   ·   ") == [
        "7 pages in the preview",
        "1 review finding to correct or waive before the export",
        "2 warnings",
    ]
    assert summary_text([], 0) == "No review findings"
    assert summary_text([warning], 1) == "1 page in the preview   ·   1 warning"
