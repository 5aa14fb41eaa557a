"""Errors for the user to correct: each problem has a place, a cause and a remedy.

A `BriefingError` is never a bug in the program; any other exception is, and is reported as one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from briefing.text.characters import visible
from briefing.text.field_path import in_words


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in the user's input.

    `file` is a path or a name such as ``<stdin>``; `line` and `column` count from 1; `field` is a path of
    field names such as ``facts[3].date``. A warning is a fault that prevents nothing.
    """

    message: str
    remedy: str = ""
    file: str = ""
    line: int | None = None
    column: int | None = None
    field: str = ""
    is_warning: bool = False

    def __str__(self) -> str:
        text = f"{'Warning: ' if self.is_warning else ''}{self.text}"
        return visible(f"{self.place}: {text}" if self.place else text)

    @property
    def text(self) -> str:
        """The message and, where there is one, the remedy."""
        return f"{self.message} {self.remedy}".strip()

    @property
    def place(self) -> str:
        """`file:line:column field`, as far as it is known, with the field in words if it is in a list."""
        numbers = [str(number) for number in (self.line, self.column) if number is not None]
        position = ":".join([self.file, *numbers]) if self.file else ""
        words = in_words(self.field)
        field = f"{words} ({self.field})" if words else self.field
        return " ".join(part for part in (position, field) if part)


class BriefingError(Exception):
    """The user's input has problems: all of them are in `problems`, not only the first."""

    def __init__(self, problems: str | Problem | Iterable[Problem], remedy: str = "") -> None:
        if isinstance(problems, str):
            problems = Problem(problems, remedy)
        if isinstance(problems, Problem):
            problems = (problems,)
        self.problems: Sequence[Problem] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    @property
    def reasons(self) -> str:
        """All problems with their remedies, one a line, for a place that shows which value is meant."""
        return "\n".join(problem.text for problem in self.problems)


class EditError(BriefingError):
    """An edit is impossible on this briefing; the briefing is unchanged."""


class GradingError(BriefingError):
    """A grade or a grading scheme is invalid."""


class LibraryError(BriefingError):
    """A library cannot be changed as asked; its files are unchanged."""


class ChangedMeanwhileError(LibraryError):
    """An edit would replace records that another program changed; `keys` are theirs, as (kind, id)."""

    def __init__(self, keys: Iterable[tuple[str, str]]) -> None:
        self.keys = tuple(keys)
        remedy = "Look at its present version, then change that."
        super().__init__(
            Problem(f"The {kind} {own_id} was changed by another program. It was not overwritten.", remedy)
            for kind, own_id in self.keys
        )


class SourceError(BriefingError):
    """A document cannot be read, archived or found."""


class ImportFileError(BriefingError):
    """A file cannot be imported; nothing was changed."""


class ProjectError(BriefingError):
    """A project file cannot be read or written; the file on disk is unchanged."""


class RenderError(BriefingError):
    """A briefing cannot be rendered; no file was written."""


Check = Callable[[], None]
"""Called between the steps of some work; raises an exception where the result is not wanted any more."""


def never_mind() -> None:
    """Let the work go on."""
