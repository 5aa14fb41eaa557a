"""Commands on templates: render, templates."""

from __future__ import annotations

from pathlib import Path

import click
from msgspec.structs import replace
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from briefing.cli.context import read_project, refuse_to_overwrite, write_result
from briefing.cli.output import json_option, print_json, print_table, say
from briefing.cli.reviewing import refuse_blocked
from briefing.errors import BriefingError, Problem
from briefing.grading import load_scales
from briefing.model.briefing import Briefing, OptionValue
from briefing.outputs.record import Part, enclosures
from briefing.project import pack
from briefing.project.series import issue_before
from briefing.render import Rendering, Template, load_templates
from briefing.render import render as render_briefing
from briefing.render.template import OptionKind


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The PDF; by default beside FILE. - for standard output.",
)
@click.option("--template", "template_id", metavar="ID", help="Another template than the project's.")
@click.option(
    "--option",
    "settings",
    multiple=True,
    metavar="NAME=VALUE",
    help="An option of the template; may be given again.",
)
@click.option("--force", is_flag=True, help="Replace an existing file.")
@click.option(
    "--allow-flaws", is_flag=True, help="Write the PDF although text leaves the page or has no font."
)
@click.option(
    "--despite-findings", is_flag=True, help="Write the PDF although the review has blocking findings."
)
@click.option(
    "--embed/--no-embed",
    help="Put the project into the PDF, with its notes, history and hidden rows. By default it stays out.",
)
@click.option(
    "--attach",
    type=click.Choice([str(Part.SOURCES), str(Part.STIX)]),
    multiple=True,
    help="Put the sources (CSL-JSON) or the statements (STIX 2.1) into it: only what is printed. "
    "May be given again; --embed brings both.",
)
@click.option("--quiet", is_flag=True, help="Show no progress.")
def render(
    file: Path,
    output: Path | None,
    template_id: str | None,
    settings: tuple[str, ...],
    force: bool,
    allow_flaws: bool,
    despite_findings: bool,
    embed: bool,
    attach: tuple[str, ...],
    quiet: bool,
) -> None:
    """Render a project to a PDF (PDF/A-3a, tagged for PDF/UA-1). FILE may be - for standard input."""
    target = output or (file if str(file) == "-" else file.with_suffix(".pdf"))
    refuse_to_overwrite(target, force)
    project = read_project(file)
    templates_found = load_templates()
    briefing = _with_settings(project.briefing, template_id, settings, templates_found)
    template = template_of(briefing.template_id, templates_found)
    scales = load_scales()
    if not despite_findings:
        refuse_blocked(briefing, scales, file)
    carried = [*map(Part, attach), *([Part.PROJECT] if embed else [])]
    packed = pack(project) if embed else b""
    with Progress(
        SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn(),
        console=Console(stderr=True), transient=True, disable=quiet,
    ) as progress:  # fmt: skip
        task = progress.add_task("Composing", total=None)
        rendering = render_briefing(
            briefing,
            template,
            scales,
            attachments=project.attachments,
            allow_flaws=allow_flaws,
            earlier=issue_before(project),
            enclosures=enclosures(briefing, template, scales, carried, packed),
            progress=lambda step, done, total: progress.update(
                task, description=step, completed=done, total=total
            ),
        )
    _deliver(rendering, target)


def _deliver(rendering: Rendering, target: Path) -> None:
    for flaw in rendering.flaws:
        say(f"Warning: {flaw}")
    if write_result(target, rendering.pdf):
        pages = rendering.page_count
        say(f"{pages} page{'' if pages == 1 else 's'}, {len(rendering.pdf) / 1024:,.0f} KB: {target}")


def _with_settings(
    briefing: Briefing, template_id: str | None, settings: tuple[str, ...], found: dict[str, Template]
) -> Briefing:
    """The briefing as it is to be printed this once; the project is not changed."""
    if template_id and template_id != briefing.template_id:
        briefing = replace(briefing, template_id=template_id, template_options={})
    specs = {spec.name: spec for spec in template_of(briefing.template_id, found).spec.options}
    options = dict(briefing.template_options)
    for setting in settings:
        name, separator, text = setting.partition("=")
        if not separator or name not in specs:
            known = ", ".join(specs)
            raise BriefingError(f"'{setting}' sets no option of the template.", f"Options: {known}.")
        options[name] = _option_value(text, specs[name].kind)
    return replace(briefing, template_options=options)


def _option_value(text: str, kind: OptionKind) -> OptionValue:
    """The value that a text on the command line stands for; the template judges whether it suits."""
    if kind is OptionKind.BOOLEAN:
        return {"true": True, "yes": True, "false": False, "no": False}.get(text.lower(), text)
    if kind is OptionKind.NUMBER and text.lstrip("-").isdecimal():
        return int(text)
    return text


def template_of(template_id: str, found: dict[str, Template]) -> Template:
    """The template of that id. Raises BriefingError that names the ones there are."""
    if template_id not in found:
        known = ", ".join(sorted(found))
        raise BriefingError(Problem(f"There is no template '{template_id}'.", f"Use one of: {known}."))
    return found[template_id]


@click.command()
@json_option
def templates(as_json: bool) -> None:
    """List the templates with their options."""
    specs = [template.spec for template in load_templates().values()]
    if as_json:
        print_json(specs)
        return
    for spec in specs:
        click.echo(f"{spec.id}: {spec.name}. {spec.description}\n")
        print_table(
            ("Option", "Values", "Default", "Meaning"),
            [
                (option.name, option.wanted, str(option.default), f"{option.label}. {option.help}")
                for option in spec.options
            ],
        )


@click.command(hidden=True)
def render_worker() -> None:
    """Render for the window: requests on standard input, answers on standard output."""
    from briefing.render import worker

    worker.main()
