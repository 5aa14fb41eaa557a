"""The user's own words: a text file with a word on each line, which several processes may add to."""

from __future__ import annotations

from pathlib import Path

from briefing.atomic_write import write_atomically
from briefing.errors import BriefingError, Problem
from briefing.file_lock import locked_for_writing


def read_own_words(path: Path) -> set[str]:
    """Return the words in lower case; none where there is no file. Raises BriefingError."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except FileNotFoundError:
        return set()
    except (OSError, UnicodeError) as error:
        message = f"The dictionary of your own words cannot be read: {error}."
        raise BriefingError(Problem(message, "Correct or remove the file.", str(path))) from None
    return {line.strip().casefold() for line in lines if line.strip()}


def add_own_word(path: Path, word: str) -> set[str]:
    """Add a word to the file as it is on disk now, and return all words. Raises BriefingError.

    A file that cannot be read is left as it is.
    """
    with locked_for_writing(path, "dictionary of your own words"):
        words = read_own_words(path) | {word.casefold()}
        write_atomically(path, "".join(f"{each}\n" for each in sorted(words)).encode())
    return words
