"""Older project files → the present form, one version at a time.

Each migration takes what a file of its version holds, ``{"briefing": …, "history": […]}``, and gives
that of the next. Once released, a migration is never changed and never removed: files outlive programs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

Migration = Callable[[dict[str, Any]], dict[str, Any]]


def _with_waivers_and_factors(content: dict[str, Any]) -> dict[str, Any]:
    """Format 2 adds waivers, factors of a confidence and mappings of schemes; all may be left out."""
    return content


def _with_drawings_and_a_template(content: dict[str, Any]) -> dict[str, Any]:
    """Format 3 adds drawings, routes of facts, and a copy of the template; all may be missing."""
    return content


MIGRATIONS: Sequence[Migration] = (_with_waivers_and_factors, _with_drawings_and_a_template)
"""The migration at position n takes format n + 1 to n + 2."""


def migrate(
    content: dict[str, Any], version: int, migrations: Sequence[Migration] = MIGRATIONS
) -> dict[str, Any]:
    """`content` of format `version` in the newest format that `migrations` reach."""
    for migration in migrations[version - 1 :]:
        content = migration(content)
    return content
