"""Pairs of words that a thesaurus lists under each other."""

from __future__ import annotations

import hashlib
import json

import pytest

from briefing import paths
from briefing.review.lexicon import load_lexicon
from briefing.review.lexicon.near_synonyms import NearSynonyms

FOLDER = paths.resources() / "review" / "lexicon"


def test_the_resource_is_what_the_tool_recorded() -> None:
    record = json.loads((FOLDER / "moby.json").read_text(encoding="utf-8"))
    content = (FOLDER / "moby.bin").read_bytes()
    assert (len(content), hashlib.sha256(content).hexdigest()) == (record["bytes"], record["sha256"])


@pytest.mark.parametrize(
    ("word", "other", "expected"),
    [("supply", "deliver", True), ("deliver", "supply", True), ("supply", "supply", False),
     ("supply", "banana", False), ("qqq", "supply", False), ("qqq", "zzz", False), ("zone", "zone", False)],
)  # fmt: skip
def test_a_pair_is_found_in_both_orders(word: str, other: str, expected: bool) -> None:
    assert NearSynonyms().has(word, other) is expected


@pytest.mark.parametrize(
    ("word", "pos", "other", "other_pos", "expected"),
    [("deploy", "VERB", "station", "VERB", True), ("open", "VERB", "close", "VERB", False),
     ("gas", "NOUN", "oil", "NOUN", False),
     ("ponder", "VERB", "weigh", "VERB", True), ("strengthen", "VERB", "deepen", "VERB", True)],
)  # fmt: skip
def test_opposites_and_contrasts_are_no_near_synonyms(
    word: str,
    pos: str,
    other: str,
    other_pos: str,
    expected: bool,
) -> None:
    assert load_lexicon().is_near_synonym(word, other, pos, other_pos) is expected
