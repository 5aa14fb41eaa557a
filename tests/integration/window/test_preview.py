"""The pages beside the briefing: they follow what is done, and never hold it up."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, QUrl
from PySide6.QtGui import QAccessible, QDesktopServices, QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from briefing.app.controllers.desktop import viewer
from briefing.app.services.render_client import RenderClient
from briefing.app.services.resources import LoadedResources
from briefing.app.widgets.text.exact_text_edit import ExactTextEdit
from briefing.app.window.main_window import MainWindow
from briefing.editing import Reword, find_item
from briefing.model.briefing import Briefing, Judgement
from briefing.render.worker.protocol import (
    Answer,
    Message,
    PageCount,
    PagesCurrent,
    PreviewRequest,
    Rendered,
    RenderRequest,
)
from tests.builders import bundled_example
from tests.integration.window.driver import (
    Program,
    apply,
    briefing_of,
    choose,
    do,
    drop_document,
    front,
    notice,
    settle,
)
from tests.integration.window.test_rendering_worker import request_for
from tests.patience import Patience
from tests.small_briefing import PICTURE
from tests.small_briefing import a_briefing as small_briefing

pytestmark = pytest.mark.one_program

CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


KNOWN: list[tuple[Briefing, list[Answer]]] = []
"""What the worker answered for a briefing, for tests that read pages and do not mind how they came."""


@pytest.fixture
def known_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages that were made before are shown again at once, without the worker."""
    really = RenderClient.preview

    def preview(self: RenderClient, request: PreviewRequest) -> int:
        made = next((answers for briefing, answers in KNOWN if briefing == request.briefing), None)
        if made is not None:
            self._number += 1
            number = self._number
            for answer in made:
                QTimer.singleShot(0, partial(self.preview_answered.emit, replace(answer, number=number)))
            return number
        answers: list[Answer] = []

        def keep(answer: Answer) -> None:
            answers.append(answer)
            if isinstance(answer, PagesCurrent):
                KNOWN.append((request.briefing, answers))
                self.preview_answered.disconnect(keep)

        self.preview_answered.connect(keep)
        return really(self, request)

    monkeypatch.setattr(RenderClient, "preview", preview)


@pytest.fixture
def shown(known_pages: None, program: Program) -> MainWindow:  # noqa: ARG001 - in effect from here on
    """The example, as a draft, with its many pages, for tests that only look at them."""
    sample = bundled_example()
    opened = program.begin(sample.briefing, dict(sample.attachments))
    opened.controllers.edits.reopen()
    return with_pages(program, opened)


@pytest.fixture
def window(program: Program) -> MainWindow:
    """A small briefing with its pages, for tests that have them rendered."""
    return with_pages(program, program.begin(small_briefing(), {"square": PICTURE}))


def with_pages(program: Program, window: MainWindow) -> MainWindow:
    front(window)
    do(window, "show_preview")
    program.until(lambda: window.panes.preview.pages.count > 0 and not window.context.renderer.is_busy)
    return window


def first_words(window: MainWindow) -> str:
    pages = window.panes.preview.pages
    return "\n".join(pages.text(page) for page in range(pages.count))


def place_of(window: MainWindow, row_id: str) -> tuple[int, QRectF]:
    place = next(each for each in window.panes.preview.view.rows if each.row == row_id)
    return place.page, QRectF(place.left, place.top, place.width, place.height)


def test_a_change_appears_on_the_pages_and_old_pages_stay_until_then(
    program: Program, window: MainWindow
) -> None:
    before = [page.key for page in window.panes.preview.pages.pages]
    apply(window, Reword(item_id="j1", text="Wonderfully changed words stand here."))
    assert [page.key for page in window.panes.preview.pages.pages] == before
    assert before
    program.until(lambda: "Wonderfully changed words" in first_words(window))


def test_a_burst_of_changes_ends_in_pages_of_the_last_one(program: Program, window: MainWindow) -> None:
    for number in range(12):
        apply(window, Reword(item_id="j1", text=f"Burst number {number} of words."))
        QTest.qWait(40)
    program.until(lambda: "Burst number 11 of words" in first_words(window))


def test_the_pages_follow_the_row_in_hand_and_a_click_on_a_sentence_chooses_its_row(
    shown: MainWindow,
) -> None:
    view = shown.panes.preview.view
    rows = [each.row for each in view.rows if each.page >= 4]
    choose(shown, rows[0])
    page, area = place_of(shown, rows[0])
    where = view._to_view(page, area)
    assert view.viewport().rect().intersects(where.toRect())
    other = next(
        each for each in view.rows if each.page == page and each.row.startswith("f") and each.row != rows[0]
    )
    view.show_place(page, QRectF(other.left, other.top, other.width, other.height))
    where = view._to_view(other.page, QRectF(other.left, other.top, other.width, other.height))
    QTest.mouseClick(view.viewport(), LEFT, pos=QPoint(int(where.center().x()), int(where.top() + 3)))
    assert shown.panes.outline.selected_ids() == [other.row]


