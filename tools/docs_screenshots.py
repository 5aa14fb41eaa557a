"""Takes the pictures of the window, in light and dark, from the running program.

Run as ``PYTHONPATH=. python tools/docs_screenshots.py``.

No screen is needed. What is shown is the example briefing, taken up again as a draft.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from PySide6.QtWidgets import QApplication, QWidget

from briefing.app.application.window_registry import WindowRegistry
from briefing.app.services import background
from briefing.app.services.resources import LoadedResources, ResourceLoader
from briefing.app.services.settings import AUTHOR, Settings
from briefing.app.theme import theme
from briefing.app.window.main_window import MainWindow
from briefing.editing import ClearGrade, Reword, SetDetails, SetReasoning
from briefing.model.briefing import Status
from briefing.project import SUFFIX, make_sample, save_project

IMAGES = Path(__file__).parents[1] / "docs" / "images"
SIZE = (1440, 900)
COLOURS = 192
PATIENCE_S = 60


def until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not is_so():
        QApplication.processEvents()
        time.sleep(0.005)
        if time.monotonic() > end:
            raise TimeoutError


def rest(seconds: float = 0.6) -> None:
    """Let what is under way come to an end: searches, pages, animations."""
    end = time.monotonic() + seconds
    until(lambda: time.monotonic() > end)


def take(widget: QWidget, name: str) -> None:
    rest()
    path = IMAGES / f"{name}.png"
    widget.grab().save(str(path))
    with Image.open(path) as picture:
        picture.convert("RGB").quantize(COLOURS).save(path, optimize=True)
    print(path.name)


@contextmanager
def program(look: str) -> Iterator[MainWindow]:
    """The started program with its first window."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    settings = Settings()
    settings.set(AUTHOR, "A. Nalyst")
    theme.set_up(application, look)
    loader = ResourceLoader(settings)
    registry = WindowRegistry(settings, loader)
    registry.start([])
    window = registry.windows[0]
    window.resize(*SIZE)
    loader.load()
    until(lambda: window.context.resources is not None)
    yield window
    registry.shut_down()
    for opened in list(registry.windows):
        if opened.context.document:
            opened.context.document.close()
            opened.context.set_document(None)
        opened.close()
    background.wait_for_all()


def projects(resources: LoadedResources) -> Iterator[Path]:
    """A few projects in the user's folder, as an analyst would have them."""
    folder = Path.home() / "Briefings"
    folder.mkdir(exist_ok=True)
    for name in ("bushehr", "gas-through-azerbaijan", "russia-iran-treaty-2"):
        path = folder / f"{name}{SUFFIX}"
        save_project(make_sample(resources.reference), path)
        yield path


def show_review(window: MainWindow) -> None:
    """What the review says of the example after some careless edits."""
    assert window.context.document is not None
    for edit in (
        SetDetails(status=Status.DRAFT),
        Reword("f19", "Russia will supply Iran with 55 bcm of gas a year."),
        Reword("f26", "Iran supplies drones to Russia."),
        Reword("j4", "It is highly likely that Iran supplied Russia with missiles."),
        SetReasoning("j3", alternatives=()),
        ClearGrade("f5"),
    ):
        window.context.document.apply(edit)
    until(lambda: window.controllers.review.is_settled)
    window.action_set["show_review"].trigger()
    window.action_set["next_finding"].trigger()


def take_all(look: str) -> None:
    with program(look) as window:
        assert window.context.resources is not None
        for project in projects(window.context.resources):
            window.context.settings.add_recent(project)
        take(window, f"welcome-{look}")
        window.controllers.open.open_example()
        until(lambda: window.context.document is not None)
        window.controllers.edits.reopen()
        window.panes.outline.select("f3")
        window.panes.outline.view.setFocus()
        window.panes.reveal(window.panes.preview)
        until(lambda: window.panes.preview.pages.count > 0 and not window.context.renderer.is_busy)
        window.controllers.preview.follow_selection()
        take(window, f"window-{look}")
        window.panes.reveal(window.panes.inspector)
        window.panes.outline.select("j1")
        take(window, f"grading-{look}")
        show_review(window)
        take(window, f"review-{look}")
        dialog = window.controllers.export.open_dialog()
        assert dialog is not None
        dialog.path.setText("/home/analyst/Briefings/what-the-treaty-changes.pdf")
        take(dialog, f"export-{look}")
        dialog.close()


def without_screen(home: str) -> None:
    """Let the program run without a screen, in a user folder of its own; call it before Qt is started."""
    screen = Path(home) / "screen.json"
    shape = {"name": "", "x": 0, "y": 0, "width": 1920, "height": 1200, "logicalDpi": 96, "dpr": 1}
    screen.write_text(json.dumps({"screens": [shape]}))
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen}"
    os.environ["TREATY_BRIEFING_HOME"] = os.environ["HOME"] = home


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        without_screen(home)
        for look in ("light", "dark"):
            take_all(look)


if __name__ == "__main__":
    main()
