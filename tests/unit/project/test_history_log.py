"""The history as a list to read, and the state after any of its entries as a new step."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from briefing.editing import CreateBriefing, HideItem, RemoveItem, Reword, apply
from briefing.errors import EditError
from briefing.project import Project, replay
from briefing.project.history import restoration
from briefing.project.history_log import RESTORE, history_log
from tests.builders import FINISH, a_full_session
from tests.examples import examples
from tests.unit.project.strategies import PROJECTS


def test_each_step_has_its_author_time_label_and_rows() -> None:
    session = a_full_session()
    before = len(session.history)
    session.apply(Reword(item_id="j1", text="Other words"))
    session.apply(HideItem(item_id="f1"))
    session.undo()
    log = history_log(session.history)
    assert [entry.number for entry in log] == list(range(len(session.history)))
    reworded, hidden, undone = log[before:]
    assert (reworded.by, reworded.at) == (session.history[before].by, session.history[before].at)
    assert reworded.row_ids == {"j1"}
    assert reworded.detail == "Other words"
    assert not reworded.is_undone
    assert hidden.is_undone
    assert undone.label == f"Undo: {hidden.label}"


def test_an_earlier_state_is_restored_as_one_step_that_can_be_undone() -> None:
    session = a_full_session()
    earlier, number = session.briefing, len(session.history) - 1
    session.apply(Reword(item_id="j1", text="Other words"))
    session.apply(RemoveItem(item_id="f1", release_evidence=True))
    later = session.briefing
    restored = session.restore(restoration(session.history, number, session.briefing))
    assert list(restored.walk_items()) == list(earlier.walk_items())
    assert restored.title == earlier.title
    assert history_log(session.history)[-1].label == RESTORE
    assert session.undo_label == RESTORE
    assert session.undo() == later
    assert session.redo() == restored
    assert replay(session.history) == restored


def test_ids_of_rows_that_the_restored_state_lacks_stay_retired() -> None:
    session = a_full_session()
    number = next(n for n, e in enumerate(session.history) if replay(session.history[: n + 1]).sections)
    present = {item.id for item in session.briefing.walk_items()}
    restored = session.restore(restoration(session.history, number, session.briefing))
    left = {item.id for item in restored.walk_items()}
    assert present - left <= set(restored.retired)
    assert not left & set(restored.retired)


def test_a_final_briefing_is_not_replaced_and_no_edit_but_a_restoration_replaces_one() -> None:
    session = a_full_session()
    edit = restoration(session.history, 0, session.briefing)
    with pytest.raises(EditError, match="exists already"):
        session.apply(edit)
    with pytest.raises(EditError, match="exists already"):
        apply(session.briefing, CreateBriefing(briefing=session.briefing))
    session.apply(FINISH)
    with pytest.raises(EditError, match="final"):
        session.restore(edit)


@given(PROJECTS)
@settings(max_examples=examples(25))
def test_every_entry_of_any_history_can_be_restored(project: Project) -> None:
    log = history_log(project.history)
    for number in range(0, len(log), 3):
        edit = restoration(project.history, number, project.briefing)
        state = replay(project.history[: number + 1])
        assert edit.briefing.sections == state.sections
        assert edit.briefing.library == state.library
        assert log[number].label
        assert "(" not in log[number].detail or log[number].edit is not None
