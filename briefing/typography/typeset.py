"""Typography of a text, by language: quotation marks, ranges, and spaces at which no line may end.

It changes signs, never words: read with every space alike, every quotation mark straight and every dash of
a range as a hyphen, the text is the one that was written. Stored text is never changed.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import babel
import babel.dates
from markupsafe import Markup, escape

from briefing.typography import scripts

NO_BREAK = "\u00a0"
NARROW = "\u202f"

# These stay as typed: addresses, paths, text between grave accents, quotation marks of a given shape.
_ADDRESS = (
    r"(?:https?://|www\.)[^\s<>\"“”«»]+|[\w.+-]+@[\w-]+\.[\w.-]+|`[^`\n]+`|(?<![\w/])/[\w.-]+/[\w./-]+"
)
_VERBATIM = re.compile(_ADDRESS)
_LEFT_ALONE = re.compile(rf"{_ADDRESS}|[“”„‚‘«»‹›]|\.{{4,}}|…[.…]+|\.+…")
_QUOTES = {"quotes": True, "apostrophe": True, "ellipsis": True}
_OTHER_RULES = ("dashes", "hyphen", "nbsp", "ranges", "spaces", "symbols")
_AS_THEY_ARE = (
    "bg", "cs", "de-CH", "el", "es", "fi", "fr", "fr-CA", "hr", "hu", "it", "lt", "nl", "pl", "pt-BR",
    "ro", "ru", "sk", "sl", "sr", "sv", "tr", "uk",
)  # fmt: skip
_LOCALES = {
    **{tag: tag for tag in _AS_THEY_ARE},
    "de": "de-DE",
    "pt": "pt-PT",
    # Double quotation marks are typed and meant, in British English as in American.
    "en": "en-US",
}
"""Which rules of the library hold for a language; a tag that is not here goes by its first part."""

_ALL_QUOTES = str.maketrans(dict.fromkeys("'\"“”„‘’‚‛«»‹›", "'"))
_STRAIGHT_PAIR = re.compile(r"(?<![^\s(\[])\"([^\"\s](?:[^\"]*[^\"\s])?)\"(?![^\s.,;:!?)\]،؛؟…])")

# Spaces at which no line may end: each pattern holds one space, and that becomes another.

_UPPER = r"[^\W\d_a-zа-яёіїєґßà-öø-ÿα-ω]"
_NUMBER = r"(?<![\w.,:/-])\d{1,3}(?:[.,\u00a0\u202f]\d+)*(?:–\d+(?:[.,]\d+)*)?"
_LONG_NUMBER = r"(?<![\w.,:/-])\d+(?:[.,]\d+)*(?:–\d+(?:[.,]\d+)*)?"
_UNITS = (
    "%|‰|°|bcm|mcm|bcf|tcf|km|m|cm|mm|kg|g|t|Mt|kt|ha|MW|GW|kW|kWh|MWh|GWh|TWh|bpd|kt|Hz|MHz|GHz"
    "|bn|million|billion|trillion|thousand|hundred|млн|млрд|тыс|км|кг|МВт|ГВт|куб|руб|Mio|Mrd|Uhr"
)
_NO_UNITS = (
    "and|or|of|to|in|at|on|by|for|from|is|are|was|were|with|the|a|an|as|but|that|has|have|had|will|may|says|said"
    "|denies|и|или|в|на|с|et|ou|de|und|oder"
)
_BEFORE_A_NUMBER = (
    "§|§§|№|No|Nos|Nr|no|nos|nr|Art|Arts|art|arts|Article|Articles|article|articles|para|paras|Para|paras"
    "|p|pp|S|vol|Vol|ch|Ch|Chapter|Section|section|Part|Annex|Table|Figure|Resolution|Protocol|Phase|Unit"
    "|unit|units|ст|п|пп|с|стр|гл|г|Статья|статья|статьи|ماده|بند|€|£|\\$|US\\$"
)
_TITLES = "Mr|Mrs|Ms|Dr|Prof|St|Gen|Col|Lt|Maj|Capt|Adm|Sen|Rep|Gov|Pres|Amb|M|Mme|Mlle|Hr|Fr|г-н|г-жа|им"
_ONE_LETTER_WORDS = {"ru": "АВИКОСУЯавикосуя", "uk": "АВЗІЙОУЯавзійоуя", "be": "АВЗІУЯавзіуя",
                     "pl": "AIOUWZaiouwz", "cs": "AIKOSUVZaikosuvz", "sk": "AIKOSUVZaikosuvz"}  # fmt: skip
_IN_EVERY_LANGUAGE = (
    rf"(?<!\w)(?:{_NUMBER}) (?!(?:{_NO_UNITS})\b)(?=[^\W\d_]{{1,12}}\b)",
    rf"(?<!\w)(?:{_LONG_NUMBER}) (?=(?:{_UNITS})(?!\w))",
    rf"(?<![\w-])(?:{_BEFORE_A_NUMBER})\.? (?=(?:\d|[IVXLC]+\b))",
    rf"(?<![\w-]){_UPPER}\. (?={_UPPER})",
    rf"(?<![\w-])(?:{_TITLES})\.? (?={_UPPER})",
    r"(?<=\S) (?=[–—] )",
)
_THOUSANDS = re.compile(r"(?<![\w.,])\d{1,3}(?: \d{3})+(?![\w.,]*\d)")
_FRENCH = ((r" (?=[;!?])", NARROW), (r" (?=[:»])", NO_BREAK), (r"(?<=«) ", NO_BREAK), (r" (?=%)", NARROW),
           (r"(?<=«)(?=[^\s])", NARROW), (r"(?<=[^\s])(?=»)", NARROW))  # fmt: skip

_RANGE = re.compile(
    r"(?<![\w.,:/\-–+])(?P<first>\d{1,4}(?:[.,]\d+)?)-(?P<last>\d{1,4}(?:[.,]\d+)?)(?![\w/\-–:]|[.,]\d)"
)
_MEASURED = re.compile(rf"[ \u00a0\u202f]?(?:{_UNITS}|years?|months?|days?|лет|года?|dní)(?!\w)")
_PLACED = re.compile(rf"(?:(?<![\w-])(?:{_BEFORE_A_NUMBER}|between|from|с|от)\.?[ \u00a0])\Z")
_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}|21[0-9]{2}")
_FIRST_OF_MONTHS = range(1, 13)

# Kept on one line, because a line may end after their dash or sign.
_TOGETHER = re.compile(
    r"(?<!\w)\d[\d.,]*–\d[\d.,]*(?:[\u00a0\u202f][^\s]{1,4}(?!\w))?|\bTLP:[A-Z]+(?:\+[A-Z]+)?"
)


@functools.lru_cache(maxsize=8192)
def typeset(text: str, language: str) -> str:
    """Return the text as it is printed in its language; the function is idempotent."""
    shown = _quoted(text, language)
    return "".join(
        part if verbatim else _spaced(_with_ranges(part), language)
        for part, verbatim in _parts(shown, _VERBATIM)
    )


def markup(text: str, language: str, *, own: str = "", inline: bool = True) -> Markup:
    """Typeset and escape the text, with each part in another script in its language.

    `language` is that of the document, `own` that of the text where it is known. Without `inline` there are
    no elements in it: so it must be for the text of a link.
    """
    own = own or scripts.language_of(text, language)
    shown = typeset(text, own)
    if not inline:
        return escape(shown)
    inside = Markup().join(_run(run) for run in scripts.runs(shown, own))
    if own == language:
        return inside
    # What is in another language as a whole is set in its own direction, whatever is around it.
    direction = scripts.direction_of(own)
    return Markup('<span lang="{}" dir="{}">{}</span>').format(own, direction, inside)


def _run(run: scripts.ScriptRun) -> Markup:
    pieces = Markup().join(
        Markup('<span class="verbatim">{}</span>').format(part) if verbatim else _held(part)
        for part, verbatim in _parts(run.text, _VERBATIM)
    )
    if not run.language:
        return pieces
    # `dir` would isolate it from the sentence, which is ordered as a whole.
    return Markup('<span lang="{}">{}</span>').format(run.language, pieces)


def _held(text: str) -> Markup:
    return Markup().join(
        Markup('<span class="together">{}</span>').format(part) if together else escape(part)
        for part, together in _parts(text, _TOGETHER)
    )


def _parts(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[str, bool]]:
    """Split the text where the pattern matches, each part with whether it is a match."""
    position = 0
    for match in pattern.finditer(text):
        if match.start() > position:
            yield text[position : match.start()], False
        yield match[0], True
        position = match.end()
    if position < len(text):
        yield text[position:], False


def _quoted(text: str, language: str) -> str:
    """Straight quotation marks, apostrophes and rows of full stops as the language prints them."""
    if not any(sign in text for sign in ("'", '"', "...")):
        return text
    locale = _LOCALES.get(language) or _LOCALES.get(language.partition("-")[0])
    if locale is None:
        return _STRAIGHT_PAIR.sub(r"«\1»", text) if scripts.script_of(language) == "Arab" else text
    from polytypo.text import transform

    quoted = transform(
        text,
        locale=locale,
        rules={**_QUOTES, **dict.fromkeys(_OTHER_RULES, False)},
        protect=[match.span() for match in _LEFT_ALONE.finditer(text)],
    )
    # The library also trims spaces within quotation marks. Signs may change, nothing may be lost.
    return quoted if _signs_aside(quoted) == _signs_aside(text) else text


def _signs_aside(text: str) -> str:
    return text.translate(_ALL_QUOTES).replace("…", "...")


def _with_ranges(text: str) -> str:
    """Put an en dash in what can only be a range: of measures, of articles and pages, of years."""

    def dashed(match: re.Match[str]) -> str:
        first, last = match["first"], match["last"]
        years = bool(_YEAR.fullmatch(first) and _YEAR.fullmatch(last))
        meant = years or _MEASURED.match(text, match.end()) or _PLACED.search(text, 0, match.start())
        rising = float(first.replace(",", ".")) < float(last.replace(",", "."))
        return f"{first}–{last}" if meant and rising else match[0]

    return _RANGE.sub(dashed, text) if "-" in text else text


def _spaced(text: str, language: str) -> str:
    """Replace the spaces at which no line may end by no-break spaces."""
    if language.partition("-")[0] == "fr":
        for pattern, space in _FRENCH:
            text = re.sub(pattern, space, text)
    text = _THOUSANDS.sub(lambda match: match[0].replace(" ", NARROW), text)
    return _kept(language).sub(lambda match: match[0].replace(" ", NO_BREAK), text)


@functools.cache
def _kept(language: str) -> re.Pattern[str]:
    """One pattern for every space that is to hold in a language."""
    patterns = [*_dates(language), *_IN_EVERY_LANGUAGE]
    if letters := _ONE_LETTER_WORDS.get(language.partition("-")[0]):
        patterns.append(rf"(?<!\w)[{letters}] (?=\w)")
    return re.compile("|".join(patterns))


def _dates(language: str) -> Iterator[str]:
    # English dates occur in texts of other languages too.
    names = _months(language) | _months("en")
    months = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    day, year = r"(?<![\w.,:/-])\d{1,2}(?:\.|st|nd|rd|th|er|º)?", r"(?=\d{4}(?!\w))"
    yield rf"{day} (?=(?:{months})(?!\w))(?:(?:{months}) {year})?"
    yield rf"(?<!\w)(?:{months})[. ]? ?(?=\d{{1,4}}(?!\w))"


def _months(language: str) -> set[str]:
    try:
        locale = babel.Locale.parse(language, sep="-")
    except (ValueError, babel.UnknownLocaleError):
        locale = babel.Locale("en")
    return {
        str(babel.dates.get_month_names(width, context, locale)[month]).rstrip(".")
        for month in _FIRST_OF_MONTHS
        for width in ("wide", "abbreviated")
        for context in ("format", "stand-alone")
    }
