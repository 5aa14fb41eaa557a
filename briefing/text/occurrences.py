"""Find a text in another, whatever spelling either is written with."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.text.spelling import folded


def occurrences(
    needle: str, text: str, *, match_case: bool = False, whole_words: bool = False
) -> Iterator[tuple[int, int]]:
    """Yield start and end of each place in `text` that reads as `needle`, from left to right.

    Places do not overlap. Accents and other marks never matter. With `whole_words`, the characters before
    and after a place are not letters or digits.
    """
    wanted = folded(needle, match_case=match_case)
    if not wanted:
        return
    letters, origins = _spread(text, match_case)
    free = 0
    at = letters.find(wanted)
    while at >= 0:
        start, end = origins[at], _end(text, origins, at + len(wanted))
        # A character that is spelled as two, such as ß, may end one place and begin another.
        if start >= free and (not whole_words or _is_whole(text, start, end)):
            yield start, end
            free = end
            at = letters.find(wanted, at + len(wanted))
        else:
            at = letters.find(wanted, at + 1)


def _spread(text: str, match_case: bool) -> tuple[str, list[int]]:
    """Return the folded text, and for each of its characters the position that it comes from."""
    letters, origins = [], []
    for position, character in enumerate(text):
        spelling = folded(character, match_case=match_case)
        letters.append(spelling)
        origins += [position] * len(spelling)
    return "".join(letters), origins


def _end(text: str, origins: list[int], after: int) -> int:
    """Return the position after the last character of a place, with the marks that belong to it."""
    end = origins[after - 1] + 1
    while end < len(text) and not folded(text[end]):
        end += 1
    return end


def _is_whole(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not before.isalnum() and not after.isalnum()
