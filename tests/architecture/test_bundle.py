"""The description of the bundle keeps up with the program; `tools/build --check` tries a finished one."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def _declared(name: str) -> tuple[str, ...]:
    """Return the value of a constant of build.spec, which only PyInstaller can run."""
    for statement in ast.parse((ROOT / "build.spec").read_text(encoding="utf-8")).body:
        if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == name:
            return tuple(ast.literal_eval(statement.value))
    raise AssertionError(f"build.spec declares no {name}")


def test_the_bundle_holds_the_data_folders_of_the_wheel() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert set(_declared("DATA_FOLDERS")) == set(wheel["only-include"]) - {"briefing"}


def test_the_bundle_holds_every_qt_module_that_the_program_imports() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "briefing").rglob("*.py"))
    imported = set(re.findall(r"PySide6\.(Qt\w+)", source))
    assert imported == set(_declared("QT_MODULES"))
