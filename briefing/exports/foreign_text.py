"""Text of a web page with the languages and directions of its parts.

A browser orders a paragraph as a whole. What runs from right to left within other text is in a `bdi`, so
that numbers and signs beside it stay in their places.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from markupsafe import Markup, escape

from briefing.composition.views.references import PrintedQuote
from briefing.typography import scripts

_CLOSED_BY = {"(": ")", "[": "]", "{": "}", "«": "»", "‹": "›"}
_CLOSING = frozenset(_CLOSED_BY.values())
_UNPAIRED = "\0"
"""For a closing bracket that nothing opened: no text holds it."""


def markup(text: str, language: str, own: str | None = None) -> Markup:
    """Escape a text of a page in a language; `own` is the text's, where that is known."""
    if isinstance(text, PrintedQuote):
        return Markup().join(markup(part, language) for part in (text.before, text.words, text.after))
    words = text.strip()
    if scripts.text_direction(words) == "rtl":
        own = own or scripts.language_of(words, language)
        before, _, after = text.partition(words)
        return before + _isolated(_in_languages(words, own), own, language) + after
    own = own or (
        language if scripts.direction_of(language) == "ltr" else scripts.language_of(words, language)
    )
    parts = Markup().join(
        _from_right(part, own) if direction == "rtl" else _in_languages(part, own)
        for part, direction in _parts(text)
    )
    return parts if own == language else Markup('<span lang="{}">{}</span>').format(own, parts)


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """Divide a text by direction; the brackets that end a part from right to left are in it."""
    taken = ""
    parts = [*scripts.directional_runs(text), ("", "")]
    for (part, direction), (after, _) in itertools.pairwise(parts):
        whole = part.removeprefix(taken)
        taken = _to_close(whole) if direction == "rtl" else ""
        taken = taken if after.startswith(taken) else ""
        if whole + taken:
            yield whole + taken, direction


def _from_right(part: str, around: str) -> Markup:
    """Isolate what runs from right to left, unless one bracket of a pair is outside.

    Names in two scripts, one beside the other, are two texts.
    """
    if _to_close(part):
        return _in_languages(part, around)
    runs = list(scripts.runs(part, around))
    if len({scripts.script_of(run.language) for run in runs if run.language}) > 1:
        return Markup().join(
            _isolated(escape(run.text), run.language, around) if run.language else escape(run.text)
            for run in runs
        )
    own = scripts.language_of(part, around)
    return _isolated(_in_languages(part, own), own, around)


def _isolated(inside: Markup, own: str, around: str) -> Markup:
    if own == around:
        return Markup('<bdi dir="rtl">{}</bdi>').format(inside)
    return Markup('<bdi lang="{}" dir="rtl">{}</bdi>').format(own, inside)


def _in_languages(text: str, language: str) -> Markup:
    return Markup().join(
        Markup('<span lang="{}">{}</span>').format(run.language, run.text)
        if run.language
        else escape(run.text)
        for run in scripts.runs(text, language)
    )


def _to_close(text: str) -> str:
    """Return the brackets that would close a text's own; a closing one alone counts too."""
    waiting: list[str] = []
    for sign in text:
        if sign in _CLOSED_BY:
            waiting.append(_CLOSED_BY[sign])
        elif sign in _CLOSING:
            if not waiting or waiting[-1] != sign:
                return _UNPAIRED
            waiting.pop()
    return "".join(reversed(waiting))
