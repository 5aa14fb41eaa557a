"""Fonts of packages, to which WeasyPrint's temporary folder has links in place of copies.

Linux keeps a file that was just written in blocks of 2 MB, and a process that reads a glyph of it has the
whole block in its memory: 10 MB with the fonts of Chinese and Korean, and none of it shared with the other
process that lays out pages.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path

_HEAD_BYTES = 4096
"""The beginning of a font has the checksums of all its tables."""


def link_fonts(folder: Path, originals: Iterable[Path]) -> None:
    """Replace the copies of fonts in a folder by links to them, where the system has links."""
    by_head = {_head(path): path for path in originals}
    for copy in folder.iterdir():
        original = None if copy.is_symlink() else by_head.get(_head(copy))
        if original is not None:
            _replace_by_link(copy, original)


def _head(path: Path) -> tuple[int, bytes]:
    with path.open("rb") as file:
        return path.stat().st_size, file.read(_HEAD_BYTES)


def _replace_by_link(copy: Path, original: Path) -> None:
    link = copy.with_name(f"{copy.name}.link")
    with contextlib.suppress(OSError, NotImplementedError):  # Windows lets few users make links
        link.symlink_to(original.resolve())
        link.replace(copy)
