"""Titles of the annexes by anchor: those that a template derives from the rows, then the lettered ones."""

from __future__ import annotations

from briefing.composition import formatting
from briefing.composition.template_traits import Derived, TemplateTraits
from briefing.composition.views.document import PrintedBriefing


def annex_titles(printed: PrintedBriefing, traits: TemplateTraits) -> dict[str, str]:
    """Return the title of each annex that has content and that the options do not switch off."""
    if not traits.has_annexes:
        return {}
    return {**_derived(printed, traits), **_lettered(_titles(printed, traits))}


def _derived(printed: PrintedBriefing, traits: TemplateTraits) -> dict[str, str]:
    has_content = {
        Derived.ARGUMENTS: bool(printed.judgements),
        Derived.QUESTIONS: bool(printed.questions),
    }
    return {
        str(kind): title
        for kind, title in traits.derived.items()
        if has_content[kind] and printed.options.get(kind, True)
    }


def _titles(printed: PrintedBriefing, traits: TemplateTraits) -> dict[str, str]:
    titles = {"annex-facts": "Facts", "annex-sources": "Sources"}
    if not traits.every_fact:
        titles["annex-facts"] = "Facts not shown in the text"
        if not printed.unseen_facts:
            del titles["annex-facts"]
    if printed.matrix is not None and printed.options.get("matrix", True):
        titles["annex-matrix"] = "Evidence for the judgements"
    if printed.waivers and printed.options.get("waivers", False):
        titles["annex-waivers"] = "Findings of the review that were let stand"
    return titles


def _lettered(titles: dict[str, str]) -> dict[str, str]:
    """Letter the annexes in their order, as in "Annex A. Facts"."""
    return {
        anchor: f"Annex {formatting.letters(number)}. {title}"
        for number, (anchor, title) in enumerate(titles.items(), start=1)
    }
