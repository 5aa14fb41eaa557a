"""The check of a template: its files as they are written, and the pages that it makes of the specimen."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import msgspec

from briefing.errors import BriefingError, Problem, RenderError
from briefing.grading import load_scales
from briefing.operating_system import was_killed
from briefing.render.limits import LIMITS, Limits, program_command, too_hungry, too_slow
from briefing.render.pipeline import composed
from briefing.render.template import Template, load_template
from briefing.templating.finding import Severity, TemplateFinding, warning
from briefing.templating.folder import left_out
from briefing.templating.laid import page_findings
from briefing.templating.specimen import attachments, variants
from briefing.templating.styles import style_findings
from briefing.templating.texts import text_findings

__all__ = ["Severity", "TemplateFinding", "check_guarded", "check_template"]


def check_template(folder: Path) -> list[TemplateFinding]:
    """Everything found in a template: errors first, each place once. It is filled and laid out for that."""
    try:
        template = load_template(folder)
    except BriefingError as error:
        return [TemplateFinding("manifest", Severity.ERROR, each) for each in error.problems]
    found = [*text_findings(template), *style_findings(template), *_strays(folder)]
    if not any(each.rule in {"syntax", "missing-file"} for each in found):
        found += _laid_findings(template)
    return _sorted(found)


def _strays(folder: Path) -> Iterator[TemplateFinding]:
    for name in left_out(folder):
        message = "This file is no part of the template, and copies are made without it."
        yield warning("stray-file", message, "Remove it, or use another kind of file.", folder / name)


def _laid_findings(template: Template) -> list[TemplateFinding]:
    from briefing.render.pages import Typesetter

    scales = load_scales()
    try:
        typesetter = Typesetter(template.folder, attachments())
    except BriefingError as error:
        return [TemplateFinding("style", Severity.ERROR, each) for each in error.problems]
    found: dict[TemplateFinding, str] = {}
    for variant in variants(template):
        context = composed(variant.briefing, template, scales, variant.earlier)
        for finding, page in page_findings(template, context, typesetter):
            found.setdefault(finding, f"{variant.said}, page {page}" if page else variant.said)
    return [replace(finding, seen=seen) for finding, seen in found.items()]


def _sorted(found: Iterable[TemplateFinding]) -> list[TemplateFinding]:
    unique = dict.fromkeys(found)
    return sorted(
        unique,
        key=lambda each: (each.severity is not Severity.ERROR, each.problem.file, each.problem.line or 0),
    )


def check_guarded(folder: Path, limits: Limits = LIMITS) -> list[TemplateFinding]:
    """The same in a process of its own, held to limits. What goes past them is a finding itself."""
    command = program_command("check-worker", str(folder), "--memory-mb", str(limits.memory_mb))
    try:
        done = subprocess.run(  # noqa: S603 - this program again
            command, capture_output=True, check=False, timeout=limits.total_s
        )
    except subprocess.TimeoutExpired:
        return [_past(too_slow(str(folder), limits.total_s))]
    if done.returncode:
        said = done.stderr.decode(errors="replace")
        if "MemoryError" in said or was_killed(done.returncode):
            return [_past(too_hungry(str(folder), limits.memory_mb))]
        raise RenderError(Problem("The template could not be checked.", said.strip()[-400:], str(folder)))
    return msgspec.json.decode(done.stdout, type=list[TemplateFinding])


def _past(problem: Problem) -> TemplateFinding:
    return TemplateFinding("limits", Severity.ERROR, problem)
