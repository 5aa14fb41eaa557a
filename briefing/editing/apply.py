"""Apply an edit to a briefing: a pure function that refuses impossible edits with EditError."""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatch
from typing import Any

import msgspec
from msgspec.structs import replace

from briefing.editing import edits as e
from briefing.editing import tree
from briefing.editing.batching import MAX_BATCH_DEPTH, batch_depth, within
from briefing.editing.invariants import (
    broken_invariants,
    dependent_items,
    invalid_items,
    is_valid_item,
    message_problems,
)
from briefing.editing.issuing import (
    approved,
    require_main_message,
    require_unlocked,
    with_changed_comment,
    with_comment,
    with_issue,
    without_approval,
    without_comment,
    without_ended_review,
    without_references,
)
from briefing.editing.item_kinds import kind_of
from briefing.editing.regrading import with_scheme
from briefing.editing.snapshot import (
    material_for,
    with_exact_library,
    with_library_of,
    with_library_without,
)
from briefing.editing.text_rule import require_clean_texts
from briefing.editing.waiving import unwaived, waived, waivers_without, without_ended_waivers
from briefing.errors import EditError, Problem
from briefing.model.briefing import (
    Briefing,
    Evidence,
    FactItem,
    Graded,
    Item,
    Judgement,
    OnTreaties,
    Reasoned,
    Section,
    Status,
)
from briefing.model.library import Catalogue
from briefing.model.sections import catalogue_of, contents_of, used_fact_ids
from briefing.model.terms import Line


def create(edit: e.CreateBriefing) -> Briefing:
    """Return the briefing that a history begins with.

    Raises EditError where it breaks an invariant or has an unwanted character.
    """
    require_clean_texts(edit.briefing)
    broken = broken_invariants(edit.briefing)
    if broken:
        raise EditError([Problem(sentence) for sentence in broken])
    return edit.briefing


def apply(briefing: Briefing, edit: e.Edit) -> Briefing:
    """Return the briefing after the edit; the argument is not changed.

    Raises EditError, with the reason and what to do, where the edit is impossible.
    """
    if briefing.status is Status.FINAL and not _reopens(edit):
        raise EditError("The briefing is final.", "Set its status to draft first.")
    if not isinstance(edit, e.Batch):  # each part of a batch is applied by itself
        require_clean_texts(edit)
        require_unlocked(briefing, edit)
    after = _apply(edit, briefing)
    after = without_ended_waivers(after) if isinstance(edit, e.Reword | e.RefreshFact) else after
    return without_ended_review(after, edit)


def _reopens(edit: e.Edit) -> bool:
    return isinstance(edit, e.SetDetails) and edit.status not in {msgspec.UNSET, Status.FINAL}


@singledispatch
def _apply(edit: Any, briefing: Briefing) -> Briefing:  # noqa: ARG001 - one signature
    raise TypeError(f"not an edit: {type(edit).__name__}")


@_apply.register
def _create(edit: e.CreateBriefing, briefing: Briefing) -> Briefing:
    raise EditError(
        f"The briefing '{briefing.title}' exists already, so '{edit.briefing.id}' cannot be created.",
        "Remove CreateBriefing from the edits.",
    )


@_apply.register
def _batch(edit: e.Batch, briefing: Briefing) -> Briefing:
    if batch_depth(edit) > MAX_BATCH_DEPTH:
        raise EditError(f"Batches nest more than {MAX_BATCH_DEPTH} levels deep.", "Flatten them.")
    for number, part in enumerate(edit.edits):
        try:
            briefing = apply(briefing, part)
        except EditError as error:
            raise EditError([within(number, part, problem) for problem in error.problems]) from None
    return briefing


@_apply.register
def _set_details(edit: e.SetDetails, briefing: Briefing) -> Briefing:
    changes = {
        name: value for name, value in msgspec.structs.asdict(edit).items() if value is not msgspec.UNSET
    }
    if briefing.is_approved and changes.get("status") in {Status.DRAFT, Status.IN_REVIEW}:
        briefing = without_approval(briefing)
    after = replace(briefing, **changes)
    if after.status is Status.FINAL and briefing.status is not Status.FINAL:
        require_main_message(after)
    if edit.main_message:
        _refuse(message_problems(after))
    return after


