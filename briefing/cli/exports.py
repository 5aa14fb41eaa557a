"""Commands on formats beside the PDF: export, formats."""

from __future__ import annotations

from pathlib import Path

import click

from briefing.cli.context import read_project, refuse_to_overwrite, write_result
from briefing.cli.output import json_option, print_json, print_table, say
from briefing.cli.render import usable
from briefing.cli.review import refuse_blocked
from briefing.errors import BriefingError
from briefing.exports.edition import edition
from briefing.exports.registry import FORMATS, Format, format_of
from briefing.grading import load_scales
from briefing.project.series import issue_before
from briefing.render import survey_templates

_ENDINGS = ", ".join(each.ending for each in FORMATS.values())


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_id",
    type=click.Choice(list(FORMATS)),
    help="What is written; by default told from the ending of -o. 'briefing formats' lists them.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The file to write; by default beside FILE. - for standard output.",
)
@click.option("--force", is_flag=True, help="Replace an existing file.")
@click.option(
    "--despite-findings", is_flag=True, help="Write the file although the review has blocking findings."
)
def export(
    file: Path, format_id: str | None, output: Path | None, force: bool, despite_findings: bool
) -> None:
    """Write a project as a web page, for Word, as Markdown, a table, STIX or CSL-JSON.

    Every format carries the marking, and each statement with its grade and sources. FILE may be - for
    standard input; a PDF is made by 'briefing render'.
    """
    chosen = FORMATS[format_id] if format_id else _told_by(output)
    target = output or (file if str(file) == "-" else file.with_suffix(chosen.ending))
    refuse_to_overwrite(target, force)
    project = read_project(file)
    template, scales = usable(project.briefing.template_id, survey_templates()), load_scales()
    if not despite_findings:
        refuse_blocked(project.briefing, scales, file)
    content = chosen.write(
        edition(project.briefing, template, scales, project.attachments, issue_before(project))
    )
    if write_result(target, content):
        say(f"{chosen.name}, {len(content) / 1024:,.0f} KB: {target}")


def _told_by(output: Path | None) -> Format:
    """The format that a file's name asks for. Raises BriefingError where it asks for none of them."""
    if output and output.suffix.lower() == ".pdf":
        raise BriefingError("A PDF is not exported but rendered.", "Use 'briefing render'.")
    found = format_of(output.name) if output else None
    if found is None:
        raise BriefingError(
            "It is not said which format is wanted.", f"Give --format, or -o with {_ENDINGS}."
        )
    return found


@click.command()
@json_option
def formats(as_json: bool) -> None:
    """List the formats beside the PDF: what each is for, and what it loses."""
    if as_json:
        print_json(
            [
                {
                    "id": each.id,
                    "name": each.name,
                    "ending": each.ending,
                    "media_type": each.media_type,
                    "purpose": each.purpose,
                    "lost": each.lost,
                }
                for each in FORMATS.values()
            ]
        )
        return
    print_table(
        ("Format", "Name", "Ending", "For", "Lost, against the PDF"),
        [(each.id, each.name, each.ending, each.purpose, each.lost) for each in FORMATS.values()],
    )
