"""The registry of export formats: complete, and cheap to read."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

from briefing.exports.registry import FORMATS
from tests import ROOT

EXPORTS = ROOT / "briefing" / "exports"
LOADED_WHEN_WRITING = {"docx", "lxml", "xlsxwriter", "PIL", "weasyprint", "pypdfium2"}


def declares_a_format(path: Path) -> bool:
    assignments = (node for node in ast.parse(path.read_text()).body if isinstance(node, ast.Assign))
    return any(ast.unparse(target) == "FORMAT" for node in assignments for target in node.targets)


def test_every_format_that_a_module_declares_is_registered() -> None:
    declaring = [path for path in EXPORTS.rglob("*.py") if declares_a_format(path)]
    assert len(declaring) == len(FORMATS)


def test_endings_differ_and_begin_with_a_dot() -> None:
    endings = [format_.ending for format_ in FORMATS.values()]
    assert len(set(endings)) == len(endings)
    assert all(ending.startswith(".") for ending in endings)


def test_the_guide_describes_every_format() -> None:
    guide = (ROOT / "docs" / "user" / "formats.md").read_text(encoding="utf-8")
    assert [format_.ending for format_ in FORMATS.values() if format_.ending not in guide] == []


def test_naming_the_formats_loads_none_of_the_libraries_that_write_them() -> None:
    code = "import sys, briefing.exports.registry as _; print(*{n.partition('.')[0] for n in sys.modules})"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert set(done.stdout.split()) & LOADED_WHEN_WRITING == set()
