"""The table of commands, each imported when it is first used, and the handling of errors."""

from __future__ import annotations

import contextlib
import sys
import traceback
from collections.abc import Iterable

import click

import briefing
from briefing.cli.lazy_group import LazyGroup
from briefing.errors import BriefingError
from briefing.faults import fault_of, report
from briefing.standard_streams import abandon_output, is_output_error, prepare_streams

EXIT_WRONG_INPUT = 1
EXIT_BUG = 70

COMMANDS = {
    "new": "briefing.cli.projects:new",
    "facts": "briefing.cli.library:facts",
    "treaties": "briefing.cli.library:treaties",
    "library": "briefing.cli.library:library",
    "capture": "briefing.cli.capture:capture",
    "source": "briefing.cli.source:source",
    "show": "briefing.cli.show:show",
    "add": "briefing.cli.edits:add",
    "grade": "briefing.cli.edits:grade",
    "edit": "briefing.cli.edits:edit",
    "approve": "briefing.cli.issue:approve",
    "comments": "briefing.cli.issue:comments",
    "comment": "briefing.cli.issue:comment",
    "copy": "briefing.cli.issue:copy",
    "finish": "briefing.cli.issue:finish",
    "organisation": "briefing.cli.issue:organisation",
    "thesaurus": "briefing.cli.thesaurus:thesaurus",
    "fit": "briefing.cli.page_budget:fit",
    "schemes": "briefing.cli.schemes:schemes",
    "scheme": "briefing.cli.schemes:scheme",
    "review": "briefing.cli.review:review_command",
    "waive": "briefing.cli.review:waive",
    "diff": "briefing.cli.changes:diff",
    "log": "briefing.cli.changes:log",
    "newer": "briefing.cli.changes:newer",
    "render": "briefing.cli.render:render",
    "export": "briefing.cli.exports:export",
    "formats": "briefing.cli.exports:formats",
    "extract": "briefing.cli.pdf_records:extract",
    "sign": "briefing.cli.pdf_records:sign",
    "verify": "briefing.cli.pdf_records:verify",
    "validate": "briefing.cli.validation:validate",
    "schema": "briefing.cli.validation:schema",
    "templates": "briefing.cli.templates:templates",
    "template": "briefing.cli.templates:template",
    "backup": "briefing.cli.backup:backup",
    "restore": "briefing.cli.backup:restore",
    "sample": "briefing.cli.projects:sample",
    "render-worker": "briefing.cli.processes:render_worker",
    "layout-worker": "briefing.cli.processes:layout_worker",
    "import-worker": "briefing.cli.library:import_worker",
    "spell-worker": "briefing.cli.review:spell_worker",
    "parse-worker": "briefing.cli.review:parse_worker",
    "check-worker": "briefing.cli.templates:check_worker",
    "read-worker": "briefing.cli.source:read_worker",
}


@click.group(cls=LazyGroup, table=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
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

    Exit codes: 0 success, 1 wrong input or negative result, 2 wrong usage, 70 error in the program.
    """


def main() -> None:
    """Run the command line, print errors on standard error, and exit."""
    prepare_streams()
    code: str | int | None
    try:
        result = cli.main(prog_name="briefing", standalone_mode=False)
        code = _flushed(result if isinstance(result, int) else 0)
    except click.exceptions.Exit as end:
        code = _flushed(end.exit_code)
    except SystemExit as end:
        code = _flushed(end.code)
    except click.Abort:
        _report(["Aborted."])
        code = EXIT_WRONG_INPUT
    except click.ClickException as error:
        with contextlib.suppress(OSError):
            error.show()
        code = error.exit_code
    except Exception as error:  # noqa: BLE001 - the outermost border: any other exception is a bug
        code = _code_after(error)
    sys.exit(code)


def _flushed(code: str | int | None) -> str | int | None:
    """Write the results out before the process ends, while an error can still be reported."""
    try:
        sys.stdout.flush()
    except OSError as error:
        return _code_after(error)
    return code


def _code_after(error: Exception) -> int:
    """Report an error on standard error; return the exit code."""
    if isinstance(error, BriefingError):
        _report(f"Error: {problem}" for problem in error.problems)
        return EXIT_WRONG_INPUT
    if isinstance(error, OSError) and is_output_error(error):
        abandon_output()
        if isinstance(error, BrokenPipeError):
            return 0  # the reader has seen enough
        _report([f"Error: The output cannot be written: {error.strerror or error}."])
        return EXIT_WRONG_INPUT
    if isinstance(error, MemoryError):
        _report(["Error: There is not enough memory for this input."])
        return EXIT_WRONG_INPUT
    traceback.print_exception(error)
    _report(["This is an error in Treaty Briefing, not in your input. Please report it."])
    if path := report(fault_of("command line", error)):
        _report([f"A report without content of your files is in {path}."])
    return EXIT_BUG


def _report(lines: Iterable[str]) -> None:
    # Where standard error cannot be written either, the exit code alone reports the error.
    with contextlib.suppress(OSError):
        for line in lines:
            click.echo(line, err=True)
