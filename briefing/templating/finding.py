"""Findings of the template check."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from briefing.errors import Problem


class TemplateSeverity(StrEnum):
    """An error spoils pages or prevents them from being made; a warning may be intended."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class TemplateFinding:
    """A problem of a template with the rule that found it; `seen` names the briefing and page, if any."""

    rule: str
    severity: TemplateSeverity
    problem: Problem
    seen: str = ""

    def __str__(self) -> str:
        seen = f" Seen in {self.seen}." if self.seen else ""
        return f"{self.severity}: {self.problem}{seen} [{self.rule}]"


def error(
    rule: str, message: str, remedy: str, file: Path | str, line: int | None = None
) -> TemplateFinding:
    return TemplateFinding(rule, TemplateSeverity.ERROR, Problem(message, remedy, str(file), line))


def warning(
    rule: str, message: str, remedy: str, file: Path | str, line: int | None = None
) -> TemplateFinding:
    return TemplateFinding(rule, TemplateSeverity.WARNING, Problem(message, remedy, str(file), line))
