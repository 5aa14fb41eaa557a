"""The table of commands is complete, and every command and option explains itself."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

import briefing.cli
from briefing.cli.main import COMMANDS, cli

CONTEXT = click.Context(cli)


def all_commands(group: click.Group = cli, prefix: str = "") -> Iterator[tuple[str, click.Command]]:
    for name in group.list_commands(CONTEXT):
        command = group.get_command(CONTEXT, name)
        assert command is not None
        yield f"{prefix}{name}", command
        if isinstance(command, click.Group):
            yield from all_commands(command, f"{prefix}{name} ")


EVERY = dict(all_commands())


def test_every_command_of_a_module_is_in_the_table_under_its_own_name() -> None:
    defined: dict[str | None, str] = {}
    for module in pkgutil.iter_modules(briefing.cli.__path__, "briefing.cli."):
        content = vars(importlib.import_module(module.name))
        defined |= {
            command.name: f"{module.name}:{attribute}"
            for attribute, command in content.items()
            if isinstance(command, click.Command) and command is not cli
            if command not in _members(content)
        }
    assert defined == COMMANDS


def _members(content: dict[str, object]) -> list[click.Command]:
    """List the commands of a module that belong to one of its groups."""
    groups = [value for value in content.values() if isinstance(value, click.Group) and value is not cli]
    return [command for group in groups for command in group.commands.values()]


@pytest.mark.parametrize("module", sorted({place.partition(":")[0] for place in COMMANDS.values()}))
def test_a_module_names_its_commands_in_its_docstring(module: str) -> None:
    docstring = importlib.import_module(module).__doc__ or ""
    for name, place in COMMANDS.items():
        if place.startswith(f"{module}:"):
            assert name in docstring


@pytest.mark.parametrize("name", EVERY)
def test_a_command_and_each_of_its_options_have_a_help_text(name: str) -> None:
    command = EVERY[name]
    assert command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.opts[0]}"
            assert parameter.help.endswith("."), f"{name} {parameter.opts[0]}"


def test_help_lists_the_commands_but_not_the_workers() -> None:
    shown = CliRunner().invoke(cli, ["--help"]).output
    visible = [name for name in COMMANDS if not name.endswith("-worker")]
    assert all(f"\n  {name} " in shown for name in visible)
    assert "-worker" not in shown
