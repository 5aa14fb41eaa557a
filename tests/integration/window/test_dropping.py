"""Files, text and links that are dropped on the window."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from briefing import paths
from briefing.app.dialogs.preferences import PreferencesDialog
from briefing.app.services.settings import LIBRARY_FOLDERS
from briefing.app.widgets.text_field import TextField
from briefing.app.window.main_window import MainWindow
from briefing.editing import section_of
from briefing.model.briefing import ImageItem
from tests.builders import FINISH, PICTURE, a_briefing
from tests.integration.window.driver import (
    Program,
    apply,
    briefing_of,
    button,
    centre_of,
    choose,
    do,
    document_of,
    drop_document,
    notice,
    settle,
    undo_name,
)

pytestmark = pytest.mark.one_program

COPY = Qt.DropAction.CopyAction


def files(*paths: Path, text: str = "") -> QMimeData:
    """The data of a file manager, some of which give the paths also as text."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    if text:
        data.setText(text)
    return data


def link(address: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl(address)])
    data.setText(address)
    return data


def plain(text: str) -> QMimeData:
    data = QMimeData()
    data.setText(text)
    return data


def drop(
    window: QWidget,
    data: QMimeData,
    on: QWidget,
    at: QPoint | None = None,
    actions: Qt.DropAction = COPY,
) -> bool:
    """Drag data over a widget and drop it, as the system reports it to Qt; return whether it is taken."""
    settle()
    place = on.mapTo(window, at or on.rect().center())
    button, modifiers = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    handle = window.windowHandle()
    enter = QDragEnterEvent(place, actions, data, button, modifiers)
    QApplication.sendEvent(handle, enter)
    if not enter.isAccepted():
        return False
    dropped = QDropEvent(QPointF(place), actions, data, button, modifiers)
    QApplication.sendEvent(handle, dropped)
    settle()
    return dropped.isAccepted()


def a_picture(path: Path) -> Path:
    content = io.BytesIO()
    Image.new("RGB", (20, 10), "navy").save(content, "PNG")
    path.write_bytes(content.getvalue())
    return path


def a_project(program: Program, path: Path) -> Path:
    opened = program.begin(a_briefing(), {"picture": PICTURE})
    document_of(opened).save(path)
    drop_document(opened)
    return path


def field_in(window: MainWindow) -> TextField:
    return next(each for each in window.panes.inspector.findChildren(TextField) if each.isVisible())


def pictures(window: MainWindow) -> list[ImageItem]:
    return [item for item in briefing_of(window).walk_items() if isinstance(item, ImageItem)]


def test_a_project_opens_wherever_it_is_dropped_and_its_path_goes_into_no_field(
    program: Program, tmp_path: Path
) -> None:
    first = a_project(program, tmp_path / "first.briefing")
    window = program.window
    assert drop(window, files(first, text=str(first)), window.welcome)
    program.until(lambda: program.window_for(first) is window)
    choose(window, "p1")
    settle()
    panes, before = window.panes, briefing_of(window)
    search = panes.library.field
    for place in (field_in(window), search, panes.outline.view, panes.preview, window.menuBar()):
        assert drop(window, files(first, text=str(first)), place)
    assert briefing_of(window) == before
    assert search.text() == ""
    assert program.registry.windows == [window]
    copy = Path(shutil.copy(first, tmp_path / "copy.briefing"))
    assert drop(window, files(copy, text=str(copy)), field_in(window))
    program.until(lambda: program.window_for(copy) is not None)
    assert briefing_of(window) == before


def test_of_several_projects_each_opens_and_each_that_does_not_is_named_until_a_later_one_opens(
    program: Program, tmp_path: Path
) -> None:
    first = a_project(program, tmp_path / "first.briefing")
    second = Path(shutil.copy(first, tmp_path / "second.briefing"))
    for name in ("bad.briefing", "worse.pdf"):
        (tmp_path / name).write_bytes(b"nothing")
    window = program.window
    drop(window, files(tmp_path / "bad.briefing", first, tmp_path / "worse.pdf", second), window.welcome)
    program.until(lambda: None not in {program.window_for(first), program.window_for(second)})
    program.until(lambda: "bad.briefing" in notice(window) and "worse.pdf" in notice(window))
    assert len(program.registry.windows) == 2
    third = Path(shutil.copy(first, tmp_path / "third.briefing"))
    drop(window, files(third), window.panes.preview)
    program.until(lambda: program.window_for(third) is not None)
    assert notice(window) == ""


