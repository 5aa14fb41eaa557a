"""Commands that create a project: new, sample."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import click
from msgspec.structs import replace

from briefing.cli.context import (
    Output,
    author_option,
    file_argument,
    force_option,
    installed_template,
    library_option,
    load_reference,
    require_known,
    user_name,
)
from briefing.cli.output import print_message
from briefing.clock import utc_now
from briefing.codec import decode, encode
from briefing.errors import BriefingError, Problem
from briefing.model.briefing import Briefing, Section
from briefing.model.terms import slug_of_title
from briefing.organisation import begun, note_reference, read_organisation, used_references
from briefing.project import PREVIOUS, Session, make_sample, pack
from briefing.render import survey_templates
from briefing.template_files import FIRST_CHOICE


@click.command()
@file_argument
@click.option("--title", required=True, help="The title of the briefing.")
@click.option("--treaty", "treaty_id", metavar="ID", help="Use this treaty's title as the subtitle.")
@click.option(
    "--template",
    "template_id",
    default=FIRST_CHOICE,
    show_default=True,
    metavar="ID",
    help="The template; 'briefing templates' lists them.",
)
@click.option(
    "--scheme",
    "scheme_id",
    default="icd-203",
    show_default=True,
    metavar="ID",
    help="The grading scheme; 'briefing schemes' lists them.",
)
@click.option(
    "--marking", help="The marking, such as TLP:GREEN. Default: that of the organisation, else TLP:CLEAR."
)
@click.option(
    "--cut-off", metavar="DATE", help="The last day of which information is considered, as YYYY-MM-DD."
)
@click.option(
    "--pages",
    "page_budget",
    type=click.IntRange(1, 999),
    help="The number of pages that the briefing may take. Default: as many as it needs.",
)
@click.option("--organisation", default="", help="The organisation that issues the briefing.")
@click.option("--requested-by", default="", help="Who requested the briefing.")
@author_option
@library_option
@force_option
def new(
    file: Path, title: str, treaty_id: str | None, author: str | None, libraries: tuple[Path, ...],
    force: bool, cut_off: str | None, marking: str | None, page_budget: int | None, **details: str,
) -> None:  # fmt: skip
    """Create the project FILE, with the sections of its template."""
    written = Output(file, force, is_project=True)
    written.check()
    reference = load_reference(libraries)
    template = installed_template(details["template_id"], survey_templates())
    require_known("treaty", (treaty_id,) if treaty_id else (), reference.library.treaties)
    outline = template.spec.outline
    content = {
        "id": slug_of_title(title),
        "title": title,
        "subtitle": reference.library.treaties[treaty_id].title if treaty_id else "",
        "author": author or user_name(),
        "cut_off": cut_off,
        "page_budget": page_budget,
        **details,
    }
    briefing = _checked_details(content)
    sections = tuple(
        Section(id=f"s{number}", title=section.title) for number, section in enumerate(outline, start=1)
    )
    today, used = utc_now().date().isoformat(), used_references()
    own = read_organisation(reference.scales.marking_labels)
    briefing, attachments = begun(replace(briefing, sections=sections), own, today, used)
    briefing = replace(briefing, marking=marking) if marking else briefing
    session = Session.begin(briefing, reference, author=author or user_name(), attachments=attachments)
    written.write(pack(session.project), keep_previous=PREVIOUS)
    note_reference(briefing.issue.reference)
    print_message(f"Created: {file}, with {len(sections)} sections. Show them with 'briefing show {file}'.")


def _checked_details(content: dict[str, str | int | None]) -> Briefing:
    """Return a briefing with these details. Raises BriefingError for a value that its field rejects."""
    present = {name: value for name, value in content.items() if value is not None}
    try:
        return decode(encode(present), Briefing, "")
    except BriefingError as error:
        raise BriefingError(map(_on_option, error.problems)) from None


def _on_option(problem: Problem) -> Problem:
    """Return a problem of a field as one of the option that gave its value."""
    name = problem.field.removesuffix("_id").replace("_", "-")
    return dataclasses.replace(problem, field=f"--{name}")


@click.command()
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="The project file to write, or - for standard output.",
)
@force_option
def sample(output: Path, force: bool) -> None:
    """Write the bundled example as a project: a graded briefing on the Russia-Iran treaty."""
    written = Output(output, force, is_project=True)
    written.check()
    if written.write(pack(make_sample(load_reference()))):
        print_message(f"Example: {output}. Render it with 'briefing render {output}'.")
