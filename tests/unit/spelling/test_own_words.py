"""The user's own words, which several processes add to."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from briefing.errors import BriefingError
from briefing.spelling import add_own_word, read_own_words


def test_words_that_are_added_at_once_are_all_kept(tmp_path: Path) -> None:
    path = tmp_path / "new" / "words.txt"
    words = [f"word{number}" for number in range(12)]
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda word: add_own_word(path, word), words))
    assert read_own_words(path) == set(words)
    assert [each.name for each in path.parent.iterdir()] == ["words.txt"]


def test_words_of_another_process_are_known_after_adding_one(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    add_own_word(path, "Gazprom")
    path.write_text(path.read_text() + "Rosneft\n\n")
    assert add_own_word(path, "Lukoil") == {"gazprom", "rosneft", "lukoil"}


def test_a_file_that_cannot_be_read_is_reported_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_bytes(b"caf\xe9\n")
    for attempt in (read_own_words, lambda file: add_own_word(file, "gaz")):
        with pytest.raises(BriefingError, match=r"words.txt: .*cannot be read"):
            attempt(path)
    assert path.read_bytes() == b"caf\xe9\n"
    assert read_own_words(tmp_path / "none.txt") == set()
