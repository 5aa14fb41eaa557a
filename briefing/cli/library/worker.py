"""The command that the process of an importer runs: import-worker."""

from __future__ import annotations

import sys

import click

from briefing.operating_system import restrict_memory


@click.command(hidden=True)
@click.option("--memory-mb", type=click.IntRange(min=1), required=True, help="The limit of its memory.")
def import_worker(memory_mb: int) -> None:
    """Read a file for the parent process: the request on standard input, the answer on standard output."""
    from briefing.interchange.guarded import answer

    restrict_memory(memory_mb)
    answer(sys.stdin.buffer, sys.stdout.buffer)
