"""The main window builds and connects; commands are in controllers, one handler for each action."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType

import pytest
from PySide6.QtWidgets import QApplication, QMainWindow

from briefing.app.actions import ACTIONS, OUTLINE_ACTIONS, TOOLBAR
from briefing.app.services.context import WindowContext
from briefing.app.services.library_editor import LibraryEditor
from briefing.app.services.resources import ResourceLoader
from briefing.app.services.settings import Settings
from briefing.app.theme import theme
from briefing.app.window.main_window import MainWindow
from tests import ROOT

CONTROLLERS = ROOT / "briefing/app/controllers"


class LoneWindowHost:
    """A program with one window."""

    def new_window(self) -> WindowContext:
        raise AssertionError("no test asks for a second window")

    def window_for(self, path: Path) -> WindowContext | None:
        raise AssertionError(path)

    def check_templates(self) -> None:
        pass

    @property
    def library_editor(self) -> LibraryEditor:
        raise AssertionError("no test opens the library side")


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    monkeypatch.setenv("TREATY_BRIEFING_HOME", str(tmp_path))
    theme.set_up(qapp, "light")
    settings = Settings()
    built = MainWindow(settings, ResourceLoader(settings), LoneWindowHost())
    yield built
    built.close()
    built.deleteLater()
    QApplication.processEvents()


def test_the_main_window_has_few_methods() -> None:
    methods = [name for name, value in vars(MainWindow).items() if isinstance(value, FunctionType)]
    assert len(methods) <= 15, methods


def test_the_main_window_has_few_public_attributes(window: MainWindow) -> None:
    names = {*vars(window), *(n for n, v in vars(MainWindow).items() if not isinstance(v, FunctionType))}
    public = {name for name in names - {*dir(QMainWindow)} if not name.startswith("_")}
    assert "controllers" in public
    assert len(public) <= 8, public


@pytest.mark.parametrize("module", sorted(CONTROLLERS.rglob("*.py")), ids=lambda path: path.stem)
def test_no_controller_knows_the_main_window(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert "MainWindow" not in text
    assert "main_window" not in text


def test_a_controller_has_one_name_as_attribute_class_and_module(window: MainWindow) -> None:
    for name, controller in vars(window.controllers).items():
        kind = type(controller)
        assert kind.__module__.startswith("briefing.app.controllers.")
        assert kind.__module__.endswith(f".{name}")
        assert kind.__name__ in {f"{name.title()}Controller", f"{name.title().removesuffix('s')}Controller"}


def test_every_module_of_a_controller_or_its_base_is_in_the_set_of_the_window(window: MainWindow) -> None:
    modules = {path.stem for path in CONTROLLERS.rglob("*.py")} - {"__init__"}
    kinds = [kind for each in vars(window.controllers).values() for kind in type(each).__mro__[1:]]
    homes = [kind.__module__ for kind in kinds if kind.__module__.startswith("briefing.app.controllers.")]
    assert modules == vars(window.controllers).keys() | {home.rpartition(".")[2] for home in homes}


def test_every_action_has_one_handler_and_every_handler_an_action(window: MainWindow) -> None:
    handlers = Counter[str]()
    for controller in vars(window.controllers).values():
        if hasattr(controller, "commands"):
            handlers.update(controller.commands().keys())
    assert handlers == Counter(spec.id for spec in ACTIONS)


def test_toolbar_and_outline_name_actions_that_exist() -> None:
    ids = {spec.id for spec in ACTIONS}
    assert ids >= OUTLINE_ACTIONS
    assert {action_id for group in TOOLBAR for action_id in group} <= ids
