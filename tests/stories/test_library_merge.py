"""Two libraries, and two branches of one, are merged on the command line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.interchange.libraries.archive import write_archive
from briefing.library.load import bundled_folder
from briefing.model.library import Material
from briefing.model.source import Attachment, Source
from briefing.model.terms import SourceKind
from tests.stories.conftest import Command

Put = Callable[..., Path]
"""Puts facts into the library in a folder, and returns it."""

FACT: dict[str, object] = {
    "id": "rc-putin-signed",
    "treaty_id": "russia-china-2001",
    "statement": "Vladimir Putin signed the treaty for Russia.",
    "standing": "established",
    "credibility": 2,
    "citations": [{"source_id": "wiki-china"}],
}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TREATY_BRIEFING_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def put(briefing: Command, tmp_path: Path) -> Put:
    def into(folder: Path, *facts: dict[str, object]) -> Path:
        edits = tmp_path / "edits.json"
        edits.write_text(json.dumps([{"type": "PutFact", "fact": fact} for fact in facts]))
        assert briefing("library", "edit", "--edits", str(edits), "--folder", str(folder)).code == 0
        return folder

    return into


def test_a_library_of_a_colleague_is_merged_field_by_field(
    briefing: Command, tmp_path: Path, put: Put
) -> None:
    mine = put(tmp_path / "mine", {**FACT, "notes": "Mine", "topics": ["signature"]})
    new = {**FACT, "id": "rc-met", "statement": "They met."}
    theirs = put(tmp_path / "theirs", {**FACT, "notes": "Theirs", "place": {"name": "Moscow"}}, new)
    merge = ("library", "merge", str(theirs), "--into", str(mine))

    tried = briefing(*merge, "--dry-run")
    assert tried.code == 1
    assert "Nothing was changed." in tried.err
    assert briefing("library", "show", "fact", "rc-met", "--folder", str(mine)).code == 1

    result = briefing(*merge)
    assert result.code == 1
    assert "Conflict in the fact rc-putin-signed: notes" in result.out
    assert "yours: Mine (used)" in result.out
    shown = briefing("library", "show", "fact", "rc-putin-signed", "--folder", str(mine), "--json").json()
    assert shown["record"]["notes"] == "Mine"
    assert shown["record"]["place"]["name"] == "Moscow"
    assert "signature" in shown["record"]["topics"]
    added = briefing("library", "show", "fact", "rc-met", "--folder", str(mine), "--json").json()["record"]
    assert (added["origin"]["kind"], added["origin"]["file"]) == ("merged", "theirs")

    repeated = briefing(*merge)
    assert repeated.code == 1
    assert "There is nothing to change in the records." in repeated.err
    taken = briefing(*merge, "--theirs", "--json")
    assert taken.code == 1
    (record,) = [each for each in taken.json()["records"] if each["conflicts"]]
    assert record["conflicts"][0]["theirs"] == "Theirs"
    again = briefing(*merge)
    assert again.code == 0
    assert "There is nothing to change in the records." in again.err


def test_with_the_common_base_a_record_that_one_side_deleted_is_deleted(
    briefing: Command, tmp_path: Path, put: Put
) -> None:
    more = [{**FACT, "id": f"rc-{each}"} for each in ("one", "two")]
    base, mine = put(tmp_path / "base", *more), put(tmp_path / "mine", *more)
    theirs = put(tmp_path / "theirs", more[0])
    merge = ("library", "merge", str(theirs), "--into", str(mine))
    assert briefing(*merge).code == 0
    assert briefing("library", "show", "fact", "rc-two", "--folder", str(mine)).code == 0
    result = briefing(*merge, "--base", str(base))
    assert result.code == 0
    assert "deleted" in result.out
    assert briefing("library", "show", "fact", "rc-two", "--folder", str(mine)).code == 1


def test_a_treaty_that_a_colleague_deleted_is_deleted_with_its_facts(
    briefing: Command, tmp_path: Path, put: Put
) -> None:
    base, mine = put(tmp_path / "base", FACT), put(tmp_path / "mine", FACT)
    text = (bundled_folder() / "russia-china-2001" / "treaty.yaml").read_text(encoding="utf-8")
    text = text.replace("id: russia-china-2001\n", "id: other\n")
    for folder in (base, mine):
        (folder / "other").mkdir()
        (folder / "other" / "treaty.yaml").write_text(text, encoding="utf-8")
        (folder / "other" / "sources.yaml").write_text("sources: []\n")
        (folder / "other" / "facts.yaml").write_text("facts: []\n")
        put(folder, {**FACT, "id": "other-fact", "treaty_id": "other"})
    theirs = put(tmp_path / "theirs", FACT)
    result = briefing("library", "merge", str(theirs), "--into", str(mine), "--base", str(base))
    assert (result.code, result.out.count("deleted")) == (0, 2)
    assert not (mine / "other").exists()
    assert (mine / ".other.previous" / "facts.yaml").exists()


def test_a_library_that_cannot_be_read_is_not_merged(briefing: Command, tmp_path: Path, put: Put) -> None:
    theirs = put(tmp_path / "theirs", FACT)
    facts = theirs / "russia-china-2001" / "facts.yaml"
    facts.write_text(facts.read_text() + "  - id: [\n")
    result = briefing("library", "merge", str(theirs))
    assert result.code == 1
    assert str(facts) in result.err
    assert briefing("library", "merge", str(tmp_path / "none")).code == 1
    itself = briefing("library", "merge", str(theirs), "--into", str(theirs))
    assert "A library cannot be merged into itself." in itself.err


def test_an_archive_of_treaties_is_merged_with_its_copies(
    briefing: Command, tmp_path: Path, put: Put
) -> None:
    copy = b"The text of the treaty"
    sha256 = hashlib.sha256(copy).hexdigest()
    source = Source("diary", "tass", SourceKind.INTERVIEW, "A diary", attachments=(Attachment(sha256),))
    archive = tmp_path / "theirs.treaties"
    archive.write_bytes(write_archive(Material.of(sources=[source]), {sha256: copy}).content)
    mine = put(tmp_path / "mine", FACT)
    merge = ("library", "merge", str(archive), "--into", str(mine))
    result = briefing(*merge)
    assert (result.code, "Copied 1 archived file." in result.err) == (0, True)
    assert (mine / "archive" / sha256).read_bytes() == copy
    again = briefing(*merge)
    assert "There is nothing to change in the records." in again.err
    team = briefing("library", "merge", str(mine), "--into", str(tmp_path / "team"))
    assert (team.code, "Copied 1 archived file." in team.err) == (0, True)
    assert (tmp_path / "team" / "archive" / sha256).read_bytes() == copy

    (mine / "archive" / sha256).write_bytes(b"other")
    third = briefing("library", "merge", str(mine), "--into", str(tmp_path / "third"))
    assert "is not the copy that it is named after" in third.err
    assert not (tmp_path / "third" / "archive").exists()
    archive.write_bytes(b"PK and nothing else")
    assert briefing(*merge).code == 1


def test_versions_of_a_file_are_merged_into_ours(briefing: Command, tmp_path: Path) -> None:
    text = "actors:\n  - {id: one, name: One, kind: person}\n"
    for name, content in (
        ("base", text),
        ("ours", text.replace("One", "Ours")),
        ("theirs", text + "  - {id: two, name: Two, kind: body}\n"),
    ):
        (tmp_path / name).write_text(content)
    files = [str(tmp_path / name) for name in ("base", "ours", "theirs")]
    assert briefing("library", "merge-driver", *files, "actors.yaml").code == 0
    merged = (tmp_path / "ours").read_text()
    assert "name: Ours" in merged
    assert "id: two" in merged
    (tmp_path / "theirs").write_text(text.replace("One", "Theirs"))
    result = briefing("library", "merge-driver", *files, "actors.yaml")
    assert result.code == 1
    assert "actors.yaml: The actor one was changed in both: name." in result.err
