"""Commands on a PDF that contains its project: extract, verify."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import click
import msgspec

from briefing.cli.context import force_option, read_stdin, refuse_to_overwrite, write_result
from briefing.cli.output import json_option, print_json, print_message
from briefing.grading import load_scales
from briefing.pdf_record.embed import PROJECT_NAME
from briefing.pdf_record.read import MAX_PDF_BYTES, packed_in, read_pdf
from briefing.pdf_record.verify import verify as verify_pdf
from briefing.project import unpack
from briefing.render import Template, survey_templates
from briefing.templating.project_copy import template_state

_NOT_SIGNED = (
    "The PDF is not signed. This check does not detect a PDF that was rendered again from a changed "
    "project: compare the SHA-256 of the project with the one that its author gives you."
)


@click.command()
@click.argument("pdf", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The project file to write, or - for standard output. Default: PDF with the ending .briefing.",
)
@force_option
def extract(pdf: Path, output: Path | None, force: bool) -> None:
    """Extract the project from a PDF that contains it.

    PDF may be - for standard input.
    """
    target = output or (pdf if str(pdf) == "-" else pdf.with_suffix(".briefing"))
    refuse_to_overwrite(target, force)
    packed = packed_in(_read(pdf), _name(pdf))
    unpack(packed, f"{_name(pdf)}: {PROJECT_NAME}")  # do not write a project that cannot be opened
    if write_result(target, packed, force=force):
        print_message(f"Project: {target}")


@click.command()
@click.argument("pdf", type=click.Path(path_type=Path))
@json_option
def verify(pdf: Path, as_json: bool) -> None:
    """Check a PDF against the project that it contains.

    The project is rendered again. If the bytes differ, each page's text, links, notes, tags and drawing are
    compared, and then bookmarks, attached files and metadata. The exit code is 1 if one of them differs.
    PDF may be - for standard input.
    """
    raw = _read(pdf)
    verdict = verify_pdf(raw, _name(pdf), _templates_for(raw, _name(pdf)), load_scales())
    if as_json:
        print_json(
            {
                "holds": verdict.holds,
                "pdf_sha256": hashlib.sha256(raw).hexdigest(),
                **msgspec.structs.asdict(verdict),
            }
        )
    else:
        for difference in verdict.differences:
            click.echo(str(difference))
        for remark in verdict.remarks:
            click.echo(f"Remark: {remark}")
        click.echo(_conclusion(verdict.holds, verdict.same_bytes))
        click.echo(f"SHA-256 of the project: {verdict.project_sha256}")
        print_message(_NOT_SIGNED)
    sys.exit(0 if verdict.holds else 1)


def _templates_for(raw: bytes, name: str) -> dict[str, Template]:
    """Return the installed templates, but in place of its own the copy that the project contains."""
    installed = survey_templates().templates
    project = unpack(packed_in(raw, name), f"{name}: {PROJECT_NAME}")
    copy = template_state(project, installed).project_copy
    return {**installed, copy.spec.id: copy} if copy else installed


def _conclusion(holds: bool, same_bytes: bool) -> str:
    if same_bytes:
        return "The PDF is byte for byte what the project in it gives."
    if holds:
        return "The PDF shows what the project in it gives; its bytes differ."
    return "The PDF does not show what the project in it gives."


def _read(pdf: Path) -> bytes:
    return read_stdin(MAX_PDF_BYTES) if str(pdf) == "-" else read_pdf(pdf)


def _name(pdf: Path) -> str:
    return "<stdin>" if str(pdf) == "-" else str(pdf)
