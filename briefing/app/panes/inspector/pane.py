"""The inspector pane: shows the page for the kind of row that is selected."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from briefing.app.i18n import tr
from briefing.app.panes.inspector.chart_page import ChartPage
from briefing.app.panes.inspector.comparison_page import ComparisonPage
from briefing.app.panes.inspector.fact_page import FactPage
from briefing.app.panes.inspector.image_page import ImagePage
from briefing.app.panes.inspector.judgement_page import JudgementPage
from briefing.app.panes.inspector.message.briefing_page import BriefingPage
from briefing.app.panes.inspector.multiple_rows_page import MultipleRowsPage
from briefing.app.panes.inspector.page import DRAFT, InspectorContext, Page
from briefing.app.panes.inspector.prose_page import ProsePage
from briefing.app.panes.inspector.section_page import SectionPage
from briefing.app.panes.inspector.table.table_page import TablePage
from briefing.app.services.faults import contained
from briefing.app.widgets.pane_parts import empty_state
from briefing.app.widgets.parts.part import declare_part
from briefing.app.widgets.scroll_area import vertical_scroll_area
from briefing.editing import Edit
from briefing.model.briefing import (
    ChartItem,
    Comparison,
    FactItem,
    Graded,
    ImageItem,
    Item,
    Judgement,
    Prose,
    Section,
    Table,
)
from briefing.review import Finding


class InspectorPane(QWidget):
    """Shows one row, several, or the briefing as a whole; requests edits and never applies one.

    `edit_drafted(edit)` follows each keystroke, with the edit that the text will become.
    """

    edit_requested = Signal(object, object)
    edit_drafted = Signal(object)
    row_requested = Signal(str)
    fact_requested = Signal(str)
    image_requested = Signal(str)
    library_requested = Signal()
    history_requested = Signal()
    words_typed = Signal(str, str)
    refusal_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self.fact_page, self.judgement_page, self.prose_page = FactPage(), JudgementPage(), ProsePage()
        self.image_page, self.table_page, self.comparison_page = ImagePage(), TablePage(), ComparisonPage()
        self.chart_page, self.briefing_page = ChartPage(), BriefingPage()
        self.section_page, self.multiple_rows_page = SectionPage(), MultipleRowsPage()
        self._findings: Mapping[str, Sequence[Finding]] = {}
        """The findings by the id of their row, which is empty for the briefing: there may be thousands."""
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._empty = empty_state(
            "cursor",
            tr("Nothing selected"),
            tr("Select a row of the briefing to see its grade, its sources and what contradicts it."),
        )
        self._stack.addWidget(self._empty)
        self._areas = {page: vertical_scroll_area(page, self) for page in self.pages()}
        for page, area in self._areas.items():
            declare_part(page, tr("Inspector, {page}", page=_page_name(page)))
            self._stack.addWidget(area)
            page.edit_requested.connect(self._pass_on)
            page.row_requested.connect(self.row_requested)
            page.library_requested.connect(self.library_requested)
            page.history_requested.connect(self.history_requested)
            page.words_typed.connect(self.words_typed)
            page.refusal_changed.connect(self.refusal_changed)
        self.fact_page.fact_requested.connect(self.fact_requested)
        self.image_page.image_requested.connect(self.image_requested)

    def _pass_on(self, edit: Edit, run: object) -> None:
        if run is DRAFT:
            self.edit_drafted.emit(edit)
        else:
            self.edit_requested.emit(edit, run)

    def pages(self) -> tuple[Page, ...]:
        return (
            self.fact_page,
            self.judgement_page,
            self.prose_page,
            self.image_page,
            self.table_page,
            self.comparison_page,
            self.chart_page,
            self.section_page,
            self.multiple_rows_page,
            self.briefing_page,
        )

    def flush(self) -> None:
        """Emit the pending edits of all fields, those of other pages even if one fails."""
        for page in self.pages():
            with contained(page):
                page.flush()

    def show_nothing(self) -> None:
        self.flush()
        self._stack.setCurrentWidget(self._empty)

    def show_values(
        self,
        values: Sequence[Section | Item],
        context: InspectorContext,
        attachment: Callable[[str], bytes | None],
        treaties: dict[str, str],
    ) -> None:
        """Show the selection, or without one the briefing as a whole.

        `attachment` returns a picture by its id, `treaties` maps ids to names for comparisons and charts.
        """
        graded = [value for value in values if isinstance(value, Graded)]
        if len(graded) > 1:
            with contained(self.multiple_rows_page):
                self.multiple_rows_page.show_rows(graded, context)
            self._show_page(self.multiple_rows_page)
        elif values:
            self._show_one(values[0], context, attachment, treaties)
        else:
            with contained(self.briefing_page):
                self.briefing_page.show_briefing(context)
            self._show_page(self.briefing_page)

    def _show_one(
        self,
        value: Section | Item,
        context: InspectorContext,
        attachment: Callable[[str], bytes | None],
        treaties: dict[str, str],
    ) -> None:
        if isinstance(value, ImageItem):
            with contained(self.image_page):
                self.image_page.show_row(value, context, attachment(value.attachment))
            self._show_page(self.image_page)
        elif isinstance(value, Comparison):
            with contained(self.comparison_page):
                self.comparison_page.show_row(value, context, treaties)
            self._show_page(self.comparison_page)
        elif isinstance(value, ChartItem):
            with contained(self.chart_page):
                self.chart_page.show_row(value, context, treaties)
            self._show_page(self.chart_page)
        else:
            self._show_plain(value, context)

    def _show_plain(self, value: Section | Item, context: InspectorContext) -> None:
        if isinstance(value, FactItem):
            with contained(self.fact_page):
                self.fact_page.show_row(value, context)
            self._show_page(self.fact_page)
        elif isinstance(value, Judgement):
            with contained(self.judgement_page):
                self.judgement_page.show_row(value, context)
            self._show_page(self.judgement_page)
        elif isinstance(value, Prose):
            with contained(self.prose_page):
                self.prose_page.show_row(value, context)
            self._show_page(self.prose_page)
        elif isinstance(value, Table):
            with contained(self.table_page):
                self.table_page.show_row(value, context)
            self._show_page(self.table_page)
        elif isinstance(value, Section):
            with contained(self.section_page):
                self.section_page.show_row(value, context)
            self._show_page(self.section_page)

    def _show_page(self, page: Page) -> None:
        area = self._areas[page]
        with contained(page):
            page.show_findings(self._findings.get(page.reviewed_row, ()))
            page.order_tabs()
        if self._stack.currentWidget() is not area:
            for other in self.pages():
                if other is not page:
                    other.flush()
            area.verticalScrollBar().setValue(0)
            self._stack.setCurrentWidget(area)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Underline the passages with findings in the row that is shown."""
        by_row: dict[str, list[Finding]] = {}
        for finding in findings:
            by_row.setdefault(finding.row_id, []).append(finding)
        self._findings = by_row
        if (page := self._current_page()) is not None:
            page.show_findings(by_row.get(page.reviewed_row, ()))

    def select_words(self, start: int, end: int) -> None:
        if (page := self._current_page()) is not None:
            page.select_words(start, end)

    def select_printed(self, before: str, after: str) -> None:
        """Put the caret where the text that is shown is printed between two passages."""
        if (page := self._current_page()) is not None:
            page.select_printed(before, after)

    def _current_page(self) -> Page | None:
        current = self._stack.currentWidget()
        return next((page for page, area in self._areas.items() if area is current), None)

    def focus_words(self, *, select_all: bool = False) -> None:
        """Focus the text of the row that is shown, with the caret at its end or all of it selected."""
        if (page := self._current_page()) is not None:
            page.focus_words(select_all=select_all)

    def bring_back(self) -> bool:
        """Show the briefing's text in place of one that was refused; return whether there was one."""
        page = self._current_page()
        return page is not None and page.bring_back()

    @property
    def has_refused_text(self) -> bool:
        page = self._current_page()
        return page is not None and page.has_refused_text


def _page_name(page: Page) -> str:
    """Return the name of a page in words, such as "multiple rows" for MultipleRowsPage."""
    words = re.sub(r"(?=[A-Z])", " ", type(page).__name__.removesuffix("Page"))
    return words.strip().lower()
