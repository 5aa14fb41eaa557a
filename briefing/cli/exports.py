"""Commands on formats other than PDF: export, formats."""

from __future__ import annotations

from pathlib import Path

import click

from briefing.cli.context import (
    Output,
    file_argument,
    force_option,
    installed_template,
    read_project,
)
from briefing.cli.output import json_option, kilobytes, print_json, print_message, print_table
from briefing.cli.review import refuse_blocked
from briefing.errors import BriefingError
from briefing.exports.edition import edition
from briefing.exports.format import Format
from briefing.exports.registry import FORMATS, format_of
from briefing.grading import load_scales
from briefing.project.series import issue_before
from briefing.render import survey_templates
from briefing.render.undrawn_figures import undrawn_figures

_ENDINGS = ", ".join(format_.ending for format_ in FORMATS.values())


@click.command()
@file_argument
@click.option(
    "--format",
    "format_id",
    type=click.Choice(list(FORMATS)),
    help="The format. Default: by the ending of --output. 'briefing formats' describes the formats.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The file to write, or - for standard output. Default: FILE with the format's ending.",
)
@force_option
@click.option(
    "--despite-findings", is_flag=True, help="Write the file even if the review has blocking findings."
)
def export(
    file: Path, format_id: str | None, output: Path | None, force: bool, despite_findings: bool
) -> None:
    """Export the project FILE in another format than PDF.

    The formats are HTML, Word, Markdown, tables, STIX and CSL-JSON. Every format except CSL-JSON, which
    lists the sources alone, contains the marking, and each statement with its grade and sources. FILE may
    be - for standard input. To make a PDF, use 'briefing render'.
    """
    chosen = FORMATS[format_id] if format_id else _format_by_ending(output)
    target = output or (file if str(file) == "-" else file.with_suffix(chosen.ending))
    written = Output(target, force, (file,))
    written.check()
    project = read_project(file)
    template = installed_template(project.briefing.template_id, survey_templates())
    scales = load_scales()
    refuse_blocked(project.briefing, scales, file, despite=despite_findings)
    issue = edition(project.briefing, template, scales, project.attachments, issue_before(project))
    content = chosen.write(issue)
    for problem in undrawn_figures(issue.context):
        print_message(f"Warning: {problem}")
    if written.write(content):
        print_message(f"{chosen.name}, {kilobytes(content)}: {target}")


def _format_by_ending(output: Path | None) -> Format:
    """Return the format for a file's ending. Raises BriefingError if there is none."""
    if output and output.suffix.lower() == ".pdf":
        raise BriefingError("A PDF cannot be exported, only rendered.", "Use 'briefing render'.")
    by_ending = format_of(output.name) if output else None
    if by_ending is None:
        raise BriefingError(
            "The format is not known.",
            f"Give --format, or an --output with one of these endings: {_ENDINGS}.",
        )
    return by_ending


@click.command()
@json_option
def formats(as_json: bool) -> None:
    """List the export formats.

    Each is shown with its purpose and with what it loses compared with the PDF.
    """
    if as_json:
        print_json(
            [
                {
                    "id": format_.id,
                    "name": format_.name,
                    "ending": format_.ending,
                    "media_type": format_.media_type,
                    "purpose": format_.purpose,
                    "lost": format_.lost,
                }
                for format_ in FORMATS.values()
            ]
        )
        return
    print_table(
        ("Format", "Name", "Ending", "Purpose", "Lost compared with the PDF"),
        [
            (format_.id, format_.name, format_.ending, format_.purpose, format_.lost)
            for format_ in FORMATS.values()
        ],
    )
