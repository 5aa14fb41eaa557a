"""Start the application: theme, translation, error reports, signals of the system."""

from __future__ import annotations

import contextlib
import gc
import logging
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

import briefing
from briefing import paths
from briefing.app.application.startup import Startup, import_steps
from briefing.app.application.window_registry import WindowRegistry
from briefing.app.services import background, faults
from briefing.app.services.resources import ResourceLoader
from briefing.app.services.settings import INTERFACE_ZOOM, LANGUAGE, THEME, Settings
from briefing.app.theme import theme
from briefing.operating_system import stop_requests_handled

log = logging.getLogger(__name__)


def main(files: Sequence[Path]) -> int:
    """Run the program until its last window is closed; return the exit code."""
    app = QApplication.instance() or theme.new_application(sys.argv[0])
    assert isinstance(app, QApplication)
    app.setApplicationName("Treaty Briefing")
    app.setApplicationVersion(briefing.__version__)
    app.setDesktopFileName("treaty-briefing")
    settings = Settings()
    _translate(app, settings)
    theme.set_up(app, settings.get(THEME), settings.get(INTERFACE_ZOOM))
    app.styleHints().colorSchemeChanged.connect(lambda _: _apply_theme(app, settings))
    app.setWindowIcon(QIcon(str(paths.resources() / "icons/treaty-briefing.svg")))
    loader = ResourceLoader(settings)
    registry = WindowRegistry(settings, loader)
    with faults.handler().installed(), _interruptible():
        registry.start(files)
        # What was imported and built stays until the end: the collector need not look at it again.
        startup = Startup([*import_steps(), registry.complete_windows, gc.freeze, loader.load], app)
        startup.begin_after_first_paint(registry.windows[0])
        code = app.exec()
    registry.shut_down()
    background.wait_for_all()
    settings.sync()
    return int(code)


def _apply_theme(app: QApplication, settings: Settings) -> None:
    theme.apply_theme(app, settings.get(THEME), settings.get(INTERFACE_ZOOM))


def _translate(app: QApplication, settings: Settings) -> None:
    """Load the translation of the chosen language, if there is one, and set the layout direction."""
    chosen = settings.get(LANGUAGE)
    locale = QLocale.system() if chosen == "system" else QLocale(chosen)
    translator = QTranslator(app)
    if translator.load(locale, "briefing", "_", str(paths.resources() / "translations")):
        app.installTranslator(translator)
        app.setLayoutDirection(locale.textDirection())


@contextlib.contextmanager
def _interruptible() -> Iterator[None]:
    """Quit on SIGINT and SIGTERM as the menu does."""
    # Python runs signal handlers between bytecodes, of which there are none while Qt's loop is idle.
    timer = QTimer()
    timer.start(200)
    timer.timeout.connect(lambda: None)
    with stop_requests_handled(QApplication.quit):
        yield
