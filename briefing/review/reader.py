"""What makes a briefing hard to read."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from briefing.editing import RemoveSection
from briefing.model.briefing import Judgement, Prose
from briefing.review.finding import Fix
from briefing.review.language import Span, passives, plain, sentences, words
from briefing.review.setting import Found, Row, Setting
from briefing.review.words import word_lists

MOST_WORDS = 35
_PASSIVES = 3
_ABBREVIATION = re.compile(r"(?<![\w.])[A-Z][A-Z0-9]{1,7}(?!\.?\w|-\d)")
_SHORTEST_NAME = 6
_ALIKE = 0.86
_ENDINGS = ("ian", "ians", "ish", "ese", "ing", "ion", "ions", "ers", "ies")
_TITLES = ("minist", "presid", "parliament", "ambassad", "deput", "counc", "feder", "republic")
"""How words begin that are alike without being one name in two spellings."""


def reader(row: Row, setting: Setting) -> Iterator[Found]:  # noqa: ARG001 - the signature of all checks
    """Long sentences and heaps of passives in what the analyst wrote."""
    if not (row.is_own_wording or isinstance(row.item, Judgement | Prose)):
        return
    lists = word_lists()
    participles, never = frozenset(lists.participles), frozenset(lists.not_participles)
    for sentence in sentences(row.text):
        count = len(words(sentence.text))
        if count > MOST_WORDS:
            yield Found("long-sentence", f"The sentence has {count} words.", sentence)
        found = passives(sentence.text, participles, never)
        if len(found) >= _PASSIVES:
            first = found[0]
            at = Span(sentence.start + first.start, sentence.start + found[-1].end, "")
            whole = Span(at.start, at.end, row.text[at.start : at.end])
            yield Found("passive-pile-up", f"{len(found)} passives in one sentence.", whole)


def whole_text(setting: Setting) -> Iterator[Found]:
    """What shows only over the whole of a briefing: abbreviations, spellings, headings."""
    yield from _abbreviations(setting)
    yield from _spellings(setting)
    for section in setting.briefing.walk_sections():
        if not section.items and not section.sections:
            fix = Fix("Take out the heading", RemoveSection(section_id=section.id))
            message = f"Nothing stands under “{section.title}”."
            yield Found("empty-heading", message, row_id=section.id, fix=fix)


def _abbreviations(setting: Setting) -> Iterator[Found]:
    seen: set[str] = set()
    everything = "\n".join(row.text for row in setting.rows)
    for row in setting.rows:
        for match in _ABBREVIATION.finditer(plain(row.text)):
            short = match.group()
            if (
                short in seen
                or short in word_lists().known_abbreviations
                or short.isdigit()
                or _is_defined(short, everything)
            ):
                continue
            seen.add(short)
            span = Span(match.start(), match.end(), short)
            yield Found(
                "undefined-abbreviation",
                f"“{short}” is not written out anywhere.",
                span,
                row_id=row.item.id,
            )


def _is_defined(short: str, text: str) -> bool:
    return re.search(rf"\(\s*{re.escape(short)}\s*\)|\b{re.escape(short)}\s+\(", text) is not None


def _spellings(setting: Setting) -> Iterator[Found]:
    names: dict[str, tuple[Row, Span]] = {}
    for row in setting.rows:
        starts = {sentence.start for sentence in sentences(row.text)}
        for word in words(row.text):
            name = re.sub(r"'s?$", "", word.text)
            if (
                len(name) >= _SHORTEST_NAME
                and name[0].isupper()
                and not name.isupper()
                and word.start not in starts
            ):
                names.setdefault(name, (row, Span(word.start, word.start + len(name), name)))
    listed = sorted(names)
    for number, name in enumerate(listed):
        for other in listed[number + 1 :]:
            if _are_one(name, other):
                row, span = names[other]
                yield Found(
                    "two-spellings", f"“{other}” here, “{name}” elsewhere.", span, row_id=row.item.id
                )


def _are_one(name: str, other: str) -> bool:
    """Two spellings of one name, and not a name and its plural or adjective."""
    short, long = sorted((name.lower(), other.lower()), key=len)
    if short == long or long.startswith(short) or short[0] != long[0]:
        return False
    if any(long.endswith(ending) and short.startswith(long[: -len(ending)]) for ending in _ENDINGS):
        return False
    if any(short.startswith(title) and long.startswith(title) for title in _TITLES):
        return False
    if short.rstrip("aeiouyh") == long.rstrip("aeiouyh"):
        return False
    return difflib.SequenceMatcher(None, short, long).ratio() >= _ALIKE
