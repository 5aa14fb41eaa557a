"""Findings that are let stand: kept with their reason, gone with their row."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.editing import tree
from briefing.errors import EditError
from briefing.model.briefing import Briefing, Waiver


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


def _finding(waiver: Waiver) -> tuple[str, str, str, str]:
    return waiver.rule_id, waiver.row_id, waiver.words, waiver.context
