"""The places of searched words in the text of a source."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

_MOST = 2_000


class TextHits:
    """Finds words whatever their case; `spans` has start and end of each place, at most two thousand."""

    def __init__(self, text: str = "") -> None:
        low = text.casefold()
        # Where folding changes the length, as of ß, the places would be others.
        self._text = (
            low if len(low) == len(text) else text.lower() if len(text.lower()) == len(text) else ""
        )
        self.spans: list[tuple[int, int]] = []

    def find(self, words: str) -> int:
        """Look for words, and return how often they occur."""
        wanted = words.casefold().strip()
        self.spans = []
        place = self._text.find(wanted) if wanted else -1
        while place >= 0 and len(self.spans) < _MOST:
            self.spans.append((place, place + len(wanted)))
            place = self._text.find(wanted, place + len(wanted))
        return len(self.spans)

    def next_to(self, place: int, step: int) -> int | None:
        """Return the number of the first hit after a place (`step` 1) or the last before it (-1)."""
        if not self.spans:
            return None
        starts = [start for start, _ in self.spans]
        number = bisect_right(starts, place) if step > 0 else bisect_left(starts, place) - 1
        return number % len(starts)
