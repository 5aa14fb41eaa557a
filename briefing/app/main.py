"""Starting the window: the application, its looks, its faults."""

from __future__ import annotations

import contextlib
import logging
import sys
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLocale, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMessageBox

import briefing
from briefing import paths
from briefing.app.application.window_registry import WindowRegistry
from briefing.app.i18n import tr
from briefing.app.services import background
from briefing.app.services.resources import ResourceLoader
from briefing.app.services.settings import LANGUAGE, THEME, Settings
from briefing.app.theme import theme
from briefing.operating_system import stop_requests_handled

log = logging.getLogger(__name__)


def main(files: Sequence[Path]) -> int:
    """Run the window until it is closed; returns the exit code."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("Treaty Briefing")
    app.setApplicationVersion(briefing.__version__)
    app.setDesktopFileName("treaty-briefing")
    settings = Settings()
    _translate(app, settings)
    theme.set_up(app, settings.get(THEME))
    app.styleHints().colorSchemeChanged.connect(lambda _: theme.apply_theme(app, settings.get(THEME)))
    app.setWindowIcon(QIcon(str(paths.resources() / "icons/treaty-briefing.svg")))
    shelf = ResourceLoader(settings)
    windows = WindowRegistry(settings, shelf)
    with _faults_shown(), _interruptible():
        windows.begin(files)
        # What takes time is loaded once the window is on the screen.
        QTimer.singleShot(0, shelf.load)
        code = app.exec()
    windows.close()
    background.wait_for_all()
    settings.sync()
    return int(code)


def _translate(app: QApplication, settings: Settings) -> None:
    """Load the translation of the chosen language, if there is one, and let the layout follow it."""
    chosen = settings.get(LANGUAGE)
    locale = QLocale.system() if chosen == "system" else QLocale(chosen)
    translator = QTranslator(app)
    if translator.load(locale, "briefing", "_", str(paths.resources() / "translations")):
        app.installTranslator(translator)
        app.setLayoutDirection(locale.textDirection())


@contextlib.contextmanager
def _faults_shown() -> Iterator[None]:
    """A fault of the program is shown and logged; the window stays, and the journal holds every change."""
    before = sys.excepthook

    def show(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        before(kind, error, trace)
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        box = QMessageBox()
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(tr("Something went wrong"))
        box.setText(tr("This is a fault in the program, not in what you did. Your changes are kept."))
        box.setDetailedText("".join(traceback.format_exception(kind, error, trace)))
        box.exec()

    sys.excepthook = show
    try:
        yield
    finally:
        sys.excepthook = before


@contextlib.contextmanager
def _interruptible() -> Iterator[None]:
    """Let Ctrl+C and a request to end close the program as its own menu would."""
    timer = QTimer()
    timer.start(200)
    timer.timeout.connect(lambda: None)
    with stop_requests_handled(QApplication.quit):
        yield
