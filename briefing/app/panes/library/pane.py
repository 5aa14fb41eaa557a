"""The library pane: search as you type, filters with counts, a list of facts to add."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QStackedLayout,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefing.app.i18n import counted, tr
from briefing.app.panes.library.facets import DateFacet, FacetButton
from briefing.app.panes.library.fact_delegate import FactDelegate, tick_area
from briefing.app.panes.library.fact_model import FactModel, FactRole, Index
from briefing.app.panes.library.fact_order import FactOrder
from briefing.app.panes.library.pane_state import LibraryState
from briefing.app.panes.library.searching import USED, LibrarySearch, LibrarySearches, SearchResult
from briefing.app.services.resources import LoadedResources
from briefing.app.widgets.flow_layout import FlowLayout
from briefing.app.widgets.form_fields import choice
from briefing.app.widgets.icons import icon
from briefing.app.widgets.inputs.clear_button import add_clear_button
from briefing.app.widgets.pane_parts import empty_state, pane_head
from briefing.app.widgets.text.elided_label import ElidedLabel
from briefing.composition.formatting import STANDINGS
from briefing.library.index import FACETS, FactQuery
from briefing.model.briefing import Briefing
from briefing.model.library import Catalogue, Material
from briefing.model.remembered import remembered
from briefing.model.sections import used_fact_ids
from briefing.model.terms import Standing

_PAUSE_MS = 60
_UNIFORM_FROM = 1_500


@remembered(8)
def _own_treaties(library: Material) -> tuple[str, ...]:
    """Return the treaties of a briefing's library, those of most of its facts first."""
    facts = Counter(fact.treaty_id for fact in library.facts)
    return tuple(sorted((treaty.id for treaty in library.treaties), key=lambda id_: -facts[id_]))


class FactList(QListView):
    """The list view. Enter and a double click add facts; a click on a tick emits `used_clicked`."""

    add_requested = Signal()
    used_clicked = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.add_requested.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def dataChanged(  # noqa: N802 - Qt's name
        self, first: Index, last: Index, roles: Sequence[int] | None = None
    ) -> None:
        """Paint again where only the use of facts changed: it does not decide on any height."""
        if roles is None or list(roles) != [FactRole.USED]:
            super().dataChanged(first, last, roles or [])
        elif self.isVisible():  # or Qt would lay out the list to find the fact, and paint nothing
            self.update(first) if first == last else self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.data(FactRole.USED):
            option = QStyleOptionViewItem()
            option.rect = self.visualRect(index)
            option.direction = self.layoutDirection()
            if tick_area(option).contains(event.position().toPoint()):
                self.used_clicked.emit(index.data(FactRole.FACT).id)


