"""Recognise whether a text names somebody: whole words, in any case, as a possessive, in any script."""

from __future__ import annotations

import functools
import re
import unicodedata

from briefing.text.spelling import folded

_LONGEST_ABBREVIATION = 6
_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN")
"""Scripts whose words follow each other without a space, or have particles joined to them."""
_PREFIXES = {"ARABIC": "وفبلك", "HEBREW": "והבלמשכ"}
"""Letters that are joined to the word that follows them: "and", "by", "to"."""
_SHORTEST_INFLECTED = 4
_SAYS_THAT_NAME_IS_UNKNOWN = re.compile(
    r"unnamed|unsigned|unidentified|unattributed|undisclosed|anonym|anonim|анонимн|неназван", re.IGNORECASE
)
_JOINTS = re.compile(r"\s*(?:[,;&]|\b(?:and|or|through|via|quoting|quoted by|citing|cited by)\b)\s*")


def names_one_of(text: str, names: tuple[str, ...]) -> bool:
    """Return whether the text has one of the names as words of its own.

    Case, accents, the kinds of apostrophes and hyphens, and a "the" before the name do not matter, except
    that an abbreviation such as AP needs its capitals. Endings of Cyrillic words, and letters joined to an
    Arabic or Hebrew word, may differ. "Iran's" names Iran; "Iran-based", "anti-Iran" and "Iranian" do not.
    """
    pattern, exact = _pattern(names)
    # Most texts have the name as it is written, which spares the folding of the text.
    if pattern.search(text.casefold()) or exact.search(text):
        return True
    text = text.replace("—", " ")
    return bool(pattern.search(folded(text)) or exact.search(folded(text, match_case=True)))


def is_label(name: str) -> bool:
    """Return whether a name is a description that names nobody, such as "an analyst" or "the ministry".

    In scripts with capital letters a name has one, or a digit, or is an internet domain. A description that
    says that the name is not known, such as "an unsigned article", is no label.
    """
    letters = [character for character in name if character.isalpha()]
    has_case = any(character.lower() != character.upper() for character in letters)
    is_named = any(character.isupper() or character.isdigit() for character in name) or "." in name
    return has_case and not is_named and not _SAYS_THAT_NAME_IS_UNKNOWN.search(name)


def parts_of(name: str) -> tuple[str, ...]:
    """Return the names that are joined in one, as in "two unnamed people, through Reuters"."""
    return tuple(part for part in _JOINTS.split(name) if part)


@functools.lru_cache(maxsize=4096)
def _pattern(names: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return a pattern for folded text, and one for the abbreviations in text with its capitals."""
    names = tuple(re.sub(r"^the\s+", "", name.strip(), flags=re.IGNORECASE) for name in names)
    abbreviations = [name for name in names if _is_abbreviation(name)]
    others = [name for name in names if name not in abbreviations]
    return (
        _alternatives([folded(name) for name in others]),
        _alternatives([folded(name, match_case=True) for name in abbreviations]),
    )


def _is_abbreviation(name: str) -> bool:
    return len(name) <= _LONGEST_ABBREVIATION and name.isupper()


def _alternatives(names: list[str]) -> re.Pattern[str]:
    # A pattern that never matches, where there is no name.
    return re.compile("|".join(_words(name) for name in names if name) or r"(?!)")


def _words(name: str) -> str:
    words = name.split()
    inner = r"\s+".join(_inflected(word) for word in words)
    return f"{_before(words[0][0])}{inner}{_after(words[-1][-1])}"


def _inflected(word: str) -> str:
    """Return a pattern for a word; a Cyrillic one may have another ending."""
    if len(word) < _SHORTEST_INFLECTED or not word.isalpha() or _script(word[-1]) != "CYRILLIC":
        return re.escape(word)
    return re.escape(word.rstrip("аеийоуыьэюя") or word) + r"[а-яё]{0,3}"


def _before(character: str) -> str:
    script = _script(character)
    if script in _UNSPACED:
        return ""
    prefixes = _PREFIXES.get(script)
    return rf"(?:(?<![\w-])|(?<=(?<![\w-])[{prefixes}]))" if prefixes else r"(?<![\w-])"


def _after(character: str) -> str:
    return "" if _script(character) in _UNSPACED else r"(?!\w|-\w)"


def _script(character: str) -> str:
    return unicodedata.name(character, "").split(" ")[0].split("-")[0]
