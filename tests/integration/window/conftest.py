"""A program without a screen, in a user folder of its own, on the bundled library."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
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


@pytest.fixture(scope="session")
def resources() -> LoadedResources:
    """The bundled library, scales and templates."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TREATY_BRIEFING_HOME", "/nonexistent")
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
def program(request: pytest.FixtureRequest, resources: LoadedResources) -> Program:
    """A program that was just started, or one that was emptied, in a file marked with `one_program`.

    A test that is marked with `own_program` gets a program that was just started in such a file, too.
    """
    assert resources  # loaded before a test sets the user's folder
    marker = request.node.get_closest_marker
    is_shared = marker("one_program") is not None and marker("own_program") is None
    running = request.getfixturevalue("emptied_program" if is_shared else "started_program")
    assert isinstance(running, Program)
    return running


@pytest.fixture
def started_program(
    qtbot: QtBot, look: QApplication, home: Path, resources: LoadedResources, warm_workers: WarmWorkers
) -> Iterator[Program]:
    assert home.is_dir()
    with running_program(qtbot, look, resources, warm_workers) as running:
        yield running
        running.finish()
        check_faults()


@pytest.fixture(scope="module")
def shared_program(
    request: pytest.FixtureRequest,
    look: QApplication,
    resources: LoadedResources,
    warm_workers: WarmWorkers,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Program]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TREATY_BRIEFING_HOME", str(tmp_path_factory.mktemp("home")))
        with running_program(QtBot(request), look, resources, warm_workers) as running:
            yield running
            running.finish()


@pytest.fixture
def emptied_program(qtbot: QtBot, look: QApplication, shared_program: Program) -> Iterator[Program]:
    """The program of the file, emptied: building a window takes most of the time of a test."""
    theme.apply_theme(look, "light")
    use_test_settings(shared_program.settings)
    yield shared_program
    shared_program.clear()
    check_faults()
    look.clipboard().clear()
    background.wait_for_all()
    qtbot.wait(1)


@contextmanager
def running_program(
    bot: QtBot, look: QApplication, resources: LoadedResources, warm_workers: WarmWorkers
) -> Iterator[Program]:
    """Start a program; afterwards release what it has used, once it is finished."""
    with pytest.MonkeyPatch.context() as patch:
        warm_workers.install(patch)
        theme.apply_theme(look, "light")
        faults.handler().reported.clear()
        settings = Settings()
        use_test_settings(settings)
        yield started(bot, settings, resources)
        # The screenless platform frees what is on its clipboard after Python has ended, and crashes.
        look.clipboard().clear()
        background.wait_for_all()
        settings.sync()
        bot.wait(1)


def use_test_settings(settings: Settings) -> None:
    settings.set(SPELLING, 0)  # its process would be started for every test
    settings.set(ARRANGEMENT, "tabs")  # or every test would wait for pages


def check_faults() -> None:
    # A test that causes an error in the program clears the list.
    unexpected = [f"{fault.part}\n{fault.trace}" for fault in faults.handler().reported]
    faults.handler().reported.clear()
    assert not unexpected, "\n".join(unexpected)


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
