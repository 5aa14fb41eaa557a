"""Read the quantity of a passage: a number, what is counted by it, and its bound."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.capture.suggested import Suggested
from briefing.model.fact import Quantity
from briefing.model.terms import Qualifier
from briefing.review.lexicon.capture_words import CaptureWords, capture_words
from briefing.review.text.numerals import numbers_in
from briefing.review.text.segmentation import Span, plain
from briefing.review.text.word_lists import phrases
from briefing.text.numbers import FIGURE, readings

_SCALES = {
    "dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "mn": 1e6, "mcm": 1e6, "mw": 1e6,
    "billion": 1e9, "bn": 1e9, "bcm": 1e9, "gw": 1e9, "trillion": 1e12, "tn": 1e12, "тыс": 1e3,
    "тысяч": 1e3, "тысячи": 1e3, "млн": 1e6, "миллион": 1e6, "миллиона": 1e6, "миллионов": 1e6,
    "млрд": 1e9, "миллиард": 1e9, "миллиарда": 1e9, "миллиардов": 1e9, "هزار": 1e3, "میلیون": 1e6,
    "میلیارد": 1e9, "ألف": 1e3, "مليون": 1e6, "مليار": 1e9,
}  # fmt: skip
_SCALE_AFTER = re.compile(
    r"(?:bn|mn|tn)\b|\s+(?:trillion|тыс|тысячи?|млн|миллион(?:а|ов)?|млрд|миллиард(?:а|ов)?|هزار|میلیون|میلیارد|ألف|مليون|مليار)"
    r"\b\.?"
)
_GLUED = re.compile(rf"(?<![\w.,-])(?P<figure>{FIGURE})(?P<unit>bn|mn|tn|bcm|mcm|km|kg|GW|MW|TWh)\b")
"""A number with its unit or multiplier in one word, as in 55bcm."""
_UNIT_IN_WORD = re.compile(r"bcm|mcm|km|kg|GW|MW|TWh")
_REFERENCE = re.compile(
    r"\b(?:articles?|art\.|annex(?:es)?|appendix|paragraphs?|para\.?|sections?|chapters?|protocol|part|pages?"
    r"|pp?\.|no\.?|№|resolutions?|schedule|items?|points?|rules?|clauses?|decree|law|phase|stage|"
    r"стать[яеиюй]|пункт\w*|ماده|المادة)\s*(?:\d+\s*(?:,|and|or|to|и)\s*)*$",
    re.IGNORECASE,
)
"""What is before the number of a provision, which counts nothing."""
_CURRENCIES = {
    "US$": "US dollars", "USD": "US dollars", "$": "dollars", "EUR": "euros", "€": "euros", "GBP": "pounds",
    "£": "pounds", "RUB": "roubles", "₽": "roubles", "CNY": "yuan", "RMB": "yuan", "JPY": "yen",
    "CHF": "Swiss francs", "IRR": "rials",
}  # fmt: skip
_CURRENCY = re.compile(r"(US\$|\$|€|£|₽|\b(?:USD|EUR|GBP|RUB|CNY|RMB|JPY|CHF|IRR)\b)\s?$")
_PERIOD = re.compile(
    r"(?P<of>,?\s+of\s+(?:[\w-]+\s+){0,2}[\w-]+?)?,?\s+(?P<period>(?:a|per|each|every)\s+"
    r"(?:(?:contract|calendar|fishing)\s+)?(?:year|quarter|month|week|day|hour)|annually|yearly|monthly|daily)\b",
    re.IGNORECASE,
)
_NEXT_WORD = re.compile(r"[\s\u00a0-]+([^\W\d_][\w'’-]*)")
_MOST_WORDS = 4
_NO_PLURAL = ("ss", "us", "ous", "is")
_TIME = re.compile(
    r"^(?:years?|months?|weeks?|days?|hours?|minutes?|лет|год\w*|месяц\w*|дн\w+|день|سال|روز|ماه|سن\w+|يوم\w*)$"
)
_OR_MORE = re.compile(r"\s+(or (?:more|above)|and (?:above|upwards)|at (?:the )?(?:very )?least)\b")
_OR_LESS = re.compile(r"\s+(or (?:fewer|less|below)|at (?:the )?(?:very )?most)\b")
_LINK = re.compile(r"\s*(?:-|\bto\b|\band\b|\bдо\b|\bи\b)\s*")
_BETWEEN = re.compile(r"\b(?:between|from|от)\s*(?:US\$|[$€£])?\s?$", re.IGNORECASE)
_TOTAL = re.compile(
    r"(?:\b(?:an?\s+)?(?:overall\s+|combined\s+)?total(?:\s+number)?\s+of)?\s*\Z", re.IGNORECASE
)
_UNIT_REACH, _LONGEST_UNIT, _SHORTEST_PLURAL = 4, 40, 4


@dataclass(frozen=True, slots=True)
class _Count:
    """A number of a passage: its place, its value without the multiplier `scale`, and that multiplier."""

    start: int
    end: int
    figure: float
    scale: float


@dataclass(frozen=True, slots=True)
class _Measure:
    """A number with its unit; `marks` are the words that bound it."""

    start: int
    end: int
    value: float
    unit: str
    qualifier: Qualifier
    marks: tuple[Span, ...] = ()
    reason: str = ""

    @property
    def is_term(self) -> bool:
        return bool(_TIME.match(self.unit.split()[0]))


def suggested_quantity(passage: str) -> Suggested[Quantity] | None:
    """Suggest the quantity of a passage that counts one thing; a term counts where nothing else does."""
    words = capture_words()
    measures = _joined(list(_measures(passage, words)), passage)
    measures = [each for each in measures if not each.is_term] or measures
    if len(measures) != 1:
        return None
    (measure,) = measures
    value = int(measure.value) if float(measure.value).is_integer() else measure.value
    span = Span(measure.start, measure.end, passage[measure.start : measure.end])
    marks = tuple(sorted((*measure.marks, span), key=lambda each: each.start))
    return Suggested(Quantity(value, measure.unit, measure.qualifier), marks, measure.reason)


def _counts(passage: str) -> Iterator[_Count]:
    """Yield the numbers of a passage that are no part of a date or of a reference."""
    glued = [
        _Count(match.start(), match.end("figure"), float(readings(match["figure"])[0]), 1.0)
        for match in _GLUED.finditer(plain(passage))
    ]
    starts = {each.start for each in glued}
    found = [
        _Count(each.span.start, each.span.end, each.figure, each.scale)
        for each in numbers_in(passage)
        if each.span.start not in starts
    ]
    for count in sorted((*glued, *found), key=lambda each: each.start):
        if not _REFERENCE.search(passage[: count.start]):
            yield count


def _measures(passage: str, words: CaptureWords) -> Iterator[_Measure]:
    for count in _counts(passage):
        measure = _measure(passage, count, words)
        if measure is not None:
            yield measure


def _measure(passage: str, count: _Count, words: CaptureWords) -> _Measure | None:
    """Return a number with the unit that is before or after it; None where it has no unit."""
    after = _OR_MORE.match(passage, count.end) or _OR_LESS.match(passage, count.end)
    currency = _CURRENCY.search(passage[: count.start])
    unit = None if currency else _unit(passage, count, after.end() if after else count.end, words)
    value, end = _value(passage, count, unit)
    if currency is not None:
        start, name = currency.start(), _CURRENCIES[currency[1]]
    elif unit is not None:
        start, end, name = count.start, max(end, unit.end), " ".join(unit.text.split())
    else:
        return None
    period, end = _period(passage, end)
    qualifier, marks = _bound(passage, start, end, words)
    if after is not None:
        qualifier = Qualifier.AT_LEAST if _OR_MORE.match(passage, count.end) else Qualifier.UP_TO
    return _Measure(start, end, value, f"{name} {period}".strip(), qualifier, marks)


def _period(passage: str, end: int) -> tuple[str, int]:
    """Return the period of a measure that ends at a place, such as "a year", and where it ends with it."""
    match = _PERIOD.match(passage, end)
    # "Of the other Party each year" may belong to the verb, "of gas a year" belongs to the measure.
    if match is None or (match["of"] and match["period"].lower().startswith(("each", "every"))):
        return "", end
    return match["period"], match.end()


def _value(passage: str, count: _Count, unit: Span | None) -> tuple[float, int]:
    """Return a number with its multiplier, unless the unit has that, and where it ends."""
    further = _SCALE_AFTER.match(passage, count.end)
    if further is not None and (unit is None or unit.start >= further.end()):
        return count.figure * count.scale * _scale_of(further[0]), further.end()
    is_in_unit = unit is not None and unit.start < count.end
    own = count.scale / _scale_of(unit.text) if unit is not None and is_in_unit else count.scale
    return count.figure * own, count.end


def _scale_of(text: str) -> float:
    found = (_SCALES.get(word.lower()) for word in re.findall(r"\w+", text))
    return math.prod(scale for scale in found if scale is not None)


def _unit(passage: str, count: _Count, start: int, words: CaptureWords) -> Span | None:
    """Return a unit of the list that belongs to a number, or the noun that it counts."""
    listed = _listed(passage, count.start, count.end - count.start + _UNIT_REACH, words)
    further = _SCALE_AFTER.match(passage, start)
    if listed is None and (joined := _UNIT_IN_WORD.match(passage, count.end)) is not None:
        return Span(joined.start(), joined.end(), joined[0])
    return listed or _counted(passage, further.end() if further else start, words)


def _listed(passage: str, start: int, reach: int, words: CaptureWords) -> Span | None:
    """Return a unit of the list that begins at most `reach` characters after a place."""
    unit = phrases(*words.units).first(passage[start : start + reach + _LONGEST_UNIT])
    if unit is None or unit.start > reach:
        return None
    return Span(start + unit.start, start + unit.end, unit.text)


def _counted(passage: str, start: int, words: CaptureWords) -> Span | None:
    """Return what a number counts: the words after it up to a noun in the plural, such as battle tanks."""
    if (listed := _listed(passage, start, 1, words)) is not None:
        return listed
    place = start
    for _ in range(_MOST_WORDS):
        match = _NEXT_WORD.match(passage, place)
        if match is None or match[1].lower() in words.not_counted:
            return None
        place = match.end()
        if _is_counted(match[1], words):
            first = start + len(passage[start:place]) - len(passage[start:place].lstrip(" \u00a0\n-"))
            return Span(first, place, passage[first:place])
    return None


def _is_counted(word: str, words: CaptureWords) -> bool:
    if word.lower() in words.counted:
        return True
    is_plural = word.endswith("s") and not word.endswith(_NO_PLURAL) and word.islower()
    return is_plural and len(word) >= _SHORTEST_PLURAL


def _bound(passage: str, start: int, end: int, words: CaptureWords) -> tuple[Qualifier, tuple[Span, ...]]:
    """Return the bound of a number from the words before it, else from those after it."""
    before = _TOTAL.sub("", passage[:start])
    marks = [
        (mark, Qualifier(name))
        for name, entries in words.bounds.items()
        for mark in phrases(*entries).all(before)
        if not before[mark.end :].strip()
    ]
    if marks:
        mark, qualifier = max(marks, key=lambda each: each[0].end - each[0].start)
        return qualifier, (mark,)
    for pattern, qualifier in ((_OR_MORE, Qualifier.AT_LEAST), (_OR_LESS, Qualifier.UP_TO)):
        if (found := pattern.match(passage, end)) is not None:
            return qualifier, (Span(found.start(1), found.end(1), found[1]),)
    return Qualifier.EXACTLY, ()


def _joined(measures: Sequence[_Measure], passage: str) -> list[_Measure]:
    """Return the measures with a range as one, which its upper end bounds."""
    counts = list(_counts(passage))
    joined = []
    for measure in measures:
        lower = next((each for each in counts if _is_lower_end(each, measure, passage)), None)
        if lower is None:
            joined.append(measure)
            continue
        joined = [each for each in joined if each.start != lower.start]
        joined.append(
            _Measure(
                lower.start, measure.end, measure.value, measure.unit, Qualifier.UP_TO,
                reason="the upper end of a range",
            )
        )  # fmt: skip
    return joined


def _is_lower_end(lower: _Count, upper: _Measure, passage: str) -> bool:
    """Return whether a number and a measure after it are the ends of a range."""
    if lower.end > upper.start:
        return False
    between = plain(passage[lower.end : upper.start]).replace(upper.unit.split()[0], "", 1)
    link = _LINK.fullmatch(between)
    is_named = bool(_BETWEEN.search(passage[: lower.start]))
    return link is not None and (is_named or link[0].strip() in {"-", "to"})
