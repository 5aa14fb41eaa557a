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


def _with_attachments_and_quotes(content: dict[str, Any]) -> dict[str, Any]:
    """Return the content with the single attachment of a source and quote of a citation as lists.

    Format 4 also adds optional fields to the records of libraries, in the briefing and in edits.
    """
    return {key: _with_lists(value) for key, value in content.items()}


def _with_lists(value: Any) -> Any:
    if isinstance(value, list):
        return [_with_lists(item) for item in value]
    if not isinstance(value, dict):
        return value
    changed = {key: _with_lists(item) for key, item in value.items()}
    if "publisher_id" in changed and "attachment" in changed:
        sha256 = changed.pop("attachment")
        changed["attachments"] = [{"sha256": sha256}] if sha256 else []
    if "source_id" in changed and "quote" in changed:
        quote = changed.pop("quote")
        changed["quotes"] = [quote] if quote else []
    return changed


def _with_the_issue_and_its_comments(content: dict[str, Any]) -> dict[str, Any]:
    """Return the content with every act in each timeline, as timelines of formats 3 and 4 had them.

    Format 5 also adds main message, issue block and comments, all optional.
    """
    return {key: _with_every_act(value) for key, value in content.items()}


def _with_every_act(value: Any) -> Any:
    if isinstance(value, list):
        return [_with_every_act(item) for item in value]
    if not isinstance(value, dict):
        return value
    changed = {key: _with_every_act(item) for key, item in value.items()}
    if changed.get("type") == "drawing" and changed.get("kind") == "timeline":
        changed["every_act"] = True
    return changed


MIGRATIONS: Sequence[Migration] = (
    _with_waivers_and_factors,
    _with_drawings_and_a_template,
    _with_attachments_and_quotes,
    _with_the_issue_and_its_comments,
)
"""The migration at index n converts format n + 1 to n + 2."""


def migrate(
    content: dict[str, Any], version: int, migrations: Sequence[Migration] = MIGRATIONS
) -> dict[str, Any]:
    """Convert `content` of format `version` to the newest format that `migrations` reach."""
    for migration in migrations[version - 1 :]:
        content = migration(content)
    return content
