"""The command that renders a PDF."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

import click
from msgspec.structs import replace
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from briefing.atomic_write import is_device
from briefing.cli.context import (
    Output,
    file_argument,
    force_option,
    installed_template,
    read_project,
    require_clean_text,
)
from briefing.cli.output import counted, kilobytes, print_message
from briefing.cli.review import refuse_blocked
from briefing.errors import BriefingError, Problem
from briefing.grading import load_scales
from briefing.model.briefing import Briefing, OptionValue
from briefing.pdf_record.embed import EmbeddedPart, enclosures
from briefing.project import Project, locked_project, pack
from briefing.project.sending import for_sending
from briefing.project.series import issue_before
from briefing.render import Template, survey_templates
from briefing.render.companion import companion_path, has_companion
from briefing.render.page_budget.proposal import ANNEXES, COMPANION
from briefing.render.templates.manifest import OptionKind
from briefing.render.worker.client import render_guarded
from briefing.render.worker.protocol import Rendered, RenderRequest
from briefing.templating.folder import files_of
from briefing.templating.project_copy import TemplateOrigin, template_state


@click.command()
@file_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The PDF to write, or - for standard output. Default: FILE with the ending .pdf.",
)
@click.option("--template", "template_id", metavar="ID", help="Use this template instead of the project's.")
@click.option(
    "--option",
    "assignments",
    multiple=True,
    metavar="NAME=VALUE",
    help="Set an option of the template for this PDF. Repeatable; 'briefing templates' lists the options.",
)
@click.option(
    "--pages",
    type=click.IntRange(1, 999),
    help="The page budget of this PDF. Default: the project's. 'briefing fit' lists what to leave out.",
)
@force_option
@click.option(
    "--allow-flaws",
    is_flag=True,
    help="Write the PDF even if text runs off the page or has no font.",
)
@click.option(
    "--despite-findings", is_flag=True, help="Write the PDF even if the review has blocking findings."
)
@click.option(
    "--embed/--no-embed",
    help="Attach the project to the PDF, with its notes, history and hidden rows. Default: not attached.",
)
@click.option(
    "--attach",
    type=click.Choice([str(EmbeddedPart.SOURCES), str(EmbeddedPart.STIX)]),
    multiple=True,
    help="Attach the printed sources (CSL-JSON) or statements (STIX). Repeatable; --embed attaches both.",
)
@click.option(
    "--template-of",
    type=click.Choice([origin.value for origin in TemplateOrigin]),
    help="Use the project's copy of the template or the installed one. Default: the copy, if there is one.",
)
@click.option("--keep-template", is_flag=True, help="Save a copy of the template in the project.")
@click.option("--quiet", is_flag=True, help="Do not show progress.")
def render(
    file: Path,
    output: Path | None,
    template_id: str | None,
    assignments: tuple[str, ...],
    pages: int | None,
    force: bool,
    allow_flaws: bool,
    despite_findings: bool,
    embed: bool,
    attach: tuple[str, ...],
    template_of: str | None,
    keep_template: bool,
    quiet: bool,
) -> None:
    """Render the project FILE to PDF.

    The PDF conforms to PDF/A-3a and PDF/UA-1. FILE may be - for standard input.
    """
    target = output or (file if str(file) == "-" else file.with_suffix(".pdf"))
    written = Output(target, force, (file,))
    written.check()
    project = read_project(file)
    if keep_template and (str(file) == "-" or template_id not in {None, project.briefing.template_id}):
        raise BriefingError(
            "--keep-template saves the project's own template in its file.",
            "Give it with a file and without another --template.",
        )
    template = _chosen_template(project, template_id, TemplateOrigin(template_of) if template_of else None)
    briefing = _with_options(project.briefing, assignments, template)
    briefing = briefing if pages is None else replace(briefing, page_budget=pages)
    companion = _companion_output(written, template) if has_companion(briefing, template) else None
    scales = load_scales()
    not_run = refuse_blocked(briefing, scales, file, despite=despite_findings)
    parts = [*map(EmbeddedPart, attach), *([EmbeddedPart.PROJECT] if embed else [])]
    if keep_template:
        project = dataclasses.replace(project, template=files_of(template))
    packed = pack(for_sending(project)) if embed else b""

    def request(parts: Sequence[EmbeddedPart], *, companion: bool) -> RenderRequest:
        files = enclosures(briefing, template, scales, parts, packed, not_run, companion=companion)
        return RenderRequest(
            briefing=briefing,
            template_folder=str(template.folder),
            attachments=dict(project.attachments),
            allow_flaws=allow_flaws,
            enclosures=files,
            earlier=issue_before(project),
            companion=companion,
        )

    rendering = _rendered(request(parts, companion=False), quiet=quiet)
    if companion is None:
        _write(rendering, written)
    else:
        # Rendered before either is written: there is no briefing without its sources.
        own_parts = [part for part in parts if part is EmbeddedPart.PROJECT]
        second = _rendered(request(own_parts, companion=True), quiet=quiet)
        _write(rendering, written)
        _write(second, companion)
    if keep_template:
        _keep(template, project, file)
        print_message(f"The project now keeps the template '{template.spec.id}' as used for this PDF.")


def _companion_output(output: Output, template: Template) -> Output:
    """Return where to write the companion file. Raises BriefingError if nothing can be beside the PDF."""
    if output.is_stdout or is_device(output.path):
        [annexes] = [option for option in template.spec.options if option.name == ANNEXES]
        others = [f"--option {ANNEXES}={value}" for value in annexes.choices if value != COMPANION]
        raise BriefingError(
            "The annexes are a companion file, which is written beside the PDF.",
            f"Give -o FILE, or {' or '.join(others)}.",
        )
    companion = dataclasses.replace(output, path=companion_path(output.path))
    companion.check()
    return companion


def _rendered(request: RenderRequest, *, quiet: bool) -> Rendered:
    """Render while the progress is shown, in a process: a template is a program and may use up memory."""
    with Progress(
        SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn(),
        console=Console(stderr=True), transient=True, disable=quiet,
    ) as progress:  # fmt: skip
        task = progress.add_task("Composing", total=None)
        return render_guarded(
            request,
            lambda step, done, total: progress.update(task, description=step, completed=done, total=total),
        )


def _keep(template: Template, rendered: Project, file: Path) -> None:
    """Save the template in the project. Raises BriefingError if the project was changed while rendering."""
    with locked_project(file) as locked:
        if locked.project.briefing != rendered.briefing:
            message = "Another program has changed the project since it was rendered. It was not saved."
            raise BriefingError(Problem(message, "Render it again.", str(file)))
        locked.save(dataclasses.replace(locked.project, template=files_of(template)))


def _chosen_template(project: Project, template_id: str | None, origin: TemplateOrigin | None) -> Template:
    """Return the template to use; if the project has a copy, print which of both it is."""
    installed = survey_templates()
    if template_id is not None and template_id != project.briefing.template_id:
        return installed_template(template_id, installed)
    state = template_state(project, installed.templates)
    for problem in state.copy_problems:
        print_message(f"Warning: the project's own copy of the template cannot be used. {problem}")
    template, used = state.template(origin)
    if template is None and used is TemplateOrigin.PROJECT:
        raise BriefingError("The project has no copy of its template.", "Give --template-of installed.")
    if state.project_copy is not None:
        same = "" if state.differs else ", which is the same as the installed one"
        description = (
            f"the project's own copy of the template{same}"
            if used is TemplateOrigin.PROJECT
            else "the installed template"
        )
        print_message(f"Rendered with {description}.")
    return template or installed_template(project.briefing.template_id, installed)


def _write(rendering: Rendered, output: Output) -> None:
    for flaw in rendering.flaws:
        print_message(f"Warning: {flaw}")
    if output.write(rendering.pdf):
        pages = counted(rendering.page_count, "page")
        print_message(f"{pages}, {kilobytes(rendering.pdf)}: {output.path}")


def _with_options(briefing: Briefing, assignments: tuple[str, ...], template: Template) -> Briefing:
    """Return the briefing with the template and options for this PDF; the project is not changed."""
    options = dict(briefing.template_options)
    if template.spec.id != briefing.template_id:
        options = template.accepted(options)
    specs = {spec.name: spec for spec in template.spec.options}
    for assignment in assignments:
        name, separator, text = assignment.partition("=")
        if not separator or name not in specs:
            known = ", ".join(specs)
            raise BriefingError(
                f"--option '{assignment}' sets no option of the template.",
                f"Write it as NAME=VALUE with one of these names: {known}.",
            )
        require_clean_text(f"--option {name}", text)
        options[name] = _option_value(text, specs[name].kind)
    return replace(briefing, template_id=template.spec.id, template_options=options)


def _option_value(text: str, kind: OptionKind) -> OptionValue:
    """Read a value as its option's type if possible; the template checks whether it is allowed."""
    if kind is OptionKind.BOOLEAN:
        return {"true": True, "yes": True, "false": False, "no": False}.get(text.lower(), text)
    if kind is OptionKind.NUMBER and text.lstrip("-").isdecimal():
        return int(text)
    return text
