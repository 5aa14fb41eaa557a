"""Whether the window answers while it works: gaps of a 10 ms timer in the GUI thread.

Two spells are measured: doing nothing, and while words are typed into a search over 50,000 facts. Typing in
a document is measured by bench.live_preview. Run as ``python -m bench.window_gaps [FACTS]``.
"""

from __future__ import annotations

import itertools
import linecache
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence

from msgspec.structs import replace
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bench.arguments import numbers
from briefing.app import toolkit
from briefing.app.application.window_registry import WindowRegistry
from briefing.app.services import background
from briefing.app.services.resources import LoadedResources, ResourceLoader
from briefing.app.services.settings import Settings
from briefing.app.theme import theme
from briefing.app.window.main_window import MainWindow
from briefing.library.index import FactIndex
from briefing.model.library import Catalogue, Material
from briefing.project import Reference

FACTS = 50_000
PERIOD_MS = 10
_LOOK_MS = 5
"""What is waited for is looked at after each event, and as often without one."""
WORDS = "gas pipeline price"


class Gaps:
    """How late each tick of the timer came, in milliseconds."""

    def __init__(self) -> None:
        self.late: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def during(self, work: Callable[[], None]) -> list[float]:
        self.late = []
        self._last = time.perf_counter()
        self._timer.start(PERIOD_MS)
        work()
        self._timer.stop()
        self._tick()  # the gap at the end, in which work may have left the timer no time
        return self.late

    def _tick(self) -> None:
        now = time.perf_counter()
        self.late.append(max(0.0, (now - self._last) * 1000 - PERIOD_MS))
        self._last = now


def until(is_so: Callable[[], bool]) -> None:
    """Wait for events and process them, as a program does that runs, until it is so."""
    awake = QTimer()
    awake.start(_LOOK_MS)
    while not is_so():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    awake.stop()


def say(what: str, late: list[float]) -> None:
    ranked = statistics.quantiles([*late, late[-1]], n=100)  # one tick alone has no quantiles
    over = sum(each > 50 for each in late)
    print(
        f"{what}: {len(late)} ticks; late by median {ranked[49]:.1f}, 90 % {ranked[89]:.1f}, "
        f"99 % {ranked[98]:.1f}, most {max(late):.1f} ms; {over} by more than 50 ms"
    )


def many_facts(resources: LoadedResources, number: int) -> LoadedResources:
    library = resources.reference.library
    facts = itertools.islice(itertools.cycle(list(library.facts.values())), number)
    repeated = [replace(fact, id=f"n{place}", relations=()) for place, fact in enumerate(facts)]
    material = Material.of(
        library.treaties.values(), library.publishers.values(), library.sources.values(), repeated
    )
    catalogue = Catalogue(material)
    return LoadedResources(
        Reference(catalogue, resources.reference.scales), FactIndex(catalogue), resources.templates
    )


def search(window: MainWindow) -> None:
    field = window.panes.library.field
    for letter in WORDS:
        QTest.keyClicks(field, letter)
        pause(0.08)
    pause(1)


def pause(seconds: float) -> None:
    """Let the program run without input; in a smoke run for a tenth of the time."""
    end = time.monotonic() + (seconds / 10 if SharedProgram.is_shared else seconds)
    until(lambda: time.monotonic() > end)


def idle() -> None:
    pause(2)


Opened = tuple[ResourceLoader, WindowRegistry, MainWindow]


class SharedProgram:
    """With `is_shared` all benchmarks of the process use one program: a smoke run has no time for more."""

    is_shared = False
    opened: Opened | None = None


def opened() -> Opened:
    """A program of its own with its first window, on the bundled library."""
    if SharedProgram.opened is None or not SharedProgram.is_shared:
        SharedProgram.opened = _started()
        if SharedProgram.is_shared:  # its rendering worker gets ready while benchmarks run that need none
            SharedProgram.opened[2].context.renderer.warm_up()
    return SharedProgram.opened


def closed(registry: WindowRegistry) -> None:
    """End a program that is not shared."""
    if not SharedProgram.is_shared:
        registry.shut_down()
        background.wait_for_all()


def _started() -> Opened:
    toolkit.prepare()
    # The program does so before it imports anything else, and does not keep the source of its modules.
    linecache.clearcache()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    settings = Settings()
    theme.set_up(app, "light")
    loader = ResourceLoader(settings)
    registry = WindowRegistry(settings, loader)
    registry.start([])
    window = registry.windows[0]
    window.resize(1440, 900)
    loader.load()
    until(lambda: window.context.resources is not None)
    return loader, registry, window


def in_a_folder_of_its_own(measure: Callable[[], None]) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if SharedProgram.is_shared:
        measure()
        return
    with tempfile.TemporaryDirectory() as home:
        os.environ["TREATY_BRIEFING_HOME"] = home
        measure()


def measure(facts: int) -> None:
    loader, registry, window = opened()
    assert window.context.resources is not None
    gaps = Gaps()
    say("doing nothing", gaps.during(idle))
    window.panes.reveal(window.panes.inspector)
    loader.set_resources(many_facts(window.context.resources, facts))
    until(lambda: window.panes.library.model.rowCount() == facts)
    say(f"searching {facts:,} facts as one types", gaps.during(lambda: search(window)))
    closed(registry)


def main(arguments: Sequence[str] = ()) -> None:
    (facts,) = numbers(arguments, usual=(FACTS,), smoke=(500,))
    in_a_folder_of_its_own(lambda: measure(facts))


if __name__ == "__main__":
    main(sys.argv[1:])
