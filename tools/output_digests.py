"""Compare every output of the example and of a demanding briefing with recorded digests.

    python tools/output_digests.py --record FILE    write the digests of what the program produces now
    python tools/output_digests.py --compare FILE   report every output whose digest differs (exit status 1)

Run it before and after a change that must not alter any output. A PDF contributes its bytes, its
structure tree, its bookmarks and its attachments, so that the report says what kind of difference there is.
Digests depend on the versions of the libraries: record and compare on one machine.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
from msgspec.structs import replace

from briefing import paths
from briefing.cli.context import load_reference
from briefing.exports.edition import edition
from briefing.exports.registry import FORMATS
from briefing.model.briefing import Briefing
from briefing.project import make_sample
from briefing.render import load_templates, render

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tests.extreme_briefing import stress_briefing

_LAYOUT_KEYS = {"/P", "/Parent", "/ParentTree", "/Pg", "/K", "/Obj", "/IDTree"}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    action = parser.add_mutually_exclusive_group(required=True)
    action.add_argument("--record", type=Path, metavar="FILE")
    action.add_argument("--compare", type=Path, metavar="FILE")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="also write the outputs there")
    arguments = parser.parse_args()
    current = dict(digests(arguments.keep))
    if arguments.record:
        arguments.record.write_text(json.dumps(current, indent=1) + "\n", encoding="utf-8")
        return 0
    recorded = json.loads(arguments.compare.read_text(encoding="utf-8"))
    different = [name for name in {**recorded, **current} if recorded.get(name) != current.get(name)]
    print("\n".join(f"differs: {name}" for name in different) or f"{len(current)} digests are equal")
    return bool(different)


def digests(folder: Path | None) -> Iterator[tuple[str, str]]:
    """Yield a name and a SHA-256 for each output and part of an output."""
    reference = load_reference()
    subjects = {"example": make_sample(reference).briefing, "stress": stress_briefing()}
    templates = load_templates([paths.templates()])
    for name, briefing in subjects.items():
        for template in templates.values():
            printed = _printed_with(briefing, template.spec.id)
            pdf = render(printed, template, reference.scales, allow_flaws=True).pdf
            yield from _parts(f"{name} {template.spec.id}", pdf, folder)
        exported = edition(
            _printed_with(briefing, "assessment"), templates["assessment"], reference.scales, {}
        )
        for format_ in FORMATS.values():
            yield _digest(f"{name}{format_.ending}", format_.write(exported), folder)


def _printed_with(briefing: Briefing, template_id: str) -> Briefing:
    return replace(briefing, template_id=template_id, template_options={})


def _parts(name: str, content: bytes, folder: Path | None) -> Iterator[tuple[str, str]]:
    yield _digest(f"{name}.pdf", content, folder)
    pdf = pikepdf.open(io.BytesIO(content))
    with pdf.open_outline() as outline:
        bookmarks = [str(item) for item in outline.root]
    yield _digest(f"{name} structure", "\n".join(_structure(pdf.Root.StructTreeRoot)).encode())
    yield _digest(f"{name} bookmarks", "\n".join(bookmarks).encode())
    yield _digest(f"{name} attachments", "\n".join(sorted(map(str, pdf.attachments))).encode())


def _structure(element: Any, depth: int = 0) -> Iterator[str]:
    """Yield a line for each structure element: its depth, type and own attributes."""
    own = {key: str(value) for key, value in element.items() if key not in _LAYOUT_KEYS and key != "/A"}
    yield f"{depth} {sorted(own.items())}"
    children = element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield from _structure(child, depth + 1)


def _digest(name: str, content: bytes, folder: Path | None = None) -> tuple[str, str]:
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name.replace(" ", "-")).write_bytes(content)
    return name, hashlib.sha256(content).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
