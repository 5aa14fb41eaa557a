"""Each word of a wording shows in the inspector what of its fact supports it."""

from __future__ import annotations

from PySide6.QtGui import QTextCharFormat

from briefing.app.services.settings import WORD_SUPPORT
from briefing.app.widgets.text.mark_legend import MarkedLabel
from briefing.app.window.main_window import MainWindow
from tests.integration.window.driver import Program, choose, do, front
from tests.unit.review.corpus_loader import a_sound_briefing, with_item, worded

WORDING = "Putin says that Russia may eventually supply Iran with up to 55 bcm of oil a year."


def begin(program: Program) -> MainWindow:
    window = program.begin(with_item(a_sound_briefing(), worded("f1", WORDING)))
    choose(window, "f1")
    front(window)
    return window


def lines(window: MainWindow) -> dict[str, str]:
    """Return the tool tip of each marked word; findings of the review have marks of their own."""
    marks = window.panes.inspector.fact_page.wording.extraSelections()
    return {
        mark.cursor.selectedText(): mark.format.toolTip()
        for mark in marks
        if mark.format.underlineStyle() is not QTextCharFormat.UnderlineStyle.WaveUnderline
        or "not in the fact." in mark.format.toolTip()
    }


def test_the_support_of_words_is_shown_by_line_and_by_word_and_follows_typing_and_row(
    program: Program,
) -> None:
    window = begin(program)
    assert lines(window) == {}
    do(window, "word_support")
    assert program.settings.get(WORD_SUPPORT) == 1
    assert window.action_set["word_support"].isChecked()
    program.until(lambda: "oil" in lines(window))
    page = window.panes.inspector.fact_page
    field = page.wording
    assert "is a word of the fact" in lines(window)["supply"]
    assert "not in the fact" in lines(window)["oil"]
    assert page.support.isVisible()
    assert {label.text() for label in page.support.findChildren(MarkedLabel)} >= {"same", "not in the fact"}
    assert "not in the fact: oil" in field.accessibleDescription()

    start = WORDING.index("oil")
    field.select(start, start + 3)
    program.type(field, "gas")
    program.until(lambda: "gas" in lines(window) and window.controllers.support.is_settled)
    assert "oil" not in field.accessibleDescription()
    choose(window, "f3")
    assert not page.support.isVisible()
    program.until(page.support.isVisible)
    do(window, "word_support")
    program.until(lambda: lines(window) == {})
    assert not page.support.isVisible()
