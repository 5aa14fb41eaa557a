"""The key and the size of a Pango font, which WeasyPrint asks Pango for with each text that it draws."""

from __future__ import annotations

from typing import Any

from weasyprint.text.ffi import ffi, gobject
from weasyprint.text.fonts import get_pango_font_key

ffi.cdef("void *g_object_ref(void *object);")

_MOST_FONTS = 512


def held(pango_font: Any) -> Any:
    """Return a font that exists as long as the result does."""
    gobject.g_object_ref(pango_font)
    return ffi.gc(pango_font, gobject.g_object_unref)


class FontKeys:
    """Remembers the keys of fonts by their addresses.

    It holds each font, so that no other can have its address.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[Any, tuple[Any, Any, float]]] = {}

    def __call__(self, pango_font: Any) -> tuple[Any, Any, float]:
        """Return key, description and size in pixels of a font, as WeasyPrint does."""
        address = int(ffi.cast("uintptr_t", pango_font))
        if (known := self._known.get(address)) is not None:
            return known[1]
        if len(self._known) >= _MOST_FONTS:
            self._known.clear()
        key: tuple[Any, Any, float] = get_pango_font_key(pango_font)
        self._known[address] = held(pango_font), key
        return key