# The issue


@_apply.register
def _set_issue(edit: e.SetIssue, briefing: Briefing) -> Briefing:
    return with_issue(briefing, edit)


@_apply.register
def _approve(edit: e.Approve, briefing: Briefing) -> Briefing:
    return approved(briefing, edit)


@_apply.register
def _withdraw_approval(edit: e.WithdrawApproval, briefing: Briefing) -> Briefing:  # noqa: ARG001 - one signature
    return without_approval(briefing)


@_apply.register
def _add_comment(edit: e.AddComment, briefing: Briefing) -> Briefing:
    return with_comment(briefing, edit.comment)


@_apply.register
def _change_comment(edit: e.ChangeComment, briefing: Briefing) -> Briefing:
    return with_changed_comment(briefing, edit)


@_apply.register
def _remove_comment(edit: e.RemoveComment, briefing: Briefing) -> Briefing:
    return without_comment(briefing, edit.comment_id)


# Sections


@_apply.register
def _add_section(edit: e.AddSection, briefing: Briefing) -> Briefing:
    _require_new(briefing, edit.section_id)
    section = Section(id=edit.section_id, title=edit.title)
    return tree.with_section_added(briefing, section, edit.parent_id, edit.position)


@_apply.register
def _rename_section(edit: e.RenameSection, briefing: Briefing) -> Briefing:
    return tree.with_section(briefing, edit.section_id, lambda section: replace(section, title=edit.title))


@_apply.register
def _move_section(edit: e.MoveSection, briefing: Briefing) -> Briefing:
    section = tree.find_section(briefing, edit.section_id)
    if edit.parent_id in {child.id for child in section.walk()}:
        raise EditError(f"Section '{section.id}' cannot move into itself.", "Choose a place outside it.")
    remaining = tree.without_section(briefing, section.id)
    return tree.with_section_added(remaining, section, edit.parent_id, edit.position)


@_apply.register
def _remove_section(edit: e.RemoveSection, briefing: Briefing) -> Briefing:
    section = tree.find_section(briefing, edit.section_id)
    removed = [(child.id, contents_of(child)) for child in section.walk()]
    item_ids = {item_id for _, contents in removed for item_id in contents.positions}
    briefing = _without_evidence(briefing, item_ids, release=edit.release_evidence)
    remaining = tree.without_section(briefing, section.id)
    remaining = _retired(remaining, item_ids | {section_id for section_id, _ in removed})
    fact_ids = {fact_id for _, contents in removed for fact_id in contents.fact_ids}
    treaty_ids = {treaty_id for _, contents in removed for treaty_id in contents.treaty_ids}
    return with_library_without(remaining, fact_ids, treaty_ids)


# Items


@_apply.register
def _add_fact(edit: e.AddFact, briefing: Briefing) -> Briefing:
    _require_new(briefing, edit.item_id)
    item = FactItem(id=edit.item_id, fact_id=edit.fact_id, wording=edit.wording)
    added = tree.with_item_added(briefing, item, edit.section_id, edit.position)
    return with_library_of(added, {edit.fact_id}, set(), edit.material)


@_apply.register
def _add_item(edit: e.AddItem, briefing: Briefing) -> Briefing:
    _require_new(briefing, edit.item.id)
    added = tree.with_item_added(briefing, edit.item, edit.section_id, edit.position)
    return _checked(with_library_of(added, *_named_by(edit.item), edit.material), edit.item)


@_apply.register
def _move_item(edit: e.MoveItem, briefing: Briefing) -> Briefing:
    item = tree.find_item(briefing, edit.item_id)
    remaining = tree.without_item(briefing, item.id)
    return tree.with_item_added(remaining, item, edit.section_id, edit.position)


@_apply.register
def _remove_item(edit: e.RemoveItem, briefing: Briefing) -> Briefing:
    item = tree.find_item(briefing, edit.item_id)
    briefing = _without_evidence(briefing, {edit.item_id}, release=edit.release_evidence)
    remaining = _retired(tree.without_item(briefing, edit.item_id), {edit.item_id})
    return with_library_without(remaining, *_named_by(item))


