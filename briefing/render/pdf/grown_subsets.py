"""Subsets of fonts that are kept from page to page, and grow as glyphs are needed.

A page of the preview mostly uses glyphs of the pages before it, so few pages need another subset.
Glyphs keep their numbers in each subset: what is drawn does not depend on which one it is.
"""

from __future__ import annotations

import hashlib
import zlib
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from briefing.render.layout import weasyprint_patches  # noqa: F401 - must precede WeasyPrint

from weasyprint.pdf.fonts import Font  # isort: skip

_MOST_COMPRESSED = 64
_OF_MANY_PAGES, _OF_ONE_PAGE = 9, 1
"""The effort with which a subset that is kept is compressed, and what only one page has of a font."""


@dataclass(frozen=True, slots=True)
class _Subset:
    glyphs: frozenset[int]
    content: bytes

    def has(self, glyphs: Mapping[int, str]) -> bool:
        return self.glyphs.issuperset(glyphs)


class GrownSubsets:
    """The subsets of the fonts of one typesetter, each known by its name and what it is drawn with."""

    def __init__(self) -> None:
        self._kept: dict[tuple[object, ...], _Subset] = {}
        self._compressed: OrderedDict[bytes, bytes] = OrderedDict()
        """Compressed content by the digest of what it was, since that takes long."""
        self._digests: dict[int, bytes] = {}
        """The digests of the subsets that are kept, by the addresses of their contents."""

    def compress(self, stream: Any) -> None:
        """Compress a stream of a PDF that has a subset of a font, as it would be when it is written."""
        if not stream.compress:
            return
        content = stream.stream[0] if len(stream.stream) == 1 else b"".join(map(bytes, stream.stream))
        known = self._digests.get(id(content))
        digest = known or hashlib.blake2b(content).digest()
        effort = _OF_MANY_PAGES if known else _OF_ONE_PAGE
        compressed = self._compressed.pop(digest, None) or zlib.compress(content, effort)
        self._compressed[digest] = compressed
        if len(self._compressed) > _MOST_COMPRESSED:
            self._compressed.popitem(last=False)
        stream.stream, stream.compress = [compressed], False
        stream.extra["Filter"] = "/FlateDecode"

    def _keep(self, key: tuple[object, ...], subset: _Subset) -> None:
        """Keep a subset in place of the one that it has grown from."""
        if former := self._kept.get(key):
            self._digests.pop(id(former.content), None)
        self._kept[key] = subset
        self._digests[id(subset.content)] = hashlib.blake2b(subset.content).digest()

    @contextmanager
    def applied(self) -> Iterator[None]:
        """Embed kept subsets in the PDFs that are written."""
        clean = Font.clean

        def clean_or_kept(font: Any, to_unicode: Mapping[int, str], hinting: bool) -> None:
            drawn_with = (font.font_size, font.weight, font.style, *font.variations.items())
            key = (font.hash, hinting, bool(font.missing), *drawn_with)
            kept = self._kept.get(key)
            if kept is None or not kept.has(to_unicode):
                glyphs = dict.fromkeys(kept.glyphs, "") if kept else {}
                clean(font, {**glyphs, **to_unicode}, hinting)
                self._keep(key, _Subset(frozenset((*glyphs, *to_unicode)), font.file_content))
                return
            font.file_content = kept.content
            font.tables = [table for table in font.tables if table != "fvar"]

        Font.clean = clean_or_kept
        try:
            yield
        finally:
            Font.clean = clean
