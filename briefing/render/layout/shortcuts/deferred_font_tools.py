"""fontTools' subsetter and its maker of instances, imported only where an old HarfBuzz leaves work to them.

They take 12 MB of each process that lays out pages. WeasyPrint imports them at its start, and leaves their
work to HarfBuzz since version 6 (`static_fonts`).
"""

from __future__ import annotations

import functools
import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

_SUBSETTER, _INSTANCER = "fontTools.subset", "fontTools.varLib.instancer"


class _Deferred(ModuleType):
    """Takes the place of a module, which is imported once something of it is asked for."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # asked for by each import of it
            raise AttributeError(name)
        return getattr(importlib.import_module(self.__name__), name)


@contextmanager
def deferred_font_tools() -> Iterator[None]:
    """Defer both modules for what is imported here; who imports them later has the modules themselves."""
    instancer = _Deferred(_INSTANCER)
    instancer.__dict__["instantiateVariableFont"] = _instance
    deferred = {_SUBSETTER: _Deferred(_SUBSETTER), _INSTANCER: instancer}
    before = {name: sys.modules[name] for name in deferred if name in sys.modules}
    sys.modules.update(deferred)
    try:
        yield
    finally:
        for name in deferred:
            del sys.modules[name]
        sys.modules.update(before)


def _instance(font: Any, *arguments: Any, **options: Any) -> Any:
    return _instancer().instantiateVariableFont(font, *arguments, **options)


@functools.cache
def _instancer() -> Any:
    """Import the maker of instances, and let it leave out glyphs that are not used."""
    instancer: Any = importlib.import_module(_INSTANCER)
    make_glyph = instancer._instantiateGvarGlyph  # noqa: SLF001 - there is no public way to leave glyphs out

    def make_used_glyph(name: str, glyphs: Any, variations: Any, *others: Any, **options: Any) -> None:
        """Give a glyph its weight. A subset keeps the numbers of glyphs, so most of them are empty."""
        if glyphs[name].numberOfContours or variations.variations.get(name):
            make_glyph(name, glyphs, variations, *others, **options)
        else:
            variations.variations.pop(name, None)

    instancer._instantiateGvarGlyph = make_used_glyph  # noqa: SLF001 - likewise
    return instancer
