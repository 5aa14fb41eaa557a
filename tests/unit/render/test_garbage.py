"""Garbage of the worker is collected in pauses."""

from __future__ import annotations

import gc

import pytest

from briefing.render.garbage import Garbage


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is done with garbage, in its order."""
    done: list[str] = []
    monkeypatch.setattr(gc, "isenabled", lambda: False)
    monkeypatch.setattr(gc, "get_count", lambda: (0, 0, 0))
    monkeypatch.setattr(gc, "collect", lambda generation=2: done.append(f"collect {generation}"))
    monkeypatch.setattr(gc, "freeze", lambda: done.append("freeze"))
    monkeypatch.setattr(gc, "unfreeze", lambda: done.append("unfreeze"))
    return done


def test_nothing_is_collected_while_requests_follow_one_another(done: list[str]) -> None:
    Garbage().after_answer(lambda _: True)
    assert done == []


def test_in_a_moment_young_objects_are_collected_and_in_a_pause_all_that_are_new(done: list[str]) -> None:
    Garbage().after_answer(lambda seconds: seconds >= 1)
    assert done == ["collect 1"]
    done.clear()
    Garbage().after_answer(lambda _: False)
    assert done == ["collect 1", "collect 2", "freeze"]


def test_what_is_kept_for_the_next_answer_is_forgotten_in_a_pause_only(done: list[str]) -> None:
    garbage = Garbage(in_pause=lambda: done.append("forget"))
    garbage.after_answer(lambda seconds: seconds >= 1)
    assert "forget" not in done
    garbage.after_answer(lambda _: False)
    assert done.index("forget") < done.index("collect 2")


def test_after_many_answers_and_a_long_pause_all_objects_are_collected(done: list[str]) -> None:
    garbage = Garbage()
    for _ in range(19):
        garbage.after_answer(lambda _: True)
    garbage.after_answer(lambda _: False)
    assert done[-4:] == ["freeze", "unfreeze", "collect 2", "freeze"]


def test_without_any_pause_garbage_is_collected_all_the_same(done: list[str]) -> None:
    garbage = Garbage()
    for _ in range(400):
        garbage.after_answer(lambda _: True)
    assert done.count("collect 1") == 19
    assert done[-3:] == ["unfreeze", "collect 2", "freeze"]
    assert done.count("collect 2") == 1


def test_who_types_on_gives_a_short_pause_to_a_collection_that_is_due(done: list[str]) -> None:
    garbage = Garbage()
    for _ in range(200):
        garbage.after_answer(lambda _: True)
    assert "collect 2" not in done
    garbage.after_answer(lambda seconds: seconds > 0.5)
    assert done[-4:] == ["unfreeze", "collect 2", "freeze", "collect 1"]


def test_a_whole_document_is_gone_through_in_a_pause_only(
    done: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    garbage = Garbage()
    monkeypatch.setattr(gc, "get_count", lambda: (0, 11, 0))
    garbage.after_answer(lambda _: True)
    monkeypatch.setattr(gc, "get_count", lambda: (0, 0, 0))
    assert done == ["freeze"]
    done.clear()
    garbage.after_answer(lambda _: False)
    assert done == ["collect 1", "unfreeze", "collect 2", "freeze"]
