"""Commands on the library: facts, treaties, validate, schema."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import msgspec

from briefing.cli.context import library_option, load_catalogue
from briefing.cli.output import json_option, print_json, print_problems, print_table, say
from briefing.codec import schema as json_schema
from briefing.editing import Edit
from briefing.errors import BriefingError, Problem
from briefing.grading import MarkingSet, Scheme
from briefing.library import FactIndex, FactQuery, load_library
from briefing.library import default_folders as default_library_folders
from briefing.model.briefing import Briefing
from briefing.model.dates import check_calendar_date
from briefing.model.fact import Fact
from briefing.model.library import Catalogue
from briefing.model.source import Publisher, Source
from briefing.model.terms import Reliability, Standing
from briefing.model.treaty import Treaty
from briefing.project import HistoryEntry, open_project, replay
from briefing.render.templates.loader import TemplateSpec

_SCHEMAS = {
    "treaty": Treaty,
    "publisher": Publisher,
    "source": Source,
    "fact": Fact,
    "briefing": Briefing,
    "edit": Edit,
    "history": HistoryEntry,
    "scheme": Scheme,
    "markings": MarkingSet,
    "template": TemplateSpec,
}


def _calendar_date(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        try:
            check_calendar_date(value)
        except ValueError as error:
            raise click.BadParameter(str(error)) from None
    return value


@click.command()
@click.argument("text", nargs=-1)
@click.option("--treaty", multiple=True, metavar="ID", help="Facts of this treaty.")
@click.option("--topic", multiple=True, metavar="TOPIC", help="Facts on this topic.")
@click.option(
    "--standing", multiple=True, type=click.Choice([s.value for s in Standing]), help="Of this standing."
)
@click.option("--actor", multiple=True, metavar="NAME", help="Facts about this state, body or person.")
@click.option(
    "--reliability",
    multiple=True,
    type=click.Choice([r.value for r in Reliability]),
    help="With a source of this reliability.",
)
@click.option("--publisher", multiple=True, metavar="ID", help="With a source of this publisher.")
@click.option("--since", callback=_calendar_date, metavar="DATE", help="Dated on or after this day.")
@click.option("--until", callback=_calendar_date, metavar="DATE", help="Dated on or before this day.")
@click.option("--facets", is_flag=True, help="Count what was found by treaty, topic, standing and so on.")
@library_option
@json_option
def facts(
    text: tuple[str, ...], facets: bool, libraries: tuple[Path, ...], as_json: bool, **conditions: object
) -> None:
    """Search the library's facts. TEXT is looked for in statements, actors, sources, articles and topics.

    An option that is given again adds a choice; different options all have to hold.
    """
    catalogue = load_catalogue(libraries)
    query = msgspec.convert({"text": " ".join(text), **conditions}, FactQuery, strict=False)
    index = FactIndex(catalogue)
    if facets:
        _print_facets(index.facets(query), as_json)
        return
    found = [catalogue.facts[hit.fact_id] for hit in index.search(query)]
    if as_json:
        print_json(found)
    elif found:
        print_table(
            ("Fact", "Standing", "Grade", "Date", "Statement"),
            [
                (fact.id, str(fact.standing), _code(fact, catalogue), fact.date or "", fact.statement)
                for fact in found
            ],
        )
    say(f"{len(found)} fact{'' if len(found) == 1 else 's'} found.")


def _code(fact: Fact, catalogue: Catalogue) -> str:
    sources = [catalogue.sources[citation.source_id] for citation in fact.citations]
    return f"{min(catalogue.reliability(source) for source in sources)}{fact.credibility}"


def _print_facets(counts: dict[str, dict[str, int]], as_json: bool) -> None:
    if as_json:
        print_json(counts)
        return
    rows = [(kind, value, str(count)) for kind, values in counts.items() for value, count in values.items()]
    print_table(("Facet", "Value", "Facts"), rows)


@click.command()
@library_option
@json_option
def treaties(libraries: tuple[Path, ...], as_json: bool) -> None:
    """List the library's treaties."""
    catalogue = load_catalogue(libraries)
    if as_json:
        print_json(catalogue.material.treaties)
        return
    counts = FactIndex(catalogue).facets(FactQuery())["treaty"]
    print_table(
        ("Treaty", "Concluded", "Facts", "Title"),
        [
            (treaty.id, treaty.concluded.date, str(counts.get(treaty.id, 0)), treaty.title)
            for treaty in catalogue.material.treaties
        ],
    )


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@json_option
def validate(paths: tuple[Path, ...], as_json: bool) -> None:
    """Check libraries and projects. A PATH is a library, a treaty folder or a .briefing file.

    Without a PATH, the bundled and the user's own library. Every problem is printed with its place; the
    exit code is 1 where there is any.
    """
    folders = [path for path in paths if path.is_dir()] if paths else default_library_folders()
    problems = list(load_library(_with_bundled(folders)).problems) if folders else []
    for path in paths:
        if not path.is_dir():
            problems.extend(_project_problems(path))
    print_problems(problems, as_json=as_json)
    if problems:
        say(f"{len(problems)} problem{'' if len(problems) == 1 else 's'} found.")
        sys.exit(1)
    say("No problem found.")


def _with_bundled(folders: list[Path]) -> list[Path]:
    """The folders with the bundled library beneath them: their treaties may refer to its publishers."""
    bundled = default_library_folders()[0]
    own = {folder.resolve() for folder in folders}
    inside = any(folder == bundled.resolve() or bundled.resolve() in folder.parents for folder in own)
    return folders if inside else [bundled, *folders]


def _project_problems(path: Path) -> list[Problem]:
    try:
        project = open_project(path)
        if project.history and replay(project.history) != project.briefing:
            return [Problem("The history does not lead to this briefing.", "Do not rely on it.", str(path))]
    except BriefingError as error:
        return list(error.problems)
    return []


@click.command()
@click.argument("name", type=click.Choice(list(_SCHEMAS)), required=False)
def schema(name: str | None) -> None:
    """Print the JSON Schema of a type, or of all of them by name."""
    if name:
        print_json(json_schema(_SCHEMAS[name]))
    else:
        print_json({key: json_schema(type_) for key, type_ in _SCHEMAS.items()})
