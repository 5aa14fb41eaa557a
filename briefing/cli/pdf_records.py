"""Commands on finished PDFs: extract, sign, verify."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import click
import msgspec

from briefing.cli.context import Output, force_option, read_stdin
from briefing.cli.output import json_option, print_json, print_message
from briefing.clock import utc_now
from briefing.grading import load_scales
from briefing.pdf_record import signing
from briefing.pdf_record.embed import PROJECT_NAME
from briefing.pdf_record.read import MAX_PDF_BYTES, packed_in, read_pdf
from briefing.pdf_record.verdict import Verdict
from briefing.pdf_record.verify import verify as verify_pdf
from briefing.project import unpack
from briefing.project.storage import read_whole
from briefing.render import survey_templates
from briefing.text.characters import visible

_MOST_PASSWORD_BYTES = 4096
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
    written = Output(target, force, (pdf,), is_project=True)
    written.check()
    packed = packed_in(_read(pdf), _name(pdf))
    unpack(packed, f"{_name(pdf)}: {PROJECT_NAME}")  # do not write a project that cannot be opened
    if written.write(packed):
        print_message(f"Project: {target}")


@click.command()
@click.argument("pdf", type=click.Path(path_type=Path))
@click.option(
    "--certificate",
    type=click.Path(path_type=Path),
    required=True,
    help="PKCS#12 file (.p12 or .pfx) with your certificate and its private key.",
)
@click.option(
    "--password-file",
    type=click.Path(path_type=Path),
    help="File whose first line is the password of the certificate. Without it, the password is asked for.",
)
@click.option("--reason", default="", help="A reason, which the signature states.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The signed PDF to write, or - for standard output. Default: PDF with -signed in its name.",
)
@force_option
def sign(
    pdf: Path, certificate: Path, password_file: Path | None, reason: str, output: Path | None, force: bool
) -> None:
    """Sign a PDF that this program made.

    The signature (PAdES B-B) is appended as one revision; nothing is printed on the pages. The signature
    states the time of this computer. PDF may be - for standard input.
    """
    target = output or (pdf if str(pdf) == "-" else pdf.with_stem(f"{pdf.stem}-signed"))
    inputs = (pdf, certificate) if password_file is None else (pdf, certificate, password_file)
    written = Output(target, force, inputs)
    written.check()
    raw = _read(pdf)
    password = _password(certificate, password_file)
    identity = signing.read_identity(certificate, password, utc_now())
    if written.write(signing.sign(raw, _name(pdf), identity, reason.strip())):
        print_message(f"Signed by {identity.subject}: {target}")


def _password(certificate: Path, password_file: Path | None) -> str:
    if password_file is not None:
        raw = read_whole(password_file, _MOST_PASSWORD_BYTES, "Choose a text file with the password.")
        return raw.decode("utf-8", "replace").split("\n", 1)[0].removesuffix("\r")
    if not sys.stdin.isatty():
        raise click.UsageError("There is no terminal to ask for the password: use --password-file.")
    password: str = click.prompt(
        f"Password of {certificate.name}", hide_input=True, default="", show_default=False, err=True
    )
    return password


@click.command()
@click.argument("pdf", type=click.Path(path_type=Path))
@click.option(
    "--trust",
    "trust_files",
    type=click.Path(path_type=Path),
    multiple=True,
    help="Certificate (PEM or DER) of an authority or person whose signatures you trust; may be repeated.",
)
@json_option
def verify(pdf: Path, trust_files: tuple[Path, ...], as_json: bool) -> None:
    """Check a PDF against the project that it contains, and its signatures.

    The project is rendered again. If the bytes differ, each page's text, links, notes, tags and drawing are
    compared, and then bookmarks, attached files and metadata. The exit code is 1 if one of them differs, if
    the PDF was changed after it was signed, or if --trust is given and there is no signature with a
    certificate that leads to one of those. Nothing is looked up in a network. PDF may be - for standard
    input.
    """
    trusted = signing.read_trusted(trust_files)
    raw = _read(pdf)
    verdict = verify_pdf(raw, _name(pdf), survey_templates().templates, load_scales(), trusted)
    if as_json:
        print_json(
            {
                "holds": verdict.holds,
                "same_bytes": verdict.same_bytes,
                "pdf_sha256": hashlib.sha256(raw).hexdigest(),
                **msgspec.structs.asdict(verdict),
            }
        )
    else:
        _print_verdict(verdict)
    sys.exit(0 if verdict.holds and (not trust_files or verdict.is_trusted) else 1)


def _print_verdict(verdict: Verdict) -> None:
    for difference in verdict.differences:
        click.echo(visible(str(difference)))
    for remark in verdict.remarks:
        click.echo(f"Remark: {remark}")
    click.echo(verdict.conclusion)
    for signature in verdict.signatures:
        click.echo(visible(str(signature)))
        if signature.certificate_sha256:
            click.echo(f"SHA-256 of the certificate: {signature.certificate_sha256}")
    if verdict.project_sha256:
        click.echo(f"SHA-256 of the project: {verdict.project_sha256}")
    if not verdict.signatures:
        print_message(_NOT_SIGNED)


def _read(pdf: Path) -> bytes:
    return read_stdin(MAX_PDF_BYTES) if str(pdf) == "-" else read_pdf(pdf)


def _name(pdf: Path) -> str:
    return "<stdin>" if str(pdf) == "-" else str(pdf)
