"""Convert older project files to the current format, one version at a time.

Each migration takes the content of a file of its version, ``{"briefing": …, "history": […]}``, and returns
that of the next. A released migration is never changed and never removed: files outlive programs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

Migration = Callable[[dict[str, Any]], dict[str, Any]]


def _with_waivers_and_factors(content: dict[str, Any]) -> dict[str, Any]:
    """Return the content unchanged: format 2 adds waivers, factors and scheme mappings, all optional."""
    return content


def _with_drawings_and_a_template(content: dict[str, Any]) -> dict[str, Any]:
    """Return the content unchanged: format 3 adds charts, routes and a template copy, all optional."""
    return content


MIGRATIONS: Sequence[Migration] = (_with_waivers_and_factors, _with_drawings_and_a_template)
"""The migration at index n converts format n + 1 to n + 2."""


def migrate(
    content: dict[str, Any], version: int, migrations: Sequence[Migration] = MIGRATIONS
) -> dict[str, Any]:
    """Convert `content` of format `version` to the newest format that `migrations` reach."""
    for migration in migrations[version - 1 :]:
        content = migration(content)
    return content
