"""Holds the exports of the example to their formats, and opens them: ``python -m bench.exported_files``.

Word and Excel files, CSL-JSON and STIX are held to their schemas. LibreOffice without a screen refuses a
file that it would have to repair; what it converts to PDF must have every statement and judgement. Needs
the command ``soffice``, which takes too long to install and to start for the tests.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from bench.arguments import is_smoke
from briefing import paths
from briefing.exports.edition import Edition, edition
from briefing.exports.registry import FORMATS
from briefing.grading import load_scales
from briefing.library import load_library
from briefing.model.briefing import FactItem, Judgement
from briefing.pdf_record.other_version import is_on_pages, page_letters
from briefing.project import make_sample
from briefing.render import load_templates
from tests.builders import a_reference
from tests.validators import csl_errors, office_errors, stix_errors

_LIMIT_S = 120
_CONVERT = ("--headless", "--convert-to", "pdf")


def main(arguments: Sequence[str] = ()) -> None:
    if not is_smoke(arguments) and shutil.which("soffice") is None:
        sys.exit(
            "The command soffice is missing: install LibreOffice (on Debian: libreoffice-writer, -calc)."
        )
    faults = 0
    for name, format_id, issue in _files(is_smoke=is_smoke(arguments)):
        begun = time.perf_counter()
        raw = FORMATS[format_id].write(issue)
        written = time.perf_counter()
        errors = list(_errors(raw, format_id, issue, opens=not is_smoke(arguments)))
        ratio = (time.perf_counter() - written) / (written - begun)
        print(f"{name}: {len(errors)} faults, checked in the time of {ratio:.1f} exports")
        for error in errors:
            print(f"  {error}")
        faults += len(errors)
    sys.exit(bool(faults))


def _files(*, is_smoke: bool) -> Iterator[tuple[str, str, Edition]]:
    library = load_library([paths.resources() / "library"])
    project = make_sample(a_reference(library.material))
    for template in list(load_templates().values())[: 1 if is_smoke else None]:
        briefing = replace(project.briefing, template_id=template.spec.id, template_options={})
        issue = edition(briefing, template, load_scales(), project.attachments)
        if not is_smoke:
            yield f"{template.spec.id}.docx", "docx", issue
    # The validators of CSL-JSON and STIX take a second to load.
    for format_id in ("xlsx",) if is_smoke else ("xlsx", "csl", "stix"):
        yield f"example.{format_id}", format_id, issue


def _errors(raw: bytes, format_id: str, issue: Edition, *, opens: bool) -> Iterator[str]:
    if format_id == "csl":
        yield from csl_errors(raw)
    elif format_id == "stix":
        yield from stix_errors(raw)
    else:
        yield from office_errors(raw, format_id)
        if opens:
            yield from _opened_by_libreoffice(raw, format_id, issue)


def _opened_by_libreoffice(raw: bytes, format_id: str, issue: Edition) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"file.{format_id}"
        path.write_bytes(raw)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        done = subprocess.run(
            ["soffice", profile, *_CONVERT, "--outdir", folder, path],  # noqa: S607 - wherever it is
            capture_output=True,
            text=True,
            timeout=_LIMIT_S,
            # The program names a configuration of fonts of its own.
            env={key: value for key, value in os.environ.items() if not key.startswith("FONTCONFIG")},
            check=False,
        )
        pdf = path.with_suffix(".pdf")
        if not pdf.exists():
            yield f"LibreOffice did not open it: {done.stdout} {done.stderr}".strip()
            return
        pages = page_letters(pdf.read_bytes())
    for statement in _statements(issue):
        if not is_on_pages(statement, pages):
            yield f"LibreOffice does not show: {statement}"


def _statements(issue: Edition) -> Iterator[str]:
    """Yield the statements and judgements of the briefing that have no text from right to left."""
    facts = {fact.id: fact for fact in issue.briefing.library.facts}
    for item in issue.briefing.walk_items():
        if isinstance(item, FactItem) and not item.hidden:
            yield item.wording or facts[item.fact_id].statement
        elif isinstance(item, Judgement) and not item.hidden:
            yield item.text


if __name__ == "__main__":
    main(sys.argv[1:])
