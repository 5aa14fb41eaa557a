"""List what to leave out of a project so that it fits on a number of pages, and leave it out."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import msgspec
from msgspec.structs import replace

from briefing.cli.context import (
    author_option,
    file_argument,
    installed_template,
    project_edited,
    read_project,
    take_over_option,
    withdraw_option,
)
from briefing.cli.output import counted, json_option, print_json, print_message
from briefing.editing import Batch, Edit, SetDetails
from briefing.errors import BriefingError
from briefing.project import Project
from briefing.project.series import issue_before
from briefing.render import Template, survey_templates
from briefing.render.page_budget.page_limit import page_limit
from briefing.render.page_budget.proposal import Cut, PageFit, fitting_edit
from briefing.render.worker.client import fit_guarded
from briefing.render.worker.protocol import FitRequest
from briefing.templating.project_copy import template_state

_JUDGEMENTS_NAMED = 3


@click.command()
@file_argument
@click.option(
    "--pages",
    type=click.IntRange(1, 999),
    help="The number of pages. Default: the project's page budget, or the most that its template allows.",
)
@click.option("--apply", "apply_them", is_flag=True, help="Leave the rows out, and keep --pages.")
@json_option
@author_option
@take_over_option
@withdraw_option
def fit(
    file: Path, pages: int | None, apply_them: bool, as_json: bool, author: str | None, take_over: bool
) -> None:
    """List what to leave out of FILE so that it fits on a number of pages.

    First come rows that no judgement cites, then those with the lowest grade, then the longest. What is
    listed was laid out: with all of it left out the briefing fits. The exit code is 1 if it cannot fit.
    """
    project = read_project(file)
    found = _found(project, pages)
    if as_json:
        print_json({"fits": found.fits, **msgspec.to_builtins(found)})
    else:
        _print(found)
    if apply_them and found.fits:
        _apply(found, project, pages, file, author, take_over=take_over)
    sys.exit(0 if found.fits else 1)


def _found(project: Project, pages: int | None) -> PageFit:
    template = _template(project)
    briefing = project.briefing
    if pages is not None:
        briefing = replace(briefing, page_budget=pages)
    limit = page_limit(briefing, template)
    if limit is None:
        raise BriefingError(
            "The project has no page budget, and its template has no limit.", "Give --pages NUMBER."
        )
    return fit_guarded(
        FitRequest(
            briefing=briefing,
            template_folder=str(template.folder),
            limit=limit,
            attachments=dict(project.attachments),
            earlier=issue_before(project),
        )
    )


def _template(project: Project) -> Template:
    """Return the project's copy of its template, else the installed one."""
    installed = survey_templates()
    template, _ = template_state(project, installed.templates).template(None)
    return template or installed_template(project.briefing.template_id, installed)


def _print(found: PageFit) -> None:
    if found.pages_before <= found.limit:
        print_message(f"The briefing fits: it has {counted(found.pages_before, 'page')}.")
        return
    for number, proposal in enumerate(found.proposals, start=1):
        click.echo(f"{number:3}  {counted(proposal.lines, 'line'):>9}  {_described(proposal)}")
    before = counted(found.pages_before, "page")
    if found.fits:
        print_message(f"Without these the briefing has {counted(found.pages_after, 'page')}, not {before}.")
    else:
        after, excess = counted(found.pages_after, "page"), counted(found.excess, "line")
        print_message(f"Even without these the briefing has {after}: {excess} too many. {found.why}")


def _described(proposal: Cut) -> str:
    if proposal.moves_annexes:
        return "Annexes: move them to a companion file with the same numbers"
    named = " and ".join(proposal.judgements[:_JUDGEMENTS_NAMED])
    cited = f" (cited by {named})" if named else ""
    return f"{proposal.name[:1].upper()}{proposal.name[1:]}{cited}: {proposal.text}"


def _apply(
    found: PageFit, project: Project, pages: int | None, file: Path, author: str | None, *, take_over: bool
) -> None:
    """Apply the proposals as one change and save; the page budget is kept if it is given."""
    batch = fitting_edit(found.proposals, found.limit)
    budget: tuple[Edit, ...] = ()
    if pages is not None and pages != project.briefing.page_budget:
        budget = (SetDetails(page_budget=pages),)
    edits = (*budget, *batch.edits)
    if not edits:
        return
    if str(file) == "-":
        raise BriefingError("--apply changes a file.", "Give the project as a file.")
    with project_edited(file, author, take_over=take_over) as edited:
        if edited.session.briefing != project.briefing:
            raise BriefingError("Another program has changed the project meanwhile.", "Try it again.")
        edited.apply(Batch(edits=edits, name=batch.name))
        edited.save()
    print_message(f"{batch.name}. Saved: {file}")
