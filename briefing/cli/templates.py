"""Commands on templates: list, copy, check, export, import, remove."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from briefing import paths
from briefing.cli.context import refuse_to_overwrite, write_result
from briefing.cli.output import json_option, print_json, print_table, say
from briefing.cli.render import usable
from briefing.errors import BriefingError, Problem
from briefing.guarded_process import LIMITS
from briefing.render import Survey, survey_templates
from briefing.templating.archive import import_template, pack_template, read_zip, unpack_template
from briefing.templating.folder import copy_template, remove_folder


@click.command()
@json_option
def templates(as_json: bool) -> None:
    """List the templates with their options, and those that cannot be used with what is wrong."""
    survey = survey_templates()
    if as_json:
        print_json([each.spec for each in survey.templates.values()])
    for each in () if as_json else survey.templates.values():
        origin = "" if each.is_bundled else f" (your own, {each.folder})"
        click.echo(f"{each.spec.id}: {each.spec.name}{origin}. {each.spec.description}\n")
        print_table(
            ("Option", "Values", "Default", "Meaning"),
            [
                (option.name, option.wanted, str(option.default), f"{option.label}. {option.help}")
                for option in each.spec.options
            ],
        )
    for broken in survey.broken:
        for problem in broken.problems:
            say(f"Warning: the template '{broken.id}' was left out. {problem}")


@click.group()
def template() -> None:
    """Make, check and hand on templates of your own."""


@template.command()
@click.argument("template_id", metavar="ID")
@click.argument("new_id", metavar="NEW-ID")
@click.option("--name", default="", help="What the copy is called; by default after its id.")
def copy(template_id: str, new_id: str, name: str) -> None:
    """Copy the template ID into your own folder as NEW-ID, to change it there."""
    made = copy_template(usable(template_id, survey_templates()), new_id, name)
    say(f"Copied to {made.folder}. Change its files with any editor; 'briefing template check' checks it.")


@template.command()
@click.argument("place", metavar="DIR|ID")
@json_option
def check(place: str, as_json: bool) -> None:
    """Check a template: all that can be told from its files and from pages made with it.

    Exit code 1 where there is an error; warnings alone give 0.
    """
    from briefing.templating.check import TemplateSeverity, check_guarded

    findings = check_guarded(_folder(place, survey_templates()))
    if as_json:
        print_json(findings)
    else:
        for finding in findings:
            click.echo(str(finding))
    errors = sum(finding.severity is TemplateSeverity.ERROR for finding in findings)
    say(f"{_counted(errors, 'error')}, {_counted(len(findings) - errors, 'warning')}.")
    sys.exit(1 if errors else 0)


def _counted(count: int, name: str) -> str:
    return f"{count} {name}{'' if count == 1 else 's'}"


def _folder(place: str, survey: Survey) -> Path:
    """The folder that is meant, by its path or by the id of a template, broken or not."""
    if place in survey.templates:
        return survey.templates[place].folder
    broken = {each.id: each.folder for each in survey.broken}
    folder = broken.get(place, Path(place))
    if not folder.is_dir():
        raise BriefingError(
            Problem("There is no such folder or template.", "List them with 'briefing templates'.", place)
        )
    return folder.absolute()


@click.command(hidden=True)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--memory-mb", type=int, default=LIMITS.memory_mb)
def check_worker(folder: Path, memory_mb: int) -> None:
    """Check a template for whoever started this: findings as JSON on standard output."""
    from briefing.operating_system import restrict_memory
    from briefing.templating.check import check_template

    restrict_memory(memory_mb)
    print_json(check_template(folder))


@template.command()
@click.argument("template_id", metavar="ID")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The ZIP; - for standard output.")
@click.option("--force", is_flag=True, help="Replace an existing file.")
def export(template_id: str, output: Path | None, force: bool) -> None:
    """Write the template ID with all that it stands on as a ZIP, to hand it on."""
    target = output or Path(f"{template_id}.zip")
    refuse_to_overwrite(target, force)
    packed = pack_template(usable(template_id, survey_templates()))
    if write_result(target, packed):
        say(f"{len(packed) / 1024:,.0f} KB: {target}")


@template.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Replace a template of the same id.")
def import_(file: Path, replace: bool) -> None:
    """Put the template in a ZIP into your own folder."""
    made = import_template(unpack_template(read_zip(file), str(file)), str(file), replace=replace)
    say(f"Imported: {made.spec.id}, {made.spec.name}, in {made.folder}.")


@template.command()
@click.argument("template_id", metavar="ID")
@click.option("--yes", is_flag=True, help="Do it; without this, say what would be removed.")
def remove(template_id: str, yes: bool) -> None:
    """Remove a template of your own, with its folder."""
    own = survey_templates([paths.user_templates()])
    folders = {each.id: each.folder for each in own.broken}
    folders |= {key: each.folder for key, each in own.templates.items()}
    if template_id not in folders:
        raise BriefingError(
            f"You have no template '{template_id}' of your own.", "See 'briefing templates'."
        )
    if yes:
        remove_folder(folders[template_id])
    say(f"{'Removed' if yes else 'Would remove, with --yes'}: {folders[template_id]}")
