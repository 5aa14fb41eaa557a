"""The commands by name, each loaded when it is first asked for, and what becomes of errors."""

from __future__ import annotations

import importlib
import os
import sys
import traceback

import click

import briefing
from briefing.errors import BriefingError

EXIT_WRONG_INPUT = 1
EXIT_BUG = 70

_COMMANDS = {
    "new": "briefing.cli.projects:new",
    "facts": "briefing.cli.library:facts",
    "treaties": "briefing.cli.library:treaties",
    "show": "briefing.cli.show:show",
    "edit": "briefing.cli.projects:edit",
    "add": "briefing.cli.projects:add",
    "grade": "briefing.cli.projects:grade",
    "schemes": "briefing.cli.schemes:schemes",
    "scheme": "briefing.cli.schemes:scheme",
    "review": "briefing.cli.review:review_command",
    "waive": "briefing.cli.review:waive",
    "diff": "briefing.cli.changes:diff",
    "newer": "briefing.cli.changes:newer",
    "render": "briefing.cli.render:render",
    "export": "briefing.cli.exports:export",
    "formats": "briefing.cli.exports:formats",
    "extract": "briefing.cli.pdf_records:extract",
    "verify": "briefing.cli.pdf_records:verify",
    "validate": "briefing.cli.library:validate",
    "schema": "briefing.cli.library:schema",
    "templates": "briefing.cli.templates:templates",
    "template": "briefing.cli.templates:template",
    "sample": "briefing.cli.projects:sample",
    "render-worker": "briefing.cli.render:render_worker",
    "check-worker": "briefing.cli.templates:check_worker",
}


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(briefing.__version__, prog_name="Treaty Briefing")
def cli() -> None:
    """Turn a structured treaty library into a graded, sourced PDF briefing.

    \b
    A first briefing:
      briefing treaties
      briefing facts --treaty russia-iran-2025 gas
      briefing new gas.briefing --title "Gas" --treaty russia-iran-2025
      briefing add gas.briefing ri-gas-ceiling-55bcm --section s3
      briefing grade gas.briefing f1 --confidence low --rationale "One speaker."
      briefing review gas.briefing
      briefing render gas.briefing -o gas.pdf

    Exit codes: 0 fine, 1 what was given is wrong, 2 misuse of the command line.
    """


def main() -> None:
    """Run the command line and exit."""
    try:
        cli.main(prog_name="briefing", standalone_mode=True)
    except BriefingError as error:
        for problem in error.problems:
            click.echo(f"Error: {problem}", err=True)
        sys.exit(EXIT_WRONG_INPUT)
    except BrokenPipeError:
        # Whoever read our output has enough. Keep Python from complaining when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception:  # noqa: BLE001 - the outermost border: what arrives here is a bug, and is called one
        traceback.print_exc()
        click.echo("This is a fault in Treaty Briefing, not in what you gave it.", err=True)
        sys.exit(EXIT_BUG)
