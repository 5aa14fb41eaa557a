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
import zipfile
from collections.abc import Iterable
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
    words = list(_dictionary(request["dictionary"]).suggest(_plain(word)))[:_MOST_SUGGESTIONS]
    return [each.replace("'", APOSTROPHE) for each in words] if APOSTROPHE in word else words


def _plain(word: str) -> str:
    """Return the word with the apostrophe that dictionaries use."""
    return word.replace(APOSTROPHE, "'")


@functools.cache
def _dictionary(name: str) -> Any:
    from hunspell import Hunspell

    folder = _unpacked(paths.resources() / "dictionaries" / f"{name}.zip")
    return Hunspell("index", hunspell_data_dir=str(folder))


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
