"""Compare two briefings row by row, and list the changes with the reasons given for them.

Rows correspond if they have the same id or, for facts, use the same fact. So this compares issues of one
series as well as two briefings that were made from one library.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from msgspec.structs import replace

from briefing.changes.arrangement import arrangement_changes
from briefing.changes.change import Change, ChangeKind
from briefing.model.briefing import (
    Briefing,
    Captioned,
    Evidence,
    FactItem,
    Grade,
    Item,
    Judgement,
    OptionValue,
    Prose,
)
from briefing.model.fact import Fact
from briefing.model.issue import MainMessage

T = TypeVar("T", bound=Item)
GradeWords = Callable[[Briefing, Grade | None], str]
"""Returns a grade in words, by the scheme of the briefing that it is from."""

_DETAILS = (
    "title", "subtitle", "purpose", "author", "organisation", "requested_by", "source_remark", "cut_off",
    "issued", "language", "marking", "scheme_id", "template_id", "template_options", "page_budget",
    "status",
)  # fmt: skip
_REASONING = ("assumptions", "alternatives", "indicators")
_OTHER_CONTENT = ("earlier content", "changed in its content")
_ORDER = {kind: number for number, kind in enumerate(ChangeKind)}


def changes(before: Briefing, after: Briefing, grade_words: GradeWords) -> list[Change]:
    """List all changes by kind, judgements first, and within a kind in the order of the briefing."""
    result = [
        *_details(before, after),
        *_main_message(before, after),
        *_facts(before, after, grade_words),
        *_judgements(before, after, grade_words),
        *_prose(before, after),
        *_figures(before, after),
        *arrangement_changes(before, after, _same_rows(before, after)),
    ]
    return sorted(result, key=lambda change: _ORDER[change.kind])


def _details(before: Briefing, after: Briefing) -> Iterator[Change]:
    for name in _DETAILS:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            label = name.removesuffix("_id").replace("_", " ")
            yield Change(ChangeKind.DETAILS_CHANGED, "", label, _value_words(old), _value_words(new))


def _value_words(value: object) -> str:
    if isinstance(value, dict):
        options: dict[str, OptionValue] = value
        return ", ".join(f"{name}={options[name]}" for name in sorted(options)) or "none"
    return str(value or "none")


def _main_message(before: Briefing, after: Briefing) -> Iterator[Change]:
    old, new = before.main_message, after.main_message
    if old != new:
        earlier, later = _message_words(old), _message_words(new)
        if old is not None and new is not None and old.text == new.text:
            earlier, later = ", ".join(old.judgement_ids), ", ".join(new.judgement_ids)
        text = new.text if new else old.text if old else ""
        yield Change(ChangeKind.MESSAGE_CHANGED, "", text, earlier, later)


def _message_words(message: MainMessage | None) -> str:
    return message.text if message else ""


# Facts


def _facts(before: Briefing, after: Briefing, grade_words: GradeWords) -> Iterator[Change]:
    old, new = _fact_items(before), _fact_items(after)
    old_facts, new_facts = _library_facts(before), _library_facts(after)
    pairs = _paired(old, new)
    for item in new:
        earlier = pairs.get(item.id)
        fact = new_facts[item.fact_id]
        words = item.wording or fact.statement
        if earlier is None:
            grade = grade_words(after, item.grade)
            yield Change(ChangeKind.FACT_ADDED, item.id, words, after=grade, reason=_rationale(item.grade))
            continue
        earlier_fact = old_facts[earlier.fact_id]
        earlier_words = earlier.wording or earlier_fact.statement
        if (item.wording or earlier.wording) and words != earlier_words:
            yield Change(ChangeKind.FACT_REWORDED, item.id, words, earlier_words, words)
        if record := _record_change(earlier_fact, fact):
            yield Change(ChangeKind.FACT_REFRESHED, item.id, words, *record)
        yield from _regraded(
            ChangeKind.FACT_REGRADED,
            words,
            (before, earlier),
            (after, item),
            grade_words,
            _rationale(item.grade),
        )
        yield from _reasoning(words, (before, earlier), (after, item), grade_words)
    paired_ids = {earlier.id for earlier in pairs.values()}
    for item in old:
        if item.id not in paired_ids:
            words = item.wording or old_facts[item.fact_id].statement
            yield Change(ChangeKind.FACT_DROPPED, item.id, words, before=grade_words(before, item.grade))


def _fact_items(briefing: Briefing) -> list[FactItem]:
    return [item for item in briefing.walk_items() if isinstance(item, FactItem)]


def _library_facts(briefing: Briefing) -> dict[str, Fact]:
    return {fact.id: fact for fact in briefing.library.facts}


def _paired(old: Iterable[FactItem], new: Iterable[FactItem]) -> dict[str, FactItem]:
    """Map the id of each new row to the old row with the same id and fact, else with the same fact."""
    unpaired = {item.id: item for item in old}
    pairs = {
        item.id: unpaired.pop(item.id)
        for item in new
        if item.id in unpaired and unpaired[item.id].fact_id == item.fact_id
    }
    for item in new:
        if item.id not in pairs:
            same = next((old for old in unpaired.values() if old.fact_id == item.fact_id), None)
            if same is not None:
                pairs[item.id] = unpaired.pop(same.id)
    return pairs


def _record_change(before: Fact, after: Fact) -> tuple[str, str] | None:
    """Return the library's record of a fact before and after, or None if it is the same."""
    if before == after:
        return None
    old, new = _record(before), _record(after)
    if old == new:
        return "earlier record", "changed in its sources, relations or notes"
    return old, new


