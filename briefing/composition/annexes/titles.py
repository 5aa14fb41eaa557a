"""Titles of the annexes by anchor: those that a template derives from the rows, then the lettered ones."""

from __future__ import annotations

from briefing.composition import formatting
from briefing.composition.phrases import Phrases
from briefing.composition.template_traits import AnnexPlace, Derived, ListedFacts, TemplateTraits
from briefing.composition.views.document import PrintedBriefing


def annex_titles(printed: PrintedBriefing, traits: TemplateTraits, phrases: Phrases) -> dict[str, str]:
    """Return the title of each annex that has content and that the options do not switch off."""
    if not traits.has_annexes:
        return {}
    return {**_derived(printed, traits), **_lettered_here(printed, traits, phrases)}


def _lettered_here(printed: PrintedBriefing, traits: TemplateTraits, phrases: Phrases) -> dict[str, str]:
    if traits.annexes is AnnexPlace.COMPANION:
        return {}
    if traits.annexes is AnnexPlace.OMIT:
        # Statements keep their sources: these are always listed.
        return {"annex-sources": phrases("heading.sources")}
    return _lettered(_titles(printed, traits, phrases), phrases)


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


def _titles(printed: PrintedBriefing, traits: TemplateTraits, phrases: Phrases) -> dict[str, str]:
    titles = {"annex-facts": phrases("heading.facts"), "annex-sources": phrases("heading.sources")}
    if traits.facts is ListedFacts.NEW:
        has_quotes = any(fact.quotes for fact in printed.listed_facts)
        name = "quoted_facts_title" if has_quotes else "new_facts_title"
        titles["annex-facts"] = phrases(f"annex.{name}")
    elif traits.facts is ListedFacts.UNSEEN:
        titles["annex-facts"] = phrases("annex.unseen_facts_title")
    if traits.facts is not ListedFacts.EVERY and not printed.listed_facts:
        del titles["annex-facts"]
    if printed.matrix is not None and printed.options.get("matrix", True):
        titles["annex-matrix"] = phrases("annex.matrix_title")
    if printed.waivers and printed.options.get("waivers", False):
        titles["annex-waivers"] = phrases("annex.waivers_title")
    return titles


def _lettered(titles: dict[str, str], phrases: Phrases) -> dict[str, str]:
    """Letter the annexes in their order, as in "Annex A. Facts"."""
    return {
        anchor: phrases("annex.title", letter=formatting.letters(number), title=title)
        for number, (anchor, title) in enumerate(titles.items(), start=1)
    }
