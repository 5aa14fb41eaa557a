"""Reads out the window as a screen reader meets it: roles, names and values, and the order of the Tab key.

Run as ``PYTHONPATH=. python tools/accessibility_tree.py``. It ends with 1 where a control that takes the
keyboard focus has no name. `--all` prints the whole trees, too.

No screen is needed. What is read is Qt's accessibility tree, which its bridges hand to AT-SPI, UI
Automation and NSAccessibility; the bridges and the screen readers themselves are not part of it.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator

from docs_screenshots import program, rest, until, without_screen
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget

from briefing.app.library_side import LibrarySide
from briefing.app.window.main_window import MainWindow
from briefing.model.source import Attachment
from briefing.sources.archive import SourceArchive, extracted
from briefing.sources.source_text import SourceText
from briefing.sources.structure import divisions_of

_DEPTH, _MOST_CHILDREN, _LONGEST = 12, 6, 70
TEXT = "Article 1\n\nThe Parties shall consult each other every year.\n\nArticle 2\n\nA Party may leave.\n"


def label_of(element: QAccessibleInterface) -> str:
    """Return the name of an element, or of the label to which it is related.

    On Linux, Qt gives the choice of a combo box as its name; its label is a relation there.
    """
    kinds = QAccessible.Text
    related = [
        other.text(kinds.Name)
        for other, relation in element.relations()
        if relation & QAccessible.RelationFlag.Label
    ]
    if element.role() is QAccessible.Role.ComboBox:
        return next(filter(None, (*related, element.text(kinds.Description))), "")
    return next(filter(None, (element.text(kinds.Name), *related)), "")


def line_of(element: QAccessibleInterface) -> str:
    """Return role, name, description and value, as a screen reader says them."""
    kinds, name = QAccessible.Text, label_of(element)
    description, value = element.text(kinds.Description), element.text(kinds.Value)
    if element.role() is QAccessible.Role.ComboBox:
        value = element.text(kinds.Name)
    parts = (
        f"“{name}”" if name else "",
        f"({description})" if description not in {"", name} else "",
        value,
    )
    return " ".join(
        filter(None, (element.role().name, *(" ".join(part.split())[:_LONGEST] for part in parts)))
    )


def tree(element: QAccessibleInterface, depth: int = 0) -> Iterator[str]:
    """Yield an indented line for each element; of long lists the first few."""
    if depth > _DEPTH or element.state().invisible:
        return
    yield f"{'  ' * depth}{line_of(element)}"
    for number in range(min(element.childCount(), _MOST_CHILDREN)):
        child = element.child(number)
        if child is not None:
            yield from tree(child, depth + 1)


def focus_order(pane: QWidget) -> list[QWidget]:
    """Return the visible controls of a pane that Tab reaches, in its order."""
    stops, widget = list[QWidget](), pane.window()
    first = widget
    while (widget := widget.nextInFocusChain()) is not None and widget is not first:
        takes_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes_tab and widget.isVisible() and widget.isEnabled() and pane.isAncestorOf(widget):
            stops.append(widget)
    return stops


def read_out(title: str, pane: QWidget, *, is_whole: bool) -> list[str]:
    """Print a pane, and return the controls of it that have no name."""
    print(f"\n== {title}")
    nameless = []
    for number, widget in enumerate(focus_order(pane), 1):
        element = QAccessible.queryAccessibleInterface(widget)
        print(f"{number:3} {line_of(element)}")
        if not label_of(element):
            nameless.append(f"{title}: {type(widget).__name__} {widget.objectName()}")
    if is_whole:
        print("\n".join(tree(QAccessible.queryAccessibleInterface(pane))))
    return nameless


def show_reader(window: MainWindow) -> LibrarySide:
    """Show a source with a short text and a fact that is being captured from it."""
    from msgspec.structs import replace

    from briefing.library.editing import PutSource

    window.action_set["show_library_side"].trigger()
    side = window.findChildren(LibrarySide)[0]
    until(lambda: side.editor.is_open)
    source = side.editor.library.material.sources[0]
    archive, text = SourceArchive(side.editor.session.folder), SourceText(TEXT, "text", "1")
    text = replace(text, divisions=divisions_of(TEXT))
    sha256 = archive.add(TEXT.encode())
    archive.add_text(sha256, text)
    copy = Attachment(sha256=sha256, media_type="text/plain", name="treaty.txt", text=extracted(text))
    side.editor.apply(PutSource(source=replace(source, attachments=(copy,))))
    side.read(side.editor.catalogue.sources[source.id])
    until(lambda: side.reader.document is not None)
    return side


def capture(side: LibrarySide, words: str) -> None:
    start = TEXT.index(words)
    side.reader.view.go_to_span(start, start + len(words))
    side.reader.capture(*side.reader.view.span)


def read_all(*, is_whole: bool) -> list[str]:
    nameless = list[str]()
    with program("light") as window:
        window.show()
        window.controllers.open.open_example()
        until(lambda: window.context.document is not None)
        panes = window.panes
        for title, pane in (
            ("Outline", panes.outline), ("Inspector", panes.inspector), ("Library pane", panes.library),
        ):  # fmt: skip
            panes.reveal(pane)
            rest()
            nameless += read_out(title, pane, is_whole=is_whole)
        panes.reveal(panes.preview)
        until(lambda: panes.preview.pages.count > 0 and not window.context.renderer.is_busy)
        nameless += read_out("Preview", panes.preview, is_whole=is_whole)
        side = show_reader(window)
        capture(side, "The Parties shall consult each other every year")
        side.reader.capture_controller.store()
        rest()
        nameless += read_out("Library side with the reader", side, is_whole=is_whole)
        capture(side, "A Party may leave")
        rest()
        nameless += read_out("Capture", side.reader.panel, is_whole=is_whole)
        side.reader.capture_controller.discard()
        side.show_table()
        rest()
        nameless += read_out("Tables and form", side, is_whole=is_whole)
    return nameless


def main() -> int:
    with tempfile.TemporaryDirectory() as home:
        without_screen(home)
        application = QApplication(sys.argv[:1])
        QAccessible.setActive(True)
        nameless = read_all(is_whole="--all" in sys.argv)
        application.processEvents()
    print("\n".join(["", "Without a name:", *nameless] if nameless else ["", "Every control has a name."]))
    return 1 if nameless else 0


if __name__ == "__main__":
    sys.exit(main())
