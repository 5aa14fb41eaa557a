"""The command that copies a project for sending."""

from __future__ import annotations

from pathlib import Path

import click

from briefing.cli.context import (
    Output,
    file_argument,
    force_option,
    read_project,
)
from briefing.cli.output import print_message
from briefing.project import pack
from briefing.project.sending import for_sending


@click.command()
@file_argument
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="The project file to write, or - for standard output.",
)
@force_option
def copy(file: Path, output: Path, force: bool) -> None:
    """Copy the project FILE for sending: without comments, in its history too.

    Names and contacts of earlier issue blocks, which are not printed, are removed as well. Notes, hidden
    rows and the rest of the history stay.
    """
    written = Output(output, force, (file,), is_project=True)
    written.check()
    if written.write(pack(for_sending(read_project(file)))):
        print_message(f"Copy for sending: {output}")
