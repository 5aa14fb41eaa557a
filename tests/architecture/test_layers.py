"""The rules of the house that a machine can hold."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests import ROOT

HEAVY = ("PySide6", "weasyprint", "edtf", "pycountry")


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


def test_every_package_says_in_a_sentence_what_it_is_for() -> None:
    for package in sorted((ROOT / "briefing").rglob("__init__.py")):
        first = package.read_text(encoding="utf-8").splitlines()[0]
        assert first.startswith('"""'), package
        assert first.endswith('."""'), package


def test_no_file_grows_past_what_one_can_read_at_a_sitting() -> None:
    long = [path for path in (ROOT / "briefing").rglob("*.py") if len(path.read_text().splitlines()) > 500]
    assert long == []


def test_no_folder_has_more_modules_than_one_takes_in_at_a_glance() -> None:
    modules = [path for path in (ROOT / "briefing").rglob("*.py") if path.name != "__init__.py"]
    crowded = {folder: n for folder, n in Counter(path.parent for path in modules).items() if n > 15}
    assert crowded == {}
