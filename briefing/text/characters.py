"""Decide which characters a text may have: none that is invisible, changes the order or has no meaning.

Such characters make a text read as another than the one displayed (Unicode TR36, "Trojan Source"). Some are
part of the spelling of a language, and are allowed where that language needs them.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_SUSPECT = re.compile(
    # Everything but what is certainly visible; a text without a match needs no further look.
    "[^\\t\\n\\x20-\\x7e\\xa0-\\xac\\xae-\u02ff\u0370-\u0377\u0384-\u038a\u038e-\u03a1\u03a3-\u052f"
    "\u2010-\u2027\u202f-\u205f]"
)
_WITHOUT_MEANING = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
_VISIBLE_FORMATS = frozenset("\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd") | {
    chr(code) for code in range(0x600, 0x606)
}
"""Signs above and around Arabic, Syriac and Kaithi numbers: format characters that are seen."""
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0\ufffc") | {
    chr(code) for code in (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
}
"""Letters, marks and symbols without a shape: fillers, variation selectors, the grapheme joiner."""
_JOINERS = frozenset("\u200c\u200d")
_JOINING = frozenset({
    "ARABIC", "SYRIAC", "MANDAIC", "NKO", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL",
    "TELUGU", "KANNADA", "MALAYALAM", "SINHALA", "KHMER", "MYANMAR", "TIBETAN", "MONGOLIAN",
})  # fmt: skip
"""The scripts in which a joiner is part of the spelling, by the first word of their letters' names."""
_EMOJI_BESIDE_SYMBOLS = frozenset("©®‼⁉™↔↕↖↗↘↙↩↪〰〽㊗㊙") | {chr(code) for code in range(0x1F3FB, 0x1F400)}
_KEYCAPS = frozenset("#*0123456789")
_KEYCAP_FRAME = "\u20e3"
_HAN = ("CJK UNIFIED IDEOGRAPH", "CJK COMPATIBILITY IDEOGRAPH")
_NAMES = {
    0x00: "NULL", 0x07: "BELL", 0x08: "BACKSPACE", 0x0B: "LINE TABULATION", 0x0C: "FORM FEED",
    0x0D: "CARRIAGE RETURN", 0x1B: "ESCAPE", 0x7F: "DELETE", 0x85: "NEXT LINE",
}  # fmt: skip
_BY_CATEGORY = {
    "Cc": "control character", "Cs": "lone surrogate", "Co": "private-use character",
    "Cn": "unassigned character",
}  # fmt: skip
_DIRECTION_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
REMEDY = "Delete the character, or type the words again."
"""The advice that belongs to an `objection_to` a text."""

_MADE_VISIBLE = re.compile("⟨U\\+[0-9A-F]{4,6}⟩")


@dataclass(frozen=True, slots=True)
class UnwantedCharacter:
    """A character that a text may not have; `position` counts the text's characters from 0."""

    position: int
    character: str

    @property
    def code(self) -> str:
        """The code point, such as ``U+2067``."""
        return code_point(self.character)

    @property
    def name(self) -> str:
        """The name in Unicode, such as RIGHT-TO-LEFT ISOLATE, or else the kind of character."""
        number = ord(self.character)
        if number & 0xFFFE == 0xFFFE or 0xFDD0 <= number <= 0xFDEF:  # noqa: PLR2004 - Unicode, section 23.7
            return "noncharacter"
        kind = _BY_CATEGORY.get(unicodedata.category(self.character), "")
        return unicodedata.name(self.character, "") or _NAMES.get(number, kind)

    @property
    def reason(self) -> str:
        """The harm that the character does, as the end of a sentence."""
        if self.character in _DIRECTION_CONTROLS:
            return "is invisible and changes the order in which the text is displayed"
        if unicodedata.category(self.character) in {"Cn", "Co"}:
            return "has no meaning that every reader's fonts agree on"
        return "is invisible"


def unwanted(text: str) -> Iterator[UnwantedCharacter]:
    """Yield the characters that a text may not have, in their order."""
    if text.isascii() and text.isprintable():
        return
    for match in _SUSPECT.finditer(text):
        if not _is_allowed(text, match.start()):
            yield UnwantedCharacter(match.start(), match.group())


