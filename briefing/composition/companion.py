"""The companion file of a briefing: its annexes as a document of their own, with the same numbers."""

from __future__ import annotations

import dataclasses

from msgspec.structs import replace

from briefing.composition.phrases import phrases_in
from briefing.composition.template_traits import AnnexPlace, TemplateTraits
from briefing.composition.views.document import PrintedBriefing
from briefing.model.briefing import Briefing, OptionValue

SUFFIX = "A"
"""What the reference of a companion file, and its file name, ends with."""
_FIXED_OPTIONS: dict[str, OptionValue] = {
    "annexes": str(AnnexPlace.RUN_ON),
    "register": True,
    "matrix": True,
    "back_page": False,
    "cover": False,
    "contents": True,
    "new_page": False,
    "notes": "endnotes",
    "addresses": "whole",
}


def companion_name(briefing: Briefing, traits: TemplateTraits) -> str:
    """Return the name by which the briefing refers to its companion file; empty where it has none."""
    if traits.annexes is not AnnexPlace.COMPANION:
        return ""
    return f"{briefing.issue.reference}{SUFFIX}"


def companion_options(options: dict[str, OptionValue]) -> dict[str, OptionValue]:
    """Return the options of a briefing, names with underscores, as its companion file has them."""
    return {**options, **_FIXED_OPTIONS}


def companion_briefing(briefing: Briefing) -> Briefing:
    """Return the briefing with the titles and the reference of its companion file."""
    phrases = phrases_in(briefing.language)
    title = phrases("companion.title", title=briefing.title)
    subtitle = phrases("companion.of", title=briefing.title)
    reference = f"{briefing.issue.reference}{SUFFIX}" if briefing.issue.reference else ""
    issue = replace(briefing.issue, reference=reference)
    return replace(briefing, title=title, subtitle=subtitle, issue=issue)


def only_annexes(printed: PrintedBriefing) -> PrintedBriefing:
    """Return what is printed in the companion file, of the briefing composed as a whole."""
    return dataclasses.replace(printed, judgements=(), sections=(), drawings={}, faults={})
