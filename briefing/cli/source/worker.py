"""The hidden command of the process that reads documents."""

from __future__ import annotations

import click

from briefing.sources.readers.guarded import READ_LIMITS


@click.command(hidden=True)
@click.option("--memory-mb", type=int, default=READ_LIMITS.memory_mb, help="The limit of memory in MB.")
def read_worker(memory_mb: int) -> None:
    """Read documents for the parent process: requests on standard input, answers on standard output."""
    from briefing.sources.readers import worker

    worker.main(memory_mb)
