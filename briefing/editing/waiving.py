"""Findings that are let stand: kept with their reason, gone with their row."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from briefing.editing import tree
from briefing.errors import EditError
from briefing.model.briefing import Briefing, FactItem, Item, Judgement, Prose, Waiver


def waived(briefing: Briefing, waiver: Waiver) -> Briefing:
    """The briefing with a waiver, which takes the place of an earlier one of the same finding."""
    if not waiver.reason.strip():
        raise EditError("A finding is waived with a reason.", "Say why it may stand.")
    if waiver.row_id and waiver.row_id not in tree.all_ids(briefing):
        raise EditError(f"There is no row '{waiver.row_id}'.", "Look for its id with 'show'.")
    others = tuple(each for each in briefing.waivers if _finding(each) != _finding(waiver))
    return replace(briefing, waivers=(*others, waiver))


def unwaived(briefing: Briefing, waiver: Waiver) -> Briefing:
    if waiver not in briefing.waivers:
        raise EditError("There is no such waiver.", "It may have been withdrawn already.")
    return replace(briefing, waivers=tuple(each for each in briefing.waivers if each != waiver))


def waivers_without(briefing: Briefing, row_ids: set[str]) -> tuple[Waiver, ...]:
    """The waivers that do not belong to these rows."""
    return tuple(each for each in briefing.waivers if each.row_id not in row_ids)


def without_ended_waivers(briefing: Briefing) -> Briefing:
    """The briefing without the waivers of words that changed; what concerns a whole row is kept."""
    if not briefing.waivers:
        return briefing
    statements = {fact.id: fact.statement for fact in briefing.library.facts}
    texts = {item.id: _text(item, statements) for item in briefing.walk_items()}
    held = tuple(
        each for each in briefing.waivers if not each.words or each.context in texts.get(each.row_id, "")
    )
    return replace(briefing, waivers=held)


def _text(item: Item, statements: Mapping[str, str]) -> str:
    if isinstance(item, FactItem):
        return item.wording or statements[item.fact_id]
    return item.text if isinstance(item, Judgement | Prose) else item.caption


def _finding(waiver: Waiver) -> tuple[str, str, str, str]:
    return waiver.rule_id, waiver.row_id, waiver.words, waiver.context
