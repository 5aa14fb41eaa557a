"""The records that a field can name."""

from __future__ import annotations

from briefing.library.records import RecordKind, display_name
from briefing.model.library import Catalogue
from briefing.text.characters import visible


def reference_entries(catalogue: Catalogue, kind: RecordKind) -> list[tuple[str, str]]:
    """Return the names and ids of the treaties, sources or publishers, sorted by name."""
    if kind is RecordKind.TREATY:
        entries = [(visible(each.short_title), each.id) for each in catalogue.treaties.values()]
    elif kind is RecordKind.SOURCE:
        entries = [(visible(display_name(each)), each.id) for each in catalogue.sources.values()]
    else:
        entries = [(visible(each.name), each.id) for each in catalogue.publishers.values()]
    return sorted(entries, key=lambda entry: entry[0].casefold())
