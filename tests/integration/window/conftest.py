"""A program without a screen, in a user folder of its own, on the bundled library."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefing.app.services import background, faults
from briefing.app.services.resources import LoadedResources, load_resources
from briefing.app.services.settings import ARRANGEMENT, SPELLING, Settings
from briefing.app.theme import theme
from briefing.app.window.main_window import MainWindow
from briefing.library.load import default_folders
from briefing.project import save_project
from tests.builders import PICTURE, a_briefing, a_project
from tests.integration.window.driver import Program, front, started
from tests.integration.window.warm_workers import WarmWorkers

# A screen that is large enough for the window, which Qt's own is not.
os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={Path(__file__).with_name('screen.json')}"


@pytest.fixture(scope="session")
def resources() -> LoadedResources:
    """The bundled library, scales and templates."""
    os.environ["TREATY_BRIEFING_HOME"] = "/nonexistent"
    return load_resources(list(default_folders()))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own folder."""
    folder = tmp_path / "home"
    monkeypatch.setenv("TREATY_BRIEFING_HOME", str(folder))
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def warm_workers() -> Iterator[WarmWorkers]:
    workers = WarmWorkers()
    yield workers
    workers.stop()


@pytest.fixture(scope="session")
def look(qapp: QApplication) -> QApplication:
    """The application with the fonts, style and icons of the program."""
    theme.set_up(qapp, "light")
    return qapp


@pytest.fixture
def program(
    qtbot: QtBot,
    look: QApplication,
    home: Path,
    resources: LoadedResources,
    warm_workers: WarmWorkers,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Program]:
    assert home.is_dir()
    warm_workers.install(monkeypatch)
    theme.apply_theme(look, "light")
    faults.handler().reported.clear()
    settings = Settings()
    settings.set(SPELLING, 0)  # its process would be started for every test
    settings.set(ARRANGEMENT, "tabs")  # or every test would wait for pages
    running = started(qtbot, settings, resources)
    yield running
    running.finish()
    # A test that causes an error in the program clears the list.
    unexpected = [f"{fault.part}\n{fault.trace}" for fault in faults.handler().reported]
    assert not unexpected, "\n".join(unexpected)
    # The screenless platform frees what is on its clipboard after Python has ended, and crashes over it.
    look.clipboard().clear()
    background.wait_for_all()
    running.settings.sync()
    qtbot.wait(1)


@pytest.fixture
def window(program: Program) -> MainWindow:
    """A window in front, on a briefing with a row of each kind."""
    opened = program.begin(a_briefing(), {"picture": PICTURE})
    front(opened)
    return opened


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The file of a project."""
    path = tmp_path / "gas.briefing"
    save_project(a_project(), path)
    return path
