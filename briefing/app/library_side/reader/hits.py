"""The places of searched words in the text of a source."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from briefing.text.spelling import folded

_MOST = 2_000


class FoldedText:
    """A text in the spelling that all spellings share, with the places of its letters in the text.

    Case, vowel marks, kinds of kaf and yeh, hyphens and the ends of lines make no difference.
    """

    def __init__(self, text: str = "") -> None:
        letters, places = list[str](), array("I")
        for place, letter in enumerate(text):
            for part in folded(letter):
                if part != " " or not letters or letters[-1] != " ":
                    letters.append(part)
                    places.append(place)
        places.append(len(text))
        self.text, self._places = "".join(letters), places

    def places_of(self, words: str, most: int = _MOST) -> Iterable[tuple[int, int]]:
        """Yield start and end of each place of words, in the text as it is written."""
        wanted = " ".join(folded(words).split())
        place = self.text.find(wanted) if wanted else -1
        while place >= 0 and most > 0:
            end = place + len(wanted)
            yield self._places[place], max(self._places[end], self._places[place] + 1)
            place, most = self.text.find(wanted, end), most - 1


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
