"""Commands on templates: templates, template copy, check, export, import and remove; check-worker."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from briefing import paths
from briefing.cli.context import Output, force_option, installed_template
from briefing.cli.output import (
    counted,
    json_option,
    kilobytes,
    print_json,
    print_message,
    print_table,
)
from briefing.errors import BriefingError, Problem
from briefing.guarded_process import LIMITS
from briefing.render import Survey, survey_templates
from briefing.templating.archive import import_template, pack_template, read_zip, unpack_template
from briefing.templating.folder import copy_template, paths_of, remove_folder


@click.command()
@json_option
def templates(as_json: bool) -> None:
    """List the templates with their options.

    Templates with errors are listed as warnings.
    """
    survey = survey_templates()
    if as_json:
        print_json([entry.spec for entry in survey.templates.values()])
    for entry in () if as_json else survey.templates.values():
        origin = "" if entry.is_bundled else f" (your own, {entry.folder})"
        click.echo(f"{entry.spec.id}: {entry.spec.name}{origin}. {entry.spec.description}\n")
        print_table(
            ("Option", "Values", "Default", "Meaning"),
            [
                (option.name, option.wanted, str(option.default), f"{option.label}. {option.help}")
                for option in entry.spec.options
            ],
        )
    for broken in survey.broken:
        for problem in broken.problems:
            print_message(f"Warning: the template '{broken.id}' cannot be used. {problem}")


@click.group()
def template() -> None:
    """Copy, check, export, import and remove templates of your own."""


@template.command()
@click.argument("template_id", metavar="ID")
@click.argument("new_id", metavar="NEW-ID")
@click.option("--name", default="", help="The name of the copy. Default: formed from its id.")
def copy(template_id: str, new_id: str, name: str) -> None:
    """Copy the template ID, to change the copy.

    The copy gets the id NEW-ID, and is put into your folder of templates.
    """
    new_template = copy_template(installed_template(template_id, survey_templates()), new_id, name)
    print_message(
        f"Copied to {new_template.folder}. Edit the files there, then check the template with "
        f"'briefing template check {new_id}'."
    )


@template.command()
@click.argument("folder_or_id", metavar="DIR|ID")
@json_option
def check(folder_or_id: str, as_json: bool) -> None:
    """Check a template: its files, and pages rendered with it.

    The exit code is 1 if there is an error, and 0 if there are only warnings.
    """
    from briefing.templating.check import TemplateSeverity, check_guarded

    findings = check_guarded(_folder(folder_or_id, survey_templates()))
    if as_json:
        print_json(findings)
    else:
        for finding in findings:
            click.echo(str(finding))
    errors = sum(finding.severity is TemplateSeverity.ERROR for finding in findings)
    print_message(f"{counted(errors, 'error')}, {counted(len(findings) - errors, 'warning')}.")
    sys.exit(1 if errors else 0)


def _folder(folder_or_id: str, survey: Survey) -> Path:
    """Return the folder of a template, given by its path or by the template's id, also of a broken one."""
    if folder_or_id in survey.templates:
        return survey.templates[folder_or_id].folder
    broken = {entry.id: entry.folder for entry in survey.broken}
    folder = broken.get(folder_or_id, Path(folder_or_id))
    if not folder.is_dir():
        remedy = "List the templates with 'briefing templates'."
        raise BriefingError(Problem("There is no such folder or template.", remedy, folder_or_id))
    return folder.absolute()


@click.command(hidden=True)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--memory-mb", type=int, default=LIMITS.memory_mb, help="The limit of memory in MB.")
def check_worker(folder: Path, memory_mb: int) -> None:
    """Check a template for the parent process, and print the findings as JSON on standard output."""
    from briefing.operating_system import restrict_memory
    from briefing.templating.check import check_template

    restrict_memory(memory_mb)
    print_json(check_template(folder))


@template.command()
@click.argument("template_id", metavar="ID")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The ZIP file to write, or - for standard output. Default: ID.zip.",
)
@force_option
def export(template_id: str, output: Path | None, force: bool) -> None:
    """Write the template ID to a ZIP file.

    The file contains everything that the template needs.
    """
    target = output or Path(f"{template_id}.zip")
    template = installed_template(template_id, survey_templates())
    written = Output(target, force, tuple(paths_of(template).values()))
    written.check()
    packed = pack_template(template)
    if written.write(packed):
        print_message(f"{kilobytes(packed)}: {target}")


@template.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Replace your template with the same id.")
def import_(file: Path, replace: bool) -> None:
    """Install the template in the ZIP file FILE.

    It is put into your folder of templates.
    """
    new_template = import_template(unpack_template(read_zip(file), str(file)), str(file), replace=replace)
    print_message(f"Imported: {new_template.spec.id}, {new_template.spec.name}, in {new_template.folder}.")


@template.command()
@click.argument("template_id", metavar="ID")
@click.option("--yes", is_flag=True, help="Remove it. Without this, only print what would be removed.")
def remove(template_id: str, yes: bool) -> None:
    """Remove your own template ID, with its folder."""
    own = survey_templates([paths.user_templates()])
    folders = {entry.id: entry.folder for entry in own.broken}
    folders |= {key: entry.folder for key, entry in own.templates.items()}
    if template_id not in folders:
        raise BriefingError(
            f"You have no template '{template_id}' of your own.",
            "List the templates with 'briefing templates'.",
        )
    if yes:
        remove_folder(folders[template_id])
    print_message(f"{'Removed' if yes else 'Would remove, with --yes'}: {folders[template_id]}")
