from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import BriefingError
from briefing.organisation.thesaurus import (
    Acceptance,
    AcceptedPair,
    Thesaurus,
    accept_pair,
    merged,
    read_thesaurus,
    remove_pair,
    thesaurus_file,
    thesaurus_text,
)
from briefing.organisation.thesaurus.entry import thesaurus_of
from briefing.review.lexicon import load_lexicon

ANN = Acceptance(by="Ann", on="2026-01-02")
BOB = Acceptance(by="Bob", on="2026-01-01")


def pair(fact: str, wording: str, *accepted: Acceptance, treaty: str | None = None) -> AcceptedPair:
    return AcceptedPair(fact=fact, wording=wording, accepted=accepted, treaty=treaty)


def test_a_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "thesaurus.yaml"
    accept_pair(pair("reactor", "block", ANN, treaty="russia-iran-2025"), path)
    content = accept_pair(pair("no", "off", BOB), path)
    assert read_thesaurus(path) == content
    assert thesaurus_text(content) == path.read_text(encoding="utf-8")


def test_a_pair_that_two_people_accept_has_both(tmp_path: Path) -> None:
    path = tmp_path / "thesaurus.yaml"
    accept_pair(pair("Reactor", "block", ANN), path)
    (joined,) = accept_pair(pair("reactor", "Block", BOB), path).pairs
    assert joined.accepted == (BOB, ANN)
    assert remove_pair(joined.key, path) == Thesaurus()


def test_writers_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "thesaurus.yaml"
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: accept_pair(pair("a", f"w{number}", ANN), path), range(8)))
    assert len(read_thesaurus(path).pairs) == 8


def test_a_faulty_file_is_reported_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "thesaurus.yaml"
    path.write_text("pairs:\n  - {fact: a}\n", encoding="utf-8")
    with pytest.raises(BriefingError, match=r"thesaurus.yaml:2:\d+ .*'wording' is missing"):
        accept_pair(pair("a", "b", ANN), path)
    assert path.read_text(encoding="utf-8") == "pairs:\n  - {fact: a}\n"


def test_a_pair_that_could_not_be_read_again_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "thesaurus.yaml"
    with pytest.raises(BriefingError, match="right form"):
        accept_pair(pair("a", "b", ANN, treaty="Not An Id"), path)
    assert not path.exists()


def test_accepted_words_are_related_in_every_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TREATY_BRIEFING_HOME", str(tmp_path))
    assert load_lexicon().relation("reactor", "biscuit") is None
    accept_pair(pair("reactors", "biscuit", ANN))
    accept_pair(pair("fighter", "bird", ANN, treaty="russia-iran-2025"))
    lexicon = load_lexicon()
    accepted = lexicon.relation("reactor", "biscuits", "NOUN")
    assert accepted is not None
    assert accepted.kind == "accepted"
    assert lexicon.relation("biscuit", "reactor") is None
    assert lexicon.relation("fighter", "bird") is None
    assert load_lexicon(["russia-iran-2025"]).relation("fighter", "bird") is not None


def test_the_file_is_beside_the_defaults_of_the_organisation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TREATY_BRIEFING_HOME", str(tmp_path))
    assert thesaurus_file() == tmp_path / "organisation" / "thesaurus.yaml"


PAIRS = st.builds(
    pair,
    st.sampled_from(["a", "b"]),
    st.sampled_from(["x", "y"]),
    st.sampled_from([ANN, BOB]),
    treaty=st.sampled_from([None, "t"]),
)
THESAURI = st.lists(PAIRS, max_size=6).map(
    lambda pairs: thesaurus_of({each.key: each for each in pairs}.values())
)


@settings(max_examples=30)
@given(THESAURI, THESAURI, THESAURI)
def test_a_merge_loses_nothing_and_removes_what_one_side_removed(
    ours: Thesaurus, theirs: Thesaurus, base: Thesaurus
) -> None:
    union = merged(ours, theirs)
    assert union == merged(theirs, ours)
    for side in (ours, theirs):
        for each in side.pairs:
            kept = union.find(each.fact, each.wording, each.treaty)
            assert kept is not None
            assert set(each.accepted) <= set(kept.accepted)
    assert merged(base, theirs, base) == theirs
    assert merged(ours, base, base) == ours
