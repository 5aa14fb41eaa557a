"""How long the window takes to be on the screen, against an empty window of the same toolkit.

Each start is a process of its own, measured from its beginning in processor seconds and by the clock. The
kinds of starts alternate, so that whatever else the machine does slows them all:
``python -m bench.window_start [ROUNDS]``; with ``--smoke`` one start of the first two kinds.

*shown*: all of the window has been painted once. *menu*: the menu File, clicked as soon as the window was
shown, has been painted. *ready*: library and templates are listed. *document*: the same with a project to
open, until its rows are shown.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 9
BAR = 2.0
"""The window may take so many times as long as an empty one."""

# Prints the processor time and the time by the clock, since the process began, at which something happened.
WATCH = """
import os, sys, time

def note(what):
    with open("/proc/self/stat") as file:
        ticks = int(file.read().rpartition(")")[2].split()[19])
    since = time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")
    print(what, time.process_time(), since, flush=True)

def watch_window(shown):
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Watch(QObject):
        def eventFilter(self, watched, event):
            if event.type() is QEvent.Type.Paint:
                watched.removeEventFilter(self)
                QTimer.singleShot(0, self, shown)  # after the children, which are painted next
            return False

    # Not on the application: to see every event of every object would take longer than to draw them.
    window = next(each for each in QApplication.topLevelWidgets() if isinstance(each, QMainWindow))
    window.watch = Watch(window)
    window.installEventFilter(window.watch)

def end(what):
    note(what)
    os._exit(0)
"""
EMPTY = (
    WATCH
    + """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv[:1])
window = QMainWindow()
window.resize(1440, 900)
window.show()
watch_window(lambda: end("shown"))
app.exec()
"""
)
# Begins as the program itself does, and looks on from the moment at which the event loop begins.
_PROGRAM = (
    WATCH
    + """
from briefing.app import toolkit
toolkit.prepare()
from briefing.app import main
run = main.QApplication.exec

def exec_():
    watch_window(shown)
    return run()

main.QApplication.exec = staticmethod(exec_)
"""
)
SHOWN = _PROGRAM + "shown = lambda: end('shown')\nmain.main([])\n"
MENU = (
    _PROGRAM
    + """
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Menu(QObject):
    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint:
            QTimer.singleShot(0, self, lambda: end("menu"))
        return False

def shown():
    bar = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QMainWindow)).menuBar()
    file_menu = bar.actions()[0].menu()
    bar.watch = Menu(bar)
    file_menu.installEventFilter(bar.watch)
    bar.setActiveAction(bar.actions()[0])

main.main([])
"""
)
READY = (
    _PROGRAM
    + """
from briefing.app.services.resources import ResourceLoader
from PySide6.QtCore import QTimer

def shown():
    pass

begun = ResourceLoader.load

def load(self):
    self.loaded.connect(lambda: QTimer.singleShot(0, lambda: end("ready")))
    begun(self)

ResourceLoader.load = load
main.main([])
"""
)
DOCUMENT = (
    _PROGRAM
    + """
from pathlib import Path
from PySide6.QtCore import QTimer
from briefing.app.services.context import WindowContext

def shown():
    pass

show = WindowContext.set_document

def set_document(self, document):
    show(self, document)
    if document is not None:
        QTimer.singleShot(0, lambda: end("document"))

WindowContext.set_document = set_document
main.main([Path(sys.argv[1])])
"""
)
SAVE_EXAMPLE = """
import sys
from pathlib import Path
from briefing.app.services.resources import load_resources
from briefing.library.load import default_folders
from briefing.project import make_sample, save_project
save_project(make_sample(load_resources(list(default_folders())).reference), Path(sys.argv[1]))
"""
Times = tuple[float, float]
"""Processor seconds, and seconds by the clock."""


class Starts:
    """Starts processes with a folder of the user's own, where compiled modules and caches are, too."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._environment = {
            "QT_QPA_PLATFORM": "offscreen",
            **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
            "PYTHONPYCACHEPREFIX": str(home / "compiled"),
            "TREATY_BRIEFING_HOME": str(home),
            "PYTHONPATH": str(ROOT),
        }

    def run(self, code: str, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            check=True,
            cwd=ROOT,
            capture_output=True,
            env=self._environment,
        )
        return done.stdout.decode()

    def times(self, code: str, *arguments: str) -> Times:
        """Return the times of a start, from the beginning of its process."""
        # The start before was killed, and this one would offer to recover its document.
        shutil.rmtree(self._home / "recovery", ignore_errors=True)
        _what, processor, clock = self.run(code, *arguments).split()[-3:]
        return float(processor), float(clock)


def measure(rounds: int, home: Path) -> dict[str, list[Times]]:
    """Return the times of each kind of start."""
    starts, project = Starts(home), str(home / "example.briefing")
    kinds: dict[str, tuple[str, ...]] = {"empty": (EMPTY,), "shown": (SHOWN,)}
    if rounds:
        starts.run(SAVE_EXAMPLE, project)
        kinds |= {"menu": (MENU,), "ready": (READY,), "document": (DOCUMENT, project)}
    # Compiles, and reads the files once.
    first = {name: [starts.times(*kind)] for name, kind in kinds.items()}
    if not rounds:
        return first
    measured: dict[str, list[Times]] = {name: [] for name in kinds}
    for _ in range(rounds):
        for name, kind in kinds.items():
            measured[name].append(starts.times(*kind))
    return measured


def _line(name: str, seconds: Iterable[float], empty: Iterable[float]) -> str:
    ordered, base = sorted(seconds), statistics.median(empty)
    middle = statistics.median(ordered)
    return (
        f"{name:10} median {middle * 1000:5.0f} ms, {ordered[0] * 1000:5.0f} to "
        f"{ordered[-1] * 1000:5.0f} ms, {middle / base:5.2f} times the empty window"
    )


def main(arguments: Sequence[str] = ()) -> None:
    given = [int(each) for each in arguments if each.isdecimal()]
    rounds = 0 if "--smoke" in arguments else next(iter(given), ROUNDS)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        measured = measure(rounds, Path(home))
    for number, unit in enumerate(("processor", "clock")):
        print(f"{unit}, {rounds or 1} starts of each kind:")
        empty = [times[number] for times in measured["empty"]]
        for name, all_times in measured.items():
            print("  " + _line(name, (times[number] for times in all_times), empty))
    print(f"bar: shown at most {BAR:g} times the empty window")


if __name__ == "__main__":
    main(sys.argv[1:])
