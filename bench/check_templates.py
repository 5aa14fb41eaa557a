"""Checks every bundled template with the whole specimen: ``python -m bench.check_templates``.

Prints what was found, and how long the check took against one rendering of the specimen. It takes too long
for the tests, which hold the files of the templates to the same rules.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.arguments import is_smoke
from briefing.grading import load_scales
from briefing.render import Template, load_templates, render
from briefing.render.templates.loader import load_template
from briefing.templating.check import check_template
from briefing.templating.specimen import attachments, specimen

_MANIFEST = """\
id: smallest
name: Smallest
description: The title and nothing else.
api: 1
parts: [front]
"""
_FURNITURE = "{% for sheet in sheets %}<p style='break-before: page'></p>{% endfor %}"


def main(arguments: Sequence[str] = ()) -> None:
    if is_smoke(arguments):
        with tempfile.TemporaryDirectory() as folder:
            checked(_smallest(Path(folder) / "smallest"))  # what it lacks is not a fault here
            return
    sys.exit(bool(sum(map(checked, load_templates().values()))))


def checked(template: Template) -> int:
    """Print what is found in a template; return how much."""
    begun = time.perf_counter()
    render(specimen(), template, load_scales(), attachments=attachments(), allow_flaws=True)
    rendered = time.perf_counter()
    findings = check_template(template.folder)
    ratio = (time.perf_counter() - rendered) / (rendered - begun)
    print(f"{template.spec.id}: {len(findings)} findings, as long as {ratio:.0f} renderings")
    for finding in findings:
        print(f"  {finding}")
    return len(findings)


def _smallest(folder: Path) -> Template:
    """Return a template that prints the title alone."""
    folder.mkdir()
    (folder / "template.yaml").write_text(_MANIFEST, encoding="utf-8")
    (folder / "front.html.jinja").write_text("<h1>{{ briefing.cover.title }}</h1>", encoding="utf-8")
    (folder / "furniture.html.jinja").write_text(_FURNITURE, encoding="utf-8")
    return load_template(folder)


if __name__ == "__main__":
    main(sys.argv[1:])
