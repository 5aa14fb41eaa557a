"""A text in one spelling, with the places of its letters in the text as it is written."""

from __future__ import annotations

from array import array
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
