"""Findings of the review, and the engine with which it was made, in words."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.app.i18n import counted, tr
from briefing.language.process import ParserProcess, ParserState
from briefing.review import Finding, Severity, parsed

_SEVERITIES = {Severity.BLOCKING: "blocking", Severity.WARNING: "warning", Severity.ADVICE: "advice"}

_MEANINGS = {
    Severity.BLOCKING: "Blocking: correct it, or waive it with a reason, before you export.",
    Severity.WARNING: "Warning: the briefing can be exported.",
    Severity.ADVICE: "Advice: a way to make the text clearer.",
}

IS_NEW = (
    "New with this version: the text is as it was saved. The version of the program that saved it did not "
    "report this; or that is not known, and the rule is new or was rewritten since."
)


def severity_name(finding: Finding) -> str:
    return tr("waived") if finding.waiver else tr(_SEVERITIES[finding.severity])


def severity_meaning(finding: Finding) -> str:
    """Return what the severity of a finding means for the briefing."""
    if finding.waiver:
        return tr("Waived: accepted with a reason.")
    return tr(_MEANINGS[finding.severity])


def finding_summary(findings: Iterable[Finding]) -> str:
    """Return the number of open findings and of blocking ones: "3 findings (1 blocking)"."""
    still_open = [finding for finding in findings if finding.is_open]
    if not still_open:
        return tr("no review findings")
    text = counted(len(still_open), "review finding", "review findings")
    blocking = sum(finding.severity is Severity.BLOCKING for finding in still_open)
    return tr("{findings} ({number} blocking)", findings=text, number=blocking) if blocking else text


def engine_text(process: ParserProcess, rows: int, *, is_waiting: bool) -> str:
    """Return a sentence on the engine of a review, in which `rows` were reviewed on words alone."""
    if process.state in {ParserState.OFF, ParserState.MISSING, ParserState.FAILED}:
        return tr(parsed.ON_WORDS_ALONE, reason=tr(process.reason))
    if not rows:
        return tr(parsed.WITH_ENGINE, engine=process.engine)
    number = counted(rows, "row", "rows")
    if is_waiting:
        return tr(parsed.WAITING, rows=number)
    return tr(parsed.NOT_PARSED if process.has_started else parsed.NOT_STARTED, rows=number)


def copied_finding(finding: Finding, title: str, place: str) -> str:
    """Return a finding with the title of its rule as one line, to paste into other programs."""
    words = f" “{finding.words}”" if finding.words else ""
    return f"{place}{words}: {finding.message} [{severity_name(finding)}; {title}]"


def new_findings_text(number: int, version: str, *, is_known: bool) -> str:
    """Return a sentence on new findings; `is_known` if the project has those of the earlier version."""
    findings = counted(number, "review finding", "review findings")
    if is_known:
        text = tr(
            "New with this version of the program: {findings} in text that is as version {version} "
            "saved it.",
            findings=findings,
            version=version,
        )
    else:
        text = tr(
            "{findings} by rules that are new, or were rewritten, since version {version}, which saved "
            "this project.",
            findings=findings,
            version=version,
        )
    return f"{text} {tr('The project was not changed.')}"
