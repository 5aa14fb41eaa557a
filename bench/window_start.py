"""How long the window takes to stand on the screen, against an empty window of the same toolkit.

Each start is a process of its own, from its beginning to the first drawing of the window:
``python -m bench.window_start``.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.timing import compare

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 7

# Says at what moment the first window has been drawn, and ends.
WATCH = """
import os, sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint and isinstance(watched, QMainWindow):
            QTimer.singleShot(0, self.end)
        return False

    def end(self):
        print(time.time(), flush=True)
        os._exit(0)

app = QApplication(sys.argv[:1])
watch = Watch()
app.installEventFilter(watch)
"""
BARE = WATCH + "window = QMainWindow()\nwindow.resize(1440, 900)\nwindow.show()\nsys.exit(app.exec())\n"
OURS = WATCH + "from briefing.app.main import main\nsys.exit(main([]))\n"


def seconds_to_start(code: str, home: str) -> float:
    began = time.time()
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        cwd=ROOT,
        capture_output=True,
        env={"QT_QPA_PLATFORM": "offscreen", **os.environ, "TREATY_BRIEFING_HOME": home},
    )
    return float(done.stdout.decode().split()[-1]) - began


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        seconds_to_start(OURS, home)  # compiles, and reads the files once
        ours = min(seconds_to_start(OURS, home) for _ in range(ROUNDS))
        bare = min(seconds_to_start(BARE, home) for _ in range(ROUNDS))
    compare("window on the screen", ours, "an empty QMainWindow", bare)
    print(f"later than the empty window by {ours - bare:.2f} s")


if __name__ == "__main__":
    main()