def test_pictures_go_where_they_are_dropped_as_one_step_and_on_another_pane_after_the_selected_row(
    window: MainWindow, tmp_path: Path
) -> None:
    view, before = window.panes.outline.view, briefing_of(window)
    names = ("one.png", "two.png")
    row = window.panes.outline.model.index_by_id("f1")
    dropped = files(*(a_picture(tmp_path / name) for name in names))
    assert drop(window, dropped, view.viewport(), centre_of(view, row))
    section = section_of(briefing_of(window), "f1")
    ids = [item.id for item in section.items]
    place = ids.index("f1")
    added = section.items[place + 1 : place + 3]
    assert [item.caption for item in added if isinstance(item, ImageItem)] == ["one", "two"]
    assert "Add 2 pictures" in undo_name(window)
    do(window, "undo")
    assert briefing_of(window) == before
    choose(window, "p1")
    assert drop(window, files(tmp_path / "one.png"), field_in(window))
    ids = [item.id for item in section_of(briefing_of(window), "p1").items]
    earlier = {item.id for item in before.walk_items()}
    assert [ids[ids.index("p1") + 1]] == [each.id for each in pictures(window) if each.id not in earlier]


def test_a_picture_needs_a_briefing_that_can_be_changed_and_the_content_of_one(
    program: Program, tmp_path: Path
) -> None:
    picture = files(a_picture(tmp_path / "one.png"))
    assert drop(program.window, picture, program.window.welcome)
    assert "Open a briefing first" in notice(program.window)
    window = program.begin(a_briefing(), {"picture": PICTURE})
    (tmp_path / "text.png").write_text("text")
    (tmp_path / "letter.odt").write_text("text")
    before = briefing_of(window)
    drop(window, files(tmp_path / "text.png", tmp_path / "letter.odt"), window.panes.preview)
    assert "not a PNG or JPEG picture" in notice(window)
    assert "“letter.odt” is no file that the program can use." in notice(window)
    assert "You can drop here: projects (.briefing)" in notice(window)
    assert briefing_of(window) == before
    apply(window, FINISH)
    count = len(pictures(window))
    assert drop(window, picture, window.panes.outline.view)
    assert "No picture was inserted" in notice(window)
    assert len(pictures(window)) == count


def test_a_folder_with_treaties_is_offered_and_added_by_a_button(
    program: Program, window: MainWindow, tmp_path: Path
) -> None:
    treaty = next(path for path in (paths.resources() / "library").iterdir() if path.is_dir())
    folder = tmp_path / "mine"
    shutil.copytree(treaty, folder / treaty.name)
    drop(window, files(folder), window.panes.library)
    assert "Add the folder to your library?" in notice(window)
    assert program.settings.get(LIBRARY_FOLDERS) == ()
    loaded: list[object] = []
    window.context.resources_loaded.connect(loaded.append)
    button(window, "Add to the library folders").click()
    assert program.settings.get(LIBRARY_FOLDERS) == (str(folder),)
    program.until(lambda: bool(loaded))
    drop(window, files(folder / treaty.name / "facts.yaml"), window.panes.library)
    assert "in your library already" in notice(window)


def test_text_and_links_go_into_a_field_and_elsewhere_a_notice_says_what_can_be_dropped(
    window: MainWindow,
) -> None:
    choose(window, "p1")
    field = field_in(window)
    drop(window, plain("Dropped words "), field.viewport())
    assert "Dropped words " in field.exact_text()
    assert notice(window) == ""
    before = len(list(briefing_of(window).walk_items()))
    assert drop(window, plain("Dropped words"), window.panes.preview)
    assert "You can drop here" in notice(window)
    assert drop(window, link("https://example.org/a.png"), window.panes.preview)
    assert "loads nothing from a network" in notice(window)
    assert len(list(briefing_of(window).walk_items())) == before
    drop(window, link("https://example.org/a.png"), field.viewport())
    assert "https://example.org/a.png" in field.exact_text()


def test_no_drag_is_taken_below_a_dialog_or_if_it_would_move_the_file(
    window: MainWindow, tmp_path: Path
) -> None:
    do(window, "preferences")
    dialog = PreferencesDialog.raised()
    assert dialog is not None
    picture = files(a_picture(tmp_path / "one.png"))
    assert not drop(window, picture, window.panes.preview)
    dialog.close()
    settle()
    assert drop(window, picture, window.panes.preview)
    assert not drop(window, picture, window.panes.preview, actions=Qt.DropAction.MoveAction)


def test_the_window_of_a_detached_preview_takes_files_as_the_main_window_does(
    program: Program, tmp_path: Path
) -> None:
    window = program.begin(a_briefing(), {"picture": PICTURE})
    do(window, "detach_preview")
    detached = window.panes.preview.window()
    assert detached is not window
    before = len(pictures(window))
    picture = a_picture(tmp_path / "blue.png")
    assert drop(detached, files(picture, text=str(picture)), window.panes.preview.search)
    program.until(lambda: len(pictures(window)) == before + 1)
    assert window.panes.preview.search.text() == ""
    project = a_project(program, tmp_path / "other.briefing")
    assert drop(detached, files(project), window.panes.preview.view)
    program.until(lambda: program.window_for(project) is not None)
