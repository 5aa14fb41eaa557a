"""The page number of the preview, and buttons and a field to go to another page."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from briefing.app.i18n import tr
from briefing.app.widgets.icons import icon

_DIGITS = 4


class PageNavigation(QWidget):
    """Shows the current page; `page_requested(page)` asks for another, from 0."""

    page_requested = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._page, self._count = 0, 0
        self._field = QLineEdit()
        self._field.setAccessibleName(tr("Go to page"))
        self._field.setToolTip(tr("Type the number of a page and press Enter"))
        self._field.setValidator(QIntValidator(1, 9999, self._field))
        self._field.setFixedWidth(self._field.fontMetrics().horizontalAdvance("0" * _DIGITS) + 18)
        self._field.returnPressed.connect(self._request_typed)
        self._field.editingFinished.connect(self._show)
        self._total = QLabel()  # short, and never cut
        self._total.setObjectName("small")
        self._previous = self._button("caret-left", tr("Previous page"), -1)
        self._following = self._button("caret-right", tr("Next page"), 1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        for widget in (self._previous, self._field, self._total, self._following):
            line.addWidget(widget)
        self.hide()

    def _button(self, sign: str, name: str, step: int) -> QToolButton:
        button = QToolButton()
        button.setObjectName("quiet")
        button.setIcon(icon(sign))
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.clicked.connect(lambda: self.page_requested.emit(self._page + step))
        return button

    def text(self) -> str:
        """Return the current page and the number of pages in words."""
        return tr("Page {page} of {count}", page=self._page + 1, count=self._count) if self._count else ""

    def show_page(self, page: int, count: int) -> None:
        """Show the number of the current page, from 0, and of all pages; nothing without pages."""
        if (page, count) != (self._page, self._count):
            self._page, self._count = page, count
            self._previous.setEnabled(page > 0)
            self._following.setEnabled(page < count - 1)
            self._total.setText(tr("of {count}", count=count))
            self.setAccessibleDescription(self.text())
            self.setVisible(bool(count))
            if not self._field.hasFocus():
                self._show()

    def _show(self) -> None:
        self._field.setText(str(self._page + 1))

    def _request_typed(self) -> None:
        if self._field.text():
            page = min(max(1, int(self._field.text())), self._count)
            self.page_requested.emit(page - 1)
            self._field.selectAll()
