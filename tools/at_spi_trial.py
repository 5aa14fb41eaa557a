"""Reads outline, reader and preview of the running program over the AT-SPI bus, as Orca does.

Run as ``PYTHONPATH=. python tools/at_spi_trial.py``. It ends with 1 where something cannot be read or a key
is not announced.

It needs Linux with the packages at-spi2-core, dbus, xvfb and python3-pyatspi. A bus and a screen of their
own are started, so that it reads nothing else; the keys that it presses go to that screen.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
STEPS = ("outline", "reader", "preview")
_SYSTEM_PYTHON = "/usr/bin/python3"
"""The Python for which Debian packages pyatspi."""


def run_on_a_bus() -> int:
    """Start the trial on a screen and in a session bus of its own."""
    screen, display = _screen()
    command = ["dbus-run-session", "--", sys.executable, __file__, "--session"]
    try:
        with tempfile.TemporaryDirectory() as home:
            environment = {
                **os.environ,
                "DISPLAY": display,
                "QT_QPA_PLATFORM": "xcb",
                "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
                "TREATY_BRIEFING_HOME": home,
            }
            return subprocess.run(command, check=False, env=environment).returncode
    finally:
        screen.terminate()
        screen.wait()


def run_session() -> int:
    """Start the program, and a reader for each step that it has prepared."""
    program = subprocess.Popen(
        [sys.executable, __file__, "--program"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        return _read_steps(program)
    finally:
        program.kill()
        program.wait()


def _screen() -> tuple[subprocess.Popen[str], str]:
    """Start a screen without hardware; return it with its name."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    screen = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert screen.stdout is not None
    return screen, f":{screen.stdout.readline().strip()}"


def _read_steps(program: subprocess.Popen[str]) -> int:
    assert program.stdin is not None
    assert program.stdout is not None
    failed = 0
    for line in program.stdout:
        step = line.strip()
        if step not in STEPS:
            print(line, end="")
            continue
        reader = [_SYSTEM_PYTHON, str(HERE / "at_spi_reader.py"), step]
        failed |= subprocess.run(reader, check=False).returncode
        program.stdin.write("\n")
        program.stdin.flush()
    return failed


def run_program() -> None:
    """Show a step, say its name, and go on when a line is read."""
    import threading

    from accessibility_tree import show_reader
    from docs_screenshots import program, rest, until
    from PySide6.QtWidgets import QApplication

    application = QApplication(sys.argv[:1])
    application.setApplicationName("Treaty Briefing")

    def offer(step: str) -> None:
        rest(1.0)
        print(step, flush=True)
        is_read = threading.Event()
        threading.Thread(target=lambda: (sys.stdin.readline(), is_read.set()), daemon=True).start()
        while not is_read.is_set():
            rest(0.05)

    with program("light") as window:
        window.show()
        window.activateWindow()
        window.controllers.open.open_example()
        until(lambda: window.context.document is not None)
        window.panes.outline.view.setFocus()
        offer("outline")
        side = show_reader(window)
        side.reader.view.setFocus()
        offer("reader")
        window.action_set["show_briefing_side"].trigger()
        panes = window.panes
        panes.reveal(panes.preview)
        until(lambda: panes.preview.pages.count > 0 and not window.context.renderer.is_busy)
        panes.preview.view.setFocus()
        offer("preview")
        application.processEvents()
        os._exit(0)


if __name__ == "__main__":
    if "--program" in sys.argv:
        run_program()
    sys.exit(run_session() if "--session" in sys.argv else run_on_a_bus())
