"""The line above a document: its name, pages or text, zoom, search."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QToolButton, QWidget

from briefing.app.i18n import tr
from briefing.app.widgets.icons import icon
from briefing.app.widgets.inputs.clear_button import add_clear_button
from briefing.app.widgets.labels import muted
from briefing.app.widgets.text.elided_label import ElidedLabel
from briefing.text.characters import visible


class ReaderHead(QFrame):
    """Announces what the reader is to do.

    `zoom_requested(step)`, `pages_chosen(are_pages)`, `beside_chosen(is_beside)` and
    `outline_chosen(is_shown)` follow the buttons.

    `search_changed(words)` follows the field, `hit_requested(step)` Enter (1) and Shift+Enter (-1) in it.
    """

    closed = Signal()
    beside_chosen = Signal(bool)
    outline_chosen = Signal(bool)
    zoom_requested = Signal(int)
    pages_chosen = Signal(bool)
    search_changed = Signal(str)
    hit_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("readerHead")
        self.title = ElidedLabel("heading")
        self.search, self._hits = QLineEdit(), muted("", name="small")
        self.as_pages = QToolButton()
        self.as_pages.setObjectName("control")
        self.as_pages.setText(tr("Pages"))
        self.as_pages.setCheckable(True)
        self.as_pages.setToolTip(tr("Show the pages as they are printed, or their text alone"))
        self.as_pages.hide()
        self.as_pages.clicked.connect(self.pages_chosen)
        self.as_beside = QToolButton()
        self.as_beside.setObjectName("control")
        self.as_beside.setText(tr("Read beside…"))
        self.as_beside.setCheckable(True)
        self.as_beside.setToolTip(tr("Read a second source beside this one, and capture from both"))
        self.as_beside.clicked.connect(self.beside_chosen)
        self.as_outline = self._button("list-bullets", tr("Articles and headings"))
        self.as_outline.setCheckable(True)
        self.as_outline.clicked.connect(self.outline_chosen)
        self.search.setPlaceholderText(tr("Search in this source"))
        self.search.setAccessibleName(tr("Search in this source"))
        add_clear_button(self.search)
        self.search.setMinimumWidth(self.fontMetrics().horizontalAdvance("x" * 14))
        self.search.setMaximumWidth(self.fontMetrics().horizontalAdvance("x" * 34))
        self.search.setToolTip(tr("Search in this source (Ctrl+F), next hit: F3"))
        self.search.textChanged.connect(self.search_changed)
        self.search.returnPressed.connect(partial(self.hit_requested.emit, 1))
        back = self._button("arrow-left", tr("Back to the table"))
        back.clicked.connect(self.closed)
        line = QHBoxLayout(self)
        line.setContentsMargins(10, 7, 10, 7)
        line.addWidget(back)
        line.addWidget(self.as_outline)
        line.addWidget(self.title, 2)
        line.addWidget(self.as_beside)
        line.addWidget(self.as_pages)
        for step, sign, name in ((-1, "minus", tr("Zoom out")), (1, "plus", tr("Zoom in"))):
            button = self._button(sign, name)
            button.clicked.connect(partial(self._zoom, step))
            line.addWidget(button)
        self._hits.setWordWrap(False)
        line.addWidget(self._hits)
        line.addWidget(self.search, 1)

    def _button(self, sign: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName("quiet")
        button.setIcon(icon(sign))
        button.setToolTip(name)
        button.setAccessibleName(name)
        return button

    def _zoom(self, step: int, _checked: bool = False) -> None:
        self.zoom_requested.emit(step)

    def show_title(self, title: str) -> None:
        self.title.setText(visible(title))

    def show_hits(self, count: int, number: int = 0) -> None:
        """Show how many hits there are, and which of them is selected."""
        if not self.search.text().strip():
            self._hits.setText("")
        elif number:
            self._hits.setText(tr("{number} of {count}", number=number, count=count))
        else:
            self._hits.setText(tr("{count} found", count=count))

    def offer_pages(self, has_pages: bool, are_pages: bool) -> None:
        """Offer to show pages where the document has any; `are_pages` says whether they are shown."""
        self.as_pages.setVisible(has_pages)
        self.as_pages.setChecked(are_pages)
