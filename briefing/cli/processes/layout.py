"""The hidden processes of the preview: render-worker and layout-worker.

They keep what this module imports for as long as they run: it imports nothing of the other commands.
"""

from __future__ import annotations

import click

from briefing.guarded_process import LIMITS


@click.command(hidden=True)
@click.option("--memory-mb", type=int, default=LIMITS.memory_mb, help="The limit of memory in MB.")
def render_worker(memory_mb: int) -> None:
    """Render for the parent process: requests on standard input, answers on standard output."""
    from briefing.render.worker import server

    server.main(memory_mb)


@click.command(hidden=True)
@click.option("--memory-mb", type=int, default=LIMITS.memory_mb, help="The limit of memory in MB.")
def layout_worker(memory_mb: int) -> None:
    """Lay out parts of a document for the parent process, as render-worker does for its own."""
    from briefing.render.ahead import server

    server.main(memory_mb)
