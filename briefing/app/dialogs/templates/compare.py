"""The dialog that compares the pages of the project's template with those of the installed one."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QScrollBar,
    QSplitter,
    QWidget,
)

from briefing.app.dialogs.dialog import Dialog
from briefing.app.i18n import tr
from briefing.app.panes.preview.page import page_size
from briefing.app.panes.preview.page_cache import PageCache
from briefing.app.panes.preview.page_view import PageView
from briefing.app.services import background
from briefing.app.services.render_client import RenderClient
from briefing.app.widgets.columns import column_widget
from briefing.app.widgets.icons import icon
from briefing.app.widgets.labels import caption, running_text
from briefing.errors import BriefingError
from briefing.project import Project
from briefing.project.series import issue_before
from briefing.render.templates.loader import Template
from briefing.render.worker.protocol import Rendered, RenderRequest

_COMPARED_WIDTH = 480
"""Width in pixels at which pages are compared, fine enough to show differences of 0.5 mm."""
_DIFFERS = Qt.ItemDataRole.UserRole + 1


class CompareTemplatesDialog(Dialog):
    """Shows the project's pages left, the installed template's right; `update_requested` adopts it."""

    update_requested = Signal()

    def __init__(
        self, parent: QWidget, project: Project, old: Template, new: Template, *, can_change: bool
    ) -> None:
        super().__init__(parent, tr("Compare template with installed version"))
        self._project = project
        self._pdfs: dict[int, bytes] = {}
        self._comparing: background.BackgroundTask | None = None
        self._renderer = RenderClient(self)
        self._pages = [PageCache(self), PageCache(self)]
        self.views = [PageView(pages) for pages in self._pages]
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Pages of the two template versions"))
        self.list.setMaximumWidth(170)
        self.list.currentRowChanged.connect(self._go)
        self.status_label = QLabel(tr("Rendering the pages with both template versions…"))
        self.status_label.setWordWrap(True)
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setFixedHeight(3)
        self.busy.setAccessibleName(tr("Rendering the pages with both template versions"))
        self.use_button = QPushButton(tr("Use the installed template"))
        self.use_button.setEnabled(False)
        self.use_button.setAutoDefault(False)
        self._can_change = can_change
        self._lay_out()
        self._link_scroll_bars()
        self.finished.connect(self._shut_down)
        for side, template in enumerate((old, new)):
            self._request_pages(side, template)

    def _lay_out(self) -> None:
        sides = QSplitter()
        sides.addWidget(self.list)
        names = (tr("The copy in the project"), tr("The installed template"))
        for name, view in zip(names, self.views, strict=True):
            side, column = column_widget()
            column.addWidget(caption(name, view))
            column.addWidget(view, 1)
            sides.addWidget(side)
        sides.setSizes([150, 420, 420])
        buttons = QDialogButtonBox()
        keep = buttons.addButton(tr("Keep the copy in the project"), QDialogButtonBox.ButtonRole.RejectRole)
        keep.setAutoDefault(False)
        buttons.addButton(self.use_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._use)
        buttons.rejected.connect(self.reject)
        content, column = column_widget()
        column.addWidget(self.status_label)
        column.addWidget(self.busy)
        column.addWidget(sides, 1)
        column.addWidget(
            running_text(
                tr("“Use the installed template” replaces the copy in the project and cannot be undone.")
            )
        )
        self.lay_out(content, buttons, width=1060, height=760, scrolls=False)

    def _link_scroll_bars(self) -> None:
        """Scroll both sides together, in proportion to their lengths."""
        bars = [view.verticalScrollBar() for view in self.views]
        for bar, other in (bars, bars[::-1]):
            bar.valueChanged.connect(partial(self._follow, bar, other))

    def _follow(self, bar: QScrollBar, other: QScrollBar, value: int) -> None:
        if bar.maximum():
            other.setValue(round(value * other.maximum() / bar.maximum()))

    # Pages

    def _request_pages(self, side: int, template: Template) -> None:
        briefing = self._project.briefing
        accepted = template.accepted(briefing.template_options)
        self._renderer.render(
            RenderRequest(
                replace(briefing, template_options=accepted),
                str(template.folder),
                dict(self._project.attachments),
                earlier=issue_before(self._project),
            ),
            partial(self._show_side, side),
            self._show_error,
        )

    def _show_side(self, side: int, rendered: Rendered) -> None:
        self._pdfs[side] = rendered.pdf
        self._pages[side].show(rendered.pdf, self._show_load_error)
        if len(self._pdfs) == len(self.views):
            one, other = self._pdfs[0], self._pdfs[1]
            self._comparing = background.start(
                lambda: differing(one, other), self._show, self._show_load_error
            )

    def _show_load_error(self, error: BriefingError) -> None:
        self._show_error([str(error)])

    def _show_error(self, problems: list[str]) -> None:
        self.busy.hide()
        self.status_label.setText("\n".join(problems))

    def _show(self, differs: list[bool]) -> None:
        self.busy.hide()
        for number, is_different in enumerate(differs, start=1):
            name = tr("Page {number}", number=number)
            entry = QListWidgetItem(f"{name}: {tr('differs')}" if is_different else name)
            if is_different:
                entry.setIcon(icon("arrows-left-right", "accent"))
            entry.setData(_DIFFERS, is_different)
            self.list.addItem(entry)
        count = sum(differs)
        some = tr("{number} of {count} pages differ.", number=count, count=len(differs))
        self.status_label.setText(
            some if count else tr("The templates differ, but their pages look the same.")
        )
        self.use_button.setEnabled(self._can_change)

    @property
    def differing(self) -> list[int]:
        """The numbers of the pages that are marked as different, from 1."""
        entries = [self.list.item(row) for row in range(self.list.count())]
        return [number for number, entry in enumerate(entries, start=1) if entry.data(_DIFFERS)]

    def _go(self, page: int) -> None:
        for view in self.views:
            view.go_to_page(page)

    def _use(self) -> None:
        self.update_requested.emit()
        self.close()

    def _shut_down(self, _result: int = 0) -> None:
        """Stop rendering and free the pages."""
        self._renderer.close()
        if self._comparing is not None:
            self._comparing.abandon()
        for pages in self._pages:
            pages.clear()


def differing(one: bytes, other: bytes) -> list[bool]:
    """Return for each page whether it differs between two PDFs or is missing from one."""
    pictures = [_pictures(pdf) for pdf in (one, other)]
    page_count = max(map(len, pictures))
    padded = [[*pages, *[None] * (page_count - len(pages))] for pages in pictures]
    return [left != right for left, right in zip(*padded, strict=True)]


def _pictures(pdf: bytes) -> list[QImage]:
    document, buffer = QPdfDocument(), QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document.load(buffer)
    sizes = [
        page_size(document.pagePointSize(page), _COMPARED_WIDTH) for page in range(document.pageCount())
    ]
    return [document.render(page, QSize(size)) for page, size in enumerate(sizes)]
