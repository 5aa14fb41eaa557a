"""The order in which pages are drawn: those in view first."""

from __future__ import annotations


def by_distance(count: int, in_view: range) -> list[int]:
    """Return the places of pages by their distance from those in view, which come in order."""
    last = max(count - 1, 0)
    first_shown, last_shown = min(in_view.start, last), min(max(in_view.stop - 1, in_view.start), last)

    def distance(place: int) -> int:
        return max(first_shown - place, place - last_shown, 0)

    # Of two pages as far away, the one that follows the view is likely to be seen sooner.
    return sorted(range(count), key=lambda place: (distance(place), place < first_shown, place))
