"""The command that lists what is open before a briefing is final, and makes it final."""

from __future__ import annotations

from pathlib import Path

import click

from briefing.changes import newer_in
from briefing.cli.context import (
    author_option,
    file_argument,
    library_option,
    project_edited,
    take_over_option,
)
from briefing.cli.output import print_message
from briefing.cli.review import recorded_review
from briefing.editing import Batch, SetDetails
from briefing.errors import BriefingError
from briefing.language.installed import InstalledParses
from briefing.model.briefing import Briefing, Status
from briefing.organisation import read_organisation
from briefing.project import Project, Reference
from briefing.render import survey_templates
from briefing.render.worker.client import render_guarded
from briefing.render.worker.protocol import RenderRequest
from briefing.review import Reviewer
from briefing.review.finish import (
    Circumstances,
    FinishPoint,
    PointState,
    finish_points,
    may_finish,
)
from briefing.review.finish_words import point_sentence
from briefing.review.reviewer import ReviewResult

_MARKS = {
    PointState.DONE: "done  ",
    PointState.OPEN: "open  ",
    PointState.BLOCKING: "needed",
    PointState.UNKNOWN: "?     ",
}


@click.command()
@file_argument
@click.option(
    "--final",
    "make_final",
    is_flag=True,
    help="Set the status to final, unless something needed is missing.",
)
@author_option
@library_option
@take_over_option
def finish(
    file: Path, make_final: bool, author: str | None, libraries: tuple[Path, ...], take_over: bool
) -> None:
    """List what is open before FILE is final: main message, findings, grades, dates, issue block and more.

    The exit code is 1 while something is missing that is needed.
    """
    with project_edited(file, author, libraries, take_over=take_over) as project:
        session = project.session
        reference, parses = session.reference, InstalledParses()
        result = Reviewer(reference.scales, reference.library, parses).result(session.briefing)
        points = _points(session.project, reference, result)
        for point in points:
            click.echo(f"{_MARKS[point.state]}  {point_sentence(point)}")
        if not may_finish(points):
            if make_final:
                raise BriefingError(
                    "The briefing is not final, because something that is needed is missing.",
                    "Do what is marked 'needed' first.",
                )
            raise click.exceptions.Exit(1)
        if make_final:
            final = SetDetails(status=Status.FINAL)
            project.apply(Batch((recorded_review(result, parses), final), name=final.label))
            project.save()
            print_message(f"The briefing is final. Saved: {file}")


def _points(project: Project, reference: Reference, result: ReviewResult) -> tuple[FinishPoint, ...]:
    briefing, scales = project.briefing, reference.scales
    around = Circumstances(
        page_count=_page_count(project, briefing) if briefing.page_budget else None,
        newer_facts=len(newer_in(briefing, reference.library)),
        approval_required=read_organisation(scales.marking_labels).defaults.approval_required,
    )
    return finish_points(briefing, result.findings, around)


def _page_count(project: Project, briefing: Briefing) -> int | None:
    """Return the number of pages with the installed template; None where it is missing."""
    template = survey_templates().templates.get(briefing.template_id)
    if template is None:
        return None
    request = RenderRequest(
        briefing=briefing,
        template_folder=str(template.folder),
        attachments=dict(project.attachments),
        allow_flaws=True,
    )
    return render_guarded(request).page_count
