"""Hidden commands that serve another process of the program: render-worker, layout-worker."""

from briefing.cli.processes.layout import layout_worker, render_worker

__all__ = ["layout_worker", "render_worker"]
