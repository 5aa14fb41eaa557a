"""The language of a text, by its script, and the stretches of it in another script."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import babel.core

_LETTERS = {
    "Latn": r"A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff",
    "Cyrl": r"\u0400-\u052f",
    "Grek": r"\u0370-\u03ff\u1f00-\u1fff",
    "Arab": r"\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "Hebr": r"\u0590-\u05ff\ufb1d-\ufb4f",
    "Geor": r"\u10a0-\u10ff\u1c90-\u1cbf\u2d00-\u2d2d",
    "Armn": r"\u0531-\u058f\ufb13-\ufb17",
    "Thai": r"\u0e01-\u0e3a\u0e40-\u0e5b",
    "Deva": r"\u0900-\u097f\ua8e0-\ua8ff",
    "Hani": (
        r"\u1100-\u11ff\u2e80-\u2fdf\u3001-\u303f\u3041-\u318e\u31a0-\u4dbf\u4e00-\u9fff\ua960-\ua97f"
        r"\uac00-\ud7fb\uf900-\ufaff\ufe30-\ufe4f\uff01-\uffee\U00020000-\U000323af"
    ),
}
"""The characters of each script, as the inside of a regular expression's class.

Han, kana and hangul are one script here, ``Hani``: one text mixes them, and they share punctuation.
"""

EAST_ASIAN = frozenset({"Hani", "Hans", "Hant", "Jpan", "Kore"})
_LANGUAGES = {
    "Latn": "en", "Cyrl": "ru", "Grek": "el", "Arab": "fa", "Hebr": "he", "Geor": "ka", "Armn": "hy",
    "Thai": "th", "Deva": "hi", "Hani": "zh-Hans",
}  # fmt: skip
"""What a text in a script is taken to be in, where nothing says better."""

_TELLING = {
    "Cyrl": (("uk", "іїєґІЇЄҐ"), ("be", "ўЎ")),
    "Arab": (("fa", "پچژگکی"), ("ar", "ةيكىأإ")),
}
"""Letters that only one of the languages of a script has."""
_KANA = re.compile(r"[\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9f]")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_USUAL_ENCODING = {"ja": "euc_jp", "ko": "euc_kr"}
_HANGUL = re.compile(r"[\u1100-\u11ff\u3131-\u318e\ua960-\ua97f\uac00-\ud7fb]")

RIGHT_TO_LEFT = frozenset({"Arab", "Hebr"})
_OF_SCRIPT = {script: re.compile(f"[{letters}]") for script, letters in _LETTERS.items()}
_RUNS = {
    # From the first letter to the last with what joins words; a comma or a bracket is of the text around.
    script: re.compile(rf"[{letters}](?:[{letters} \u00a0\u200c\u200d.–-]*[{letters}])?")
    for script, letters in _LETTERS.items()
}
_LEFT_TO_RIGHT_RUN = re.compile(
    # Within Arabic script a number stays with the word beside it, and a range with its sign.
    rf"(?:[0-9][0-9.,–-]*[ \u00a0]?)?[{_LETTERS['Latn']}{_LETTERS['Cyrl']}{_LETTERS['Grek']}]"
    rf"(?:[^{_LETTERS['Arab']}{_LETTERS['Hebr']}]*[{_LETTERS['Latn']}{_LETTERS['Cyrl']}{_LETTERS['Grek']}0-9%])?"
    r"|[0-9][0-9.,]*[–-][0-9][0-9.,]*(?:[ \u00a0\u202f]?%)?"
)


_DIRECTIONS = {"L": "ltr", "R": "rtl", "AL": "rtl"}
"""The directions of letters, by their class in the Unicode Bidirectional Algorithm."""


@dataclass(frozen=True, slots=True)
class ScriptRun:
    """A stretch of a text; `language` is empty where it is in the language of the text itself."""

    text: str
    language: str = ""


@functools.cache
def script_of(language: str) -> str:
    """Return the script that a language is usually written in, as ISO 15924 names it."""
    tag = language.replace("-", "_")
    known = babel.core.get_global("likely_subtags")
    likely = known.get(tag) or known.get(tag.partition("_")[0], "")
    named = [part for part in (*tag.split("_")[1:], *likely.split("_")[1:]) if len(part) == 4]  # noqa: PLR2004
    return named[0].capitalize() if named else "Latn"


def direction_of(language: str) -> str:
    """Return the direction in which a language is written, ``ltr`` or ``rtl``."""
    return "rtl" if script_of(language) in RIGHT_TO_LEFT else "ltr"


def language_of(text: str, default: str) -> str:
    """Guess the language of a text: the default where its script suits that."""
    counts = {script: len(letters.findall(text)) for script, letters in _OF_SCRIPT.items()}
    # The first letter decides the direction of a paragraph, and so in which direction's languages to look.
    turned = text_direction(text) == "rtl"
    likely = {script: n for script, n in counts.items() if n and (script in RIGHT_TO_LEFT) == turned}
    if not likely or likely.get(_alphabet_of(default), 0) == max(likely.values()):
        return default
    return _by_script(max(likely, key=likely.__getitem__), text, default)


def _by_script(script: str, text: str, default: str) -> str:
    if script == _alphabet_of(default):
        return default
    if script == "Hani":
        return _east_asian_language(text)
    for language, letters in _TELLING.get(script, ()):
        if any(letter in text for letter in letters):
            return language
    return _LANGUAGES[script]


def _alphabet_of(language: str) -> str:
    """Return the script of a language as `_LETTERS` names it."""
    script = script_of(language)
    return "Hani" if script in EAST_ASIAN else script


def _east_asian_language(text: str) -> str:
    """Kana are Japanese, hangul Korean; Han alone is Chinese, traditional where only Big5 has it."""
    if _HANGUL.search(text):
        return "ko"
    if _KANA.search(text):
        return "ja"
    han = "".join(_OF_SCRIPT["Hani"].findall(text))
    return "zh-Hant" if not _is_in("gb2312", han) and _is_in("big5", han) else "zh-Hans"


def _east_asian_scripts(name: str) -> Iterator[str]:
    """Yield the script of a name, and that of Han characters in it which its language does not use."""
    language = _east_asian_language(name)
    yield script_of(language)
    han = "".join(_HAN.findall(name))
    if language in _USUAL_ENCODING and not _is_in(_USUAL_ENCODING[language], han):
        yield script_of(_east_asian_language(han))


def _is_in(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def scripts_in(text: str, languages: Iterable[str] = ()) -> set[str]:
    """Return the scripts of a text, as ISO 15924 names them.

    What is East Asian is of the scripts of those `languages` that are, and of the script that the
    characters of each name suggest, since one text can hold names in several.
    """
    signs = "".join(set(text))
    found = {script for script, letters in _OF_SCRIPT.items() if letters.search(signs)}
    if "Hani" in found:
        named = {script_of(language) for language in languages} & EAST_ASIAN
        names = _RUNS["Hani"].findall(text)
        found = (
            found - {"Hani"} | named | {script for name in names for script in _east_asian_scripts(name)}
        )
    return found


def runs(text: str, language: str) -> Iterator[ScriptRun]:
    """Divide the text into stretches of one script each; joined they are the text."""
    script_of_text = _alphabet_of(language)
    position = 0
    for start, end, script in sorted(_foreign(text, script_of_text)):
        if start < position:
            continue
        if start > position:
            yield ScriptRun(text[position:start])
        yield ScriptRun(text[start:end], _by_script(script, text[start:end], "en"))
        position = end
    if position < len(text):
        yield ScriptRun(text[position:])


def _foreign(text: str, script_of_text: str) -> Iterator[tuple[int, int, str]]:
    if script_of_text in RIGHT_TO_LEFT:
        for match in _LEFT_TO_RIGHT_RUN.finditer(text):
            script = next((s for s, letters in _OF_SCRIPT.items() if letters.search(match[0])), "Latn")
            yield match.start(), match.end(), script
        return
    for script, pattern in _RUNS.items():
        if script not in {script_of_text, "Latn"}:
            yield from ((match.start(), match.end(), script) for match in pattern.finditer(text))


def text_direction(text: str) -> str:
    """``rtl`` where the first letter with a direction runs right to left, else ``ltr``."""
    for character in text:
        bidi = unicodedata.bidirectional(character)
        if bidi in {"R", "AL"}:
            return "rtl"
        if bidi == "L":
            return "ltr"
    return "ltr"


def directional_runs(text: str) -> Iterator[tuple[str, str]]:
    """Divide a text into stretches, each with its direction, ``ltr`` or ``rtl``; joined they are the text.

    Numbers, spaces and signs go with the letters around them where those agree, else with the text.
    """
    base = text_direction(text)
    start, direction, end = 0, base, 0
    for position, character in enumerate(text):
        own = _DIRECTIONS.get(unicodedata.bidirectional(character))
        if own == direction:
            end = position + 1
        elif own:
            border = end if direction != base else position
            if border > start:
                yield text[start:border], direction
            if border < position and own != base:
                yield text[border:position], base
                border = position
            start, direction, end = border, own, position + 1
    border = end if direction != base else len(text)
    if border > start:
        yield text[start:border], direction
    if border < len(text):
        yield text[border:], base
