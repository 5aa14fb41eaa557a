from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from briefing import paths
from briefing.review.lexicon.word_file import PartOfSpeech, WordFile
from briefing.review.lexicon.wordnet import WordNet

FOLDER = paths.resources() / "review" / "lexicon"


@pytest.fixture(scope="module")
def wordnet() -> WordNet:
    return WordNet()


def test_the_resource_is_what_the_tool_recorded() -> None:
    record = json.loads((FOLDER / "wordnet.json").read_text(encoding="utf-8"))
    content = (FOLDER / "wordnet.bin").read_bytes()
    words = WordFile(FOLDER / "wordnet.bin")
    assert hashlib.sha256(content).hexdigest() == record["sha256"]
    assert (len(content), words.word_count, words.synset_count) == (
        record["bytes"],
        record["words"],
        record["synsets"],
    )


def test_every_block_of_words_is_found_by_its_first_and_last_word() -> None:
    words = WordFile(FOLDER / "wordnet.bin")
    for number in (0, 15, 16, words.word_count // 2, words.word_count - 1):
        assert words.number(words.word(number)) == number
    assert words.number("zzzz") is None
    assert words.number("") is None


@pytest.mark.parametrize(
    ("word", "other", "kind"),
    [
        ("supplies", "supply", "same"),
        ("built", "build", "same"),
        ("supplier", "supply", "form"),
        ("formally", "formal", "form"),
        ("begin", "start", "synonym"),
        ("build", "construction", "synonym"),
        ("missile", "weapon", "broader"),
        ("weapon", "missile", None),
        ("rise", "fall", None),
        ("treaty", "banana", None),
    ],
)
def test_relations_of_words(wordnet: WordNet, word: str, other: str, kind: str | None) -> None:
    relation = wordnet.relation(word, other)
    assert (relation.kind.value if relation else None) == kind


def test_a_file_of_another_form_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.bin").write_bytes(b"something else altogether")
    with pytest.raises(ValueError, match="no file of words"):
        WordFile(tmp_path / "other.bin")


@pytest.mark.parametrize(
    ("word", "part", "lemma"),
    [
        ("treaties", PartOfSpeech.NOUN, "treaty"),
        ("planned", PartOfSpeech.VERB, "plan"),
        ("travelling", PartOfSpeech.VERB, "travel"),
        ("undertook", PartOfSpeech.VERB, "undertake"),
        ("closer", PartOfSpeech.ADJECTIVE, "close"),
    ],
)
def test_lemmas(wordnet: WordNet, word: str, part: PartOfSpeech, lemma: str) -> None:
    assert wordnet.words(wordnet.lemmas(word, part)) == [lemma]