def test_text_is_chosen_by_dragging_and_copied(program: Program, shown: MainWindow) -> None:
    view = shown.panes.preview.view
    page, area = place_of(shown, "j1")
    view.show_place(page, area)
    box = view._to_view(page, area)
    start, end = QPointF(box.left() + 2, box.top() + 12), QPointF(box.right() - 4, box.bottom() - 4)
    plain = Qt.KeyboardModifier.NoModifier
    for kind, where, buttons in (
        (QEvent.Type.MouseButtonPress, start, LEFT),
        (QEvent.Type.MouseMove, end, LEFT),
        (QEvent.Type.MouseButtonRelease, end, Qt.MouseButton.NoButton),
    ):
        button = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else LEFT
        event = QMouseEvent(kind, where, where, button, buttons, plain)
        QApplication.sendEvent(view.viewport(), event)
    view.setFocus()
    program.press(view, Qt.Key.Key_C, CTRL)
    assert "come to the other" in QGuiApplication.clipboard().text().replace("\r\n", " ").replace("\n", " ")


def test_words_on_the_pages_are_searched_and_gone_through(program: Program, shown: MainWindow) -> None:
    field = shown.panes.preview.search
    program.type(field, "treaty")
    program.until(lambda: shown.panes.preview._matches.text().startswith("1 of"))
    program.until(lambda: int(shown.panes.preview._matches.text().split()[-1]) > 5)
    program.press(field, Qt.Key.Key_Return)
    assert shown.panes.preview._matches.text().startswith("2 of")
    program.press(field, Qt.Key.Key_Escape)
    assert field.text() == ""


def test_zoom_by_keys_wheel_and_list_and_it_is_kept(program: Program, shown: MainWindow) -> None:
    view, box = shown.panes.preview.view, shown.panes.preview.zoom
    assert view.zoom == "width"
    do(shown, "zoom_in")
    assert view.zoom.isdecimal()
    before = int(view.zoom)
    do(shown, "zoom_out")
    assert int(view.zoom) < before
    box.setCurrentIndex(box.findData("page"))
    box.activated.emit(box.currentIndex())
    assert view.zoom == "page"
    assert view.current_page == 0
    box.setCurrentIndex(box.findData("150"))
    box.activated.emit(box.currentIndex())
    again = program.registry.open_window()
    assert again.panes.preview.view.zoom == "150"
    assert again.panes.preview.zoom.currentText() == "150 %"


def test_thumbnails_lead_to_their_page(shown: MainWindow) -> None:
    shown.panes.preview._toggle.click()
    thumbs = shown.panes.preview.thumbnails
    assert thumbs.isVisible()
    index = thumbs.model().index(5, 0)
    thumbs.clicked.emit(index)
    assert shown.panes.preview.view.current_page == 5
    assert shown.panes.preview.navigation.text().startswith("Page 6 of")


def test_the_page_in_view_is_read_by_a_screen_reader_with_its_text(
    program: Program, shown: MainWindow
) -> None:
    was_active = QAccessible.isActive()
    QAccessible.setActive(True)
    view = shown.panes.preview.view
    count = view.pages.count
    view.go_to_page(1)
    program.until(lambda: view.accessibleName() == f"Page 2 of {count}")
    words = " ".join(view.pages.text(1).split())
    assert words
    assert view.accessibleDescription().endswith(words[-200:])
    view.go_to_page(0)
    program.until(lambda: view.accessibleName() == f"Page 1 of {count}")
    QAccessible.setActive(was_active)


