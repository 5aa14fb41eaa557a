"""The command that makes a PDF, and the worker that it and the window have make it."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import click
from msgspec.structs import replace
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from briefing.cli.context import read_project, refuse_to_overwrite, write_result
from briefing.cli.output import say
from briefing.cli.review import refuse_blocked
from briefing.errors import BriefingError, Problem
from briefing.grading import load_scales
from briefing.guarded_process import LIMITS
from briefing.model.briefing import Briefing, OptionValue
from briefing.pdf_record.embed import EmbeddedPart, enclosures
from briefing.project import Project, pack, save_project
from briefing.project.series import issue_before
from briefing.render import Survey, Template, survey_templates
from briefing.render.templates.loader import OptionKind
from briefing.render.worker.client import render_guarded
from briefing.render.worker.protocol import Rendered, RenderRequest
from briefing.templating.folder import files_of
from briefing.templating.project_copy import TemplateOrigin, template_state


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
    type=click.Choice([str(EmbeddedPart.SOURCES), str(EmbeddedPart.STIX)]),
    multiple=True,
    help="Put the sources (CSL-JSON) or the statements (STIX 2.1) into it: only what is printed. "
    "May be given again; --embed brings both.",
)
@click.option(
    "--template-of",
    type=click.Choice([origin.value for origin in TemplateOrigin]),
    help="Whose template: the copy that the project keeps, or the one installed here. By default the copy.",
)
@click.option(
    "--keep-template", is_flag=True, help="Keep a copy of the template with the project, and save it."
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
    template_of: str | None,
    keep_template: bool,
    quiet: bool,
) -> None:
    """Render a project to a PDF (PDF/A-3a, tagged for PDF/UA-1). FILE may be - for standard input."""
    target = output or (file if str(file) == "-" else file.with_suffix(".pdf"))
    refuse_to_overwrite(target, force)
    project = read_project(file)
    if keep_template and (str(file) == "-" or template_id not in {None, project.briefing.template_id}):
        raise BriefingError("--keep-template keeps the project's own template, in the project's file.")
    template = _chosen_template(project, template_id, TemplateOrigin(template_of) if template_of else None)
    briefing = _with_settings(project.briefing, settings, template)
    scales = load_scales()
    if not despite_findings:
        refuse_blocked(briefing, scales, file)
    carried = [*map(EmbeddedPart, attach), *([EmbeddedPart.PROJECT] if embed else [])]
    kept = dataclasses.replace(project, template=files_of(template)) if keep_template else project
    packed = pack(kept) if embed else b""
    with Progress(
        SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn(),
        console=Console(stderr=True), transient=True, disable=quiet,
    ) as progress:  # fmt: skip
        task = progress.add_task("Composing", total=None)
        # In a process of its own: a template is a program, and may ask for more than there is.
        rendering = render_guarded(
            RenderRequest(
                briefing=briefing,
                template_folder=str(template.folder),
                attachments=dict(project.attachments),
                allow_flaws=allow_flaws,
                earlier=issue_before(project),
                enclosures=enclosures(briefing, template, scales, carried, packed),
            ),
            lambda step, done, total: progress.update(task, description=step, completed=done, total=total),
        )
    _deliver(rendering, target)
    if keep_template:
        save_project(kept, file)
        say(f"The project keeps the template '{template.spec.id}' as it was used.")


def _chosen_template(project: Project, template_id: str | None, origin: TemplateOrigin | None) -> Template:
    """The template to use, and on standard error whose it is where the project keeps one."""
    installed = survey_templates()
    if template_id is not None and template_id != project.briefing.template_id:
        return usable(template_id, installed)
    held = template_state(project, installed.templates)
    for problem in held.copy_problems:
        say(f"Warning: the project's own copy of the template cannot be used. {problem}")
    template, used = held.template(origin)
    if template is None and used is TemplateOrigin.PROJECT:
        raise BriefingError("The project keeps no copy of its template.", "Give --template-of installed.")
    if held.project_copy is not None:
        same = "" if held.differs else ", which is the same as the one installed"
        which = (
            f"the project's own copy of the template{same}"
            if used is TemplateOrigin.PROJECT
            else "the template as installed"
        )
        say(f"Made with {which}.")
    return template or usable(project.briefing.template_id, installed)


def _deliver(rendering: Rendered, target: Path) -> None:
    for flaw in rendering.flaws:
        say(f"Warning: {flaw}")
    if write_result(target, rendering.pdf):
        pages = rendering.page_count
        say(f"{pages} page{'' if pages == 1 else 's'}, {len(rendering.pdf) / 1024:,.0f} KB: {target}")


def _with_settings(briefing: Briefing, settings: tuple[str, ...], template: Template) -> Briefing:
    """The briefing as it is to be printed this once; the project is not changed."""
    options = dict(briefing.template_options)
    if template.spec.id != briefing.template_id:
        options = template.accepted(options)
    specs = {spec.name: spec for spec in template.spec.options}
    for setting in settings:
        name, separator, text = setting.partition("=")
        if not separator or name not in specs:
            known = ", ".join(specs)
            raise BriefingError(f"'{setting}' sets no option of the template.", f"Options: {known}.")
        options[name] = _option_value(text, specs[name].kind)
    return replace(briefing, template_id=template.spec.id, template_options=options)


def _option_value(text: str, kind: OptionKind) -> OptionValue:
    """The value that a text on the command line stands for; the template judges whether it suits."""
    if kind is OptionKind.BOOLEAN:
        return {"true": True, "yes": True, "false": False, "no": False}.get(text.lower(), text)
    if kind is OptionKind.NUMBER and text.lstrip("-").isdecimal():
        return int(text)
    return text


def usable(template_id: str, installed: Survey) -> Template:
    """The installed template of this id. Raises BriefingError that says why there is none."""
    if problems := installed.why_not(template_id):
        raise BriefingError(problems)
    if template_id not in installed.templates:
        known = ", ".join(sorted(installed.templates))
        raise BriefingError(Problem(f"There is no template '{template_id}'.", f"Use one of: {known}."))
    return installed.templates[template_id]


@click.command(hidden=True)
@click.option("--memory-mb", type=int, default=LIMITS.memory_mb)
def render_worker(memory_mb: int) -> None:
    """Render for whoever started this: requests on standard input, answers on standard output."""
    from briefing.render.worker import server

    server.main(memory_mb)