def objection_to(text: str) -> str:
    """Return a sentence on the first character that the text may not have; empty where there is none."""
    first = next(unwanted(text), None)
    if first is None:
        return ""
    return (
        f"Character {first.position + 1} of the text is {first.code} ({first.name}), "
        f"which {first.reason}: {_around(text, first.position)}."
    )


def visible(text: str) -> str:
    """Replace each unwanted character by its code point in angle brackets, such as ⟨U+2067⟩."""
    return _replaced(text, marked)


def cleaned(text: str) -> str:
    """Delete the unwanted characters; separators of lines and words become line breaks and spaces."""
    while next(unwanted(text), None):  # what remains may be out of place beside its new neighbours
        text = _replaced(text, lambda character: _INSTEAD.get(character, ""))
    return text


_INSTEAD = {
    "\r": "\n", "\u0085": "\n", "\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n",
    "\u2800": " ", "\u3164": " ", "\uffa0": " ",
}  # fmt: skip


def made_visible(text: str) -> Iterator[re.Match[str]]:
    """Find the characters that `visible` replaced."""
    return _MADE_VISIBLE.finditer(text)


def length(text: str) -> int:
    """Count the characters; one that `visible` replaced counts as one."""
    return len(_MADE_VISIBLE.sub("-", text))


def code_point(character: str) -> str:
    return f"U+{ord(character):04X}"


def marked(character: str) -> str:
    """Return the visible form of a character."""
    return f"⟨{code_point(character)}⟩"


def _replaced(text: str, replacement: Callable[[str], str]) -> str:
    pieces, position = list[str](), 0
    for each in unwanted(text):
        pieces += [text[position : each.position], replacement(each.character)]
        position = each.position + 1
    return "".join([*pieces, text[position:]]) if pieces else text


def _around(text: str, position: int, reach: int = 12) -> str:
    start, end = max(0, position - reach), position + 1 + reach
    words = visible(text[start:position]) + marked(text[position]) + visible(text[position + 1 : end])
    shown = " ".join(words.split())
    return f"“{'…' if start else ''}{shown}{'…' if end < len(text) else ''}”"


def _is_allowed(text: str, position: int) -> bool:
    character = text[position]
    if character in _JOINERS:
        return _is_joiner_in_place(text, position)
    if character in _INVISIBLE:
        return _is_selector_in_place(text, position)
    return character in _VISIBLE_FORMATS or _category(character) not in _WITHOUT_MEANING


@functools.lru_cache(maxsize=4096)
def _category(character: str) -> str:
    return unicodedata.category(character)


def _is_joiner_in_place(text: str, position: int) -> bool:
    before, after = _neighbours(text, position)
    if before not in _JOINERS and _JOINING & {_script(before), _script(after)}:
        return True
    if before == "\ufe0f":
        before = text[position - 2 : position - 1]
    return text[position] == "\u200d" and _is_emoji(before) and _is_emoji(after)


def _is_selector_in_place(text: str, position: int) -> bool:
    character = text[position]
    before, after = _neighbours(text, position)
    if character in "\ufe0e\ufe0f":
        return _is_emoji(before) or (before in _KEYCAPS and after == _KEYCAP_FRAME)
    if character == "\u034f":
        return _script(before) == "HEBREW" or _script(after) == "HEBREW"
    if character == "\u2800":
        return "BRAILLE" in {_script(before), _script(after)}
    if character in "\u180b\u180c\u180d\u180f":
        return _script(before) == "MONGOLIAN"
    is_variation = character >= "\U000e0100" or "\ufe00" <= character <= "\ufe0d"
    return is_variation and unicodedata.name(before or " ", "").startswith(_HAN)


def _neighbours(text: str, position: int) -> tuple[str, str]:
    return text[position - 1 : position] if position else "", text[position + 1 : position + 2]


def _script(character: str) -> str:
    """Return the first word of a letter's or mark's name, which is its script; empty for all else."""
    if not character or character in _INVISIBLE or _category(character)[0] not in "LMNS":
        return ""
    return unicodedata.name(character, "").partition(" ")[0].partition("-")[0]


def _is_emoji(character: str) -> bool:
    is_symbol = character not in {"", *_INVISIBLE} and _category(character) == "So"
    return is_symbol or character in _EMOJI_BESIDE_SYMBOLS
