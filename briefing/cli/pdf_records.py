"""Commands on a finished PDF: take the project out, hold the pages against it."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import click
import msgspec

from briefing.cli.context import read_stdin, refuse_to_overwrite, write_result
from briefing.cli.output import json_option, print_json, say
from briefing.grading import load_scales
from briefing.pdf_record.embed import PROJECT_NAME
from briefing.pdf_record.read import MAX_PDF_BYTES, packed_in, read_pdf
from briefing.pdf_record.verify import verify as verify_pdf
from briefing.project import unpack
from briefing.render import Template, survey_templates
from briefing.templating.project_copy import template_state

_CANNOT_TELL = (
    "The PDF is not signed: whoever changes the project in it and prints it anew is not found out. "
    "Compare the project's SHA-256 with its author's."
)


@click.command()
@click.argument("pdf", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The project file; by default beside PDF. - for standard output.",
)
@click.option("--force", is_flag=True, help="Replace an existing file.")
def extract(pdf: Path, output: Path | None, force: bool) -> None:
    """Take the project out of a PDF that carries it. PDF may be - for standard input."""
    target = output or (pdf if str(pdf) == "-" else pdf.with_suffix(".briefing"))
    refuse_to_overwrite(target, force)
    packed = packed_in(_raw(pdf), _name(pdf))
    unpack(packed, f"{_name(pdf)}: {PROJECT_NAME}")  # nothing is written that could not be opened
    if write_result(target, packed):
        say(f"Project: {target}")


@click.command()
@click.argument("pdf", type=click.Path(path_type=Path))
@json_option
def verify(pdf: Path, as_json: bool) -> None:
    """Hold a PDF against the project in it: is every page what the project gives? Exit code 1 if not.

    The project is printed again. Where the bytes differ, pages are compared one by one: text, links,
    notes, tags, drawing; then bookmarks, attached files and metadata.
    """
    raw = _raw(pdf)
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
        say(_CANNOT_TELL)
    sys.exit(0 if verdict.holds else 1)


def _templates_for(raw: bytes, name: str) -> dict[str, Template]:
    """The installed templates; the copy that the project keeps of its own stands over them."""
    installed = survey_templates().templates
    project = unpack(packed_in(raw, name), f"{name}: {PROJECT_NAME}")
    kept = template_state(project, installed).project_copy
    return {**installed, kept.spec.id: kept} if kept else installed


def _conclusion(holds: bool, same_bytes: bool) -> str:
    if same_bytes:
        return "The PDF is, byte for byte, what the project in it gives."
    if holds:
        return "The PDF says and shows what the project in it gives; its bytes differ."
    return "The PDF is not what the project in it gives."


def _raw(pdf: Path) -> bytes:
    return read_stdin(MAX_PDF_BYTES) if str(pdf) == "-" else read_pdf(pdf)


def _name(pdf: Path) -> str:
    return "<stdin>" if str(pdf) == "-" else str(pdf)
