"""The documentation: its links lead somewhere, and the files that it names exist."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefing.app.actions import ACTIONS, MENUS
from tests import ROOT

GENERATED = {".git", ".venv", ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache", "build", "dist"}
"""Folders at the top that are not in the repository."""
CHECKED_FOLDERS = (
    "briefing",
    "templates",
    "resources",
    "tests",
    "tools",
    "docs",
    "bench",
    "setup",
    "requirements",
)
TOP_LEVEL = [path for path in ROOT.iterdir() if path.name not in GENERATED]
PAGES = sorted(
    page
    for top in TOP_LEVEL
    for page in ([top] if top.is_file() else top.rglob("*"))
    if page.suffix == ".md"
)
_PATH = re.compile(rf"(?:{'|'.join(CHECKED_FOLDERS)})/[^\s:]*")


@functools.cache
def _tokens(page: Path) -> tuple[Token, ...]:
    """Return the block and inline tokens of a page."""
    blocks = MarkdownIt().enable("table").parse(page.read_text(encoding="utf-8"))
    return tuple(token for block in blocks for token in (block, *(block.children or ())))


def _targets(page: Path) -> Iterator[str]:
    """Yield the addresses of links and images."""
    for token in _tokens(page):
        for attribute in ("href", "src"):
            if target := token.attrGet(attribute):
                yield str(target)


def _anchors(page: Path) -> set[str]:
    """Return the fragments by which headings are linked to on the usual platforms."""
    headings = (text.content for opening, text in pairwise(_tokens(page)) if opening.type == "heading_open")
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


def _is_broken(page: Path, target: str) -> bool:
    address = urlsplit(target)
    if address.scheme or address.netloc:
        return False
    goal = (page.parent / unquote(address.path)).resolve() if address.path else page
    if not goal.exists() or not goal.is_relative_to(ROOT):
        return True
    return bool(address.fragment) and unquote(address.fragment) not in _anchors(goal)


def _named_paths(page: Path) -> Iterator[str]:
    """Yield the paths in code spans that begin with a folder of the repository, without placeholders."""
    for token in _tokens(page):
        if token.type == "code_inline" and (match := _PATH.match(token.content)) and "<" not in match[0]:
            yield match[0]


def _named_entries(page: Path) -> Iterator[tuple[str, str]]:
    """Yield menu and entry of each emphasised text such as *File → Open…*."""
    for opening, text in pairwise(_tokens(page)):
        menu, arrow, entry = text.content.partition(" → ")
        if opening.type == "em_open" and arrow:
            yield menu, entry


def _name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def test_the_pages_of_the_repository_are_found() -> None:
    names = {_name(page) for page in PAGES}
    assert {"README.md", "docs/index.md", "docs/user/window.md"} <= names
    assert sum(len(list(_targets(page))) for page in PAGES) > len(PAGES)


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_links_and_images_lead_to_a_file_of_the_repository(page: Path) -> None:
    assert [target for target in _targets(page) if _is_broken(page, target)] == []


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_files_that_are_named_exist(page: Path) -> None:
    assert [path for path in _named_paths(page) if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_menu_entries_that_are_named_are_in_their_menu(page: Path) -> None:
    entries = {(spec.menu.replace("&", ""), spec.name) for spec in ACTIONS}
    assert [entry for entry in _named_entries(page) if entry not in entries] == []


def test_menu_entries_are_recognised_in_the_guide_to_the_window() -> None:
    menus = {menu for menu, _entry in _named_entries(ROOT / "docs/user/window.md")}
    assert menus
    assert menus <= {menu.replace("&", "") for menu in MENUS}


def test_every_page_of_the_documentation_is_listed_in_its_index() -> None:
    index = ROOT / "docs/index.md"
    listed = {(index.parent / target).resolve() for target in _targets(index)}
    assert [
        _name(page) for page in PAGES if page.is_relative_to(index.parent) and page not in listed | {index}
    ] == []


@pytest.mark.parametrize(
    ("target", "is_broken"),
    [
        ("user/window.md", False),
        ("user/window.md#files", False),
        ("https://example.org/none", False),
        ("user/no-such-page.md", True),
        ("user/window.md#no-such-heading", True),
        ("../../outside.md", True),
    ],
)
def test_a_link_that_leads_nowhere_is_noticed(target: str, is_broken: bool) -> None:
    assert _is_broken(ROOT / "docs/index.md", target) is is_broken
