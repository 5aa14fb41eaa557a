"""The lock files: each pins what it adds, with hashes and without the address of a package index."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = ("run", "parser", "check", "build")


def _text(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")


def _pinned(name: str) -> set[str]:
    return set(re.findall(r"^([a-z0-9][a-z0-9._-]*)==", _text(name), re.MULTILINE))


def _asked_for(name: str) -> set[str]:
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = pyproject["project"]["optional-dependencies"]
    requirements = extras["parser"] if name == "parser" else list(pyproject["dependency-groups"][name])
    if name == "run":
        requirements += pyproject["project"]["dependencies"] + extras["scripts"] + extras["signing"]
    return {re.split(r"[^\w.-]", requirement)[0].lower() for requirement in requirements}


@pytest.mark.parametrize("name", FILES)
def test_a_lock_file_pins_all_that_is_asked_for(name: str) -> None:
    assert _asked_for(name) <= _pinned(name) | _pinned("run")


@pytest.mark.parametrize("name", ["parser", "check", "build"])
def test_a_lock_file_holds_only_what_it_adds_to_that_of_the_program(name: str) -> None:
    assert _pinned(name)
    assert not _pinned(name) & _pinned("run")


@pytest.mark.parametrize("name", FILES)
def test_every_pin_has_a_hash_and_no_file_names_an_address(name: str) -> None:
    assert "://" not in _text(name)
    assert "--index" not in _text(name)
    pins = re.findall(r"^[a-z0-9][^\n]*==[^\n]*\\\n {4}--hash=sha256:", _text(name), re.MULTILINE)
    assert len(pins) == len(re.findall(r"^[a-z0-9][^\n]*==", _text(name), re.MULTILINE))
