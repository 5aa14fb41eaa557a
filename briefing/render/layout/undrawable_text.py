"""Name what no font can draw instead of printing empty boxes.

The problems of a document report such text with its row and field; where it is printed in spite of them,
the page has its language in square brackets, such as "[Chinese text]".
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

from briefing.typography import fonts

_TAG = re.compile(r"(<[^>]*>)")
_REFERENCE = re.compile(r"&#(?:x([0-9a-fA-F]+)|([0-9]+));")
_ASCII_END = 0x80
_FONT_SUFFIXES = frozenset({".ttf", ".otf", ".ttc", ".woff", ".woff2"})


def own_characters(folder: Path) -> frozenset[int]:
    """Return the code points that the fonts in a template's folder can show."""
    files = (path for path in sorted(folder.rglob("*")) if path.suffix.lower() in _FONT_SUFFIXES)
    return frozenset().union(*(_characters(path) for path in files if path.is_file()))


def _characters(path: Path) -> frozenset[int]:
    try:
        return fonts.characters_of(path)
    except Exception:  # noqa: BLE001 - fontTools raises anything for a damaged file, which draws nothing
        return frozenset()


def named_where_undrawable(
    markup: str, languages: Iterable[str] = (), own_characters: frozenset[int] = frozenset()
) -> str:
    """Return HTML or SVG with the name of the language in place of text that no font can draw.

    `own_characters` are those of the template's own fonts. Attributes stay as they are: nothing draws them.
    """
    if markup.isascii() and "&#" not in markup:
        return markup
    markup = _REFERENCE.sub(_character, markup)
    undrawable = {sign for sign in fonts.undrawable(markup, languages) if ord(sign) not in own_characters}
    if not undrawable:
        return markup
    signs = re.escape("".join(sorted(undrawable)))
    # With what joins the words of one passage, so that it is named once.
    passage = re.compile(rf"[{signs}](?:[{signs}\s\u200c\u200d.,:;·–-]*[{signs}])?")
    return "".join(
        part if part.startswith("<") else passage.sub(_name, part) for part in _TAG.split(markup)
    )


def _character(match: re.Match[str]) -> str:
    """Return the character of a numeric reference, if it is no sign of the markup."""
    number = int(match[1], 16) if match[1] else int(match[2])
    return chr(number) if _ASCII_END <= number <= sys.maxunicode else match[0]


def _name(passage: re.Match[str]) -> str:
    """Return the language of a passage in brackets; without a font for its script, its code points."""
    font = next(iter(fonts.script_fonts(passage[0]).values()), None)
    if font is not None:
        return f"[{font.language} text]"
    return "".join(f"⟨U+{ord(sign):04X}⟩" for sign in passage[0] if not sign.isspace())