def _record(fact: Fact) -> str:
    standing = str(fact.standing).replace("_", " ")
    return f"{fact.statement} ({standing}, credibility {fact.figure})"


_Graded = tuple[Briefing, FactItem | Judgement]


def _regraded(
    kind: ChangeKind, words: str, old: _Graded, new: _Graded, grade_words: GradeWords, reason: str
) -> Iterator[Change]:
    before, after = grade_words(old[0], old[1].grade), grade_words(new[0], new[1].grade)
    if before != after:
        yield Change(kind, new[1].id, words, before, after, reason)


def _reasoning(words: str, old: _Graded, new: _Graded, grade_words: GradeWords) -> Iterator[Change]:
    """Yield the change of the reasons; another rationale of another grade is the reason of that change."""
    earlier, later = _reasons(old[1]), _reasons(new[1])
    if grade_words(old[0], old[1].grade) != grade_words(new[0], new[1].grade):
        earlier["rationale"] = later["rationale"]
    changed = [name for name in later if earlier.get(name, "") != later[name]]
    if changed:
        pieces = (_named(reasons, changed) for reasons in (earlier, later))
        yield Change(ChangeKind.REASONING_CHANGED, new[1].id, words, *pieces)


def _reasons(item: FactItem | Judgement) -> dict[str, str]:
    fields = _REASONING if isinstance(item, Judgement) else ()
    return {
        **{name: "; ".join(getattr(item, name)) for name in fields},
        "rationale": _rationale(item.grade),
    }


def _named(texts: dict[str, str], names: Iterable[str]) -> str:
    return "\n".join(f"{name}: {texts.get(name) or 'none'}" for name in names)


def _rationale(grade: Grade | None) -> str:
    return grade.rationale if grade else ""


# Judgements and prose


def _judgements(before: Briefing, after: Briefing, grade_words: GradeWords) -> Iterator[Change]:
    old, new = _of_type(before, Judgement), _of_type(after, Judgement)
    for judgement in new.values():
        earlier = old.get(judgement.id)
        reason = judgement.change_since_last or _rationale(judgement.grade)
        if earlier is None:
            grade = grade_words(after, judgement.grade)
            yield Change(
                ChangeKind.JUDGEMENT_ADDED, judgement.id, judgement.text, after=grade, reason=reason
            )
            continue
        yield from _regraded(
            ChangeKind.JUDGEMENT_MOVED,
            judgement.text,
            (before, earlier),
            (after, judgement),
            grade_words,
            reason,
        )
        yield from _reasoning(judgement.text, (before, earlier), (after, judgement), grade_words)
        if judgement.text != earlier.text:
            words = (judgement.text, earlier.text, judgement.text, judgement.change_since_last)
            yield Change(ChangeKind.JUDGEMENT_REWORDED, judgement.id, *words)
        if judgement.evidence != earlier.evidence:
            pieces = _evidence(earlier.evidence), _evidence(judgement.evidence)
            yield Change(ChangeKind.EVIDENCE_CHANGED, judgement.id, judgement.text, *pieces)
    for judgement in old.values():
        if judgement.id not in new:
            grade = grade_words(before, judgement.grade)
            yield Change(ChangeKind.JUDGEMENT_DROPPED, judgement.id, judgement.text, before=grade)


def _evidence(evidence: tuple[Evidence, ...]) -> str:
    return ", ".join(f"{piece.item_id} {piece.bearing}" for piece in evidence) or "none"


def _prose(before: Briefing, after: Briefing) -> Iterator[Change]:
    old, new = _of_type(before, Prose), _of_type(after, Prose)
    for item_id in [*new, *(id_ for id_ in old if id_ not in new)]:
        earlier = old[item_id].text if item_id in old else ""
        later = new[item_id].text if item_id in new else ""
        if earlier != later:
            yield Change(ChangeKind.PROSE_CHANGED, item_id, later or earlier, earlier, later)


# Figures, tables and comparisons


def _figures(before: Briefing, after: Briefing) -> Iterator[Change]:
    old, new = _captioned(before), _captioned(after)
    for item in new.values():
        earlier = old.get(item.id)
        if earlier is None:
            yield Change(ChangeKind.FIGURE_ADDED, item.id, item.caption)
        elif earlier.caption != item.caption:
            words = (item.caption, earlier.caption, item.caption)
            yield Change(ChangeKind.FIGURE_CHANGED, item.id, *words)
        elif replace(earlier, note="", hidden=False) != replace(item, note="", hidden=False):
            yield Change(ChangeKind.FIGURE_CHANGED, item.id, item.caption, *_OTHER_CONTENT)
    for item in old.values():
        if item.id not in new:
            yield Change(ChangeKind.FIGURE_DROPPED, item.id, item.caption)


def _captioned(briefing: Briefing) -> dict[str, Captioned]:
    return {item.id: item for item in briefing.walk_items() if isinstance(item, Captioned)}


def _same_rows(before: Briefing, after: Briefing) -> dict[str, str]:
    """Map the ids of rows to those of the same rows before."""
    old = {item.id: type(item) for item in before.walk_items()}
    others = [item for item in after.walk_items() if not isinstance(item, FactItem)]
    same = {item.id: item.id for item in others if old.get(item.id) is type(item)}
    pairs = _paired(_fact_items(before), _fact_items(after))
    return same | {row_id: earlier.id for row_id, earlier in pairs.items()}


def _of_type(briefing: Briefing, type_: type[T]) -> dict[str, T]:
    return {item.id: item for item in briefing.walk_items() if isinstance(item, type_)}
