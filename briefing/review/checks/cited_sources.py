"""Check what a fact cites: sources without a grade or address, earlier copies, dates, the cut-off."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.composition import printed_dates
from briefing.composition.fact_fields import ungraded_text
from briefing.model.briefing import FactItem
from briefing.model.dates import calendar_day
from briefing.model.edtf import InvalidDate, edtf_tree, parse_edtf
from briefing.model.fact import Fact
from briefing.model.source import Source
from briefing.review.check import RowCheck
from briefing.review.context import ReviewContext, ReviewRow
from briefing.review.finding import RawFinding
from briefing.sources.anchoring.replacement import current_copy, is_superseded
from briefing.text.web_address import uri


def check_cited_sources(row: ReviewRow, context: ReviewContext) -> Iterator[RawFinding]:
    fact = row.fact
    if fact is None or not isinstance(row.item, FactItem):
        return
    if missing := ungraded_text(fact, context.catalogue, "en", row.item.grade):
        yield RawFinding("unassessed-evidence", f"{missing.capitalize()}: grade it in the library.")
    yield from _superseded_copies(fact, context)
    yield from _after_cut_off(fact, context)
    yield from _invalid_dates(fact, context)
    for source in context.cited_sources(fact):
        if not (uri(source.url or "") or source.title or source.attachments or source.derives_from):
            yield RawFinding(
                "dead-citation", f"There is no address, title or copy of {source.description}."
            )


def _superseded_copies(fact: Fact, context: ReviewContext) -> Iterator[RawFinding]:
    for citation in fact.citations:
        source = context.catalogue.sources[citation.source_id]
        installed = context.library.sources.get(source.id) if context.library else None
        if any(is_superseded(quote, source) for quote in citation.quotes):
            message = f"It quotes an earlier copy of {source.description}."
        elif installed is not None and _has_newer_copy(source, installed):
            message = f"The library has a newer copy of {source.description}."
        else:
            continue
        yield RawFinding("superseded-copy", message)


def _has_newer_copy(source: Source, installed: Source) -> bool:
    newest, own = current_copy(installed), current_copy(source)
    return newest is not None and own is not None and newest.sha256 != own.sha256


def _after_cut_off(fact: Fact, context: ReviewContext) -> Iterator[RawFinding]:
    if context.briefing.cut_off is None:
        return
    cut_off = calendar_day(context.briefing.cut_off)
    limit = printed_dates.day(context.briefing.cut_off, "en")
    sources = context.cited_sources(fact)
    late = [each for each in sources if each.issued and parse_edtf(each.issued).earliest > cut_off]
    if late and len(late) == len(sources):
        message = f"All its sources were published after the information cut-off, {limit}."
        yield RawFinding("known-after-cut-off", message)
        return
    for source in late:
        name = context.catalogue.publisher_of(source).name
        issued = printed_dates.edtf(source.issued or "", "en")
        message = f"{name} published it: {issued}; the information cut-off is {limit}."
        yield RawFinding("source-after-cut-off", message)


def _invalid_dates(fact: Fact, context: ReviewContext) -> Iterator[RawFinding]:
    dates = [("the fact", fact.date)]
    dates += [(source.description, source.issued) for source in context.cited_sources(fact)]
    for owner, date in dates:
        if date and isinstance(edtf_tree(date), InvalidDate):
            message = f"The date of {owner} is '{date}', which is not a date. Correct it in the library."
            yield RawFinding("invalid-date", message)


CHECKS = (
    RowCheck(
        check_cited_sources,
        frozenset(
            {
                "dead-citation",
                "invalid-date",
                "known-after-cut-off",
                "source-after-cut-off",
                "superseded-copy",
                "unassessed-evidence",
            }
        ),
    ),
)
