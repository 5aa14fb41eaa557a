"""A program that opens a project, does things in it and is killed: run as a process of its own.

Arguments: the project. Prints the briefing that was on the screen, as JSON, and dies by SIGKILL.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from briefing.app.application.window_registry import WindowRegistry
from briefing.app.services.resources import ResourceLoader
from briefing.app.services.settings import Settings
from briefing.codec import encode


def main(project: Path) -> None:
    application = QApplication(sys.argv[:1])
    settings = Settings()
    shelf = ResourceLoader(settings)
    windows = WindowRegistry(settings, shelf)
    windows.begin([project])
    shelf.load()
    window = windows.open[0]
    while window.document is None:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
    window.outline.select("j1")
    text = window.inspector.judgement_page.text
    text.selectAll()
    QTest.keyClicks(text, "Half a sentence, and")
    text.flush()
    window.outline.select("f2")
    window.rows.grade("high")
    window.actions_["duplicate"].trigger()
    window.actions_["undo"].trigger()
    sys.stdout.buffer.write(encode(window.document.briefing))
    sys.stdout.flush()
    assert application is not None
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