def test_the_worker_is_told_which_pages_are_in_view_and_which_row_is_selected(
    program: Program, shown: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, outline, told = shown.panes.preview.view, shown.panes.outline, list[tuple[range, str]]()
    monkeypatch.setattr(shown.context.renderer, "change_view", lambda *what: told.append(what))
    for row in ("j1", "f1", "j1"):
        outline.select(row)
        program.until(lambda: told[-1:] == [(view.pages_in_view, row)])  # noqa: B023 - called at once
    for page in (3, 0, 3):
        view.go_to_page(page)
        program.until(lambda: told[-1:] == [(view.pages_in_view, "j1")])


def test_a_killed_worker_is_replaced_and_the_pages_come_all_the_same(
    program: Program, window: MainWindow
) -> None:
    renderer = window.context.renderer
    first = renderer.process_id
    apply(window, Reword(item_id="j1", text="Before the kill."))
    program.until(lambda: renderer.is_busy)
    os.kill(first, signal.SIGKILL)
    program.until(lambda: "Before the kill." in first_words(window))
    assert renderer.process_id not in {0, first}


def test_the_window_answers_while_pages_are_made(window: MainWindow) -> None:
    """How well it answers is measured in bench/; here, that the loop goes round while the worker works."""
    apply(window, Reword(item_id="j1", text="Rendered while the window lives."))
    ticks = 0
    patience = Patience()
    while window.context.renderer.is_busy or "Rendered while the window lives" not in first_words(window):
        QTest.qWait(1)
        ticks += 1
        assert not patience.is_over
    assert ticks > 10


def test_another_briefing_does_not_show_the_pages_of_the_one_before(
    program: Program, window: MainWindow
) -> None:
    assert window.context.document is not None
    window.context.document.mark_unsaved()
    drop_document(window)
    again = program.begin(small_briefing(), {"square": PICTURE})
    assert again is window
    assert window.panes.preview.pages.count == 0
    program.until(lambda: window.panes.preview.pages.count > 0)


def test_a_template_that_fails_keeps_the_old_pages_and_says_why(
    program: Program, window: MainWindow
) -> None:
    from briefing.editing import SetTemplate

    count = window.panes.preview.pages.count
    apply(window, SetTemplate(template_id="no-such-template"))
    program.until(lambda: window.panes.preview._notice is not None)
    assert "no-such-template" in window.panes.preview._notice.label.text()  # type: ignore[union-attr]
    assert window.panes.preview.pages.count == count
    do(window, "undo")
    program.until(lambda: window.panes.preview._notice is None)


def test_the_page_under_the_pointer_is_found_at_every_zoom(shown: MainWindow) -> None:
    view = shown.panes.preview.view
    for zoom in ("width", "page", "75", "200"):
        view.set_zoom(zoom)
        view.go_to_page(2)
        area = view._page_area(2)
        at = view._page_at(
            QPointF(area.center())
            if view.viewport().rect().contains(area.center())
            else QPointF(area.center().x(), max(area.top() + 5, 5))
        )
        assert at is not None
        assert at[0] == 2
        assert QPoint(int(at[1].x()), 0).x() in range(595)


def test_edits_in_quick_succession_are_rendered_together_after_a_refresh_too(
    program: Program, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    do(window, "refresh")
    program.until(lambda: not window.context.renderer.is_busy)
    requests: list[PreviewRequest] = []
    really = RenderClient._as_change

    def as_change(self: RenderClient, request: PreviewRequest) -> Message:
        requests.append(request)
        return really(self, request)

    monkeypatch.setattr(RenderClient, "_as_change", as_change)
    apply(window, Reword(item_id="j1", text="First."))
    apply(window, Reword(item_id="j1", text="Second."))
    apply(window, Reword(item_id="j1", text="Third."))
    program.until(lambda: not window.context.renderer.is_busy)
    assert ["First." in str(requests[0].briefing), "Third." in str(requests[1].briefing)] == [True, True]
    assert len(requests) == 2


def test_showing_the_thumbnails_does_not_move_the_page(shown: MainWindow) -> None:
    preview = shown.panes.preview
    view, bar = preview.view, preview.view.verticalScrollBar()
    view.go_to_page(3)
    bar.setValue(bar.value() + 100)
    page, points = view.place_at_top()
    for _ in range(2):
        preview._toggle.click()
        settle()
        now = view.place_at_top()
        assert now[0] == page
        assert now[1] == pytest.approx(points, abs=2)


def test_saving_does_not_render_the_pages_again(
    program: Program, shown: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.until(lambda: not shown.context.renderer.is_busy)
    requests: list[object] = []
    monkeypatch.setattr(shown.context.renderer, "preview", requests.append)
    document = shown.context.document
    assert document is not None
    document.path = tmp_path / "a.briefing"
    do(shown, "save")
    program.bot.wait(300)
    assert requests == []
    monkeypatch.undo()


def texts_requested(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> list[Briefing]:
    """The briefings whose pages are requested from now on; none is laid out."""
    briefings: list[Briefing] = []

    def preview(_client: RenderClient, request: PreviewRequest) -> int:
        briefings.append(request.briefing)
        return len(briefings)

    monkeypatch.setattr(RenderClient, "preview", preview)
    window.panes.reveal(window.panes.preview)
    return briefings


def text_of(briefing: Briefing, row_id: str) -> str:
    item = find_item(briefing, row_id)
    assert isinstance(item, Judgement)
    return item.text


def test_pages_are_requested_at_each_keystroke_also_before_it_is_part_of_the_briefing(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = program.begin(small_briefing(), {"square": PICTURE})
    requested = texts_requested(window, monkeypatch)
    choose(window, "j1")
    before = text_of(briefing_of(window), "j1")
    field = window.panes.inspector.judgement_page.text
    field.select(0, 0)
    program.type(field, "Now")
    assert [text_of(each, "j1") for each in requested[-3:]] == [
        f"N{before}",
        f"No{before}",
        f"Now{before}",
    ]
    assert text_of(briefing_of(window), "j1") == f"N{before}"
    count = len(requested)
    window.panes.inspector.flush()
    assert text_of(briefing_of(window), "j1") == f"Now{before}"
    assert len(requested) == count


def test_typing_in_place_in_the_outline_is_shown_and_gone_when_it_is_cancelled(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = program.begin(small_briefing(), {"square": PICTURE})
    front(window)
    requested = texts_requested(window, monkeypatch)
    choose(window, "j1")
    before = text_of(briefing_of(window), "j1")
    outline = window.panes.outline.view
    outline.setFocus()
    outline.edit_row()
    editor = outline.viewport().findChild(ExactTextEdit)
    assert editor is not None
    program.type(editor, "!?")
    assert text_of(requested[-1], "j1") == f"{before}!?"
    program.press(editor, Qt.Key.Key_Escape)
    program.until(lambda: text_of(requested[-1], "j1") == before)


def test_an_export_waits_until_all_pages_are_current(
    program: Program, window: MainWindow, resources: LoadedResources
) -> None:
    renderer, order = window.context.renderer, list[str]()

    def note(answer: Answer) -> None:
        if isinstance(answer, PagesCurrent):
            order.append("pages current")

    renderer.preview_answered.connect(note)
    apply(window, Reword(item_id="j1", text="Exported with these words."))
    renderer.render(request_for(resources), lambda _rendered: order.append("rendered"), order.extend)
    program.until(lambda: "rendered" in order)
    assert order == ["pages current", "rendered"]


def test_the_fill_meter_is_right_before_all_pages_are_drawn(program: Program, window: MainWindow) -> None:
    order: list[object] = []
    window.controllers.fill.fill_changed.connect(lambda *fill: order.append(fill))
    window.context.renderer.preview_answered.connect(lambda answer: order.append(type(answer)))
    apply(window, Reword(item_id="j1", text="Longer than before. " * 40))
    program.until(lambda: PagesCurrent in order)
    fill, counted = order[order.index(PageCount) - 1 :][:2]
    assert counted is PageCount
    assert fill == order[order.index(PagesCurrent) - 1]
    assert order.index(PageCount) < order.index(PagesCurrent)


def test_the_pdf_is_opened_in_the_viewer_and_its_file_goes_with_the_window(
    program: Program, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []

    def open_url(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    do(window, "open_in_viewer")
    program.until(lambda: bool(opened))
    [path] = opened
    assert path.read_bytes().startswith(b"%PDF")
    assert path.suffix == ".pdf"
    window.context.closed.emit()
    assert not path.exists()


def test_blocking_findings_keep_the_pdf_from_the_viewer_and_are_named(
    program: Program, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: pytest.fail("it was opened"))
    # A likelihood in the words that is not the graded one.
    apply(window, Reword("j1", "It is almost certain that it will be used."))
    do(window, "open_in_viewer")
    program.until(lambda: "before you export" in notice(window))


def test_flaws_of_the_pages_are_named_before_the_viewer_opens(
    program: Program, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = list[str]()

    def refuse(_parent: QWidget, _question: str, text: str, _affirmative: str) -> bool:
        asked.append(text)
        return False

    def flawed(_request: RenderRequest, done: Callable[[Rendered], None], *_others: object) -> None:
        done(Rendered(0, b"%PDF", 1, flaws=("Row 3 leaves the page.",)))

    monkeypatch.setattr(viewer, "ask", refuse)
    monkeypatch.setattr(window.context.renderer, "render", flawed)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: pytest.fail("it was opened"))
    do(window, "open_in_viewer")
    program.until(lambda: asked == ["Row 3 leaves the page."])


def test_a_double_click_on_a_sentence_puts_the_caret_there(shown: MainWindow) -> None:
    view = shown.panes.preview.view
    page, area = place_of(shown, "j1")
    view.show_place(page, area)
    text = text_of(briefing_of(shown), "j1")
    middle = len(text) // 2
    view.row_activated.emit("j1", text[:middle], text[middle:])
    field = shown.panes.inspector.judgement_page.text
    assert field.hasFocus()
    assert field.caret() == middle


def test_a_double_click_on_the_title_opens_it_and_the_pages_stay_where_they_are(shown: MainWindow) -> None:
    choose(shown, "f30")
    view, title = shown.panes.preview.view, briefing_of(shown).title
    view.go_to_page(0)
    view.row_activated.emit("", title[:12], title[12:])
    field = shown.panes.inspector.briefing_page.title
    assert field.hasFocus()
    assert field.caret() == 12
    assert view.current_page == 0
    view.row_activated.emit("", "words that are in ", "no text of the briefing")
    assert view.current_page == 0
