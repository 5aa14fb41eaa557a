"""The characters that readers of a PDF extract, search and copy.

A font has one glyph for all hyphens, and one for all spaces; WeasyPrint maps it to the character that
occurs first: a "-" of the text to the hyphen at the end of a line, or each space to a no-break space.
"""

from __future__ import annotations

import re
from typing import Any

_PLAIN = {
    b"2010": b"002d", b"2011": b"002d", b"00ad": b"002d",
    b"00a0": b"0020", b"202f": b"0020",
}  # fmt: skip
"""Hyphens and spaces of typography, with those that were typed, as a ToUnicode map writes them (UTF-16)."""
_ENTRY = re.compile(rb"(<[0-9a-f]{4}> <)(" + b"|".join(_PLAIN) + rb")>")


def map_to_typed_characters(pdf: Any) -> None:
    """Map the glyphs of hyphens and spaces to "-" and " " in the ToUnicode maps of a new PDF."""
    for entry in pdf.objects:
        lines = getattr(entry, "stream", None)
        if isinstance(lines, list) and b"begincmap" in lines:
            entry.stream = [
                _ENTRY.sub(lambda match: match[1] + _PLAIN[match[2]] + b">", line)
                if isinstance(line, bytes)
                else line
                for line in lines
            ]
