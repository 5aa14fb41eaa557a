"""The window with the user's guide: contents, search, pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QDesktopServices,
    QFont,
    QImage,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QLineEdit,
    QSplitter,
    QTextBrowser,
    QTextEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from briefing.app.dialogs.dialog import Dialog
from briefing.app.i18n import tr
from briefing.app.presentation.guide_pages import GuidePage, anchor_of, plain
from briefing.app.theme import theme
from briefing.app.widgets.columns import column_widget
from briefing.app.widgets.inputs.clear_button import add_clear_button
from briefing.text.occurrences import occurrences

_PLACE = Qt.ItemDataRole.UserRole + 1
_DEEPEST = 3
_MARGIN = 14


class PageBrowser(QTextBrowser):
    """Shows a page in Markdown; images are made as narrow as the view."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setAccessibleName(tr("Page of the guide"))
        self.page: GuidePage | None = None

    def show_page(self, page: GuidePage) -> None:
        self.page = page
        self.document().setBaseUrl(QUrl.fromLocalFile(f"{page.folder}/"))
        self.document().setDocumentMargin(_MARGIN)
        self.setMarkdown(page.markdown)
        self._style()

    def loadResource(self, kind: int, name: QUrl | str) -> Any:  # noqa: N802 - Qt's name
        """Return an image of the guide, scaled down to the width of the view."""
        if kind != QTextDocument.ResourceType.ImageResource.value or self.page is None:
            return super().loadResource(kind, name)
        image = QImage(str((self.page.folder / QUrl(name).path()).resolve()))
        width = self.viewport().width() - 3 * _MARGIN
        if image.width() > width > 0:
            image = image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
        return image

    def _style(self) -> None:
        """Set code in the colours of the theme, and give tables lines and room."""
        colours = theme.colours()
        cursor = QTextCursor(self.document())
        block = self.document().begin()
        while block.isValid():
            for fragment_range in block.textFormats():
                if fragment_range.format.fontFixedPitch():
                    cursor.setPosition(block.position() + fragment_range.start)
                    cursor.setPosition(
                        block.position() + fragment_range.start + fragment_range.length,
                        QTextCursor.MoveMode.KeepAnchor,
                    )
                    code = QTextCharFormat()
                    code.setForeground(QColor(colours.accent))
                    cursor.mergeCharFormat(code)
            block = block.next()
        for frame in self.document().rootFrame().childFrames():
            shape = frame.frameFormat().toTableFormat()
            if shape.isValid():
                shape.setCellPadding(4)
                shape.setCellSpacing(0)
                shape.setBorder(1)
                shape.setBorderCollapse(True)
                shape.setBorderBrush(QColor(colours.line))
                frame.setFrameFormat(shape)

    def go_to(self, anchor: str) -> None:
        """Scroll to a heading; without one, to the top."""
        cursor = QTextCursor(self.document())
        block = self.document().begin()
        while anchor and block.isValid():
            if block.blockFormat().headingLevel() and anchor_of(block.text()) == anchor:
                cursor.setPosition(block.position())
                break
            block = block.next()
        self.setTextCursor(cursor)
        top = self.document().documentLayout().blockBoundingRect(cursor.block()).top()
        self.verticalScrollBar().setValue(int(top) - _MARGIN if anchor else 0)

    def mark(self, text: str) -> None:
        """Mark every place that reads as the text."""
        marks = []
        shape = QTextCharFormat()
        shape.setBackground(QColor(theme.colours().caution_soft))
        for start, end in occurrences(text, self.toPlainText()):
            selection = QTextEdit.ExtraSelection()
            selection.cursor = QTextCursor(self.document())
            selection.cursor.setPosition(start)
            selection.cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            selection.format = shape
            marks.append(selection)
        self.setExtraSelections(marks)


class GuideDialog(Dialog):
    """Lists pages and headings left; a search lists those whose text matches. It is not modal."""

    def __init__(self, parent: QWidget, pages: Sequence[GuidePage]) -> None:
        super().__init__(parent, tr("User's guide"))
        self.setModal(False)
        self._pages = {page.id: page for page in pages}
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Search the guide"))
        self.field.setAccessibleName(tr("Search the guide"))
        add_clear_button(self.field)
        self.contents = QTreeWidget()
        self.contents.setHeaderHidden(True)
        self.contents.setAccessibleName(tr("Contents of the guide"))
        self.browser = PageBrowser()
        left, column = column_widget()
        column.addWidget(self.field)
        column.addWidget(self.contents, 1)
        split = QSplitter()
        split.addWidget(left)
        split.addWidget(self.browser)
        split.setStretchFactor(1, 1)
        split.setSizes([240, 580])
        self.lay_out(split, self.close_box(), width=880, height=560, scrolls=False)
        self.field.textChanged.connect(lambda _text: self._list())
        self.contents.currentItemChanged.connect(self._go)
        self.browser.anchorClicked.connect(self._follow)
        self._list()

    def update_page(self, page: GuidePage) -> None:
        """Replace a page, whose text depends on the briefing."""
        if page != self._pages.get(page.id):
            self._pages[page.id] = page
            self._list()

    def show_page(self, page_id: str, anchor: str = "") -> None:
        """Show a page at a heading."""
        page = self._pages[page_id]
        if self.browser.page is not page:
            self.browser.show_page(page)
        self.browser.go_to(anchor)
        self.browser.mark(self.field.text().strip())

    def _list(self) -> None:
        """List the headings whose section matches the search, or all."""
        needle = self.field.text().strip()
        self.contents.blockSignals(True)
        self.contents.clear()
        for page in self._pages.values():
            entry = QTreeWidgetItem([page.title])
            entry.setData(0, _PLACE, (page.id, ""))
            entry.setFont(0, theme.font(weight=QFont.Weight.DemiBold))
            for heading, text in page.sections():
                matches = not needle or any(occurrences(needle, f"{heading.text}\n{plain(text)}"))
                if matches and (heading.level <= _DEEPEST) and (heading.level > 1 or needle):
                    child = QTreeWidgetItem([heading.text])
                    child.setData(0, _PLACE, (page.id, heading.anchor))
                    entry.addChild(child)
            if entry.childCount() or not needle:
                self.contents.addTopLevelItem(entry)
                entry.setExpanded(bool(needle))
        self.contents.blockSignals(False)
        self.browser.mark(needle)

    def _go(self, entry: QTreeWidgetItem | None, _previous: object = None) -> None:
        if entry is not None:
            self.show_page(*entry.data(0, _PLACE))

    def _follow(self, link: QUrl) -> None:
        """Go to a page of the guide; open another address in the browser, on this click alone."""
        page_id = PurePosixPath(link.path()).stem
        if link.scheme() in {"http", "https"}:
            QDesktopServices.openUrl(link)
        elif not page_id and self.browser.page is not None:
            self.browser.go_to(link.fragment())
        elif page_id in self._pages:
            self.show_page(page_id, link.fragment())
