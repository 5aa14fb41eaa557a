"""Numbers of divisions, as texts write them: 5, ٥, V, 五, "premier", "первая", 5 bis."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMAN_NUMBER = re.compile(r"(?=[IVXLC])C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_CYRILLIC_ROMAN = str.maketrans("ІХС", "IXC")
"""Cyrillic letters of the shape of Roman digits, which Russian texts mix in."""
_CHINESE = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_CHINESE_NUMBER = re.compile("[〇零一二两三四五六七八九十百]+")
_WORDS = {
    "premier": 1, "première": 1, "one": 1, "first": 1, "two": 2, "second": 2, "three": 3, "third": 3,
    "four": 4, "fourth": 4, "five": 5, "fifth": 5, "six": 6, "sixth": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "primero": 1, "первая": 1, "вторая": 2, "третья": 3, "четвертая": 4, "пятая": 5,
    "اول": 1, "یکم": 1, "دوم": 2, "سوم": 3, "چهارم": 4, "پنجم": 5, "ششم": 6, "هفتم": 7, "هشتم": 8, "نهم": 9,
    "دهم": 10, "الأولى": 1, "الاولى": 1, "الثانية": 2, "الثالثة": 3, "الرابعة": 4, "الخامسة": 5,
    "السادسة": 6, "السابعة": 7, "الثامنة": 8, "التاسعة": 9, "العاشرة": 10, "الأول": 1, "الاول": 1,
    "الثاني": 2, "الثالث": 3, "الرابع": 4, "الخامس": 5, "السادس": 6, "السابع": 7, "первый": 1, "второй": 2,
    "третий": 3, "deuxième": 2, "troisième": 3, "segundo": 2, "tercero": 3,
}  # fmt: skip
_LETTERS = ("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "АБВГДЕЖЗИКЛМНОП", "ابجدهوزحطي", "אבגדהוזחטי", "ΑΒΓΔΕΖΗΘΙΚ")
_ALEF = re.compile(r"الف|[أإآ]")
_LETTER = re.compile(r"[^\W\d_](?![\w'’])")
_ADDED = re.compile(r"\s?(bis|ter|quater)\b|([a-zA-Zа-яА-Я])(?=[\s.:)–—-]|$)", re.IGNORECASE)
_DECIMAL = re.compile(r"([0-9]{1,3})\.([0-9]{1,2})(?![0-9.]*[0-9])")
CHAPTER = 1000
"""The value of a number such as 10.2 is that of ten chapters and two."""
_DIGITS = re.compile(r"\d{1,3}")
_ORDINAL = re.compile(r"(?:\s?(?:ers?|ère|re|ème)|º|°|ª|-?[яй])(?!\w)")
"""The ends of ordinal numbers, as in "1er" or "1º"."""


class DivisionNumber(NamedTuple):
    """A number: its value, what is added to it, such as "bis", and its text, as long as `length`."""

    value: int
    added: str
    length: int
    text: str


def number_at(text: str, start: int = 0) -> DivisionNumber | None:
    """Return the number that begins at a place of a text; None where there is none."""
    for read in (_digits, _chinese, _roman, _word):
        value, length = read(text, start)
        if value and length:
            if ordinal := _ORDINAL.match(text, start + length):
                length += ordinal.end() - ordinal.start()
            added = _ADDED.match(text, start + length) if read is _digits else None
            if added is not None and (added[1] or _ends(text, added.end())):
                length += added.end() - added.start()
            else:
                added = None
            written = text[start : start + length]
            return DivisionNumber(value, added[0].strip().lower() if added else "", length, written)
    return None


def letter_at(text: str, start: int = 0) -> DivisionNumber | None:
    """Return the capital letter that numbers a division, such as "Annex B"; None where there is none."""
    if (alef := _ALEF.match(text, start)) is not None and _ends(text, alef.end()):
        return DivisionNumber(1, alef[0], alef.end() - start, alef[0])
    match = _LETTER.match(text, start)
    if match is None:
        return None
    places = (letters.find(match[0]) for letters in _LETTERS)
    value = next((place + 1 for place in places if place >= 0), 0)
    return DivisionNumber(value, match[0], match.end() - start, match[0]) if value else None


def _ends(text: str, place: int) -> bool:
    return place >= len(text) or not text[place].isalnum()


def _digits(text: str, start: int) -> tuple[int, int]:
    if (decimal := _DECIMAL.match(text, start)) and int(decimal[2]):
        return int(decimal[1]) * CHAPTER + int(decimal[2]), decimal.end() - start
    match = _DIGITS.match(text, start)
    if match is None or (match.end() < len(text) and text[match.end()].isdigit()):
        return 0, 0
    return int("".join(str(unicodedata.digit(sign)) for sign in match[0])), match.end() - start


def _roman(text: str, start: int) -> tuple[int, int]:
    capitals = text[start : start + 8].translate(_CYRILLIC_ROMAN)
    match = _ROMAN_NUMBER.match(capitals)
    if match is None or not match[0] or not _ends(text, start + match.end()):
        return 0, 0
    values = [_ROMAN[sign] for sign in match[0]]
    value = sum(
        -one if one < following else one for one, following in zip(values, [*values[1:], 0], strict=True)
    )
    return value, match.end()


def _chinese(text: str, start: int) -> tuple[int, int]:
    match = _CHINESE_NUMBER.match(text, start)
    if match is None:
        return 0, 0
    total, digit = 0, 0
    for sign in match[0]:
        if sign in "十百":
            total += (digit or 1) * (10 if sign == "十" else 100)
            digit = 0
        else:
            digit = digit * 10 + _CHINESE[sign] if digit and total == 0 else _CHINESE[sign]
    return total + digit, match.end() - start


def _word(text: str, start: int) -> tuple[int, int]:
    match = re.compile(r"[^\W\d_]+").match(text, start)
    if match is None:
        return 0, 0
    return _WORDS.get(match[0].lower(), 0), match.end() - start