@_apply.register
def _reword(edit: e.Reword, briefing: Briefing) -> Briefing:
    item, text = tree.find_item(briefing, edit.item_id), edit.text
    kind = kind_of(item)
    if isinstance(item, FactItem):
        text = None if text == _fact_statement(briefing, item) else text
    elif text is None or not text.strip():
        raise EditError(f"The text of item '{item.id}' would be empty.", "Enter text, or remove the item.")
    if kind.is_one_line:
        _require_line(text)
    return tree.with_item(briefing, replace(item, **{kind.text_field: text}))


@_apply.register
def _grade_item(edit: e.GradeItem, briefing: Briefing) -> Briefing:
    item = _graded(briefing, edit.item_id)
    if isinstance(item, Judgement) and edit.grade.credibility is not None:
        raise EditError(
            f"Judgement '{item.id}' cannot have a credibility.",
            "Credibility grades information; give the judgement a likelihood and a confidence.",
        )
    return tree.with_item(briefing, replace(item, grade=edit.grade))


@_apply.register
def _clear_grade(edit: e.ClearGrade, briefing: Briefing) -> Briefing:
    return tree.with_item(briefing, replace(_graded(briefing, edit.item_id), grade=None))


@_apply.register
def _set_note(edit: e.SetNote, briefing: Briefing) -> Briefing:
    item = tree.find_item(briefing, edit.item_id)
    return tree.with_item(briefing, replace(item, note=edit.note))


@_apply.register
def _hide_item(edit: e.HideItem, briefing: Briefing) -> Briefing:
    item = tree.find_item(briefing, edit.item_id)
    return tree.with_item(briefing, replace(item, hidden=edit.hidden))


@_apply.register
def _set_evidence(edit: e.SetEvidence, briefing: Briefing) -> Briefing:
    item = tree.find_item(briefing, edit.item_id)
    if not isinstance(item, Reasoned):
        raise EditError(
            f"Evidence cannot be set for item '{item.id}'.",
            "Only judgements, prose, figures and tables have evidence; facts have their own sources.",
        )
    changed = replace(item, evidence=edit.evidence)
    return _checked(tree.with_item(briefing, changed), changed)


@_apply.register
def _set_reasoning(edit: e.SetReasoning, briefing: Briefing) -> Briefing:
    item = tree.find_item(briefing, edit.item_id)
    if not isinstance(item, Judgement):
        raise EditError(f"Item '{item.id}' is not a judgement.", "Only judgements have reasoning.")
    changes = {
        name: value
        for name, value in msgspec.structs.asdict(edit).items()
        if value is not msgspec.UNSET and name != "item_id"
    }
    return tree.with_item(briefing, replace(item, **changes))


@_apply.register
def _replace_content(edit: e.ReplaceContent, briefing: Briefing) -> Briefing:
    item = tree.find_item(briefing, edit.item.id)
    if type(item) is not type(edit.item):
        raise EditError(f"Item '{item.id}' is another kind of item.", "Remove it and add a new one.")
    changed = tree.with_item(briefing, edit.item)
    return _checked(with_exact_library(changed, edit.material), edit.item)


# Settings


@_apply.register
def _set_template(edit: e.SetTemplate, briefing: Briefing) -> Briefing:
    if edit.template_id == briefing.template_id:
        return briefing
    return replace(briefing, template_id=edit.template_id, template_options={})


@_apply.register
def _set_option(edit: e.SetOption, briefing: Briefing) -> Briefing:
    options = {name: value for name, value in briefing.template_options.items() if name != edit.name}
    if edit.value is not None:
        options[edit.name] = edit.value
    return replace(briefing, template_options=dict(sorted(options.items())))


@_apply.register
def _set_scheme(edit: e.SetScheme, briefing: Briefing) -> Briefing:
    return with_scheme(briefing, edit)


@_apply.register
def _waive_finding(edit: e.WaiveFinding, briefing: Briefing) -> Briefing:
    return waived(briefing, edit.waiver)


@_apply.register
def _withdraw_waiver(edit: e.WithdrawWaiver, briefing: Briefing) -> Briefing:
    return unwaived(briefing, edit.waiver)


@_apply.register
def _record_review(edit: e.RecordReview, briefing: Briefing) -> Briefing:
    return replace(briefing, reviewed_with=edit.review)


