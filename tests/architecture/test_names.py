"""Names: one class, one module; folders that can be taken in at a glance; tests that mirror the program."""

from __future__ import annotations

from pathlib import Path

from tests import ROOT
from tests.architecture.source import PROGRAM, class_names, name_of, python_files

MOST_MODULES = 15
MOST_LINES = 500
IN_TWO_MODULES: frozenset[str] = frozenset()
"""Class names that more than one module may define; to be kept empty."""


def test_no_class_name_occurs_in_two_modules() -> None:
    twice = {name: modules for name, modules in class_names().items() if len(modules) > 1}
    assert {name: twice[name] for name in twice.keys() - IN_TWO_MODULES} == {}
    assert twice.keys() >= IN_TWO_MODULES, "an exception that is no longer needed"


def test_no_folder_holds_more_modules_than_fit_into_a_glance() -> None:
    counts: dict[Path, int] = {}
    for path in python_files():
        if path.name != "__init__.py":
            counts[path.parent] = counts.get(path.parent, 0) + 1
    assert {name_of(folder): n for folder, n in counts.items() if n > MOST_MODULES} == {}


def test_no_file_grows_past_what_one_can_read_at_a_sitting() -> None:
    lines = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in python_files()}
    assert {name: n for name, n in lines.items() if n > MOST_LINES} == {}


def test_every_package_says_in_a_sentence_what_it_is_for() -> None:
    for package in sorted(PROGRAM.rglob("__init__.py")):
        first = package.read_text(encoding="utf-8").splitlines()[0]
        assert first.startswith('"""'), package
        assert first.endswith('."""'), package


def test_each_folder_of_unit_tests_belongs_to_a_package() -> None:
    unit = ROOT / "tests" / "unit"
    folders = [path.parent.relative_to(unit) for path in unit.rglob("test_*.py")]
    assert [folder.as_posix() for folder in folders if not (PROGRAM / folder).is_dir()] == []
