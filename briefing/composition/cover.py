"""The cover: who wrote the briefing, for whom, when, and on which treaties."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from briefing.composition import formatting, printed_dates
from briefing.composition.issue.issue_block import state_word
from briefing.composition.phrases import phrases_in
from briefing.composition.rows import RowIndex
from briefing.composition.views.document import CoverView
from briefing.model.briefing import Briefing
from briefing.model.fact import Fact
from briefing.model.library import Catalogue
from briefing.typography.scripts import text_direction


def cover_view(briefing: Briefing, catalogue: Catalogue, rows: RowIndex) -> CoverView:
    language = briefing.language
    return CoverView(
        status=state_word(briefing, phrases_in(language)),
        issued=printed_dates.day(briefing.issued, language),
        cut_off=printed_dates.day(briefing.cut_off, language),
        version=briefing.version,
        language=language,
        created=briefing.issued or "",
        keywords=_keywords((catalogue.facts[fact_id] for fact_id in rows.fact_rows), catalogue),
        **cover_words(briefing),
    )


def cover_words(briefing: Briefing) -> dict[str, Any]:
    """Return the fields of a cover's view that have the author's own words."""
    return {
        "title": briefing.title,
        "subtitle": briefing.subtitle,
        "direction": text_direction(briefing.title),
        "requested_by": briefing.requested_by,
        "author": briefing.author,
        "organisation": briefing.organisation,
        "purpose": formatting.paragraphs(briefing.purpose),
    }


def _keywords(facts: Iterable[Fact], catalogue: Catalogue) -> tuple[str, ...]:
    """Name the treaties of facts; PDF metadata separates keywords by commas, so names lose theirs."""
    treaties = (catalogue.treaties.get(fact.treaty_id) for fact in facts)
    names = (treaty.short_title.replace(",", "") for treaty in treaties if treaty)
    return tuple(dict.fromkeys(names))
