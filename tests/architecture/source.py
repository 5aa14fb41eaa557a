"""The program's source as the architecture tests read it."""

from __future__ import annotations

import ast
import functools
import io
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests import ROOT

PROGRAM = ROOT / "briefing"
_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
_BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")
_TEXT = {tokenize.COMMENT, tokenize.STRING, getattr(tokenize, "FSTRING_MIDDLE", tokenize.STRING)}


@dataclass(frozen=True, slots=True)
class Docstring:
    """A docstring; `place` is its file and line."""

    place: str
    text: str


def python_files(folder: Path = PROGRAM) -> list[Path]:
    return sorted(folder.rglob("*.py"))


@functools.cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def docstrings() -> Iterator[Docstring]:
    """Yield the docstrings of all modules, classes and functions."""
    for path in python_files():
        for node in _with_blocks(tree(path)):
            text = ast.get_docstring(node) if isinstance(node, _DOCUMENTED) else None
            if text:
                yield Docstring(f"{name_of(path)}:{getattr(node, 'lineno', 1)}", text)


def _with_blocks(node: ast.AST) -> Iterator[ast.AST]:
    """Yield a node and the statements in its blocks, at any depth; not what statements consist of."""
    yield node
    for name in _BLOCKS:
        for statement in getattr(node, name, ()):
            yield from _with_blocks(statement)


def prose_lines(path: Path) -> Iterator[tuple[str, str]]:
    """Yield place and text of each line of the comments, docstrings and other strings of a file."""
    source = path.read_text(encoding="utf-8")
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type in _TEXT:
            for offset, line in enumerate(token.string.splitlines()):
                yield f"{name_of(path)}:{token.start[0] + offset}", line


def class_names() -> dict[str, list[str]]:
    """Return the modules that define each class at their top level, by the class's name."""
    modules: dict[str, list[str]] = {}
    for path in python_files():
        for node in tree(path).body:
            if isinstance(node, ast.ClassDef):
                modules.setdefault(node.name, []).append(name_of(path))
    return modules
