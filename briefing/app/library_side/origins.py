"""Where a record comes from, in words."""

from __future__ import annotations

from briefing.app.i18n import tr
from briefing.library.layers import LayeredLibrary, LayerKind
from briefing.library.records import RecordKey


def origin_text(library: LayeredLibrary, key: RecordKey) -> str:
    """Return which library a record is in, or that it is the user's version of one that is in another."""
    layer = library.origin_of(key)
    if layer is None:
        return ""
    if library.overridden(key) is not None:
        return (
            tr("changed by you")
            if layer is library.writable
            else tr("changed in “{name}”", name=layer.name)
        )
    if layer.kind is LayerKind.BUNDLED:
        return tr("bundled")
    return tr("your own") if layer is library.writable else tr("folder “{name}”", name=layer.name)
