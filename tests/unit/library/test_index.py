"""The index of facts: names, scripts, first rows, and the cache of large libraries on disk."""

from __future__ import annotations

import functools
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.library import FactIndex, FactQuery, open_index
from briefing.library.index import cache, fact_index
from briefing.library.index.matches import matching_spans, place_of_match
from briefing.library.index.query import Total
from briefing.library.index.schema import SearchInterruptedError
from briefing.library.index.worker import Reply, SearchWorker
from briefing.model.actor import Actor
from briefing.model.fact import Fact
from briefing.model.library import Catalogue, Material
from briefing.model.source import TextQuote
from briefing.model.terms import ActorKind
from tests.builders import bundled_library
from tests.examples import examples

CATALOGUE = bundled_library()
MATERIAL = CATALOGUE.material
FIRST = MATERIAL.facts[0]


def ids(index: FactIndex, text: str = "", **conditions: tuple[str, ...]) -> list[str]:
    return [hit.fact_id for hit in index.search(FactQuery(text=text, **conditions))]  # type: ignore[arg-type]


def with_facts(*facts: Fact) -> Catalogue:
    return Catalogue(replace(MATERIAL, facts=facts))


# Names

NAMED = replace(
    FIRST,
    id="named",
    actors=("The Hague tribunal",),
    further_treaty_ids=("russia-china-2001",),
    citations=(
        replace(FIRST.citations[0], quotes=(TextQuote("О дружбе", translation="On amity", language="ru"),)),
    ),
)
COURT = Actor("icj", "International Court of Justice", ActorKind.BODY, also=("The Hague tribunal", "ICJ"))


@pytest.fixture(scope="module")
def named() -> Iterator[tuple[FactIndex, Catalogue]]:
    treaties = tuple(
        replace(treaty, also=("Big pact",)) if treaty.id == NAMED.treaty_id else treaty
        for treaty in MATERIAL.treaties
    )
    publisher_id = CATALOGUE.sources[NAMED.citations[0].source_id].publisher_id
    publishers = tuple(
        replace(publisher, also=("Gazette",)) if publisher.id == publisher_id else publisher
        for publisher in MATERIAL.publishers
    )
    catalogue = Catalogue(
        replace(MATERIAL, facts=(NAMED,), actors=(COURT,), treaties=treaties, publishers=publishers)
    )
    index = FactIndex(catalogue)
    yield index, catalogue
    index.close()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("ICJ", "actor: The Hague tribunal, ICJ"),
        ("international court", "actor: The Hague tribunal, International Court of Justice"),
        ("pact big", "treaty: Big pact"),
        ("gazette", "in the source: Gazette"),
        ("дружбе", "in the quote: О дружбе"),
        ("amity", "in the translated quote: On amity"),
    ],
)
def test_other_names_quotes_and_translations_find_a_fact_and_name_their_place(
    named: tuple[FactIndex, Catalogue], text: str, place: str
) -> None:
    index, catalogue = named
    assert ids(index, text) == ["named"]
    assert place_of_match(NAMED, catalogue, text).startswith(place)


@pytest.mark.parametrize("name", ["ICJ", "The Hague tribunal", "International Court of Justice"])
def test_any_name_of_an_actor_filters_and_its_main_name_is_counted(
    named: tuple[FactIndex, Catalogue], name: str
) -> None:
    index, _ = named
    assert ids(index, actor=(name,)) == ["named"]
    assert index.facets(FactQuery(actor=(name,)))["actor"] == {"International Court of Justice": 1}


def test_a_fact_is_filtered_and_counted_by_each_of_its_treaties(named: tuple[FactIndex, Catalogue]) -> None:
    index, _ = named
    assert ids(index, treaty=("russia-china-2001",)) == ids(index, treaty=(NAMED.treaty_id,)) == ["named"]
    assert index.facets(FactQuery())["treaty"] == {NAMED.treaty_id: 1, "russia-china-2001": 1}


# Scripts and parts of words


