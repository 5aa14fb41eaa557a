"""Inputs and shared options of the commands: the library, the scales, templates, projects and files."""

from __future__ import annotations

import difflib
import getpass
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from briefing.atomic_write import is_device, refuse_input, write_atomically
from briefing.cli.output import print_message
from briefing.editing import Edit, with_approval_withdrawn
from briefing.errors import BriefingError, Problem
from briefing.grading import load_scales
from briefing.library import LoadReport, default_folders
from briefing.library.cached_load import load_cached
from briefing.model.library import Catalogue
from briefing.project import (
    LockedProject,
    Project,
    Reference,
    Session,
    locked_for_writing,
    locked_project,
    open_project,
    unpack,
)
from briefing.project.format import MAX_UNPACKED_BYTES
from briefing.project.storage import refuse_name_of_project
from briefing.render import Survey, Template
from briefing.text import characters

library_option = click.option(
    "--library",
    "libraries",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Read this library folder too. Repeatable; later folders replace entries with the same id.",
)
force_option = click.option("--force", is_flag=True, help="Replace the output file if it exists.")
take_over_option = click.option(
    "--force",
    "take_over",
    is_flag=True,
    help="Change FILE even if another computer, which may have crashed, has it open.",
)
_MOST_LISTED, _MOST_ALIKE = 30, 3
_WITHDRAWS = "briefing.withdraws-approval"


def _note_withdrawal(context: click.Context, _parameter: click.Parameter, withdraws: bool) -> None:
    context.meta[_WITHDRAWS] = withdraws


withdraw_option = click.option(
    "--withdraw-approval",
    is_flag=True,
    expose_value=False,
    callback=_note_withdrawal,
    help="If FILE is approved, withdraw the approval: the briefing is then in review again.",
)
file_argument = click.argument("file", type=click.Path(path_type=Path))


def author_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--author",
        metavar="NAME",
        callback=_clean_text,
        help="Record this author of the change. Default: the user logged in.",
    )(command)


def _clean_text(_context: click.Context, parameter: click.Parameter, text: str | None) -> str | None:
    require_clean_text(f"--{parameter.name}", text or "")
    return text


def require_clean_text(field: str, text: str) -> None:
    """Raise BriefingError for a text of the user with an unwanted character; `field` is the option."""
    if objection := characters.objection_to(text):
        raise BriefingError(Problem(objection, characters.REMEDY, field=field))


def load_catalogue(libraries: tuple[Path, ...]) -> Catalogue:
    """Load the installed library and further folders; print a warning for each treaty left out."""
    return Catalogue(load_report(libraries).material)


def load_report(libraries: tuple[Path, ...]) -> LoadReport:
    """Load the installed library and further folders; print a warning for each treaty left out."""
    report = load_cached([*default_folders(), *libraries])
    for problem in report.problems:
        print_message(f"Warning: {problem}")
    if report.problems:
        print_message("Warning: the treaties with these problems are not loaded.")
    return report


def load_reference(libraries: tuple[Path, ...] = ()) -> Reference:
    return Reference(load_catalogue(libraries), load_scales())


class EditedProject:
    """A project that a command changes: the session for the edits, and the file to save it to."""

    def __init__(self, locked: LockedProject, session: Session) -> None:
        self._locked, self.session = locked, session

    def apply(self, edit: Edit) -> None:
        """Apply an edit, with the approval withdrawn where the command says so. Raises EditError."""
        context = click.get_current_context(silent=True)
        if context is not None and context.meta.get(_WITHDRAWS):
            edit = with_approval_withdrawn(self.session.briefing, edit)
        self.session.apply(edit)

    def save(self) -> None:
        """Save to the project's file. Raises BriefingError; the file is unchanged then."""
        self._locked.save(self.session.project)


@contextmanager
def project_edited(
    path: Path, author: str | None, libraries: tuple[Path, ...] = (), *, take_over: bool = False
) -> Iterator[EditedProject]:
    """Lock the project at `path` and open it for editing; `author` is by default the user logged in."""
    reference = load_reference(libraries)  # takes a while, so before the lock
    with locked_project(path, take_over=take_over) as locked:
        yield EditedProject(locked, _session(locked.project, reference, author))


