"""Pictures of the window while a sentence is typed on a page in the middle of a long briefing.

    python -m bench.typing_pictures [PAGES] [LETTERS] [FOLDER]

After each letter, once the page in view is shown, the window is saved as a picture in the folder, and the
page is read: the run fails where it has not the text of the editor. Both are on each picture.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from bench.arguments import names, numbers
from bench.chosen_rows import row_in_the_middle
from bench.long_documents import briefing_of
from bench.typed_row import SENTENCE, TypedRow
from bench.typing_window import TypingWindow, wait
from bench.window_gaps import closed, in_a_folder_of_its_own, opened
from briefing.editing import Reword

PAGES, LETTERS = 100, 24


def page_text(typing: TypingWindow, number: int) -> str:
    """Return the text of a page without spaces, which lines end with, too."""
    return "".join(typing.preview.pages.text(number).split())


def differs(typing: TypingWindow, field: QPlainTextEdit) -> bool:
    """Return whether no page in view has the text of the editor."""
    text = "".join(field.toPlainText().split())
    return not any(text in page_text(typing, page) for page in typing.preview.view.pages_in_view)


def begun(typing: TypingWindow) -> tuple[TypedRow, QPlainTextEdit]:
    """Put the caret at the end of a row's words on the page in the middle, which is shown beside them."""
    boxes = [box for page in typing.preview.pages.pages for box in page.rows]
    document = typing.window.context.document
    assert document is not None
    row = row_in_the_middle(document.briefing, boxes, typing.preview.pages.count)
    document.apply(Reword(item_id=row.row, text=row.text))
    wait(lambda: typing.are_all_current)
    return row, typing.choose(row)


def draw(pages: int, letters: int, folder: Path) -> list[int]:
    """Save the pictures, and return the numbers of the letters after which page and editor differed."""
    _, registry, window = opened()
    window.resize(1900, 1000)
    typing = TypingWindow(window, briefing_of(pages))
    row, field = begun(typing)
    print(f"{typing.preview.pages.count} pages; row {row.row} on page {row.page + 1}", flush=True)
    different = list[int]()
    for number, letter in enumerate(SENTENCE[:letters], 1):
        if letter.isspace():  # at the end of a text it changes no page
            QTest.keyClicks(field, letter)
            continue
        shown_ms, _held_ms = typing.type(field, letter)
        window.grab().save(str(folder / f"letter-{number:02}.png"))
        if differs(typing, field):
            different.append(number)
        same = "differs" if number in different else "same text"
        print(f"letter {number:2} {letter!r}: {same}, page shown after {shown_ms:.0f} ms", flush=True)
    registry.windows[0].context.set_document(None)
    closed(registry)
    return different


def main(arguments: Sequence[str] = ()) -> None:
    pages, letters = numbers(arguments, usual=(PAGES, LETTERS), smoke=(1, 2))
    different = list[int]()

    def run() -> None:
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path((names(arguments) or [temporary])[0])
            folder.mkdir(parents=True, exist_ok=True)
            different.extend(draw(pages, letters, folder))

    in_a_folder_of_its_own(run)
    sys.exit(f"Page and editor differed after the letters {different}." if different else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