@_apply.register
def _refresh_fact(edit: e.RefreshFact, briefing: Briefing) -> Briefing:
    if edit.fact_id not in used_fact_ids(briefing):
        raise EditError(f"The briefing does not use the fact '{edit.fact_id}'.", "Add it first.")
    if edit.fact_id not in {fact.id for fact in edit.material.facts}:
        raise EditError(
            f"The newer library does not contain the fact '{edit.fact_id}'.", "Keep the fact as it is."
        )
    newer = material_for(Catalogue(edit.material), {edit.fact_id}, set())
    # Related facts are added only where they are new: updating one is a decision of its own.
    present = {fact.id for fact in briefing.library.facts} - {edit.fact_id}
    newer = replace(newer, facts=tuple(fact for fact in newer.facts if fact.id not in present))
    return with_exact_library(replace(briefing, library=newer.merged_over(briefing.library)))


# Shared by the edits above


def _named_by(item: Item) -> tuple[set[str], set[str]]:
    """Return the ids of the facts and of the treaties that an item needs in the library."""
    facts = {item.fact_id} if isinstance(item, FactItem) else set[str]()
    return facts, set(item.treaty_ids) if isinstance(item, OnTreaties) else set[str]()


def _checked(briefing: Briefing, item: Item) -> Briefing:
    """Return the briefing. Raises EditError where the item that was changed is invalid."""
    if not is_valid_item(briefing, item):
        _refuse(invalid_items(briefing))
    return briefing


def _refuse(sentences: Iterable[str]) -> None:
    """Raise EditError if there is a fault."""
    if problems := [Problem(sentence, "Check the ids with 'show'.") for sentence in sentences]:
        raise EditError(problems)


def _require_new(briefing: Briefing, value_id: str) -> None:
    if tree.has_id(briefing, value_id):
        raise EditError(f"The id '{value_id}' is in use.", "Choose another.")
    if value_id in briefing.retired:
        raise EditError(
            f"The id '{value_id}' was in use earlier and is never used again.", "Choose another."
        )


def _require_line(text: str | None) -> None:
    if text is not None and not _is_line(text):
        raise EditError(
            "The text must be one line of at most 2,000 characters, and not empty.", "Shorten or split it."
        )


def _is_line(text: str) -> bool:
    """Check a text, which `Reword` allows to be long, against the rules for one line."""
    try:
        msgspec.convert(text, Line)
    except msgspec.ValidationError:
        return False
    return bool(text.strip()) and not {"\n", "\r"} & set(text)


def _fact_statement(briefing: Briefing, item: FactItem) -> str:
    return catalogue_of(briefing.library).facts[item.fact_id].statement


def _graded(briefing: Briefing, item_id: str) -> FactItem | Judgement:
    item = tree.find_item(briefing, item_id)
    if not isinstance(item, Graded):
        raise EditError(f"Item '{item_id}' cannot be graded.", "Only facts and judgements have a grade.")
    return item


def _without_evidence(briefing: Briefing, item_ids: set[str], *, release: bool) -> Briefing:
    """Return the briefing in which no item outside `item_ids` names one of them as evidence.

    Raises EditError where there are such items and `release` is not set.
    """
    dependents = dependent_items(briefing, item_ids)
    if dependents and not release:
        names = ", ".join(f"'{item.id}'" for item in dependents)
        raise EditError(
            f"{names} {'uses' if len(dependents) == 1 else 'use'} what would be removed as evidence.",
            "Change the evidence first, or remove with release_evidence.",
        )
    for item in dependents:
        if isinstance(item, Reasoned):
            remaining = _without_items(item.evidence, item_ids)
            briefing = tree.with_item(briefing, replace(item, evidence=remaining))
    return briefing


def _without_items(evidence: Iterable[Evidence], item_ids: set[str]) -> tuple[Evidence, ...]:
    return tuple(piece for piece in evidence if piece.item_id not in item_ids)


def _retired(briefing: Briefing, ids: set[str]) -> Briefing:
    retired = tuple(sorted({*briefing.retired, *ids}))
    briefing = without_references(briefing, ids)
    return replace(briefing, retired=retired, waivers=waivers_without(briefing, ids))
