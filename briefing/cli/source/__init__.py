"""Commands on sources and their archived copies: the group source, and read-worker."""

from __future__ import annotations

import click

from briefing.cli.lazy_group import LazyGroup
from briefing.cli.source.worker import read_worker

__all__ = ["read_worker", "source"]

COMMANDS = {
    "add": "briefing.cli.source.adding:add",
    "list": "briefing.cli.source.showing:list_sources",
    "show": "briefing.cli.source.showing:show",
    "text": "briefing.cli.source.showing:text",
    "open": "briefing.cli.source.showing:open_",
    "replace": "briefing.cli.source.replacing:replace_",
}


@click.group(cls=LazyGroup, table=COMMANDS)
def source() -> None:
    """Add documents as sources, with archived copies and their text, and read and replace them.

    The copies are in the folder `archive` of your library, by their hashes; they are never changed.
    """