def session_for_trying(path: Path, author: str | None, libraries: tuple[Path, ...] = ()) -> Session:
    """Open the project at `path` to show what an edit would do, which needs no lock."""
    return _session(open_project(path), load_reference(libraries), author)


def _session(project: Project, reference: Reference, author: str | None) -> Session:
    return Session(project, reference, author=author or user_name())


def read_project(path: Path) -> Project:
    """Read the project at `path`, or from standard input for ``-``."""
    if str(path) == "-":
        return unpack(read_stdin(MAX_UNPACKED_BYTES), "<stdin>")
    return open_project(path)


def read_stdin(limit: int) -> bytes:
    """Read all of standard input. Raises BriefingError for more than `limit` bytes."""
    if sys.stdin is None:
        raise BriefingError(Problem("Standard input is closed.", "Give a file.", "<stdin>"))
    raw = sys.stdin.buffer.read(limit + 1)
    if len(raw) > limit:
        message = f"Standard input is larger than {limit // 2**20} MB."
        raise BriefingError(Problem(message, "Give a smaller file.", "<stdin>"))
    return raw


@dataclass(frozen=True, slots=True)
class Output:
    """A file that a command writes, or standard output for ``-``, and what the command reads for it.

    What is read, `inputs`, is never replaced, other files only with `force`. The ending of a project is
    kept for projects: a PDF under that name would be taken for one.
    """

    path: Path
    force: bool
    inputs: tuple[Path, ...] = ()
    is_project: bool = False

    @property
    def is_stdout(self) -> bool:
        return str(self.path) == "-"

    def check(self) -> None:
        """Raise BriefingError if the file cannot be written as it is asked for."""
        if self.is_stdout or is_device(self.path):
            return
        refuse_input(self.path, self.inputs)
        if not self.is_project:
            refuse_name_of_project(self.path)
        if self.path.exists() and not self.force:
            remedy = "Choose another name, or give --force to replace the file."
            raise BriefingError(Problem("The file exists already.", remedy, str(self.path)))

    def write(self, content: bytes, *, keep_previous: str | None = None) -> bool:
        """Write the file atomically. Returns whether it was a file, not standard output.

        A file that was created since `check`, or that another program has open, is not replaced.
        """
        if self.is_stdout:
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
            return False
        if is_device(self.path):
            write_atomically(self.path, content)
            return True
        with locked_for_writing(self.path, take_over=self.force):
            self.check()
            write_atomically(self.path, content, replace=self.force, keep_previous=keep_previous)
        return True


def require_known(noun: str, values: Iterable[str], known: Iterable[str], listing: str = "") -> None:
    """Raise BriefingError for the first value that is not known, with those that are like it.

    The error lists the known values, or names the command `listing` that does where they are many.
    """
    allowed = sorted(set(known))
    unknown = next((value for value in values if value not in allowed), None)
    if unknown is None:
        return
    remedies = (
        [f"Did you mean {' or '.join(map(repr, close))}?"] if (close := _like(unknown, allowed)) else []
    )
    if listing and len(allowed) > _MOST_LISTED:
        remedies.append(f"List them with '{listing}'.")
    elif allowed:
        remedies.append(f"Use one of: {', '.join(allowed)}.")
    raise BriefingError(f"There is no {noun} '{unknown}'.", " ".join(remedies))


def _like(value: str, known: Sequence[str]) -> list[str]:
    """Return what is spelled alike, or begins with the value, in the order of likeness."""
    folded = {each.casefold(): each for each in known}
    close = difflib.get_close_matches(value.casefold(), folded, n=1)
    beginning = [each for each in folded if value and each.startswith(value.casefold())]
    return [folded[each] for each in dict.fromkeys((*close, *beginning[:_MOST_ALIKE]))]


def installed_template(template_id: str, survey: Survey) -> Template:
    """Return the installed template of this id. Raises BriefingError if it is missing or broken."""
    if problems := survey.why_not(template_id):
        raise BriefingError(problems)
    if template_id not in survey.templates:
        known = ", ".join(sorted(survey.templates))
        raise BriefingError(Problem(f"There is no template '{template_id}'.", f"Use one of: {known}."))
    return survey.templates[template_id]


def user_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
