"""Output of the commands: results on standard output, as tables or JSON; messages on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any

import click
import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

from briefing.errors import Problem
from briefing.standard_streams import takes_every_character
from briefing.text.characters import visible

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")

_PIPE_WIDTH = 160


def console() -> Console:
    """Return a console for standard output that is as wide as the terminal, or 160 columns in a pipe."""
    terminal = Console(highlight=False, emoji=False)
    if terminal.is_terminal:
        return terminal
    return Console(highlight=False, emoji=False, width=_PIPE_WIDTH)


def print_message(text: str) -> None:
    """Print a message on standard error, which keeps standard output free for results.

    Hidden characters are made visible: a file's name may have escape sequences of the terminal.
    """
    click.echo(visible(text), err=True)


def print_json(value: Any) -> None:
    # JSON has an escape for every character, so that it stays JSON in any encoding.
    ensure_ascii = not takes_every_character(sys.stdout)
    click.echo(json.dumps(msgspec.to_builtins(value), ensure_ascii=ensure_ascii, indent=2))


def print_table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        # As `Text`, because rich would read square brackets in a plain string as markup.
        table.add_row(*(Text(cell) for cell in row))
    console().print(table)


def print_problems(problems: Iterable[Problem], *, as_json: bool) -> None:
    """Print problems on standard output, one a line."""
    if as_json:
        print_json(list(problems))
        return
    for problem in problems:
        click.echo(str(problem))


def counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def kilobytes(content: bytes) -> str:
    return f"{len(content) / 1024:,.0f} KB"
