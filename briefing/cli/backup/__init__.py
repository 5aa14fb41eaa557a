"""Commands for everything of the user's own as one file: backup, restore."""

from __future__ import annotations

from pathlib import Path

import click

from briefing import paths
from briefing.backup import PREVIOUS, own_files, write_backup
from briefing.backup import restore as restore_backup
from briefing.backup.own_files import library_locked
from briefing.cli.context import Output, force_option
from briefing.cli.output import counted, json_option, print_json, print_message, print_table

_file = click.argument("file", type=click.Path(path_type=Path))


@click.command()
@_file
@force_option
def backup(file: Path, force: bool) -> None:
    """Write your library, defaults, templates, schemes, settings and words to the new file FILE.

    The library is written with its archived copies. Libraries in other folders and projects are files of
    your own, and not in the backup.
    """
    Output(file, force).check()
    home = paths.user_data()
    with library_locked(home):
        own = own_files(home)
        Output(file, force, tuple(own.paths.values())).check()
        write_backup(file, own, replace=force)
    for name in own.omitted:
        print_message(f"Warning: {home / name} is not in the backup: it is a link, or has an unusual name.")
    print_message(f"{counted(len(own.paths), 'file')} saved: {file}")


@click.command()
@_file
@click.option("--replace", is_flag=True, help="Replace and remove files; one copy of them is kept.")
@json_option
def restore(file: Path, replace: bool, as_json: bool) -> None:
    """Restore what 'briefing backup' wrote to FILE.

    Without --replace, files are only added: if one would be replaced or removed, the changes are listed and
    nothing is done. Close the program before.
    """
    home = paths.user_data()
    result = restore_backup(file, home, replace=replace)
    if as_json:
        print_json([change._asdict() for change in result.changes])
    elif result.changes:
        print_table(("Effect", "File"), [(each.effect.value, each.name) for each in result.changes])
    if not result.is_done:
        print_message(
            f"Nothing was restored. Give --replace to do this; what is replaced is kept in {PREVIOUS}."
        )
        raise click.exceptions.Exit(1)
    print_message(f"{counted(len(result.changes), 'file')} restored: {home}")
