"""Loading by way of the cache of records: the same result as from the files, whatever was cached before."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing.codec import Node, parse_text
from briefing.library import LoadReport, cached_load, load_library, read_cache
from briefing.library.cached_load import load_cached
from briefing.library.editing import DeleteRecord, put
from briefing.library.load import bundled_folder
from briefing.library.read_cache import ReadCache
from briefing.library.records import RecordKey, RecordKind
from briefing.library.session import LibrarySession

TREATY = "russia-china-2001"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of one treaty, whose files are large enough for the cache."""
    monkeypatch.setattr(read_cache, "FEWEST_CHARACTERS", 1)
    folder = tmp_path / "library"
    folder.mkdir()
    shutil.copytree(bundled_folder() / TREATY, folder / TREATY)
    shutil.copy(bundled_folder() / "publishers.yaml", folder)
    return folder


def loaded(library: Path) -> LoadReport:
    """Load a library with the cache beside it, and check that the result is that of loading without one."""
    report = load_cached([library], ReadCache(library.parent / "cache"))
    expected = load_library([library])
    assert report.library == expected.library
    assert report.problems == expected.problems
    assert [dict(places) for places in report.places] == [dict(places) for places in expected.places]
    return report


def facts_file(library: Path) -> Path:
    return library / TREATY / "facts.yaml"


def test_an_unchanged_library_is_not_parsed_again(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = loaded(library)
    monkeypatch.setattr(read_cache, "parse_text", None)
    monkeypatch.setattr(cached_load, "load_library", None)
    report = load_cached([library], ReadCache(library.parent / "cache"))
    assert report.library == first.library
    assert report.key == first.key
    place = report.place_of(RecordKey(RecordKind.FACT, report.material.facts[0].id))
    assert place is not None
    assert place.file == facts_file(library)
    assert f"- id: {report.material.facts[0].id}" in place.file.read_text().splitlines()[place.line - 1]


def test_only_the_file_that_changed_is_parsed_again(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = loaded(library)
    text = facts_file(library).read_text(encoding="utf-8")
    facts_file(library).write_text(text + "\n# a remark\n", encoding="utf-8")
    parsed = list[str]()

    def parse(text: str, name: str) -> Node:
        parsed.append(name)
        return parse_text(text, name)

    monkeypatch.setattr(read_cache, "parse_text", parse)
    report = load_cached([library], ReadCache(library.parent / "cache"))
    assert parsed == [str(facts_file(library))]
    assert report.material == first.material
    assert report.key != first.key


def test_only_the_records_that_differ_from_the_previous_version_are_parsed_again(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = loaded(library)
    session = LibrarySession([], library)
    parsed = list[int]()

    def parse(text: str, name: str) -> Node:
        parsed.append(len(text))
        return parse_text(text, name)

    monkeypatch.setattr(read_cache, "parse_text", parse)
    fact = first.material.facts[3]
    long = replace(fact, statement=fact.statement + " indeed" * 40)
    for edit in (put(long), put(replace(fact, id="another")), put(fact)):
        session.apply(edit)
        loaded(library)
    session.apply(DeleteRecord(kind=RecordKind.FACT, id="another"))
    loaded(library)
    assert max(parsed) < facts_file(library).stat().st_size // 3
    records = {path.name for path in (library.parent / "cache").glob("*.records")}
    assert len(records) == len(list(library.rglob("*.yaml")))


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("standing: ", "standing: no-such-"),
        ("  - id: ", "  - id: x"),
        ("  - id: ", "other:\n  - id: "),
        ("    standing: ", "    notes: 'two\n  - id: lines'\n    standing: "),
    ],
)
@pytest.mark.parametrize("number", [0, 4, -1])
def test_whatever_another_program_wrote_is_read_as_without_the_previous_version(
    library: Path, earlier: str, later: str, number: int
) -> None:
    loaded(library)
    path = facts_file(library)
    parts = path.read_text(encoding="utf-8").split(earlier)
    number %= len(parts) - 1
    changed = earlier.join(parts[: number + 1]) + later + earlier.join(parts[number + 1 :])
    shutil.copy(path, path.with_name(path.name + ".previous"))
    path.write_text(changed, encoding="utf-8")
    loaded(library)


def test_problems_of_cached_files_have_their_places(library: Path) -> None:
    loaded(library)
    sources = library / TREATY / "sources.yaml"
    text = sources.read_text(encoding="utf-8")
    cited = load_library([library]).material.facts[0].citations[0].source_id
    sources.write_text(text.replace(f"id: {cited}\n", f"id: {cited}-renamed\n"), encoding="utf-8")
    report = loaded(library)
    assert any(problem.file == str(facts_file(library)) and problem.line for problem in report.problems)
    sources.write_text(text, encoding="utf-8")
    assert not loaded(library).problems


def test_a_file_with_problems_is_read_each_time(library: Path) -> None:
    text = facts_file(library).read_text(encoding="utf-8")
    facts_file(library).write_text(
        text.replace("\n    standing: ", "\n    standing: no-such-", 1), encoding="utf-8"
    )
    assert loaded(library).problems
    assert loaded(library).problems


@pytest.mark.parametrize("content", [b"", b"damaged", None])
def test_a_damaged_cache_is_read_from_the_files(library: Path, content: bytes | None) -> None:
    loaded(library)
    for path in (library.parent / "cache").glob("*.records"):
        damaged = path.read_bytes()
        path.write_bytes(damaged[:-1] + b"\x00" if content is None else content)
    assert not loaded(library).problems
    assert not loaded(library).problems


def test_a_cache_that_cannot_be_written_is_no_obstacle(library: Path) -> None:
    (library.parent / "cache").write_text("a file where the folder should be")
    assert not loaded(library).problems


def test_the_same_content_is_checked_again_in_another_folder(library: Path) -> None:
    loaded(library)
    moved = library / "another-name"
    (library / TREATY).rename(moved)
    assert loaded(library).problems
