"""The commands for the defaults of the organisation."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from briefing.cli.output import print_message
from briefing.clock import utc_now
from briefing.grading import load_scales
from briefing.organisation import (
    OwnOrganisation,
    organisation_file,
    proposed_reference,
    read_organisation,
    share_file,
    used_references,
)
from briefing.organisation.files import read_file


@click.group()
def organisation() -> None:
    """Show, check and share the defaults with which new briefings begin.

    They are in organisation/organisation.yaml in your own folder, or in a file that an office shares.
    """


@organisation.command()
def show() -> None:
    """Show the file that is used, and what it says."""
    own = read_organisation(_markings())
    if own.file is None:
        click.echo(f"There is no file of defaults. To have one, write {organisation_file()}.")
        return
    click.echo(f"File: {own.file}")
    for label, text in _lines(own):
        click.echo(f"{label}: {text}")


def _lines(own: OwnOrganisation) -> Iterator[tuple[str, str]]:
    defaults = own.defaults
    today = utc_now().date().isoformat()
    lines = [
        ("Unit", defaults.unit),
        ("Emblem", defaults.emblem),
        ("Reference", defaults.reference or ""),
        ("Next reference", proposed_reference(own, today, used_references())),
        ("Contact", defaults.contact),
        ("Marking", defaults.marking),
        ("Approval required", "yes" if defaults.approval_required else "no"),
        ("Copies", "; ".join(defaults.copies)),
    ]
    yield from ((label, text) for label, text in lines if text)
    for person in defaults.people:
        yield "Person", ", ".join(part for part in (person.name, person.post) if part)
    for name, addressees in defaults.distribution.items():
        yield f"Distribution {name}", "; ".join(addressees)


@organisation.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
def check(file: Path | None) -> None:
    """Check the file that is used, or FILE."""
    own = read_file(file, _markings()) if file else read_organisation(_markings())
    print_message(f"No problem: {own.file or 'there is no file of defaults'}")


@organisation.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--own", is_flag=True, help="Use the file in your own folder again.")
def use(file: Path | None, own: bool) -> None:
    """Use FILE, which an office may share, from now on."""
    if (file is None) == (not own):
        raise click.UsageError("Give a FILE, or --own.")
    if file is not None:
        read_file(file, _markings())
    share_file(file)
    print_message(f"New briefings begin with {organisation_file()}.")


def _markings() -> tuple[str, ...]:
    return load_scales().marking_labels
