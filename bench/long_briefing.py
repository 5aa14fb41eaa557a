"""Opening and editing a long briefing in the window: 5,000 rows with 10,000 steps of history by default.

    python -m bench.long_briefing [ROWS] [STEPS] [--only NAME ...] [--expanded] [--profile NAME ...]

Printed are distributions of the time that the GUI thread is held: from the event to the end of the events
that it posts, painting included; by the clock, and of the processor, which other programs do not prolong.
Nothing is rendered or parsed meanwhile: preview and parser have their own benchmarks. Times are also
printed for the machine of the targets, on which ten million additions take 0.4 s. With `--expanded` all
sections of the outline are.
"""

from __future__ import annotations

import argparse
import contextlib
import cProfile
import gc
import pstats
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from bench.arguments import SMOKE
from bench.long_project import GRADE, long_project, long_reference
from bench.machine import Report, additions_s, spread_of
from bench.window_gaps import in_a_folder_of_its_own, opened, until
from briefing.app.services import background
from briefing.app.services.render_client import RenderClient
from briefing.app.services.resources import LoadedResources
from briefing.app.window.main_window import MainWindow
from briefing.editing import (
    AddComment,
    AddFact,
    AddItem,
    AddSection,
    Edit,
    GradeItem,
    HideItem,
    MoveItem,
    MoveSection,
    RemoveItem,
    RemoveSection,
    RenameSection,
    Reword,
    SetDetails,
    SetEvidence,
    SetNote,
    SetOption,
    SetReasoning,
)
from briefing.language.process import ParserProcess
from briefing.library.index import FactIndex
from briefing.model.briefing import Briefing, FactItem, Judgement
from briefing.model.issue import Comment, MainMessage
from briefing.project import save_project

ROUNDS = 10


def additions_of_processor_s() -> float:
    """Return the seconds of processor time that ten million additions take."""
    began = time.thread_time()
    additions_s()
    return time.thread_time() - began


class Held:
    """How long the GUI thread takes for actions and for the events that they post."""

    def __init__(self) -> None:
        self.by_clock_ms = list[float]()
        self.of_processor_ms = list[float]()

    def add(self, act: Callable[[], object]) -> None:
        began, began_working = time.perf_counter(), time.thread_time()
        act()
        QApplication.sendPostedEvents()
        QApplication.processEvents()
        self.by_clock_ms.append((time.perf_counter() - began) * 1000)
        self.of_processor_ms.append((time.thread_time() - began_working) * 1000)

    def add_longest_of(self, other: Held) -> None:
        self.by_clock_ms.append(max(other.by_clock_ms, default=0.0))
        self.of_processor_ms.append(max(other.of_processor_ms, default=0.0))

    def report(self, what: str, report: Report) -> None:
        report.times(what, spread_of(self.by_clock_ms), p95_ms=16)
        report.times(f"{what}, processor", spread_of(self.of_processor_ms), p95_ms=16)


