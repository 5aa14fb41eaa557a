"""Name what no font can draw instead of printing empty boxes.

The problems of a document report such text with its row and field; where it is printed in spite of them,
the page has its language in square brackets, such as "[Chinese text]".
"""

from __future__ import annotations

import re
import sys
from collections.abc import Container, Iterable
from pathlib import Path
from urllib.parse import unquote

from briefing.typography import fonts
from briefing.typography.code_points import CodePoints

_NOT_DRAWN = re.compile(r"(<(title|desc)\b[^>]*>.*?</\2>|<[^>]*>)", re.DOTALL)
"""A tag, or a title or description as a whole, which readers show in fonts of their own."""
_REFERENCE = re.compile(r"&#(?:x([0-9a-fA-F]+)|([0-9]+));")
_ASCII_END = 0x80
_STRING = re.compile(r"""(?<![(=])(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')""")
"""A string of a style sheet that is neither an address nor in a selector."""
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})[ \t\n]?()")
_JOINING = " \t\n\u00a0\u200c\u200d.,:;·–-"
_FONT_SUFFIXES = frozenset({".ttf", ".otf", ".ttc", ".woff", ".woff2"})
_SOURCE_SUFFIXES = frozenset({".css", ".html", ".jinja"})
_ADDRESS = re.compile(r"""url\(\s*["']?([^"')?#]+?)["']?\s*[)?#]""", re.IGNORECASE)


def own_characters(folder: Path) -> CodePoints:
    """Return the code points of the fonts in a template's folder to which its pages or styles refer."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    named = {
        unquote(address).rpartition("/")[2]
        for path in files
        if path.suffix.lower() in _SOURCE_SUFFIXES
        for address in _ADDRESS.findall(path.read_text(encoding="utf-8", errors="replace"))
    }
    own = [path for path in files if path.suffix.lower() in _FONT_SUFFIXES and path.name in named]
    return CodePoints().union(*map(_characters, own))


def _characters(path: Path) -> CodePoints:
    try:
        return fonts.characters_of(path)
    except Exception:  # noqa: BLE001 - fontTools raises anything for a damaged file, which draws nothing
        return CodePoints()


def named_where_undrawable(
    markup: str, languages: Iterable[str] = (), own_characters: Container[int] = frozenset()
) -> str:
    """Return HTML or SVG with the name of the language in place of text that no font can draw.

    `own_characters` are those of the template's own fonts. Attributes, titles and descriptions
    stay as they are: no font of the program draws them.
    """
    if markup.isascii() and "&#" not in markup:
        return markup
    markup = _REFERENCE.sub(_character, markup)
    undrawable = {sign for sign in fonts.undrawable(markup, languages) if ord(sign) not in own_characters}
    if not undrawable:
        return markup
    passage = _passage(undrawable)
    pieces, end = [], 0
    for left_alone in _NOT_DRAWN.finditer(markup):
        pieces += [passage.sub(_name, markup[end : left_alone.start()]), left_alone[0]]
        end = left_alone.end()
    return "".join([*pieces, passage.sub(_name, markup[end:])])


def style_strings(css: str) -> list[str]:
    """Return the strings of a style sheet that may be printed, without escapes."""
    return [_ESCAPE.sub(_character, string) for string in _STRING.findall(css)]


def named_in_style(css: str, own_characters: Container[int] = frozenset()) -> str:
    """Return a style sheet with the name of the language in place of text that no font can draw."""
    text = "".join(style_strings(css))
    undrawable = {sign for sign in fonts.undrawable(text) if ord(sign) not in own_characters}
    if not undrawable:
        return css
    passage = _passage(undrawable)
    return _STRING.sub(lambda string: passage.sub(_name, _ESCAPE.sub(_character, string[0])), css)


def _passage(undrawable: set[str]) -> re.Pattern[str]:
    """Match a passage of these characters, with what joins its words, so that it is named once."""
    signs = re.escape("".join(sorted(undrawable)))
    return re.compile(rf"[{signs}](?:[{signs}{_JOINING}]*[{signs}])?")


def _character(match: re.Match[str]) -> str:
    """Return the character of a numeric reference or escape, if it is no sign of the markup."""
    number = int(match[1], 16) if match[1] else int(match[2])
    return chr(number) if _ASCII_END <= number <= sys.maxunicode else match[0]


def _name(passage: re.Match[str]) -> str:
    """Return in brackets the languages whose font is missing, and the code points of what is left."""
    missing = [font for font in fonts.script_fonts(passage[0]).values() if not font.path]
    languages = list(dict.fromkeys(font.language for font in missing))
    codes = [
        f"⟨U+{ord(sign):04X}⟩"
        for sign in passage[0]
        if sign not in _JOINING and all(font.path for font in fonts.script_fonts(sign).values())
    ]
    listed = " and ".join(filter(None, (", ".join(languages[:-1]), *languages[-1:])))
    named = f"[{listed} text]" if languages else ""
    return f"{named} {''.join(codes)}".strip()
