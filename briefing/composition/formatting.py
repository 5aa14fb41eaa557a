"""The program's own short texts: names of standings, kinds and states, lists, numbers of sections."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

import babel

from briefing.model.source import Locator
from briefing.model.terms import ActionKind, InstrumentKind, ObligationKind, SourceKind, Standing
from briefing.sources.structure.numbers import number_at
from briefing.text.numbers import FIGURE, MINUS_SIGNS

STANDINGS = {
    Standing.IN_FORCE: "in force",
    Standing.SIGNED: "signed",
    Standing.ESTABLISHED: "established",
    Standing.ASSERTED: "asserted",
    Standing.REPORTED: "reported",
    Standing.ALLEGED: "alleged",
    Standing.DENIED: "denial",
    Standing.PLANNED: "planned",
    Standing.NEGOTIATING: "under negotiation",
    Standing.CONSIDERED: "under consideration",
    Standing.CONDITIONAL: "conditional",
    Standing.POSSIBLE: "possible",
}
"""The words for a fact's standing in print."""

_WORD = re.compile(r"[^\W\d_]{3,}")
_NO_BREAK = "\u00a0"
_EMPTY_LINES = re.compile(r"\n[^\S\n]*(?:\n\s*)+")
_ENDED = re.compile(r"[.?!…؟۔][\"'”’»)]*\s*\Z|”\s*\Z")
TOP_LEVEL = 2
"""The level of the headings of sections that are in no other."""
DEFAULT_NUMBERING = "decimal"
NO_NUMBERING = "none"
_A_NUMBER = re.compile(
    rf"[<>≈~±+{MINUS_SIGNS}]?\s?[$€£¥₽₹₺₪﷼]?\s?{FIGURE}(?:[{MINUS_SIGNS}]{FIGURE})?\s?[$€£¥₽₹₺₪﷼%٪‰]?"
)
_NO_NUMBER = frozenset({"", "–", "-", "—", "…", "n/a"})
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def locale_of(language: str) -> babel.Locale:
    """Return the locale in which dates and numbers of a language are written."""
    # English dates are written day first, as the templates' English is British.
    tag = "en-GB" if language == "en" else language
    return babel.Locale.parse(tag, sep="-")


def locator(place: Locator | None) -> str:
    """Write a place in a source, such as "art. 3(4), p. 2"; empty for None."""
    if place is None:
        return ""
    label = "" if place.article and names_its_division(place.article) else "art."
    parts = ((label, place.article), ("p.", place.page), ("para.", place.paragraph), ("at", place.time))
    return ", ".join(f"{label}{_NO_BREAK}{value}" if label else value for label, value in parts if value)


def names_its_division(article: str) -> bool:
    """Return whether a place is in an annex or the preamble, which it names, and not in an article."""
    return _WORD.match(article) is not None and number_at(article) is None


def kind(value: SourceKind | ActionKind | ObligationKind | InstrumentKind) -> str:
    """Write a vocabulary's id as words, such as "news report"."""
    return str(value).replace("non_", "non-").replace("_", " ")


@functools.lru_cache(maxsize=256)
def language_name(tag: str | None) -> str:
    """Return the English name of a language; empty for None."""
    return "" if tag is None else (babel.Locale.parse(tag, sep="-").get_display_name("en") or tag)


def joined(words: list[str]) -> str:
    """Write a list in words: "a", "a and b", "a, b and c"."""
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1] if words else "") if part)


def capitalised(text: str) -> str:
    """Make the first letter a capital, and change no other."""
    return text[:1].upper() + text[1:]


def paragraphs(text: str) -> tuple[str, ...]:
    """Split a text at its empty lines; a paragraph keeps its line breaks."""
    parts = _EMPTY_LINES.split(text.replace("\r\n", "\n"))
    return tuple("\n".join(_lines(part)) for part in parts if part.strip())


def _lines(paragraph: str) -> Iterator[str]:
    for line in paragraph.split("\n"):
        if words := " ".join(line.split()):
            yield words


def sentence(text: str) -> str:
    """End the text with a full stop where it has none; a text without words has no end."""
    return text if not text.strip() or _ENDED.search(text) else f"{text.rstrip()}."


def numeric(cells: Iterable[str]) -> bool:
    """Return whether all cells but empty ones are numbers, with sign, range or percent."""
    filled = [cell.strip() for cell in cells if cell.strip() not in _NO_NUMBER]
    return bool(filled) and all(_A_NUMBER.fullmatch(cell) for cell in filled)


def section_number(number: int, level: int, parent: str, style: str) -> str:
    """Write a section number: 2.1 in ``decimal``; I, A, 1, a by level in ``roman``; empty in ``none``.

    `level` is that of its heading, 2 for a top-level section; `parent` the number of the section above.
    """
    if style == NO_NUMBERING:
        return ""
    if style == DEFAULT_NUMBERING:
        return f"{parent}.{number}" if parent else str(number)
    kinds = (_roman, letters, str, lambda value: letters(value).lower())
    return kinds[min(level - TOP_LEVEL, len(kinds) - 1)](number)


def letters(number: int) -> str:
    """Letter a number as the columns of a spreadsheet: A to Z, then AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _roman(number: int) -> str:
    signs = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        signs += sign * count
    return signs