class Editing:
    """Edits of one kind after another, each followed by its undo."""

    def __init__(self, window: MainWindow, report: Report, choice: Choice) -> None:
        self._window, self._report, self._choice = window, report, choice

    @property
    def briefing(self) -> Briefing:
        assert self._window.context.document is not None
        return self._window.context.document.briefing

    @property
    def spare_fact(self) -> str:
        """A fact of the library that the briefing does not use."""
        resources = self._window.context.resources
        assert resources is not None
        return min(
            resources.reference.library.facts.keys() - {each.id for each in self.briefing.library.facts}
        )

    def measure(self, name: str, selected: str, make: Callable[[int], Edit]) -> None:
        """Apply and undo an edit while a row is selected, each time after the review has ended."""
        if not self._choice.includes(name):
            return
        outline = self._window.panes.outline
        outline.select(selected) if selected else outline.select_nothing()
        QApplication.processEvents()
        done, undone, later = Held(), Held(), Held()
        edits = self._window.controllers.edits
        with profiled(name in self._choice.profiled) as profile:
            for number in range(self._choice.rounds):
                edit = make(number)
                with profile:
                    done.add(lambda edit=edit: edits.apply(edit))  # type: ignore[misc]
                self.settle(later)
                with profile:
                    undone.add(edits.undo)
                self.settle(later)
        done.report(name, self._report)
        undone.report(f"{name}, undone", self._report)
        later.report(f"{name}, shown as reviewed", self._report)

    def select(self, name: str, *ids: str) -> None:
        """Select rows in turn, or for none the briefing as a whole."""
        if not self._choice.includes(name):
            return
        held, outline = Held(), self._window.panes.outline
        self._window.panes.reveal(self._window.panes.inspector)
        with profiled(name in self._choice.profiled) as profile:
            for number in range(self._choice.rounds):
                outline.select(ids[number % len(ids)] if ids else self.briefing.sections[0].id)
                QApplication.processEvents()
                with profile:
                    held.add(
                        partial(outline.select, ids[(number + 1) % len(ids)])
                        if ids
                        else outline.select_nothing
                    )
        held.report(name, self._report)

    def type(self, row_id: str) -> None:
        """Type a sentence into the text of a row, letter by letter."""
        if not self._choice.includes("typing"):
            return
        window = self._window
        window.panes.outline.select(row_id)
        window.panes.reveal(window.panes.inspector)
        window.activateWindow()
        window.panes.inspector.focus_words()
        field = window.focusWidget()
        assert isinstance(field, QPlainTextEdit)
        held, flushed = Held(), Held()
        with profiled("typing" in self._choice.profiled) as profile:
            for letter in ("It is likely that more will follow. " * 2)[: 3 * self._choice.rounds]:
                with profile:
                    held.add(lambda letter=letter: QTest.keyClicks(field, letter))  # type: ignore[misc]
                pause = time.monotonic() + 0.06
                until(lambda pause=pause: time.monotonic() > pause)  # type: ignore[misc]
            with profile:
                flushed.add(window.panes.inspector.flush)
        held.report("a letter typed", self._report)
        flushed.report("the text flushed", self._report)
        self.settle()

    def settle(self, longest: Held | None = None) -> None:
        """Wait for the review; note the longest time that the thread is held until it is shown."""
        held = Held()
        while not self._window.controllers.review.is_settled:
            held.add(lambda: None)
            time.sleep(0.001)
        if longest is not None:
            longest.add_longest_of(held)


@contextlib.contextmanager
def profiled(is_profiled: bool) -> Iterator[contextlib.AbstractContextManager[object]]:
    """Give a context whose uses together are profiled, and print the profile at the end."""
    if not is_profiled:
        yield contextlib.nullcontext()
        return
    profile = cProfile.Profile(time.thread_time)
    yield profile
    pstats.Stats(profile).sort_stats("cumulative").print_stats(90)


def open_file(window: MainWindow, path: Path, report: Report, choice: Choice) -> None:
    began, began_working = time.perf_counter(), time.thread_time()
    with profiled("open" in choice.profiled) as profile, profile:
        window.controllers.open.open_path(path)
        until(lambda: window.context.document is not None)
        QApplication.processEvents()
    report.time("opened, first paint", (time.perf_counter() - began) * 1000, 1000)
    report.time("opened, first paint, processor", (time.thread_time() - began_working) * 1000)
    until(lambda: window.controllers.review.is_settled)
    report.time("opened, reviewed", (time.perf_counter() - began) * 1000, 10_000)


def measure(rows: int, steps: int, choice: Choice) -> None:
    loader, registry, window = opened()
    setattr(RenderClient, "warm_up", lambda _self: None)  # noqa: B010
    setattr(ParserProcess, "request", lambda _self, _texts: False)  # noqa: B010
    window.context.renderer.close()
    resources = loader.resources
    assert resources is not None
    report = Report("Long briefing", is_smoke=choice.rounds == 1)
    reference = long_reference(resources.reference.library, resources.reference.scales, rows)
    loader.set_resources(LoadedResources(reference, FactIndex(reference.library), resources.templates))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.briefing"
        save_project(long_project(reference, rows, steps), path)
        print(f"{rows:,} rows, {steps:,} steps, {path.stat().st_size / 2**20:.1f} MB")
        gc.collect()
        open_file(window, path, report, choice)
        if choice.is_expanded:
            window.panes.outline.view.expandAll()
            QApplication.processEvents()
        edit_rows(Editing(window, report, choice))
        report.end()
        if choice.rounds > 1:
            report.note(f"processor time of ten million additions: {additions_of_processor_s():.2f} s")
        registry.shut_down()
        background.wait_for_all()


