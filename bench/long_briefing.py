"""Opening and editing a long briefing in the window: 5,000 rows with 10,000 steps of history by default.

    python -m bench.long_briefing [ROWS] [STEPS] [--profile NAME]

Printed are distributions of the time that the GUI thread is held: from the event to the end of the events
that it posts, painting included. Nothing is rendered meanwhile: the preview has its own
benchmark. Times are also printed for the machine of the targets, on which ten million additions take 0.4 s.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import pstats
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from bench.arguments import SMOKE
from bench.long_project import GRADE, long_project, long_reference
from bench.machine import Report, spread_of
from bench.window_gaps import in_a_folder_of_its_own, opened, until
from briefing.app.services import background
from briefing.app.services.render_client import RenderClient
from briefing.app.services.resources import LoadedResources
from briefing.app.window.main_window import MainWindow
from briefing.editing import AddFact, Edit, GradeItem, MoveItem, Reword
from briefing.library.index import FactIndex
from briefing.model.briefing import Briefing, FactItem, Judgement
from briefing.project import save_project

ROUNDS = 10


def held_ms(act: Callable[[], object]) -> float:
    """Return how long the GUI thread takes for an action and for the events that it posts."""
    began = time.perf_counter()
    act()
    QApplication.sendPostedEvents()
    QApplication.processEvents()
    return (time.perf_counter() - began) * 1000


class Editing:
    """Edits of one kind after another, each followed by its undo."""

    def __init__(self, window: MainWindow, report: Report, profiled: str, rounds: int) -> None:
        self._window, self._report, self._profiled = window, report, profiled
        self._rounds = rounds

    @property
    def briefing(self) -> Briefing:
        assert self._window.context.document is not None
        return self._window.context.document.briefing

    def measure(self, name: str, make: Callable[[int], Edit]) -> None:
        """Apply and undo an edit, again and again, each time after the review has ended."""
        done, undone = list[float](), list[float]()
        edits = self._window.controllers.edits
        profile = cProfile.Profile() if self._profiled == name else None
        for number in range(self._rounds):
            edit = make(number)
            if profile:
                profile.enable()
            done.append(held_ms(lambda edit=edit: edits.apply(edit)))  # type: ignore[misc]
            if profile:
                profile.disable()
            self.settle()
            undone.append(held_ms(edits.undo))
            self.settle()
        self._report.times(name, spread_of(done), p95_ms=16)
        self._report.times(f"{name}, undone", spread_of(undone), p95_ms=16)
        if profile:
            pstats.Stats(profile).sort_stats("cumulative").print_stats(60)

    def type(self, row_id: str) -> None:
        """Type a sentence into the text of a row, letter by letter."""
        window = self._window
        window.panes.outline.select(row_id)
        window.panes.reveal(window.panes.inspector)
        window.activateWindow()
        window.panes.inspector.focus_words()
        field = window.focusWidget()
        assert isinstance(field, QPlainTextEdit)
        times = list[float]()
        for letter in ("It is likely that more will follow. " * 2)[: 3 * self._rounds]:
            times.append(held_ms(lambda letter=letter: QTest.keyClicks(field, letter)))  # type: ignore[misc]
            pause = time.monotonic() + 0.06
            until(lambda pause=pause: time.monotonic() > pause)  # type: ignore[misc]
        self._report.times("a letter typed", spread_of(times), p95_ms=16)
        self._report.times(
            "the text flushed", spread_of([held_ms(window.panes.inspector.flush)]), p95_ms=16
        )
        self.settle()

    def settle(self) -> None:
        until(lambda: self._window.controllers.review.is_settled)


def open_file(window: MainWindow, path: Path, report: Report, *, profiled: bool) -> None:
    profile = cProfile.Profile() if profiled else None
    began = time.perf_counter()
    if profile:
        profile.enable()
    window.controllers.open.open_path(path)
    until(lambda: window.context.document is not None)
    QApplication.processEvents()
    if profile:
        profile.disable()
        pstats.Stats(profile).sort_stats("cumulative").print_stats(70)
    report.times("opened, first paint", spread_of([(time.perf_counter() - began) * 1000]), p95_ms=1000)
    until(lambda: window.controllers.review.is_settled)
    report.times("opened, reviewed", spread_of([(time.perf_counter() - began) * 1000]), p95_ms=10_000)


def measure(rows: int, steps: int, profiled: str, *, is_smoke: bool) -> None:
    loader, registry, window = opened()
    setattr(RenderClient, "warm_up", lambda _self: None)  # noqa: B010
    window.context.renderer.close()
    resources = loader.resources
    assert resources is not None
    report = Report("Long briefing", is_smoke=is_smoke)
    reference = long_reference(resources.reference.library, resources.reference.scales, rows)
    loader.set_resources(LoadedResources(reference, FactIndex(reference.library), resources.templates))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.briefing"
        save_project(long_project(reference, rows, steps), path)
        print(f"{rows:,} rows, {steps:,} steps, {path.stat().st_size / 2**20:.1f} MB")
        gc.collect()
        open_file(window, path, report, profiled=profiled == "open")
        if profiled != "open":
            edit_rows(Editing(window, report, profiled, 1 if is_smoke else ROUNDS))
        report.end()
        registry.shut_down()
        background.wait_for_all()


def edit_rows(editing: Editing) -> None:
    items = list(editing.briefing.walk_items())
    middle = items[len(items) // 2 :]
    judgement = next(item for item in middle if isinstance(item, Judgement))
    fact = next(item for item in middle if isinstance(item, FactItem))
    sections = editing.briefing.sections
    spare = next(iter(sorted(_library_facts(editing.briefing))))
    editing.measure("reword", lambda n: Reword(item_id=judgement.id, text=f"It is unlikely that {n} come."))
    editing.measure(
        "grade", lambda n: GradeItem(item_id=fact.id, grade=replace(GRADE, rationale=f"As {n}."))
    )
    editing.measure(
        "move a row", lambda n: MoveItem(item_id=fact.id, section_id=sections[-1 - n % 5].id, position=0)
    )
    editing.measure(
        "add a fact",
        lambda n: AddFact(item_id=f"new{n}", fact_id=spare, section_id=sections[len(sections) // 2].id),
    )
    editing.type(judgement.id)


def _library_facts(briefing: Briefing) -> set[str]:
    """Return facts of the installed library that the briefing does not use."""
    from briefing.library.load import default_folders, load_library

    return {fact.id for fact in load_library(default_folders()).material.facts} - {
        fact.id for fact in briefing.library.facts
    }


def main(arguments: Sequence[str] = ()) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.long_briefing")
    parser.add_argument("rows", type=int, nargs="?", default=5_000)
    parser.add_argument("steps", type=int, nargs="?", default=10_000)
    parser.add_argument("--profile", default="", metavar="NAME", help="'open', or a kind of edit")
    parser.add_argument(SMOKE, action="store_true", help="a few rows, to see that the benchmark runs")
    options = parser.parse_args(arguments)
    rows, steps = (60, 20) if options.smoke else (options.rows, options.steps)
    in_a_folder_of_its_own(lambda: measure(rows, steps, options.profile, is_smoke=options.smoke))


if __name__ == "__main__":
    main(sys.argv[1:])
