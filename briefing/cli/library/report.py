"""The command library report: what a library covers, and what it lacks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from briefing.cli.context import library_option, require_known
from briefing.cli.output import counted, json_option, print_json, print_message, print_table
from briefing.composition import formatting
from briefing.input_file import real_path
from briefing.library.cached_load import load_cached
from briefing.library.files import is_treaty_folder
from briefing.library.load import default_folders
from briefing.library.quality import ContentReport, content_report, only_treaty
from briefing.model.library import Catalogue, Material
from briefing.model.terms import ObligationKind, Standing
from briefing.project import open_project
from briefing.text.characters import visible

_MOST_IDS = 20
_FIELDS = {
    "title": "title",
    "authors": "author",
    "issued": "day of issue",
    "accessed": "day of access",
    "url": "address",
    "language": "language",
}


@click.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--treaty", "treaty_id", metavar="ID", help="Only this treaty, its facts and its sources.")
@library_option
@json_option
def report(path: Path | None, treaty_id: str | None, libraries: tuple[Path, ...], as_json: bool) -> None:
    """Print what a library covers, and what it lacks. PATH is a library, a treaty folder or a project.

    Without a PATH, report on the bundled library with the user's own and further ones. The report has the
    facts for each topic and standing, the sources for each reliability, and lists what is missing: facts of
    a single origin, without a date or whose speaker is not named, sources without a title, and obligations
    that are not recorded. --json lists all ids.
    """
    material, catalogue = _read(path, libraries)
    if treaty_id is not None:
        require_known("treaty", (treaty_id,), catalogue.treaties)
        material = only_treaty(material, catalogue, treaty_id)
    content = content_report(material, catalogue)
    if as_json:
        print_json(content)
    else:
        _print(content)


def _read(path: Path | None, libraries: tuple[Path, ...]) -> tuple[Material, Catalogue]:
    """Return the material to report on, and a catalogue of it with all that it refers to."""
    if path is not None and path.is_file():
        material = open_project(path).briefing.library
        return material, Catalogue(material)
    folders = [*default_folders(), *libraries]
    if path is not None:
        folders = [*(each for each in folders if real_path(each) != real_path(path)), path]
    loaded = load_cached(folders)
    for problem in loaded.problems:
        print_message(f"Warning: {problem}")
    catalogue = Catalogue(loaded.material)
    if path is None:
        return loaded.material, catalogue
    own = [layer.material for layer in loaded.library.layers if layer.folder == path]
    material = own[0] if own else Material()
    if is_treaty_folder(path) and material.treaties:
        # The folder has the publishers of its library, too.
        material = only_treaty(material, catalogue, material.treaties[0].id)
    return material, catalogue


def _print(content: ContentReport) -> None:
    counts = (
        _number(content.treaties, "treaty", "treaties"),
        counted(content.publishers, "publisher"),
        counted(content.sources, "source"),
        counted(content.facts, "fact"),
        _number(content.actors, "person, body or state", "persons, bodies and states"),
    )
    click.echo(f"{', '.join(counts)}.\n")
    _print_topics(content)
    _print_sources(content)
    _print_ids("Facts of a single origin", content.single_origin, content.facts)
    _print_ids("Facts without a date", content.undated, content.facts)
    speakers = [f"{each.fact_id} ({each.attributed_to})" for each in content.unnamed_speakers]
    _print_ids("Statements that do not name their speakers", speakers, content.facts)
    _print_obligations(content)


def _number(count: int, one: str, several: str) -> str:
    return f"{count:,} {one if count == 1 else several}"


def _print_topics(content: ContentReport) -> None:
    standings = list(content.standings)
    rows = [
        [each.topic or "(no topic)", f"{each.facts:,}", *_cells(each.standings, standings)]
        for each in content.topics
    ]
    total = ["(all facts)", f"{content.facts:,}", *_cells(content.standings, standings)]
    headings = [str(standing).replace("_", " ") for standing in standings]
    print_table(["Topic", "Facts", *headings], [*rows, total])
    click.echo()


def _cells(counts: Mapping[Standing, int], standings: Sequence[Standing]) -> list[str]:
    return [f"{counts[standing]:,}" if counts.get(standing) else "" for standing in standings]


def _print_sources(content: ContentReport) -> None:
    counts = content.reliabilities.items()
    print_table(
        [f"Reliability {letter}" for letter, _ in counts], [[f"{number:,}" for _, number in counts]]
    )
    click.echo()
    if content.ungraded_sources:
        _print_ids("Sources that nobody has graded", content.ungraded_sources, content.sources)
    for name, heading in _FIELDS.items():
        ids = content.sources_without[name]
        if name == "title":
            _print_ids(f"Sources without a {heading}", ids, content.sources)
        else:
            article = "an" if heading[0] in "aeiou" else "a"
            click.echo(f"Sources without {article} {heading}: {len(ids):,} of {content.sources:,}")


def _print_ids(heading: str, ids: Sequence[str], total: int) -> None:
    click.echo(f"{heading}: {len(ids):,} of {total:,}")
    for each in ids[:_MOST_IDS]:
        click.echo(f"  {visible(each)}")
    if len(ids) > _MOST_IDS:
        click.echo(f"  … and {len(ids) - _MOST_IDS:,} more; --json lists them all")


def _print_obligations(content: ContentReport) -> None:
    unrecorded = content.unrecorded_obligations
    cells = content.treaties * len(ObligationKind)
    click.echo(f"Obligations that are not recorded: {sum(map(len, unrecorded.values())):,} of {cells:,}")
    for treaty_id, kinds in unrecorded.items():
        click.echo(f"  {treaty_id}: {', '.join(map(formatting.kind, kinds))}")
