"""How commands speak: tables and lines for people, JSON for scripts."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import click
import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

from briefing.errors import Problem

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for a script.")


def console() -> Console:
    """Standard output as rich sees it: wrapped to the terminal, not wrapped into a pipe."""
    found = Console(highlight=False, emoji=False)
    return found if found.is_terminal else Console(highlight=False, emoji=False, width=160)


def say(text: str) -> None:
    """Tell what was done, on standard error: standard output is for results."""
    click.echo(text, err=True)


def print_json(value: Any) -> None:
    click.echo(json.dumps(msgspec.to_builtins(value), ensure_ascii=False, indent=2))


def print_table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        # As text, not markup: a fact may hold square brackets.
        table.add_row(*(Text(cell) for cell in row))
    console().print(table)


def print_problems(problems: Iterable[Problem], *, as_json: bool) -> None:
    """Problems as a report on standard output, one to a line."""
    if as_json:
        print_json(list(problems))
        return
    for problem in problems:
        click.echo(str(problem))