class LibraryPane(QWidget):
    """Searches the library and requests facts to be added; marks those that the briefing uses."""

    facts_picked = Signal(list)
    used_clicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self._resources: LoadedResources | None = None
        self._is_reading = False
        self._used: frozenset[str] = frozenset()
        self._snapshot: Material | None = None
        self._searches = LibrarySearches(self)
        self._searches.found.connect(self._show_result)
        self._current_id = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self.model = FactModel(self)
        self.field = self._build_field()
        self.facets = self._build_facets()
        self.list = self._build_list()
        self._chips = QWidget()
        self._chip_row = FlowLayout(self._chips, spacing=4)
        self._count = ElidedLabel("small")
        self.order = choice(
            tr("Order of the facts"),
            [
                (tr("By relevance"), FactOrder.RELEVANCE.value),
                (tr("By article"), FactOrder.ARTICLE.value),
                (tr("By date"), FactOrder.DATE.value),
            ],
        )
        self.order.currentIndexChanged.connect(lambda _index: self._search())
        self.filter_button, self.clear_button = self._build_filter_buttons()
        self._lay_out()

    # Building

    def _build_field(self) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(tr("Search facts, actors, sources, articles"))
        field.setAccessibleName(tr("Search the library"))
        add_clear_button(field)
        sign = field.addAction(icon("magnifying-glass", "muted"), field.ActionPosition.LeadingPosition)
        sign.setText(tr("Search"))
        field.textChanged.connect(lambda _text: self._pause.start())
        field.returnPressed.connect(self._enter_list)
        field.installEventFilter(self)
        return field

    def _build_facets(self) -> dict[str, FacetButton]:
        names = {
            "treaty": tr("Treaty"),
            "topic": tr("Topic"),
            "standing": tr("Standing"),
            "actor": tr("Actor"),
            "reliability": tr("Source reliability"),
            "publisher": tr("Publisher"),
            "use": tr("Used in the briefing"),
        }
        hints = {
            "standing": tr("Filter by standing: in force, planned, reported, alleged and so on"),
            "reliability": tr("Filter by the reliability of a source, from A (reliable) to F (unknown)"),
        }
        facets = {kind: FacetButton(name, hints.get(kind, "")) for kind, name in names.items()}
        facets["date"] = DateFacet()
        for facet in facets.values():
            facet.chosen_changed.connect(self._facet_changed)
        return facets

    def _build_list(self) -> FactList:
        view = FactList()
        view.setModel(self.model)
        view.setAccessibleName(tr("Facts of the library"))
        self._delegate = FactDelegate(view)
        view.setItemDelegate(self._delegate)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setDragEnabled(True)
        view.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        view.setMouseTracking(True)
        view.setResizeMode(QListView.ResizeMode.Adjust)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.doubleClicked.connect(lambda _index: self.pick())
        view.add_requested.connect(self.pick)
        view.used_clicked.connect(self.used_clicked)
        return view

    def _build_filter_buttons(self) -> tuple[QToolButton, QPushButton]:
        """Build the button that shows and hides the filters, and the one that clears them."""
        button, clear = QToolButton(), QPushButton(tr("Clear"))
        self._filters = QWidget()
        self._filters.hide()
        button.setObjectName("control")
        button.setCheckable(True)
        button.setText(tr("Filter"))
        button.setToolTip(tr("Show or hide the filters"))
        button.toggled.connect(self._filters.setVisible)
        clear.setObjectName("quiet")
        clear.setAccessibleName(tr("Clear all filters"))
        clear.setToolTip(clear.accessibleName())
        clear.clicked.connect(self.clear_filters)
        clear.hide()
        return button, clear

    def _lay_out(self) -> None:
        head, column = pane_head(tr("Library"), self._count)
        column.addWidget(self.field)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self.filter_button)
        line.addWidget(self.clear_button)
        line.addStretch(1)
        line.addWidget(self.order)
        column.addLayout(line)
        flow = FlowLayout(self._filters, spacing=4)
        for facet in self.facets.values():
            flow.addWidget(facet)
        column.addWidget(self._filters)
        column.addWidget(self._chips)
        self._chips.hide()
        self._nothing = empty_state(
            "magnifying-glass",
            tr("No matching facts"),
            tr("Try fewer words, or clear a filter."),
            (tr("Clear search and filters"), self.clear),
        )
        self._loading = empty_state("books", tr("Loading the library…"), "")
        body = QWidget()
        self._stack = QStackedLayout(body)
        for page in (self._loading, self.list, self._nothing):
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(body, 1)

    # Content

    def show_resources(self, resources: LoadedResources) -> None:
        self._resources = resources
        self._searches.use(resources.index, resources.reference.library)
        self.end_reading()

    def close_search(self) -> None:
        """End the thread that searches: the window is closed."""
        self._searches.close()

    def show_reading(self) -> None:
        """Show that the library is read again, in place of facts that may have changed."""
        heading = self._loading.findChild(QLabel, "heading")
        if heading is not None:
            heading.setText(tr("Reading the library again…"))
        self._is_reading = True
        self._stack.setCurrentWidget(self._loading)

    def end_reading(self) -> None:
        """Show the facts that were read last."""
        self._is_reading = False
        self._search()

    def show_progress(self, done: int, total: int) -> None:
        """Show how much of a library is indexed that cannot be searched yet."""
        heading = self._loading.findChild(QLabel, "heading")
        if heading is not None and total:
            heading.setText(tr("Indexing the library: {percent} %", percent=100 * done // total))

    def show_briefing(self, briefing: Briefing | None) -> None:
        used = used_fact_ids(briefing) if briefing else frozenset[str]()
        snapshot = briefing.library if briefing else None
        if used == self._used and snapshot is self._snapshot:
            return
        self._used, self._snapshot = used, snapshot
        self.model.mark_used(used)
        self._pause.start()

    def query(self) -> FactQuery:
        date = self.facets["date"]
        assert isinstance(date, DateFacet)
        chosen = {kind: self.facets[kind].chosen for kind in FACETS}
        return FactQuery(text=self.field.text(), since=date.since, until=date.until, **chosen)  # type: ignore[arg-type]

    def state(self) -> LibraryState:
        """Return what was searched, filtered and ordered."""
        chosen = {kind: facet.chosen for kind, facet in self.facets.items() if facet.chosen}
        return LibraryState(self.field.text(), FactOrder(self.order.currentData()), chosen)

    def set_state(self, state: LibraryState) -> None:
        """Search, filter and order as before, or with the default state not at all."""
        self.field.setText(state.text)
        self.order.setCurrentIndex(self.order.findData(state.order.value))
        for kind, facet in self.facets.items():
            facet.choose(state.filters.get(kind, ()))

    def clear_filters(self) -> None:
        for facet in self.facets.values():
            facet.choose(())

    def clear(self) -> None:
        self.clear_filters()
        self.field.clear()
        self.field.setFocus()

    def show_fact(self, fact_id: str) -> None:
        """Select a fact; clear search and filters if they exclude it."""
        if self.model.row_of(fact_id) < 0:
            self.clear()
            self._search_now()
        row = self.model.row_of(fact_id)
        if row >= 0:
            index = self.model.index(row)
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def selected_ids(self) -> list[str]:
        """Return the ids of the selected facts in the order of the list."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedIndexes())
        return [self.model.fact_at(self.model.index(row)).id for row in rows]

    def pick(self) -> None:
        if ids := self.selected_ids():
            self.facts_picked.emit(ids)

    # Searching

    def _facet_changed(self) -> None:
        self._show_chips()
        count = sum(len(facet.chosen) for facet in self.facets.values())
        self.filter_button.setText(tr("Filter · {number}", number=count) if count else tr("Filter"))
        self.clear_button.setVisible(count > 0)
        self._search()

    def _wanted(self) -> LibrarySearch:
        order, use = FactOrder(self.order.currentData()), self.facets["use"].chosen
        own = _own_treaties(self._snapshot) if self._snapshot else ()
        return LibrarySearch(self.query(), self._used, use, order, own)

    def _search(self) -> None:
        self._pause.stop()
        self._searches.search(self._wanted())

    def _search_now(self) -> None:
        self._pause.stop()
        if (result := self._searches.now(self._wanted())) is not None:
            self._show_result(result)

    def _show_result(self, result: SearchResult) -> None:
        if self._resources is None or self._is_reading:
            return
        catalogue = self._resources.reference.library
        uniform = len(result.ids) > _UNIFORM_FROM
        self._delegate.uniform = uniform
        self.list.setUniformItemSizes(uniform)
        current = self.list.currentIndex()
        current_id = self.model.fact_at(current).id if current.isValid() else self._current_id
        self._current_id = "" if result.is_complete else current_id
        self.model.show(catalogue, result.ids, self.field.text())
        self.model.mark_used(self._used)
        self._restore(current_id)
        if not result.is_complete:
            self._stack.setCurrentWidget(self.list)
            return
        self._count.setText(counted(len(result.ids), "fact", "facts"))
        for kind, counts in result.facets.items():
            self.facets[kind].offer(counts, _labels(kind, counts, catalogue, self._resources))
        self._stack.setCurrentWidget(self.list if result.ids else self._nothing)

    def _restore(self, fact_id: str) -> None:
        """Make a fact current again if it is listed; skipped in long lists, where the search is slow."""
        if fact_id and not self.list.currentIndex().isValid() and self.model.rowCount() <= _UNIFORM_FROM:
            row = self.model.row_of(fact_id)
            if row >= 0:
                self.list.selectionModel().setCurrentIndex(
                    self.model.index(row), QItemSelectionModel.SelectionFlag.NoUpdate
                )

    def _show_chips(self) -> None:
        while (item := self._chip_row.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        for facet in self.facets.values():
            for value in facet.chosen:
                self._chip_row.addWidget(_chip(facet, value))
        self._chips.setVisible(self._chip_row.count() > 0)

    # Keyboard

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and watched is self.field:
            if event.key() == Qt.Key.Key_Down:
                self._enter_list()
                return True
            if event.key() == Qt.Key.Key_Escape and self.field.text():
                self.field.clear()
                return True
        return super().eventFilter(watched, event)

    def _enter_list(self) -> None:
        """Move the focus from the search field to the list, where Enter adds."""
        if self._pause.isActive():
            self._search_now()
        if self.model.rowCount():
            first: QModelIndex = self.model.index(0)
            if not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(first)
            self.list.setFocus(Qt.FocusReason.TabFocusReason)


def _chip(facet: FacetButton, value: str) -> QPushButton:
    chip = QPushButton(facet.label(value).replace("&", "&&"))
    chip.setObjectName("chip")
    chip.setIcon(icon("x", "muted"))
    chip.setIconSize(QSize(11, 11))
    chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the icon is after the text
    chip.setToolTip(tr("Remove the filter {what}", what=facet.label(value)))
    chip.setAccessibleName(tr("Remove the filter {what}", what=facet.label(value)))
    chip.clicked.connect(lambda: facet.choose(tuple(other for other in facet.chosen if other != value)))
    return chip


def _labels(
    kind: str, values: Mapping[str, int], catalogue: Catalogue, resources: LoadedResources
) -> dict[str, str]:
    """Return the text shown for each value of a facet."""
    scale = resources.reference.scales.schemes["admiralty"].scales[0]
    names: dict[str, Callable[[str], str]] = {
        "treaty": lambda value: catalogue.treaties[value].short_title,
        "publisher": lambda value: catalogue.publishers[value].name,
        "standing": lambda value: tr(STANDINGS[Standing(value)]),
        "reliability": lambda value: f"{value} – {tr(term.term) if (term := scale.term(value)) else ''}",
        "use": lambda value: (
            tr("used in the briefing") if value == USED else tr("not used in the briefing")
        ),
        "topic": lambda value: value.replace("-", " "),
    }
    name = names.get(kind, str)
    return {value: name(value) for value in values}
