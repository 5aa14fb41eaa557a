"""Check a template: its source files, and the pages that it makes of the specimen briefing."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import msgspec

from briefing.errors import BriefingError, Problem, RenderError
from briefing.grading import load_scales
from briefing.guarded_process import LIMITS, Limits, program_command
from briefing.operating_system import was_killed
from briefing.render.pipeline import composed
from briefing.render.templates.loader import Template, load_template
from briefing.render.worker.limits import too_much_memory, too_slow
from briefing.templating.finding import TemplateFinding, TemplateSeverity, warning
from briefing.templating.folder import excluded_files
from briefing.templating.page_checks import page_findings
from briefing.templating.source_checks import source_findings
from briefing.templating.specimen import attachments, variants
from briefing.templating.style_checks import style_findings

__all__ = ["TemplateFinding", "TemplateSeverity", "check_guarded", "check_template"]


def check_template(folder: Path) -> list[TemplateFinding]:
    """Return all findings, errors first, each place once. The template is filled and laid out for that."""
    try:
        template = load_template(folder)
    except BriefingError as error:
        return [TemplateFinding("manifest", TemplateSeverity.ERROR, problem) for problem in error.problems]
    findings = [*source_findings(template), *style_findings(template), *_stray_files(folder)]
    if not any(finding.rule in {"syntax", "missing-file"} for finding in findings):
        findings += _layout_findings(template)
    return _sorted(findings)


def _stray_files(folder: Path) -> Iterator[TemplateFinding]:
    for name in excluded_files(folder):
        message = "This file is not part of the template, and copies do not include it."
        yield warning("stray-file", message, "Remove it, or use a supported kind of file.", folder / name)


def _layout_findings(template: Template) -> list[TemplateFinding]:
    from briefing.render.layout.typesetter import Typesetter

    scales = load_scales()
    try:
        typesetter = Typesetter(template.folder, attachments())
    except BriefingError as error:
        return [TemplateFinding("style", TemplateSeverity.ERROR, problem) for problem in error.problems]
    first_seen: dict[TemplateFinding, str] = {}
    for variant in variants(template):
        context = composed(variant.briefing, template, scales, variant.earlier)
        for finding, page in page_findings(template, context, typesetter):
            page_text = f", page {page}" if page else ""
            first_seen.setdefault(finding, variant.description + page_text)
    return [replace(finding, seen=seen) for finding, seen in first_seen.items()]


def _sorted(findings: Iterable[TemplateFinding]) -> list[TemplateFinding]:
    unique = dict.fromkeys(findings)
    return sorted(
        unique,
        key=lambda finding: (
            finding.severity is not TemplateSeverity.ERROR,
            finding.problem.file,
            finding.problem.line or 0,
        ),
    )


def check_guarded(folder: Path, limits: Limits = LIMITS) -> list[TemplateFinding]:
    """Check in a process of its own, within limits; exceeding one is a finding too. Raises RenderError."""
    command = program_command("check-worker", str(folder), "--memory-mb", str(limits.memory_mb))
    try:
        done = subprocess.run(  # noqa: S603 - this program again
            command, capture_output=True, check=False, timeout=limits.total_s
        )
    except subprocess.TimeoutExpired:
        return [_limit_finding(too_slow(str(folder), limits.total_s))]
    if done.returncode:
        output = done.stderr.decode(errors="replace")
        if "MemoryError" in output or was_killed(done.returncode):
            return [_limit_finding(too_much_memory(str(folder), limits.memory_mb))]
        raise RenderError(Problem("The template could not be checked.", output.strip()[-400:], str(folder)))
    return msgspec.json.decode(done.stdout, type=list[TemplateFinding])


def _limit_finding(problem: Problem) -> TemplateFinding:
    return TemplateFinding("limits", TemplateSeverity.ERROR, problem)