def edit_rows(editing: Editing) -> None:
    items = list(editing.briefing.walk_items())
    middle = items[len(items) // 2 :]
    judgement = next(item for item in middle if isinstance(item, Judgement))
    fact = next(item for item in middle if isinstance(item, FactItem))
    editing.select("select a row", judgement.id, fact.id)
    editing.select("select nothing")
    change_row(editing, judgement, fact)
    change_outline(editing, judgement, fact)
    change_whole(editing, judgement)
    editing.type(judgement.id)


def change_row(editing: Editing, judgement: Judgement, fact: FactItem) -> None:
    """Edits that leave all rows where they are."""
    editing.measure(
        "reword",
        judgement.id,
        lambda n: Reword(item_id=judgement.id, text=f"It is unlikely that {n} come."),
    )
    editing.measure(
        "grade", fact.id, lambda n: GradeItem(item_id=fact.id, grade=replace(GRADE, rationale=f"As {n}."))
    )
    editing.measure("hide", fact.id, lambda n: HideItem(item_id=fact.id, hidden=n % 2 == 0))
    editing.measure("note", fact.id, lambda n: SetNote(item_id=fact.id, note=f"To be checked {n} times."))
    editing.measure(
        "cite",
        judgement.id,
        lambda n: SetEvidence(item_id=judgement.id, evidence=judgement.evidence[: n % 3]),
    )
    editing.measure(
        "reason",
        judgement.id,
        lambda n: SetReasoning(item_id=judgement.id, assumptions=(f"That {n} will come.",)),
    )
    comment = Comment(id="c1", by=GRADE.graded_by, on=GRADE.graded_on, text="Is this so?", row_id=fact.id)
    editing.measure("comment", fact.id, lambda _n: AddComment(comment))


def change_outline(editing: Editing, judgement: Judgement, fact: FactItem) -> None:
    """Edits that add, move or remove rows and sections."""
    sections = editing.briefing.sections
    home, spare = sections[len(sections) // 2].id, editing.spare_fact
    editing.measure(
        "move a row",
        fact.id,
        lambda n: MoveItem(item_id=fact.id, section_id=sections[-1 - n % 5].id, position=0),
    )
    editing.measure(
        "add a fact", fact.id, lambda n: AddFact(item_id=f"new{n}", fact_id=spare, section_id=home)
    )
    new = replace(judgement, text="It is likely that more will come.")
    editing.measure(
        "add a judgement",
        judgement.id,
        lambda n: AddItem(item=replace(new, id=f"new{n}"), section_id=home, position=1),
    )
    editing.measure("delete a row", fact.id, lambda _n: RemoveItem(item_id=fact.id, release_evidence=True))
    editing.measure(
        "add a section", home, lambda n: AddSection(section_id=f"new{n}", title="More", position=1)
    )
    editing.measure(
        "rename a section", home, lambda n: RenameSection(section_id=home, title=f"More of {n}")
    )
    editing.measure("move a section", home, lambda n: MoveSection(section_id=home, position=n))
    editing.measure(
        "delete a section", home, lambda _n: RemoveSection(section_id=sections[1].id, release_evidence=True)
    )


def change_whole(editing: Editing, judgement: Judgement) -> None:
    """Edits of the briefing as a whole."""
    editing.measure("title", "", lambda n: SetDetails(title=f"A long briefing, part {n}"))
    editing.measure(
        "main message",
        "",
        lambda n: SetDetails(
            main_message=MainMessage(text=f"It is unlikely that {n} come.", judgement_ids=(judgement.id,))
        ),
    )
    editing.measure("option", "", lambda n: SetOption(name="paper", value=("letter", "a4")[n % 2]))


_IN_SMOKE = ("reword", "add a fact", "move a section", "option", "typing")
"""What a smoke run does: an edit of a row, two of the outline, one of the whole, and typing."""


@dataclass(frozen=True)
class Choice:
    """What is measured: all kinds of edits, or those named in `only`; some, or "open", may be profiled."""

    rounds: int
    only: tuple[str, ...] = ()
    profiled: tuple[str, ...] = ()
    is_expanded: bool = False

    def includes(self, name: str) -> bool:
        return not self.only or name in self.only


def main(arguments: Sequence[str] = ()) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.long_briefing")
    parser.add_argument("rows", type=int, nargs="?", default=5_000)
    parser.add_argument("steps", type=int, nargs="?", default=10_000)
    parser.add_argument(
        "--profile", nargs="*", default=(), metavar="NAME", help="'open', or kinds of edits"
    )
    parser.add_argument("--only", nargs="*", default=(), metavar="NAME", help="kinds of edits")
    parser.add_argument("--expanded", action="store_true", help="expand all sections of the outline")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="edits of each kind")
    parser.add_argument(SMOKE, action="store_true", help="a few rows, to see that the benchmark runs")
    options = parser.parse_args(arguments)
    rows, steps, rounds = (30, 20, 1) if options.smoke else (options.rows, options.steps, options.rounds)
    only = _IN_SMOKE if options.smoke else tuple(options.only)
    choice = Choice(rounds, only, tuple(options.profile), options.expanded)
    in_a_folder_of_its_own(lambda: measure(rows, steps, choice))


if __name__ == "__main__":
    main(sys.argv[1:])
