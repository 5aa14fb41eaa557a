"""The tree of the library: each treaty with its facts and sources, then all records by kind."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QTreeView, QWidget

from briefing.app.i18n import tr
from briefing.app.library_side.place import LibraryPlace, kind_names
from briefing.app.library_side.slices import SlicedWork, Work
from briefing.app.widgets.icons import icon
from briefing.library.records import RecordKind, records_of_kind
from briefing.model.library import Material
from briefing.text.characters import visible

_PLACE = Qt.ItemDataRole.UserRole + 1
_AT_ONCE = 2_000
"""Facts that are counted within a frame."""
_STEP = 500
"""Facts between two interruptions of counting."""
_ICONS = {
    RecordKind.TREATY: "file-text",
    RecordKind.FACT: "list-bullets",
    RecordKind.SOURCE: "files",
    RecordKind.PUBLISHER: "newspaper",
    RecordKind.ACTOR: "users",
}


class LibraryTree(QTreeView):
    """Shows how many records each place has; `place_chosen(place)` announces the one that is selected."""

    place_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setUniformRowHeights(True)
        self.setAccessibleName(tr("Treaties and kinds of records"))
        self._model = QStandardItemModel(self)
        self._items: dict[LibraryPlace, QStandardItem] = {}
        self._counting = SlicedWork[dict[LibraryPlace, int]](self._show_counts, self)
        self.setModel(self._model)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    @property
    def place(self) -> LibraryPlace | None:
        """The place that is selected."""
        return _place_of(self.currentIndex())

    def show_material(self, material: Material) -> None:
        """Show the places of a library; the place that was selected stays so, as far as it exists."""
        places = [LibraryPlace(RecordKind.TREATY)]
        for treaty in material.treaties:
            places += [LibraryPlace(kind, treaty.id) for kind in (RecordKind.TREATY, *_PARTS)]
        places += [LibraryPlace(kind) for kind in RecordKind if kind is not RecordKind.TREATY]
        if list(self._items) != places:
            self._fill(places)
        titles = {treaty.id: treaty.short_title for treaty in material.treaties}
        for place, item in self._items.items():
            if place.kind is RecordKind.TREATY and place.treaty_id:
                _set_text(item, titles[place.treaty_id])
            elif not item.text():
                _set_text(item, kind_names()[place.kind])
        if len(material.facts) > _AT_ONCE:
            self._counting.start(_counts(material))
        else:
            self._counting.do(_counts(material))

    def _show_counts(self, counts: dict[LibraryPlace, int]) -> None:
        for place, item in self._items.items():
            if place in counts:
                _set_text(item, _counted(place.kind, counts[place]))

    def choose(self, place: LibraryPlace) -> None:
        """Select a place, if it exists."""
        item = self._items.get(place)
        if item is not None:
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(item.index(), flags.ClearAndSelect | flags.Rows)

    def _fill(self, places: list[LibraryPlace]) -> None:
        chosen = self.place
        collapsed = {place for place, item in self._items.items() if not self.isExpanded(item.index())}
        self._model.clear()
        self._items = {place: _item(place) for place in places}
        for place, item in self._items.items():
            parent = self._items.get(_parent_of(place)) if place.treaty_id else None
            (parent or self._model.invisibleRootItem()).appendRow(item)
        for place, item in self._items.items():
            # Treaties are listed at first, but not what each of them has.
            is_list = place == LibraryPlace(RecordKind.TREATY)
            self.setExpanded(item.index(), is_list and place not in collapsed)
        self.choose(chosen if chosen in self._items and chosen else LibraryPlace(RecordKind.FACT))

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        place = _place_of(current)
        if place is not None:
            self.place_chosen.emit(place)


_PARTS = (RecordKind.FACT, RecordKind.SOURCE)
"""The kinds of records that belong to a treaty."""


def _item(place: LibraryPlace) -> QStandardItem:
    item = QStandardItem(icon(_ICONS[place.kind]), "")
    item.setData(place, _PLACE)
    return item


def _place_of(index: QModelIndex) -> LibraryPlace | None:
    place = index.data(_PLACE) if index.isValid() else None
    return place if isinstance(place, LibraryPlace) else None


def _parent_of(place: LibraryPlace) -> LibraryPlace:
    if place.kind is RecordKind.TREATY:
        return LibraryPlace(RecordKind.TREATY)
    return LibraryPlace(RecordKind.TREATY, place.treaty_id)


def _set_text(item: QStandardItem, text: str) -> None:
    if item.text() != visible(text):
        item.setText(visible(text))


def _counted(kind: RecordKind, count: int) -> str:
    return tr("{name} ({number:,})", name=kind_names()[kind], number=count)


def _counts(material: Material) -> Work[dict[LibraryPlace, int]]:
    """Return the number of records of each place with a number, in one walk over facts and citations."""
    counts = {LibraryPlace(kind): len(records_of_kind(material, kind)) for kind in RecordKind}
    facts: dict[str, int] = {treaty.id: 0 for treaty in material.treaties}
    cited: dict[str, set[str]] = {
        treaty.id: _own_sources(material, treaty.id) for treaty in material.treaties
    }
    for number, fact in enumerate(material.facts):
        if not number % _STEP:
            yield
        for treaty_id in fact.treaty_ids:
            facts[treaty_id] = facts.get(treaty_id, 0) + 1
            cited.setdefault(treaty_id, set()).update(each.source_id for each in fact.citations)
    for treaty in material.treaties:
        counts[LibraryPlace(RecordKind.FACT, treaty.id)] = facts[treaty.id]
        counts[LibraryPlace(RecordKind.SOURCE, treaty.id)] = len(cited[treaty.id])
    return counts


def _own_sources(material: Material, treaty_id: str) -> set[str]:
    from briefing.model.library import treaty_citations

    treaty = next(each for each in material.treaties if each.id == treaty_id)
    return {citation.source_id for citation in treaty_citations(treaty)}
