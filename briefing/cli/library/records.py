"""Commands that show the records of a library: list, show."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import msgspec

from briefing.cli.context import library_option
from briefing.cli.library.context import (
    briefings_of,
    folder_option,
    id_argument,
    key_of,
    kind_argument,
    projects_option,
    session_for,
)
from briefing.cli.output import counted, json_option, print_json, print_message, print_table
from briefing.errors import LibraryError
from briefing.library.bases import ThreeWayView
from briefing.library.editing import dependents, projects_using
from briefing.library.layers import LayeredLibrary
from briefing.library.records import Record, RecordKey, RecordKind, records_by_key
from briefing.library.session import LibrarySession
from briefing.library.yaml_text import record_text
from briefing.model.source import Source
from briefing.model.treaty import Treaty


@click.command(name="list")
@click.argument("kind", required=False, type=click.Choice([kind.value for kind in RecordKind]))
@click.option("--overrides", is_flag=True, help="Only records that replace one of a lower layer.")
@folder_option
@library_option
@json_option
def list_records(
    kind: str | None, overrides: bool, folder: Path | None, libraries: tuple[Path, ...], as_json: bool
) -> None:
    """List the records of the library, of one KIND or of all, and the layer that each comes from."""
    session = session_for(folder, libraries)
    keys = session.library.overrides() if overrides else records_by_key(session.library.material)
    rows = [_row(key, session) for key in keys if kind in {None, key.kind.value}]
    if as_json:
        print_json(rows)
    else:
        print_table(
            ("Kind", "Id", "Layer", "Overrides", "Title"),
            [(row["kind"], row["id"], row["layer"], _override_note(row), row["title"]) for row in rows],
        )
    print_message(f"{counted(len(rows), 'record')} found.")


def _row(key: RecordKey, session: LibrarySession) -> dict[str, Any]:
    library = session.library
    origin, record = library.origin_of(key), library.record(key)
    view = session.compare(key)
    return {
        "kind": key.kind.value,
        "id": key.id,
        "layer": origin.name if origin else "",
        "overrides": view is not None,
        "lower_changed": view is not None and view.is_lower_changed,
        "title": _title(record) if record is not None else "",
    }


def _override_note(row: dict[str, Any]) -> str:
    if row["lower_changed"]:
        return "yes; changed below since"
    return "yes" if row["overrides"] else ""


def _title(record: Record) -> str:
    if isinstance(record, Treaty):
        return record.title
    if isinstance(record, Source):
        return record.title or record.description
    return str(getattr(record, "name", "") or getattr(record, "statement", ""))


@click.command()
@kind_argument
@id_argument
@projects_option
@folder_option
@library_option
@json_option
def show(
    kind: str,
    record_id: str,
    projects: tuple[Path, ...],
    folder: Path | None,
    libraries: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Show a record, where it comes from, what it overrides and what uses it."""
    session = session_for(folder, libraries)
    key = key_of(kind, record_id)
    record = session.library.record(key)
    if record is None:
        raise LibraryError(f"There is no {kind} '{record_id}'.", "List them with 'briefing library list'.")
    users = dependents(session.library, key)
    uses = projects_using(key, record, briefings_of(projects))
    view = session.compare(key)
    if as_json:
        print_json(
            {
                "record": record,
                "layer": _layer_of(key, session.library),
                "file": str(session.place_of(key) or ""),
                "fields": [each._asdict() for each in view.fields] if view else [],
                "used_by": [{"kind": user.kind.value, "id": user.id} for user in users],
                "projects": [{"file": str(use.path), "is_equal": use.is_equal} for use in uses],
            }
        )
        return
    click.echo(record_text(record), nl=False)
    _print_place(key, session)
    if view is not None:
        _print_versions(view)
    if users:
        click.echo(f"Used by: {', '.join(map(str, users))}")
    for use in uses:
        click.echo(f"In the project {use.path}" + ("" if use.is_equal else ", in another version"))


def _layer_of(key: RecordKey, library: LayeredLibrary) -> str:
    origin = library.origin_of(key)
    return origin.name if origin is not None else ""


def _print_place(key: RecordKey, session: LibrarySession) -> None:
    place = session.place_of(key)
    click.echo(f"\nFrom: {_layer_of(key, session.library)}" + (f", {place}" if place else ""))


def _print_versions(view: ThreeWayView) -> None:
    click.echo("Changed below since it was overridden:" if view.is_lower_changed else "Overrides:")
    rows = [
        (each.field, _shown(each.base) if view.base else "", _shown(each.lower), _shown(each.mine))
        for each in view.fields
    ]
    print_table(("Field", "When overridden", "Below now", "Here"), rows)


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
