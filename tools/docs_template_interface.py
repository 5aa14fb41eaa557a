"""Write the table of docs/reference/template-interface.md from what the program gives to pages.

Run as ``PYTHONPATH=. python tools/docs_template_interface.py``. The table is between two comments; the
rest of the file is written by hand.
"""

from __future__ import annotations

import dataclasses
import inspect
import types
import typing
from collections.abc import Iterator
from pathlib import Path

from briefing.render.templates import environment, interface

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "template-interface.md"
BEGIN, END = "<!-- names: begin -->", "<!-- names: end -->"
_PLAIN = {str: "text", int: "number", float: "number", bool: "true or false"}


def table() -> str:
    """Return a table with a line for each view: where a page finds it, and its attributes."""
    paths = dict[type, str]()
    for path, kind in _roots():
        _collect(path, kind, paths)
    lines = (f"| `{path}` | {'; '.join(_attributes(view, paths))} |\n" for view, path in paths.items())
    return "| value | attributes |\n|---|---|\n" + "".join(lines)


def _roots() -> Iterator[tuple[str, object]]:
    yield from interface.VALUES.items()
    for name, function in environment.FUNCTIONS.items():
        if "return" in getattr(function, "__annotations__", {}):
            yield f"{name}()", interface.types_of(function)["return"]


def _collect(path: str, kind: object, paths: dict[type, str]) -> None:
    """Note the first path to each view within a value; views of a list that differ are told by `kind`."""
    for view, place in interface.views(kind, path):
        if view not in paths:
            paths[view] = f"{place} {view.kind}" if place in paths.values() else place
            for name, inner in interface.attributes(view).items():
                _collect(f"{place}.{name}", inner, paths)


def _attributes(view: type, paths: dict[type, str]) -> Iterator[str]:
    for name, kind in interface.attributes(view).items():
        constant = inspect.getattr_static(view, name, None)
        words = f'"{constant}"' if isinstance(constant, str) else _in_words(kind, paths)
        yield f"`{name}` {words}"


def _in_words(kind: object, paths: dict[type, str]) -> str:
    if kind in _PLAIN:
        return _PLAIN[typing.cast("type", kind)]
    if isinstance(kind, types.UnionType):
        parts = [each for each in typing.get_args(kind) if each is not types.NoneType]
        none = " or nothing" if types.NoneType in typing.get_args(kind) else ""
        return " or ".join(dict.fromkeys(_in_words(each, paths) for each in parts)) + none
    if typing.get_origin(kind) in {tuple, list}:
        return f"list of {_in_words(typing.get_args(kind)[0], paths)}"
    if typing.get_origin(kind) is dict:
        return "values by name"
    if dataclasses.is_dataclass(kind):
        return f"`{paths[typing.cast('type', kind)]}`"
    return "text"


def with_table(page: str) -> str:
    """Return the page with its table as it is to be."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{table()}\n{END}{after}"


def main() -> None:
    PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
