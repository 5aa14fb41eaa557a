"""Commands on the form of data files: validate, schema."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from briefing.cli.library.quotes import quote_warnings
from briefing.cli.output import counted, json_option, print_json, print_message, print_problems
from briefing.codec import schema as json_schema
from briefing.editing import Edit
from briefing.errors import BriefingError, Problem
from briefing.grading import MarkingSet, Scheme
from briefing.input_file import real_path
from briefing.language.installed import InstalledParses
from briefing.library import LoadReport, default_folders, load_library
from briefing.library.editing import LibraryEdit
from briefing.library.layers import LayeredLibrary
from briefing.library.quality import warnings_of
from briefing.model.actor import Actor
from briefing.model.briefing import Briefing
from briefing.model.fact import Fact
from briefing.model.library import Catalogue
from briefing.model.source import Publisher, Source
from briefing.model.treaty import Treaty
from briefing.organisation.thesaurus import thesaurus_file, thesaurus_problems
from briefing.project import HistoryEntry, open_project, replay
from briefing.render.templates.manifest import TemplateSpec
from briefing.review.lexicon import own_contrasts_file, problems_in

_SCHEMAS = {
    "treaty": Treaty,
    "publisher": Publisher,
    "source": Source,
    "fact": Fact,
    "actor": Actor,
    "library-edit": LibraryEdit,
    "briefing": Briefing,
    "edit": Edit,
    "history": HistoryEntry,
    "scheme": Scheme,
    "markings": MarkingSet,
    "template": TemplateSpec,
}


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option("--quotes", is_flag=True, help="Hold the statement of each fact to its quotes as well.")
@json_option
def validate(paths: tuple[Path, ...], quotes: bool, as_json: bool) -> None:
    """Check libraries and projects. A PATH is a library, a treaty folder or a project.

    It may also be a contrasts.yaml or thesaurus.yaml. Without a PATH, check the bundled library, the user's
    own, and these two files of the organisation. Every problem is printed with its place,
    then the warnings: statements of claims that do not name who makes them and, with --quotes, statements
    that say more than their quotes, and quotes in another language, which cannot be compared with them.
    The exit code is 1 if there is a problem; warnings alone do not change it.
    """
    folders = [path for path in paths if path.is_dir()] if paths else default_folders()
    report = load_library(_with_bundled(folders)) if folders else LoadReport(LayeredLibrary())
    problems = list(report.problems)
    catalogue = Catalogue(report.material)
    parses = InstalledParses()
    found_warnings = [
        *warnings_of(report, catalogue),
        *(quote_warnings(report, catalogue, parses) if quotes else ()),
    ]
    warnings = [each for each in found_warnings if _is_in(each.file, folders)]
    for path in paths:
        if not path.is_dir():
            problems.extend(_file_problems(path))
    if not paths:
        problems += _organisation_problems()
    print_problems((*problems, *warnings), as_json=as_json)
    found = [counted(len(problems), "problem") if problems else "No problems"]
    found += [counted(len(warnings), "warning")] if warnings else []
    print_message(f"{' and '.join(found)} found.")
    if quotes and parses.reason:
        print_message(f"Statements and quotes were compared on words alone: {parses.reason}")
    if problems:
        sys.exit(1)


def _is_in(file: str, folders: list[Path]) -> bool:
    return any(real_path(folder) in real_path(Path(file)).parents for folder in folders)


def _with_bundled(folders: list[Path]) -> list[Path]:
    """Put the bundled library before the folders: their treaties may refer to its publishers."""
    bundled = default_folders()[0]
    own = {real_path(folder) for folder in folders}
    has_bundled = any(
        folder == real_path(bundled) or real_path(bundled) in folder.parents for folder in own
    )
    return folders if has_bundled else [bundled, *folders]


def _organisation_problems() -> Sequence[Problem]:
    """Return what is wrong in the words of the organisation: its contrast sets and its thesaurus."""
    return (*problems_in(own_contrasts_file()), *thesaurus_problems(thesaurus_file()))


def _file_problems(path: Path) -> Sequence[Problem]:
    """Return what is wrong in a project, or in a file of words of an organisation, known by its name."""
    if path.name == own_contrasts_file().name:
        return problems_in(path)
    if path.name == thesaurus_file().name:
        return thesaurus_problems(path)
    return _project_problems(path)


def _project_problems(path: Path) -> list[Problem]:
    try:
        project = open_project(path)
        if project.history and replay(project.history) != project.briefing:
            return [
                Problem(
                    "The history does not lead to the saved briefing.",
                    "Do not rely on the history, or open NAME.briefing.previous.",
                    str(path),
                )
            ]
    except BriefingError as error:
        return list(error.problems)
    return []


@click.command()
@click.argument("name", type=click.Choice(list(_SCHEMAS)), required=False)
def schema(name: str | None) -> None:
    """Print the JSON Schema of a type of data, or of all types."""
    if name:
        print_json(json_schema(_SCHEMAS[name]))
    else:
        print_json({key: json_schema(type_) for key, type_ in _SCHEMAS.items()})