@pytest.mark.parametrize(
    ("statement", "text", "marked"),
    [
        ("中华人民共和国和俄罗斯联邦睦邻友好合作条约", "友好", "友好"),
        ("中华人民共和国和俄罗斯联邦睦邻友好合作条约", "约", "约"),
        ("中华人民共和国和俄罗斯联邦睦邻友好合作条约", "俄罗斯", "俄罗斯"),
        ("สนธิสัญญาระหว่างรัฐ", "สัญญา", None),
        ("The gaspipeline is built.", "pipeline", "gaspipeline"),
        ("Register UN-I-58912 was read.", "5891", "58912"),
        ("Register UN-I-58912 was read.", "8912", "58912"),
    ],
)
def test_texts_without_spaces_and_insides_of_words_are_found_and_marked(
    statement: str, text: str, marked: str | None
) -> None:
    fact = replace(FIRST, id="x", statement=statement)
    index = FactIndex(with_facts(fact))
    assert ids(index, text) == ["x"]
    if marked:
        (start, end), *_ = matching_spans(statement, text)
        assert marked in statement[start:end]
    index.close()


# First rows

WORDS = st.sampled_from(["ga", "gas", "gas pri", "russia", "article 3", "in", "military", "of the", "zzz"])


@given(text=WORDS, treaty=st.sampled_from([(), ("russia-dprk-2024",)]), most=st.integers(1, 60))
@settings(max_examples=examples(40))
def test_the_first_rows_are_those_of_the_whole_search_also_in_a_large_library(
    text: str, treaty: tuple[str, ...], most: int
) -> None:
    query = FactQuery(text=text, treaty=treaty)
    for index in (small(), large()):
        assert index.first(query, most) == index.search(query)[:most]
    assert set(ids(small(), text, treaty=treaty)) == set(ids(large(), text, treaty=treaty))
    assert small().total(query).number == small().count(query) == len(small().search(query))


class _LargeIndex(FactIndex):
    """An index that ranks as one of a large library."""

    most_facts_to_weigh = 0


@functools.cache
def small() -> FactIndex:
    return FactIndex(CATALOGUE)


@functools.cache
def large() -> FactIndex:
    return _LargeIndex(CATALOGUE)


def test_more_facts_than_are_counted_are_a_total_with_a_plus(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fact_index, "MOST_COUNTED", 100)
    assert str(small().total(FactQuery(text="russia"))) == "100+"
    assert small().count(FactQuery(text="russia")) > 100


@dataclass
class Replies:
    """Collects the replies of a worker."""

    received: list[Reply] = field(default_factory=list)
    complete: Event = field(default_factory=Event)

    def __call__(self, reply: Reply) -> None:
        self.received.append(reply)
        if reply.is_complete:
            self.complete.set()


def test_a_worker_replies_with_rows_first_and_then_with_total_and_facets() -> None:
    replies = Replies()
    worker = SearchWorker(small(), replies, first_rows=3)
    query = FactQuery(text="gas")
    worker.search(query)
    assert replies.complete.wait(10)
    worker.close()
    first, last = replies.received
    assert first.hits == last.hits == small().search(query)[:3]
    assert first.total is None
    assert last.total is not None
    assert last.total.number == len(small().search(query))
    assert last.facets == small().facets(query)


def test_a_search_that_another_replaces_gets_no_further_reply() -> None:
    replies = Replies()
    started, resume = Event(), Event()

    def reply(each: Reply) -> None:
        replies(each)
        if each.query.text == "gas":
            started.set()
            resume.wait(10)

    worker = SearchWorker(small(), reply)
    worker.search(FactQuery(text="gas"))
    assert started.wait(10)
    worker.search(FactQuery(text="military"))
    resume.set()
    assert replies.complete.wait(10)
    worker.close()
    assert [each.query.text for each in replies.received] == ["gas", "military", "military"]


class _InterruptedOnce(FactIndex):
    """An index whose first count another user of it interrupts."""

    was_interrupted = False

    def total(self, query: FactQuery) -> Total:
        if not self.was_interrupted:
            self.was_interrupted = True
            raise SearchInterruptedError
        return super().total(query)


def test_a_worker_searches_again_when_another_user_of_the_index_interrupts_it() -> None:
    replies = Replies()
    worker = SearchWorker(_InterruptedOnce(CATALOGUE), replies)
    worker.search(FactQuery(text="gas"))
    assert replies.complete.wait(10)
    worker.close()
    assert replies.received[-1].facets == small().facets(FactQuery(text="gas"))


def test_a_long_pasted_text_is_searched() -> None:
    assert ids(small(), FIRST.statement * 20) == [FIRST.id]


# On disk


@pytest.fixture
def on_disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(cache, "FEWEST_FACTS_ON_DISK", 1)
    return tmp_path / "search"


