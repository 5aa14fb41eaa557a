"""The start of the program: the window first, then panes, library and templates."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from briefing.app.application.startup import Startup, import_steps
from briefing.app.application.window_registry import WindowRegistry
from briefing.app.dialogs.briefing.new_briefing import NewBriefingDialog
from briefing.app.services.resources import LoadedResources, ResourceLoader
from briefing.app.services.settings import SPELLING, Settings
from briefing.model.briefing import Status
from tests.integration.window.driver import Program, briefing_of, do, notice, settle, until
from tests.integration.window.warm_workers import WarmWorkers


@pytest.fixture
def begun(
    qtbot: QtBot, look: QApplication, home: Path, warm_workers: WarmWorkers, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    """A program whose library is still being loaded."""
    assert look.font()
    assert home.is_dir()
    warm_workers.install(monkeypatch)
    settings = Settings()
    settings.set(SPELLING, 0)
    registry = WindowRegistry(settings, ResourceLoader(settings))
    program = Program(qtbot, settings, registry)
    yield program
    program.finish()


def visible_texts(widget: QWidget) -> set[str]:
    return {label.text() for label in widget.findChildren(QLabel) if label.isVisible()}


def test_before_the_library_is_loaded_the_window_says_so_and_a_new_briefing_waits(
    begun: Program, resources: LoadedResources
) -> None:
    begun.registry.start([])
    settle()
    window = begun.window
    assert window.welcome.isVisible()
    assert "Loading the templates…" in visible_texts(window.welcome)
    assert not window.action_set["save"].isEnabled()
    window.resize(1440, 900)
    settle()
    place = window.welcome.example.mapTo(window, QPoint())
    do(window, "new")
    assert "is being loaded" in notice(window)
    begun.registry.loader.set_resources(resources)
    settle()
    assert "Loading the templates…" not in visible_texts(window.welcome)
    assert "is being loaded" not in notice(window)
    assert window.welcome.example.mapTo(window, QPoint()) == place
    dialog = NewBriefingDialog.raised(window)
    assert dialog is not None
    dialog.close()


def test_what_waits_for_a_library_that_cannot_be_loaded_is_dropped(begun: Program) -> None:
    begun.registry.start([])
    settle()
    window = begun.window
    do(window, "open_example")
    assert "is being loaded" in notice(window)
    begun.registry.loader.failed.emit("scales.yaml: no such file")
    assert notice(window) == "scales.yaml: no such file"
    assert "Loading the templates…" not in visible_texts(window.welcome)


def test_the_example_opens_as_soon_as_the_library_is_loaded(
    begun: Program, resources: LoadedResources
) -> None:
    begun.registry.start([])
    begun.window.welcome.example.click()
    begun.registry.loader.set_resources(resources)
    begun.until(lambda: begun.window.context.document is not None)
    assert briefing_of(begun.window).status is Status.FINAL


def test_a_file_named_at_the_start_is_opened_once_the_library_is_loaded(
    begun: Program, resources: LoadedResources, project: Path
) -> None:
    begun.registry.start([project])
    settle()
    assert f"Opening “{project.name}”…" in visible_texts(begun.window.welcome)
    begun.registry.loader.set_resources(resources)
    begun.until(lambda: begun.window_for(project) is not None)


def test_a_window_that_is_closed_before_the_library_is_loaded_opens_nothing(
    begun: Program, resources: LoadedResources, project: Path
) -> None:
    begun.registry.start([project])
    begun.window.close()
    settle()
    begun.registry.loader.set_resources(resources)
    settle()
    assert begun.registry.windows == []


def test_every_step_of_the_start_imports_modules_that_exist() -> None:
    for step in import_steps():
        step()


def test_the_start_goes_on_in_steps_between_which_the_window_answers(qtbot: QtBot) -> None:
    events: list[str] = []

    class Painted(QWidget):
        def paintEvent(self, _event: object) -> None:  # noqa: N802 - Qt's name
            events.append("painted")

    window = Painted()
    qtbot.addWidget(window)
    startup = Startup(
        [lambda: events.append("first"), window.update, lambda: events.append("last")], window
    )
    startup.begin_after_first_paint(window)
    settle()
    assert events == []
    window.show()
    until(qtbot, lambda: "last" in events)
    assert events[:2] == ["painted", "first"]


def test_the_start_goes_on_without_a_window_that_is_painted(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.app.application.startup._LATEST_MS", 0)
    done: list[int] = []
    hidden = QWidget()
    qtbot.addWidget(hidden)
    startup = Startup([lambda: done.append(1), lambda: done.append(2)], hidden)
    startup.begin_after_first_paint(hidden)
    until(qtbot, lambda: done == [1, 2])
