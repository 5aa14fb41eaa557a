"""Waivers of review findings: stored with their reason, removed with their row or its changed words."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.editing import tree
from briefing.editing.item_kinds import text_of_item
from briefing.errors import EditError
from briefing.model.briefing import Briefing, FactItem, Waiver
from briefing.model.sections import catalogue_of


def waived(briefing: Briefing, waiver: Waiver) -> Briefing:
    """Return the briefing with a waiver, which replaces an earlier one of the same finding."""
    if not waiver.reason.strip():
        raise EditError("A finding can only be waived with a reason.", "Enter the reason.")
    if waiver.row_id and waiver.row_id not in tree.all_ids(briefing):
        raise EditError(f"There is no row '{waiver.row_id}'.", "Look for its id with 'show'.")
    others = tuple(other for other in briefing.waivers if _finding(other) != _finding(waiver))
    return replace(briefing, waivers=(*others, waiver))


def unwaived(briefing: Briefing, waiver: Waiver) -> Briefing:
    """Return the briefing without a waiver. Raises EditError where it has no such waiver."""
    if waiver not in briefing.waivers:
        raise EditError("There is no such waiver.", "It may have been withdrawn already.")
    return replace(briefing, waivers=tuple(other for other in briefing.waivers if other != waiver))


def waivers_without(briefing: Briefing, row_ids: set[str]) -> tuple[Waiver, ...]:
    """Return the waivers that do not belong to these rows."""
    return tuple(waiver for waiver in briefing.waivers if waiver.row_id not in row_ids)


def without_ended_waivers(briefing: Briefing) -> Briefing:
    """Return the briefing without waivers of words that have changed; those of a whole row remain."""
    if not briefing.waivers:
        return briefing
    facts = catalogue_of(briefing.library).facts
    waived_ids = {waiver.row_id for waiver in briefing.waivers}
    items = [item for item in briefing.walk_items() if item.id in waived_ids]
    fact_ids = {item.fact_id for item in items if isinstance(item, FactItem)}
    statements = {fact_id: facts[fact_id].statement for fact_id in fact_ids}
    texts = {item.id: text_of_item(item, statements) for item in items}
    remaining = tuple(
        waiver
        for waiver in briefing.waivers
        if not waiver.words or waiver.context in texts.get(waiver.row_id, "")
    )
    return replace(briefing, waivers=remaining)


def _finding(waiver: Waiver) -> tuple[str, str, str, str]:
    return waiver.rule_id, waiver.row_id, waiver.words, waiver.context