def opened(folder: Path, catalogue: Catalogue = CATALOGUE) -> tuple[FactIndex, list[int]]:
    """Open the index in a folder; return it with the numbers of facts that had to be indexed."""
    indexed: list[int] = []
    index = open_index(catalogue, folder=folder, progress=lambda _done, total: indexed.append(total))
    return index, indexed


def test_an_index_is_built_once_and_answers_as_one_in_memory(on_disk: Path) -> None:
    index, indexed = opened(on_disk)
    assert indexed[-1] == len(MATERIAL.facts)
    assert ids(index, "gas") == ids(small(), "gas")
    index.close()
    index, indexed = opened(on_disk)
    assert not indexed
    assert index.facets(FactQuery(text="gas")) == small().facets(FactQuery(text="gas"))
    index.close()


def test_only_facts_that_changed_are_indexed_again(on_disk: Path) -> None:
    opened(on_disk)[0].close()
    changed = replace(FIRST, statement="A zugzwang was agreed.", standing="possible", credibility=6)
    added = [replace(FIRST, id=f"added-{number}") for number in range(5)]
    remaining = replace(MATERIAL, facts=MATERIAL.facts[2:])
    catalogue = Catalogue(Material(facts=(changed, *added)).merged_over(remaining))
    index, indexed = opened(on_disk, catalogue)
    expected = FactIndex(catalogue)
    assert indexed[-1] == 6
    assert ids(index, "zugzwang") == [FIRST.id]
    for text in ("gas", "russia", FIRST.statement.split()[0], MATERIAL.facts[1].id):
        assert set(ids(index, text)) == set(ids(expected, text))
        assert index.count(FactQuery(text=text)) == len(ids(expected, text))
    assert index.facets(FactQuery()) == expected.facets(FactQuery())
    assert len(list(on_disk.iterdir())) == 1
    index.close()


def test_a_changed_publisher_is_indexed_with_the_facts_that_cite_it(on_disk: Path) -> None:
    opened(on_disk)[0].close()
    publisher = CATALOGUE.publisher_of(CATALOGUE.sources[FIRST.citations[0].source_id])
    renamed = Material(publishers=(replace(publisher, name="Zugzwang House"),))
    index, _ = opened(on_disk, Catalogue(renamed.merged_over(MATERIAL)))
    assert set(ids(index, "zugzwang")) == {
        fact.id
        for fact in MATERIAL.facts
        if any(CATALOGUE.sources[each.source_id].publisher_id == publisher.id for each in fact.citations)
    }
    index.close()


@pytest.mark.parametrize("damage", ["not a database", "", "cut", "zeros"])
def test_a_damaged_index_is_built_again(on_disk: Path, damage: str) -> None:
    opened(on_disk)[0].close()
    (path,) = on_disk.iterdir()
    content = path.read_bytes()
    damaged = {"cut": content[: len(content) // 2], "zeros": content[:8192] + bytes(len(content) - 8192)}
    path.write_bytes(damaged.get(damage, damage.encode()))
    index, _ = opened(on_disk)
    assert ids(index, "gas") == ids(small(), "gas")
    index.close()


def test_without_a_folder_that_can_be_written_the_index_is_in_memory(on_disk: Path) -> None:
    on_disk.write_text("a file where the folder should be")
    index, _ = opened(on_disk)
    assert ids(index, "gas") == ids(small(), "gas")
    assert on_disk.is_file()
    index.close()


def test_an_index_in_a_folder_that_is_only_read_is_used(on_disk: Path) -> None:
    opened(on_disk)[0].close()
    on_disk.chmod(0o500)
    try:
        index, indexed = opened(on_disk)
        assert not indexed
        assert ids(index, "gas") == ids(small(), "gas")
        index.close()
    finally:
        on_disk.chmod(0o700)


def test_a_stopped_build_leaves_nothing(on_disk: Path) -> None:
    def stop(done: int, _total: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        open_index(CATALOGUE, folder=on_disk, progress=stop)
    assert list(on_disk.iterdir()) == []


def test_the_index_of_another_version_is_not_used(on_disk: Path) -> None:
    opened(on_disk)[0].close()
    (path,) = on_disk.iterdir()
    with sqlite3.connect(path) as connection:
        connection.execute("update meta set value = 'of another version'")
    connection.close()
    index, indexed = opened(on_disk)
    assert indexed[-1] == len(MATERIAL.facts)
    index.close()
