"""The records that a field can name."""

from __future__ import annotations

from briefing.library.records import RecordKind
from briefing.model.library import Catalogue
from briefing.text.characters import visible


def reference_entries(catalogue: Catalogue, kind: RecordKind) -> list[tuple[str, str]]:
    """Return the names and ids of the treaties or publishers, sorted by name."""
    if kind is RecordKind.TREATY:
        entries = [(visible(each.short_title), each.id) for each in catalogue.treaties.values()]
    else:
        entries = [(visible(each.name), each.id) for each in catalogue.publishers.values()]
    return sorted(entries, key=lambda entry: entry[0].casefold())
