"""Signing and verification on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefing.cli.pdf_records import sign, verify
from briefing.errors import ProjectError
from briefing.render import load_templates
from briefing.render.layout.typesetter import Typesetter
from briefing.render.pdf import writer
from tests.certificates import PASSWORD, authority, person


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a PDF of one page, a certificate, its password, and the authority that issued it."""
    folder = tmp_path_factory.mktemp("signing")
    template = load_templates()["assessment"]
    laid_out = Typesetter(template.folder, {}).lay_out("<html lang='en'><title>One</title><p>Page</p>")
    document = laid_out.document.copy(laid_out.pages)
    (folder / "a.pdf").write_bytes(writer.write(document, "2025-11-03", []))
    office = authority()
    office.pem(folder)
    person(office).p12(folder)
    (folder / "password").write_text(f"{PASSWORD}\n", encoding="utf-8")
    return folder


def run(folder: Path, *arguments: str) -> Result:
    command = sign if arguments[0] == "sign" else verify
    paths = [str(folder / argument[1:]) if argument[0] == "@" else argument for argument in arguments[1:]]
    return CliRunner().invoke(command, paths)


def test_a_pdf_is_signed_beside_itself_and_verified_with_a_trusted_certificate(folder: Path) -> None:
    signing = ["sign", "@a.pdf", "--certificate", "@me.p12", "--password-file", "@password"]
    done = run(folder, *signing, "--reason", "Approved")
    assert done.exit_code == 0, done.output
    assert "Signed by Ada Analyst" in done.output
    assert (folder / "a-signed.pdf").read_bytes().startswith((folder / "a.pdf").read_bytes())
    again = run(folder, *signing)
    assert again.exit_code != 0  # the file is there

    trusted = run(folder, "verify", "@a-signed.pdf", "--trust", "@trusted.pem", "--json")
    assert trusted.exit_code == 0, trusted.output
    result = json.loads(trusted.output)
    assert [signature["state"] for signature in result["signatures"]] == ["valid"]
    assert result["extent"] == "nothing"

    unknown = run(folder, "verify", "@a-signed.pdf")
    assert unknown.exit_code == 0
    assert "Ada Analyst" in unknown.output
    assert "certificate not trusted" in unknown.output
    assert "carries no project" in unknown.output


def test_a_trusted_signature_is_demanded_where_a_certificate_is_named(folder: Path, tmp_path: Path) -> None:
    other = authority("Other CA").pem(tmp_path)
    run(folder, "sign", "@a.pdf", "--certificate", "@me.p12", "--password-file", "@password", "--force")
    assert run(folder, "verify", "@a-signed.pdf", "--trust", str(other)).exit_code == 1


def test_without_a_terminal_the_password_comes_from_a_file(folder: Path) -> None:
    done = run(folder, "sign", "@a.pdf", "--certificate", "@me.p12", "-o", "@b.pdf")
    assert done.exit_code == 2
    assert "--password-file" in done.output


def test_a_wrong_password_writes_nothing(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "wrong").write_text("guess", encoding="utf-8")
    done = run(
        folder, "sign", "@a.pdf", "--certificate", "@me.p12", "--password-file", str(tmp_path / "wrong"),
        "-o", "@b.pdf",
    )  # fmt: skip
    assert isinstance(done.exception, ProjectError)
    assert "password does not open" in str(done.exception)
    assert not (folder / "b.pdf").exists()
