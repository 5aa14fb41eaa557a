"""Find the divisions of a text by the sequence of their numbers.

A reference to an article looks like a heading wherever a line happens to break before it. But headings
count: of all places that may be one, those are taken that make the best ascending sequence.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from briefing.sources.source_text import Block, TextDivision
from briefing.sources.structure.headings import (
    ARTICLE,
    ATTACHED,
    PREAMBLE,
    DivisionHeading,
    headings_in,
    names_its_treaty,
)
from briefing.sources.structure.numbers import CHAPTER, DivisionNumber

_EIDS = {
    PREAMBLE: "preamble", ARTICLE: "art", "chapter": "chp", "part": "part", "title": "title",
    "annex": "att", "appendix": "appendix", "schedule": "schedule", "protocol": "protocol",
}  # fmt: skip
_REACH = 60
"""Headings that are considered as the one before another."""
_NEXT, _GAP, _RESTART = 6, -3, -4
_LONGEST_TITLE = 120
_MOST_TITLE_LINES = 3
_PARAGRAPH = re.compile(r"(?:^|\n)[ \t]*\(?(\d{1,2})[.)][ \t\u00a0]")


def divisions_of(text: str, blocks: Iterable[Block] = ()) -> tuple[TextDivision, ...]:
    """Return the divisions of a text in order; each ends where the next of its rank or a higher begins."""
    headings = headings_in(text, list(blocks))
    found = [
        heading
        for kind in _EIDS
        for heading in _sequence(
            _without_contents(text, [each for each in headings if _is_of(kind, each)]),
        )
    ]
    found = sorted(_in_their_places(found), key=lambda each: each.start)
    return _with_single_eids([_division(text, found, number) for number in range(len(found))])


def _in_their_places(found: Sequence[DivisionHeading]) -> Iterator[DivisionHeading]:
    """Leave out a preamble after the first article, and what is attached before it, such as listed annexes.

    A text that is a protocol itself begins with that word.
    """
    articles = [each.start for each in found if each.kind == ARTICLE]
    first = min(articles, default=None)
    for each in found:
        if each.kind == PREAMBLE:
            is_in_place = first is None or each.start < first
        elif each.kind in ATTACHED:
            is_in_place = each.start > first if first is not None else each.kind != "protocol"
        else:
            is_in_place = True
        if is_in_place:
            yield each


def _with_single_eids(divisions: Iterable[TextDivision]) -> tuple[TextDivision, ...]:
    """Give each division an eId of its own: an annex counts its articles again."""
    annex = ""
    seen: Counter[str] = Counter()
    result = []
    for division in divisions:
        eid = division.eid
        if division.kind in ATTACHED:
            annex = eid
        elif annex and division.kind != PREAMBLE:
            eid = f"{annex}__{eid}"
        seen[eid] += 1
        result.append(replace(division, eid=eid if seen[eid] == 1 else f"{eid}_{seen[eid]}"))
    return tuple(result)


def _is_of(kind: str, heading: DivisionHeading) -> bool:
    # A chapter is a line of its own; only articles are sometimes written in one paragraph.
    return heading.kind == kind and not heading.in_contents and (kind == ARTICLE or heading.weight > 1)


def _without_contents(text: str, headings: Sequence[DivisionHeading]) -> list[DivisionHeading]:
    """Drop a table of contents without leaders: entries of one line, all of which come again."""
    firsts = [n for n, each in enumerate(headings) if _is_first(each)]
    again = next((n for n in firsts if n and headings[n].number.value == headings[0].number.value), 0)
    if again > 1 and len(headings) - again >= again:
        listed = headings[: again + 1]
        pairs = list(itertools.pairwise(listed))
        if all(_is_entry(text, *pair, is_last=pair is pairs[-1]) for pair in pairs):
            return list(headings[again:])
    return list(headings)


def _is_entry(text: str, heading: DivisionHeading, following: DivisionHeading, *, is_last: bool) -> bool:
    """Return whether there is only a title between two headings; for the last, its line decides."""
    between = text[heading.end : following.start].rstrip(" \t#*-[")
    if is_last:
        return not between.partition("\n")[0].rstrip().endswith((".", ";"))
    lines = [line.strip() for line in between.split("\n") if line.strip()]
    is_sentence = any(line.endswith((".", ";", "。", "؛")) for line in lines)
    return len(lines) <= _MOST_TITLE_LINES and not is_sentence and len(between) < _LONGEST_TITLE


def _sequence(headings: Sequence[DivisionHeading]) -> list[DivisionHeading]:
    """Return the headings that together count best."""
    scores: list[int] = []
    previous: list[int] = []
    for number, heading in enumerate(headings):
        # To begin with another number than 1 is as unlikely as a gap.
        best = heading.weight + (0 if _is_first(heading) else _GAP)
        came_from = -1
        for earlier in range(max(0, number - _REACH), number):
            step = _step(headings[earlier], heading)
            if step is not None and scores[earlier] + heading.weight + step > best:
                best, came_from = scores[earlier] + heading.weight + step, earlier
        scores.append(best)
        previous.append(came_from)
    if not scores or max(scores) <= 0:
        return []
    place = scores.index(max(scores))
    chosen = []
    while place >= 0:
        chosen.append(headings[place])
        place = previous[place]
    return chosen[::-1]


def _is_first(heading: DivisionHeading) -> bool:
    return heading.number.value == 1 or heading.number.value % CHAPTER == 1


def _step(before: DivisionHeading, after: DivisionHeading) -> int | None:
    """Return what speaks for one heading after another; None where they cannot follow each other."""
    if after.start < before.end:
        return None  # two readings of one place
    one, other = before.number.value, after.number.value
    difference = other - one
    if min(one, other) >= CHAPTER and other // CHAPTER == one // CHAPTER + 1 and _is_first(after):
        return _NEXT
    if difference == 1 or (difference == 0 and after.number.added > before.number.added):
        return _NEXT
    if difference > 1:
        return _GAP * min(difference - 1, 4)
    # An annex counts its articles again.
    return _RESTART if after.number.value == 1 and after.weight > 1 else None


def _division(text: str, found: Sequence[DivisionHeading], number: int) -> TextDivision:
    heading = found[number]
    rank = [*(kind for kind in _EIDS if kind not in ATTACHED), *ATTACHED].index
    later = (
        other.start
        for other in found[number + 1 :]
        if other.kind == heading.kind or rank(other.kind) > rank(heading.kind) or other.kind in ATTACHED
    )
    end = next(later, len(text))
    written = f"{heading.number.text}"
    return TextDivision(
        start=heading.start,
        end=end,
        kind=heading.kind,
        number=written,
        heading=_title(text, heading, min(end, _next_start(found, number, len(text)))),
        eid=_eid(heading),
    )


def _eid(heading: DivisionHeading) -> str:
    name = _EIDS[heading.kind]
    return name if heading.kind == PREAMBLE else f"{name}_{_eid_number(heading.number)}"


def _eid_number(number: DivisionNumber) -> str:
    if number.added and number.added == number.text and number.text.isascii():
        return number.text.lower()  # a letter, as in "Annex B"
    if number.added == number.text:
        return str(number.value)
    chapter, value = divmod(number.value, CHAPTER)
    return f"{chapter}-{value}" if chapter else f"{value}{number.added}"


def _next_start(found: Sequence[DivisionHeading], number: int, length: int) -> int:
    return found[number + 1].start if number + 1 < len(found) else length


def _title(text: str, heading: DivisionHeading, end: int) -> str:
    """Return the title in the line of the heading, or in the line after it; empty without one."""
    lines = [line.strip(" \t*#_\u00a0") for line in text[heading.end : end].split("\n")[:6]]
    first, *following = lines[0].lstrip(".:：–—-\u00a0 "), *filter(None, lines[1:])
    if heading.kind == PREAMBLE:
        return ""
    if heading.kind in ATTACHED:
        first = _title_of_attached(text[heading.start : heading.end], first, heading)
    # What contains articles has no text of its own below its heading.
    if not first and (len(following) > 1 or (following and heading.kind != ARTICLE)):
        first, *following = following
    if first.startswith("(") and first.endswith(")"):
        first = first[1:-1]
    # A line that goes on with a small letter is the first of a paragraph.
    goes_on = bool(following) and following[0][:1].islower()
    return first if _is_title(first) and not goes_on else ""


def _title_of_attached(word: str, rest: str, heading: DivisionHeading) -> str:
    """Return the title in the line of an annex or protocol, which the treaty that it belongs to is not."""
    if not heading.number.text and rest[:1].islower() and not names_its_treaty(rest):
        return f"{word} {rest}"  # "Protocol on disputes"
    return "" if names_its_treaty(rest) else rest


def _is_title(line: str) -> bool:
    return (
        0 < len(line) <= _LONGEST_TITLE
        and not line[-1:].endswith((".", ";", ":", ",", "。", "；", "：", "؛", "۔", "،"))
        and not re.match(r"\(?\d", line)
        and not line[:1].islower()
    )


def _place_apart(apart: TextDivision, article: TextDivision | None, text: str) -> tuple[str, str]:
    """Return the place in an annex or in the preamble, and in an article of an annex."""
    name = division_name(apart, text)
    if article is None or article.start < apart.start:
        return name, apart.eid
    return f"{name} art. {article.number}", article.eid


def division_name(division: TextDivision, text: str) -> str:
    """Return the name of a division in the words of its text, such as "Annex A", "Приложение № 2"."""
    if division.kind == ARTICLE:
        return f"Article {division.number}"
    line = text[division.start : division.start + _LONGEST_TITLE]
    if not division.number:
        word = line.split()[0].strip(":：.–—")
        return word.capitalize() if word.isupper() else word
    number = re.escape(division.number)
    match = re.search(rf"\W{number}(?!\w)", line) or re.search(number, line)
    return _in_small_letters(" ".join(line[: match.end() if match else 0].split()))


def _in_small_letters(name: str) -> str:
    """Write the first word of a name that is in capitals with one only: Annex A for ANNEX A."""
    word, space, number = name.partition(" ")
    return f"{word.capitalize()}{space}{number}" if word.isupper() and space else name


def place_in(divisions: Sequence[TextDivision], text: str, position: int) -> tuple[str, str]:
    """Return the article and the eId at a position, such as ("5(2)", "art_5__para_2").

    In an annex the article is such as "Annex A art. 1", and "Annex A" outside of its articles. Both are
    empty outside of articles, annexes and preamble.
    """
    around = [each for each in divisions if each.start <= position < each.end]
    article = next((each for each in reversed(around) if each.kind == ARTICLE), None)
    apart = next((each for each in reversed(around) if each.kind in {*ATTACHED, PREAMBLE}), None)
    if apart is not None:
        return _place_apart(apart, article, text)
    if article is None:
        return "", ""
    inner = [each for each in around if each.start > article.start or each.end < article.end]
    if inner := [each for each in inner if article.start <= each.start and each.end <= article.end]:
        numbers = "".join(f"({each.number})" for each in inner if each.number)
        return f"{article.number}{numbers}", inner[-1].eid
    paragraph = ""
    for match in _PARAGRAPH.finditer(text, article.start, min(article.end, position + 4)):
        if match.start(1) <= position:
            paragraph = match[1]
    if not paragraph:
        return article.number, article.eid
    return f"{article.number}({paragraph})", f"{article.eid}__para_{paragraph}"
