"""The process that looks words up in Hunspell dictionaries.

A dictionary takes a third of a second to load and suggestions as long to make, all of it inside one call of
Hunspell; in a thread of the window that would stop the window. Requests and answers are lines of JSON:
`{"number", "dictionary", "words"}` is answered by the words that are not in the dictionary,
`{"number", "dictionary", "suggest"}` by words that the given one may have been meant to be.
"""

from __future__ import annotations

import functools
import hashlib
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

from briefing import paths
from briefing.atomic_write import write_atomically

_FILES = ("index.aff", "index.dic")
_MOST_SUGGESTIONS = 6
APOSTROPHE = "’"


def serve(requests: Iterable[str], answers: TextIO) -> None:
    """Answer requests until they end."""
    for line in requests:
        request: dict[str, Any] = json.loads(line)
        words = suggestions(request) if "suggest" in request else unknown_words(request)
        answers.write(json.dumps({"number": request["number"], "words": words}) + "\n")
        answers.flush()


def unknown_words(request: dict[str, Any]) -> list[str]:
    dictionary = _dictionary(request["dictionary"])
    return [word for word in request["words"] if not dictionary.spell(_plain(word))]


def suggestions(request: dict[str, Any]) -> list[str]:
    word: str = request["suggest"]
    name = request["dictionary"]
    words = nearest(_plain(word), _dictionary(name), _letters(name))[:_MOST_SUGGESTIONS]
    return [each.replace("'", APOSTROPHE) for each in words] if APOSTROPHE in word else words


def nearest(word: str, dictionary: Any, letters: str) -> list[str]:
    """Return the words of a dictionary that were probably meant, those one keystroke away first.

    Hunspell leaves out some of these where it has enough others; its own order is kept for the rest.
    """
    own = list(dictionary.suggest(word))
    near = [each for each in dict.fromkeys(_one_keystroke_away(word, letters)) if dictionary.spell(each)]
    return list(dict.fromkeys([*near[: _MOST_SUGGESTIONS - 1], *own, *near]))


def _one_keystroke_away(word: str, letters: str) -> Iterator[str]:
    """Yield the words with two letters exchanged, one more, another, and one less, likely letters first."""
    places = range(len(word))
    for place in places[:-1]:
        yield word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    for letter in letters:
        for place in range(1, len(word) + 1):
            yield word[:place] + letter + word[place:]
    for letter in letters:
        for place in places[1:]:
            yield word[:place] + letter + word[place + 1 :]
    for place in places:
        yield word[:place] + word[place + 1 :]


@functools.cache
def _letters(name: str) -> str:
    """Return the small letters of a dictionary's language in the order in which it tries them."""
    text = (_folder(name) / _FILES[0]).read_text(encoding="utf-8", errors="replace")
    line = re.search(r"^TRY (\S+)", text, re.MULTILINE)
    return "".join(dict.fromkeys(each for each in line[1].lower() if each.isalpha())) if line else ""


def _plain(word: str) -> str:
    """Return the word with the apostrophe that dictionaries use."""
    return word.replace(APOSTROPHE, "'")


@functools.cache
def _dictionary(name: str) -> Any:
    from hunspell import Hunspell

    return Hunspell("index", hunspell_data_dir=str(_folder(name)))


def _folder(name: str) -> Path:
    return _unpacked(paths.resources() / "dictionaries" / f"{name}.zip")


def _unpacked(archive: Path) -> Path:
    """Return the folder with the files of a dictionary; Hunspell reads no archives."""
    content = archive.read_bytes()
    folder = paths.dictionaries() / f"{archive.stem}-{hashlib.sha256(content).hexdigest()[:16]}"
    with zipfile.ZipFile(archive) as files:
        for name in _FILES:
            target = folder / name
            if not target.is_file():
                folder.mkdir(parents=True, exist_ok=True)
                write_atomically(target, files.read(name))
    return folder
