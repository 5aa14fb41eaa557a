"""The rules of the house that a machine can hold."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests import ROOT

HEAVY = ("PySide6", "weasyprint", "pycountry")


def _modules_after(statement: str) -> set[str]:
    """The top-level modules that a fresh interpreter has loaded after `statement`."""
    code = f"{statement}\nimport sys; print(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return set(done.stdout.splitlines()[-1].split())


def test_imports_point_down_and_never_up_or_sideways() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports")],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("answer", ["--version", "--help"])
def test_version_and_help_answer_without_qt_and_weasyprint(answer: str) -> None:
    loaded = _modules_after(
        f"import sys; sys.argv = ['briefing', '{answer}']\n"
        "from briefing.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit as stop:\n    assert not stop.code"
    )
    assert not loaded & set(HEAVY)


def test_the_model_loads_neither_qt_nor_weasyprint_nor_jinja() -> None:
    assert not _modules_after("import briefing.model.briefing") & {*HEAVY, "jinja2", "sqlite3"}
