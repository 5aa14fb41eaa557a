"""Check quotes against a text: the same, different in spacing or in words, changed, or not there.

An exact match is preferred to an approximate one, unless it is between other words. Of several matches the
one with the best score is used: 50 for the quote itself, 20 each for the words before and after it, 2 for
being near the recorded position.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from briefing.model.source import TextQuote
from briefing.model.value import Value
from briefing.sources.anchoring.approximate import ApproximateMatch, best_match
from briefing.sources.anchoring.compact_text import CompactText, compact_form
from briefing.sources.anchoring.substance import says_something_else

_MOST_OCCURRENCES = 50
_PIECE_LENGTHS = (12, 6)
"""Lengths of the exact pieces of a quote that lead to approximate matches: of long and of short quotes."""
_SHORT = 48
_SHORTEST = 10
"""Compact characters below which a quote has only exact matches: too much is similar to it."""
_MOST_PLACES = 6
_TOLERANCE = 0.3
_MOST_ERRORS = 256
_QUOTE, _CONTEXT, _NEARNESS = 50, 20, 2
_LEAST_CONTEXT, _OTHER_CONTEXT = 12, 0.6
"""Characters of context that decide, and the likeness below which it is another."""


class QuoteState(StrEnum):
    """The relation of a quote to the text: its words are there, in other spacing, others, or not there.

    In a changed one a figure, a negation, a modal word or a name is another: the text says something else.
    """

    VERBATIM = "verbatim"
    SPACING = "spacing"
    MOVED = "moved"
    CHANGED = "changed"
    NOT_FOUND = "not_found"


class WordChange(Value, frozen=True):
    """Words of the quote and those that the text has in their place; either may be empty."""

    quoted: str
    found: str


class QuoteCheck(Value, frozen=True):
    """The result for a quote: the place of its match in the text, and the words that differ."""

    state: QuoteState
    start: int = 0
    end: int = 0
    changes: tuple[WordChange, ...] = ()


def check_quotes(quotes: Sequence[TextQuote], text: CompactText) -> list[QuoteCheck]:
    """Check each quote against a text; faster together than one by one."""
    patterns = [compact_form(quote.exact) for quote in quotes]
    matches: dict[int, ApproximateMatch] = {}
    for number, (quote, pattern) in enumerate(zip(quotes, patterns, strict=True)):
        if match := _exact(quote, pattern, text):
            matches[number] = match
    missing = [
        number
        for number, quote in enumerate(quotes)
        if number not in matches or _is_elsewhere(quote, matches[number], text)
    ]
    for number, candidates in _approximate(missing, patterns, text):
        exact = [matches[number]] if number in matches else []
        if best := _best(quotes[number], patterns[number], [*exact, *candidates], text):
            matches[number] = best
    return [_checked(quote, matches.get(number), text) for number, quote in enumerate(quotes)]


# Matches


def _exact(quote: TextQuote, pattern: str, text: CompactText) -> ApproximateMatch | None:
    if not pattern:
        return None
    size = len(pattern)
    if quote.start is not None:
        hint = text.compact_place(quote.start)
        if text.compact.startswith(pattern, hint) and _has_context(quote, hint, hint + size, text):
            return ApproximateMatch(hint, hint + size, 0)
    places: list[int] = []
    place = text.compact.find(pattern)
    while place >= 0 and len(places) < _MOST_OCCURRENCES:
        places.append(place)
        place = text.compact.find(pattern, place + 1)
    if len(places) == 1:
        return ApproximateMatch(places[0], places[0] + size, 0)
    return _best(quote, pattern, [ApproximateMatch(place, place + size, 0) for place in places], text)


def _is_elsewhere(quote: TextQuote, match: ApproximateMatch, text: CompactText) -> bool:
    """Return whether a match is between other words than the quote was, which may now be in its place."""
    if len(quote.prefix) < _LEAST_CONTEXT or len(quote.suffix) < _LEAST_CONTEXT:
        return False
    before, after = _context_likeness(quote, match, text)
    return before < _OTHER_CONTEXT and after < _OTHER_CONTEXT


def _has_context(quote: TextQuote, start: int, end: int, text: CompactText) -> bool:
    before = text.compact[max(0, start - 2 * len(quote.prefix)) : start]
    after = text.compact[end : end + 2 * len(quote.suffix)]
    return before.endswith(compact_form(quote.prefix)) and after.startswith(compact_form(quote.suffix))


def _approximate(
    missing: Sequence[int], patterns: Sequence[str], text: CompactText
) -> Iterator[tuple[int, list[ApproximateMatch]]]:
    """Yield the approximate matches of each pattern, near the places that share exact pieces with it."""
    places: dict[int, Counter[int]] = defaultdict(Counter)
    for length in _PIECE_LENGTHS:
        pieces = _pieces([n for n in missing if _piece_length(patterns[n]) == length], patterns, length)
        for number, diagonal in _shared(pieces, text.compact, length):
            # Places that differ by insertions fall into the same or the next bucket.
            places[number][diagonal // _SHORT] += 1
    for number, buckets in places.items():
        pattern = patterns[number]
        limit = min(_MOST_ERRORS, int(len(pattern) * _TOLERANCE))
        matches = []
        for bucket, _ in buckets.most_common(_MOST_PLACES):
            start = max(0, bucket * _SHORT - limit)
            window = text.compact[start : (bucket + 1) * _SHORT + len(pattern) + limit]
            if match := best_match(pattern, window, limit):
                matches.append(ApproximateMatch(start + match.start, start + match.end, match.errors))
        yield number, matches


def _piece_length(pattern: str) -> int:
    if len(pattern) < _SHORTEST:
        return 0
    return _PIECE_LENGTHS[0] if len(pattern) >= _SHORT else _PIECE_LENGTHS[1]


def _pieces(
    numbers: Iterable[int], patterns: Sequence[str], length: int
) -> dict[str, list[tuple[int, int]]]:
    """Return the patterns that have each piece, with its place in them."""
    pieces: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number in numbers:
        pattern = patterns[number]
        for place in range(0, len(pattern) - length + 1, length):
            pieces[pattern[place : place + length]].append((number, place))
    return pieces


def _shared(
    pieces: dict[str, list[tuple[int, int]]], compact: str, length: int
) -> Iterator[tuple[int, int]]:
    """Yield pattern and place in the text where it would begin, for each piece that the text shares."""
    if not pieces:
        return
    found: dict[str, list[int]] = defaultdict(list)
    for place in range(len(compact) - length + 1):
        piece = compact[place : place + length]
        if piece in pieces:
            found[piece].append(place)
    for piece, places in found.items():
        # A piece that is everywhere leads nowhere; a quote has others.
        if len(places) <= _MOST_OCCURRENCES:
            for number, offset in pieces[piece]:
                yield from ((number, max(0, place - offset)) for place in places)


def _best(
    quote: TextQuote, pattern: str, matches: Sequence[ApproximateMatch], text: CompactText
) -> ApproximateMatch | None:
    return max(matches, key=lambda match: _score(quote, pattern, match, text), default=None)


def _score(quote: TextQuote, pattern: str, match: ApproximateMatch, text: CompactText) -> float:
    score = _QUOTE * (1 - match.errors / len(pattern))
    score += _CONTEXT * sum(_context_likeness(quote, match, text))
    if quote.start is not None and text.text:
        distance = abs(text.span(match.start, match.end)[0] - quote.start)
        score += _NEARNESS * (1 - min(1.0, distance / len(text.text)))
    return score


def _context_likeness(quote: TextQuote, match: ApproximateMatch, text: CompactText) -> tuple[float, float]:
    before = text.compact[max(0, match.start - 2 * len(quote.prefix)) : match.start]
    after = text.compact[match.end : match.end + 2 * len(quote.suffix)]
    return _likeness(quote.prefix, before), _likeness(quote.suffix, after)


def _likeness(context: str, found: str) -> float:
    """Return how much of the words around a quote is in the text there, from 0 to 1."""
    pattern = compact_form(context)
    match = best_match(pattern, found, len(pattern))
    return 1 - match.errors / len(pattern) if match else 0.0


# Results


def _checked(quote: TextQuote, match: ApproximateMatch | None, text: CompactText) -> QuoteCheck:
    if match is None:
        return QuoteCheck(QuoteState.NOT_FOUND)
    start, end = text.span(match.start, match.end)
    passage = text.text[start:end]
    is_verbatim = _with_single_spaces(passage) == _with_single_spaces(quote.exact)
    if not is_verbatim and says_something_else(quote.exact, passage):
        return QuoteCheck(QuoteState.CHANGED, start, end, word_changes(quote.exact, passage))
    if match.errors:
        return QuoteCheck(QuoteState.MOVED, start, end, word_changes(quote.exact, passage))
    return QuoteCheck(QuoteState.VERBATIM if is_verbatim else QuoteState.SPACING, start, end)


def _with_single_spaces(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def word_changes(quoted: str, found: str) -> tuple[WordChange, ...]:
    """Return the words that differ between a quote and the passage of its match, in order."""
    import difflib

    before, after = quoted.split(), found.split()
    blocks = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return tuple(
        WordChange(" ".join(before[a:b]), " ".join(after[c:d]))
        for kind, a, b, c, d in blocks
        if kind != "equal"
    )
