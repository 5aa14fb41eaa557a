"""Commands for records in the formats of other programs: import, export."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
from msgspec.structs import replace

from briefing import clock
from briefing.cli.context import (
    Output,
    author_option,
    force_option,
    library_option,
    require_known,
    user_name,
)
from briefing.cli.library.context import folder_option, library_files, print_saved, session_for
from briefing.cli.output import counted, json_option, print_json, print_message, print_table
from briefing.errors import LibraryError, Problem
from briefing.grading import load_scales
from briefing.input_file import read_regular
from briefing.interchange.guarded import read_guarded
from briefing.interchange.libraries.archive import EXPORTER as TREATIES
from briefing.interchange.libraries.archive import copies_in, records_above, write_archive
from briefing.interchange.libraries.other_library import OtherLibrary, reading_of_folder
from briefing.interchange.merge.copies import archived_files
from briefing.interchange.plan import EntryStatus, ImportPlan, plan_import
from briefing.interchange.reading import ImportOptions
from briefing.interchange.registry import EXPORTERS, IMPORTERS, importer_for
from briefing.library.editing import apply
from briefing.library.layers import Layer
from briefing.library.load import bundled_folder
from briefing.model.library import Catalogue, Material
from briefing.model.origin import Origin
from briefing.model.terms import OriginKind

_MOST_BYTES = 256 * 2**20


def _columns(
    _context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]
) -> dict[str, str]:
    columns = {}
    for value in values:
        name, equals, field = value.rpartition("=")
        if not equals:
            raise click.BadParameter(f"'{value}' is not NAME=FIELD.")
        columns[name] = field
    return columns


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_id",
    type=click.Choice(list(IMPORTERS)),
    help="The format of the file. Default: found by its content.",
)
@click.option("--treaty", default="", metavar="ID", help="The treaty that imported facts belong to.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    callback=_columns,
    metavar="NAME=FIELD",
    help="The field that a column of a table means. Repeatable.",
)
@click.option("--sheet", default="", metavar="NAME", help="The sheet of a workbook. Default: the first.")
@author_option
@click.option(
    "--update",
    is_flag=True,
    help="Let values of the file replace those of the library; never a marking or a grade.",
)
@click.option("--yes", is_flag=True, help="Write what is listed. Without it nothing is changed.")
@json_option
@folder_option
@library_option
def import_(
    file: Path,
    format_id: str | None,
    update: bool,
    yes: bool,
    as_json: bool,
    author: str | None,
    folder: Path | None,
    libraries: tuple[Path, ...],
    **options: Any,
) -> None:
    """List what the file of another program would change in the library, and with --yes write it.

    FILE may also be the folder of another library. Each entry is new, the same as in the library, changed
    or refused. What the file has and records have no place for is listed as lost. The whole import is one
    step.
    """
    session = session_for(folder, libraries)
    today = clock.utc_now().date().isoformat()
    by = author or user_name()
    read_options = ImportOptions(
        treaty_id=options["treaty"],
        by=by,
        today=today,
        columns=options["columns"],
        sheet=options["sheet"],
    )
    origin = Origin(OriginKind.IMPORTED, at=today, by=by or None, file=file.resolve().name or str(file))
    if file.is_dir():
        format_name = "Library"
        reading = reading_of_folder(file, [bundled_folder(), *libraries])
        other = OtherLibrary(file, Material())
    else:
        raw = read_regular(file, _MOST_BYTES, "Divide it.")
        importer = importer_for(raw, file.name, format_id or "")
        format_name = importer.name
        reading = read_guarded(importer.id, raw, file.name, read_options)
        origin = replace(origin, file_sha256=hashlib.sha256(raw).hexdigest())
        is_archive = importer.id == TREATIES.id
        other = OtherLibrary(file, Material(), copies_in(raw, file.name) if is_archive else {})
    plan = plan_import(reading, session.library.material, origin, update=update)
    if as_json:
        print_json(plan)
    else:
        _print_plan(plan, format_name)
    if yes and plan.edit.edits:
        other.give_copies(apply(session.library, plan.edit).material, session.folder)
        session.apply(plan.edit)
        print_saved(session, f"{plan.edit.label}. Saved:")
    elif plan.edit.edits:
        print_message("Nothing was changed. Give --yes to write this.")


def _print_plan(plan: ImportPlan, format_name: str) -> None:
    print_table(
        ("Entry", "Effect", "Record", "Title", "Remarks"),
        [
            (
                row.place,
                str(row.status),
                " ".join(row.key) if row.key else "",
                row.title,
                "; ".join((*row.changes, *row.remarks)),
            )
            for row in plan.rows
        ],
    )
    if plan.mapping:
        print_message("Read as: " + "; ".join(f"{name} → {field}" for name, field in plan.mapping) + ".")
    if plan.losses:
        print_message("Not stored:")
        for loss in plan.losses:
            print_message(f"  {loss.place}: {loss.field}: {loss.text}")
    for remark in plan.remarks:
        print_message(remark)
    counts = ", ".join(f"{plan.count(status)} {status}" for status in EntryStatus if plan.count(status))
    print_message(f"{format_name}: {counted(len(plan.rows), 'row')}: {counts or 'none'}.")


@click.command("export")
@click.argument("format_id", metavar="FORMAT", type=click.Choice(list(EXPORTERS)))
@click.argument("output", type=click.Path(path_type=Path))
@click.option(
    "--treaty",
    "treaties",
    multiple=True,
    metavar="ID",
    help="Only this treaty, with all that it cites. Repeatable.",
)
@click.option(
    "--up-to",
    metavar="MARKING",
    help="Refuse to write records that are marked above this, such as TLP:GREEN, and list them.",
)
@click.option(
    "--with-copies",
    is_flag=True,
    help="treaties: with the archived copies of sources, which are texts of others.",
)
@force_option
@folder_option
@library_option
def export(
    format_id: str,
    output: Path,
    treaties: tuple[str, ...],
    up_to: str | None,
    with_copies: bool,
    force: bool,
    folder: Path | None,
    libraries: tuple[Path, ...],
) -> None:
    """Write records for other programs, and list what their format has no place for."""
    session = session_for(folder, libraries)
    target = Output(output, force, library_files(session))
    target.check()
    material = _chosen(session.library.material, treaties)
    if up_to is not None:
        _require_below(material, up_to)
    written = EXPORTERS[format_id].write(material)
    if with_copies and format_id == TREATIES.id:
        written = write_archive(material, _copies(material, session.library.layers))
    for loss in written.losses:
        print_message(f"Not in the file: {loss.place}: {loss.field}: {loss.text}")
    if target.write(written.content):
        print_message(f"Saved: {output}")


def _require_below(material: Material, label: str) -> None:
    """Raise LibraryError that names the records which are marked above a label."""
    sets = load_scales().marking_sets.values()
    markings = next((each for each in sets if each.marking(label)), None)
    if markings is None:
        known = ", ".join(marking.label for each in sets for marking in each.markings)
        raise LibraryError(f"There is no marking '{label}'.", f"Use one of: {known}.")
    above = records_above(material, markings, label)
    if above:
        remedy = "Export other treaties, or leave --up-to out."
        raise LibraryError([Problem(f"{each.place} is marked {each.text}.", remedy) for each in above])


def _copies(material: Material, layers: Iterable[Layer]) -> dict[str, bytes]:
    copies: dict[str, bytes] = {}
    for layer in layers:
        if layer.folder is not None:
            copies |= archived_files(material, layer.folder)
    return copies


def _chosen(material: Material, treaties: tuple[str, ...]) -> Material:
    """Return the records of some treaties with all that they cite; without any, the whole library."""
    if not treaties:
        return material
    catalogue = Catalogue(material)
    require_known("treaty", treaties, catalogue.treaties)
    facts = [fact.id for fact in material.facts if not set(treaties).isdisjoint(fact.treaty_ids)]
    return catalogue.material_for(facts, treaties)
