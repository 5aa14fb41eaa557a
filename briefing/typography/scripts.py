"""The language of a text, by its script, and the stretches of it in another script."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import babel.core

_LETTERS = {
    "Latn": r"A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff",
    "Cyrl": r"\u0400-\u052f",
    "Grek": r"\u0370-\u03ff\u1f00-\u1fff",
    "Arab": r"\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "Hebr": r"\u0590-\u05ff\ufb1d-\ufb4f",
}
"""The characters of each script, as the inside of a regular expression's class."""

_LANGUAGES = {"Latn": "en", "Cyrl": "ru", "Grek": "el", "Arab": "fa", "Hebr": "he"}
"""What a text in a script is taken to be in, where nothing says better."""

_TELLING = {"Cyrl": (("uk", "іїєґІЇЄҐ"), ("be", "ўЎ")), "Arab": (("fa", "پچژگکی"), ("ar", "ةيكىأإ"))}
"""Letters that only one of the languages of a script has."""

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
    if not likely or likely.get(script_of(default), 0) == max(likely.values()):
        return default
    return _by_script(max(likely, key=likely.__getitem__), text, default)


def _by_script(script: str, text: str, default: str) -> str:
    if script == script_of(default):
        return default
    for language, letters in _TELLING.get(script, ()):
        if any(letter in text for letter in letters):
            return language
    return _LANGUAGES[script]


def runs(text: str, language: str) -> Iterator[ScriptRun]:
    """Divide the text into stretches of one script each; joined they are the text."""
    script_of_text = script_of(language)
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
