"""An edit makes new objects of what it changes only: whatever is remembered of the rest stays true."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.codec import decode, encode
from briefing.editing import Edit, GradeItem, Reword, apply
from briefing.errors import EditError
from briefing.model.briefing import Briefing, FactItem, Grade
from briefing.model.sections import contents_of, used_fact_ids
from tests.builders import a_briefing
from tests.examples import examples
from tests.unit.editing.strategies import EDITS


@settings(max_examples=examples(40), deadline=None)
@given(st.lists(EDITS, max_size=6))
def test_edits_of_a_briefing_with_a_past_give_what_they_give_on_one_just_read(
    edits: Sequence[Edit],
) -> None:
    briefing = a_briefing()
    for edit in edits:
        copy = decode(encode(briefing), Briefing, "copy", is_saved=True)
        after = outcome(briefing, edit)
        assert outcome(copy, edit) == after
        if not isinstance(after, Briefing):
            continue
        briefing = after
        assert used_fact_ids(briefing) == {
            item.fact_id for item in briefing.walk_items() if isinstance(item, FactItem)
        }
        for section in briefing.walk_sections():
            assert list(contents_of(section).positions) == [item.id for item in section.items]


def outcome(briefing: Briefing, edit: Edit) -> Briefing | list[str]:
    """Return the briefing after an edit, or why it is refused."""
    try:
        return apply(briefing, edit)
    except EditError as error:
        return [str(problem) for problem in error.problems]


def test_a_reword_and_a_grade_leave_the_library_and_the_other_sections_the_same_objects() -> None:
    briefing = a_briefing()
    fact = next(item for item in briefing.walk_items() if isinstance(item, FactItem))
    grade = Grade(graded_by="A. Nalyst", graded_on="2025-11-03", confidence="low")
    for edit in (Reword(fact.id, "Other words."), GradeItem(fact.id, grade)):
        after = apply(briefing, edit)
        assert after.library is briefing.library
        pairs = list(zip(briefing.walk_sections(), after.walk_sections(), strict=True))
        changed = [earlier.id for earlier, later in pairs if earlier is not later]
        assert changed == [section.id for section, _ in pairs if fact in section.items]
