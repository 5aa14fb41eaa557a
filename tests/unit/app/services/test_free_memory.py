"""Free memory is returned while there is work, and until some time after it."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from briefing.app.services.free_memory import MemoryReturner


def test_it_is_returned_twice_after_the_last_work_and_then_no_more(qtbot: QtBot) -> None:
    returned: list[None] = []
    returner = MemoryReturner(interval_ms=5, release=lambda: returned.append(None))
    qtbot.wait(30)
    assert not returned, "nothing was done yet"
    returner.note_work()
    qtbot.waitUntil(lambda: len(returned) == 2)
    qtbot.wait(30)
    assert len(returned) == 2


def test_it_is_returned_while_work_goes_on_without_a_pause(qtbot: QtBot) -> None:
    returned: list[None] = []
    returner = MemoryReturner(interval_ms=20, release=lambda: returned.append(None))

    def is_returned_at_work() -> bool:
        returner.note_work()
        return len(returned) >= 4

    qtbot.waitUntil(is_returned_at_work)


def test_work_after_a_pause_has_it_returned_again(qtbot: QtBot) -> None:
    returned: list[None] = []
    returner = MemoryReturner(interval_ms=5, release=lambda: returned.append(None))
    returner.note_work()
    qtbot.waitUntil(lambda: len(returned) == 2)
    returner.note_work()
    qtbot.waitUntil(lambda: len(returned) == 4)
