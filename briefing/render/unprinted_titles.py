"""Titles of treaties in languages that no font of the program shows, as problems to report."""

from __future__ import annotations

from briefing.composition.views.document import PrintedBriefing
from briefing.errors import Problem


def unprinted_titles(printed: PrintedBriefing) -> tuple[Problem, ...]:
    """Return a problem for each title of a treaty that the pages leave out."""
    return tuple(
        Problem(
            f"The title of {treaty.short_title} in {title.language} is not printed: no font shows it.",
            "Give the library the title in another script, or leave it as it is.",
            field=f"treaty {treaty.id}",
        )
        for treaty in printed.treaties
        for title in treaty.titles
        if not title.text
    )
