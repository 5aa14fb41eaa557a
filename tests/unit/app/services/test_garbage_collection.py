"""Garbage of new objects is collected while the program works, that of older ones in pauses."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from functools import partial

import pytest

from briefing.app.services.garbage_collection import GarbageCollector

TURNS = (700, 10, 10)
"""How much has to happen before each generation is due."""


class Clock:
    """A clock that a test sets."""

    seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


class Generations:
    """What the interpreter says of the three generations, and which were collected.

    `calls` are the names of the functions that were called.
    """

    def __init__(self) -> None:
        self.counts = (0, 0, 0)
        self.collected: list[int] = []
        self.calls: list[str] = []

    def collect(self, generation: int) -> None:
        self.collected.append(generation)
        self.calls.append("collect")


@pytest.fixture
def generations(monkeypatch: pytest.MonkeyPatch) -> Iterator[Generations]:
    was_enabled, result = gc.isenabled(), Generations()
    monkeypatch.setattr(gc, "get_count", lambda: result.counts)
    monkeypatch.setattr(gc, "get_threshold", lambda: TURNS)
    monkeypatch.setattr(gc, "collect", result.collect)
    for name in ("freeze", "unfreeze"):
        monkeypatch.setattr(gc, name, partial(result.calls.append, name))
    yield result
    if was_enabled:
        gc.enable()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def collector(qapp: object, clock: Clock) -> GarbageCollector:
    del qapp
    return GarbageCollector(now=clock)


def test_python_no_longer_collects_by_itself(collector: GarbageCollector) -> None:
    assert collector
    assert not gc.isenabled()


def test_nothing_is_collected_where_little_is_new(
    generations: Generations, collector: GarbageCollector
) -> None:
    generations.counts = TURNS
    collector.collect()
    assert generations.collected == []


@pytest.mark.parametrize("counts", [(701, 0, 0), (701, 11, 0), (0, 0, 11), (701, 99, 99)])
def test_at_work_only_new_objects_are_collected(
    counts: tuple[int, int, int], generations: Generations, collector: GarbageCollector
) -> None:
    generations.counts = counts
    collector.note_work()
    collector.collect()
    assert generations.collected == [0] * (counts[0] > TURNS[0])


@pytest.mark.parametrize(("counts", "oldest"), [((701, 11, 0), 1), ((0, 11, 11), 2)])
def test_older_ones_are_collected_in_a_pause_after_the_last_work(
    counts: tuple[int, int, int],
    oldest: int,
    generations: Generations,
    clock: Clock,
    collector: GarbageCollector,
) -> None:
    generations.counts = counts
    collector.note_work()
    clock.seconds += 0.9
    collector.collect()
    assert oldest not in generations.collected
    clock.seconds += 0.2
    collector.collect()
    assert generations.collected[-1] == oldest


def test_what_was_collected_is_gone_through_again_once_in_a_long_pause(
    generations: Generations, clock: Clock, collector: GarbageCollector
) -> None:
    generations.counts = (0, 0, 11)
    clock.seconds += 2
    collector.collect()
    assert generations.calls == ["collect", "freeze"]
    generations.counts = (0, 0, 0)
    clock.seconds += 10
    collector.collect()
    assert generations.calls == ["collect", "freeze"]
    clock.seconds += 10
    collector.collect()
    collector.collect()
    assert generations.calls[2:] == ["unfreeze", "collect", "freeze"]


@pytest.mark.parametrize(("counts", "oldest"), [((701, 101, 0), 1), ((0, 0, 101), 2)])
def test_older_ones_that_wait_for_long_are_collected_at_work(
    counts: tuple[int, int, int], oldest: int, generations: Generations, collector: GarbageCollector
) -> None:
    generations.counts = counts
    collector.note_work()
    collector.collect()
    assert generations.collected == [oldest]


def test_nothing_is_collected_while_it_is_put_off(qapp: object, generations: Generations) -> None:
    del qapp
    generations.counts = (10_000, 1_000, 1_000)
    GarbageCollector(is_put_off=lambda: True).collect()
    assert generations.collected == []
