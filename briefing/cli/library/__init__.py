"""Commands on the library: facts, treaties, import-worker, and those of the group library."""

from __future__ import annotations

import click

from briefing.cli.lazy_group import LazyGroup
from briefing.cli.library.facts import facts, treaties
from briefing.cli.library.worker import import_worker

__all__ = ["facts", "import_worker", "library", "treaties"]

COMMANDS = {
    "list": "briefing.cli.library.records:list_records",
    "show": "briefing.cli.library.records:show",
    "report": "briefing.cli.library.report:report",
    "edit": "briefing.cli.library.edits:edit",
    "import": "briefing.cli.library.interchange:import_",
    "export": "briefing.cli.library.interchange:export",
    "revert": "briefing.cli.library.edits:revert",
    "merge": "briefing.cli.library.merging:merge_command",
    "merge-driver": "briefing.cli.library.merging:merge_driver",
    "keep": "briefing.cli.library.edits:keep",
}


@click.group(cls=LazyGroup, table=COMMANDS)
def library() -> None:
    """List, show and change the records of the library.

    Changes are saved in a folder of your own, over the bundled library: a record that you change overrides
    the bundled one, until you revert it.
    """
