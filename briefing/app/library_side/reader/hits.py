"""The places of searched words in the text of a source."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from briefing.text.folded_text import FoldedText


class TextHits:
    """Finds words in any spelling; `spans` has start and end of each place, at most two thousand."""

    def __init__(self, text: FoldedText | None = None) -> None:
        self._text = text or FoldedText()
        self.spans: list[tuple[int, int]] = []

    def find(self, words: str) -> int:
        """Look for words, and return how often they occur."""
        self.spans = list(self._text.places_of(words))
        return len(self.spans)

    def next_to(self, place: int, step: int) -> int | None:
        """Return the number of the first hit after a place (`step` 1) or the last before it (-1)."""
        if not self.spans:
            return None
        starts = [start for start, _ in self.spans]
        number = bisect_right(starts, place) if step > 0 else bisect_left(starts, place) - 1
        return number % len(starts)
