"""A library is corrected on the command line: listed, edited, compared with the bundled one, reverted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.stories.conftest import Command

FACT = {
    "id": "rc-putin-signed",
    "treaty_id": "russia-china-2001",
    "statement": "Vladimir Putin signed it in Moscow.",
    "standing": "established",
    "credibility": 2,
    "citations": [{"source_id": "wiki-china"}],
}


def edits_file(folder: Path, *edits: dict[str, object]) -> str:
    path = folder / "edits.json"
    path.write_text(json.dumps(edits))
    return str(path)


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TREATY_BRIEFING_HOME", str(tmp_path / "home"))
    return tmp_path / "home" / "library"


def test_a_bundled_fact_is_corrected_listed_shown_and_reverted(
    briefing: Command, tmp_path: Path, own: Path
) -> None:
    edits = edits_file(tmp_path, {"type": "PutFact", "fact": FACT})
    tried = briefing("library", "edit", "--edits", edits, "--dry-run")
    assert "Would do: Save fact." in tried.err
    assert not own.exists()
    assert briefing("library", "edit", "--edits", edits).code == 0
    (row,) = briefing("library", "list", "--overrides", "--json").json()
    assert (row["id"], row["layer"], row["lower_changed"]) == (FACT["id"], "Your library", False)
    shown = briefing("library", "show", "fact", "rc-putin-signed")
    assert "statement: Vladimir Putin signed it in Moscow." in shown.out
    assert f"From: Your library, {own}/russia-china-2001/facts.yaml:2" in shown.out
    found = briefing("facts", "Vladimir Putin signed", "--treaty", "russia-china-2001", "--json").json()
    assert FACT["statement"] in {fact["statement"] for fact in found}
    assert briefing("validate").code == 0

    reverted = briefing("library", "revert", "fact", "rc-putin-signed")
    assert "is that of: Bundled library" in reverted.err
    assert briefing("library", "list", "--overrides", "--json").json() == []


def test_a_claim_that_does_not_name_its_speaker_is_a_warning(
    briefing: Command, tmp_path: Path, own: Path
) -> None:
    claim = {**FACT, "standing": "asserted", "attributed_to": "Vladimir Putin"}
    edits = edits_file(tmp_path, {"type": "PutFact", "fact": {**claim, "statement": "It is his."}})
    warning = "Warning: The statement of 'rc-putin-signed' does not name its speaker, Vladimir Putin."
    saved = briefing("library", "edit", "--edits", edits)
    assert (saved.code, warning in saved.err) == (0, True)
    checked = briefing("validate", str(own))
    assert (checked.code, checked.out.count(warning)) == (0, 1)
    assert "No problems and 1 warning found." in checked.err

    edits = edits_file(tmp_path, {"type": "PutFact", "fact": {**claim, "statement": "Putin says so."}})
    assert "Warning" not in briefing("library", "edit", "--edits", edits).err
    assert briefing("validate", str(own)).out == ""


def test_a_library_is_reported_on_as_text_and_as_json(briefing: Command, tmp_path: Path, own: Path) -> None:
    claim = {**FACT, "standing": "asserted", "attributed_to": "Jiang Zemin", "topics": ["signing"]}
    assert (
        briefing(
            "library", "edit", "--edits", edits_file(tmp_path, {"type": "PutFact", "fact": claim})
        ).code
        == 0
    )
    text = briefing("library", "report", str(own)).out
    assert "0 treaties, 0 publishers, 0 sources, 1 fact, 0 persons, bodies and states." in text
    assert "Statements that do not name their speakers: 1 of 1\n  rc-putin-signed (Jiang Zemin)" in text

    whole = briefing("library", "report", "--json").json()
    unnamed = {"fact_id": "rc-putin-signed", "attributed_to": "Jiang Zemin"}
    assert unnamed in whole["unnamed_speakers"]
    treaty = briefing("library", "report", "--treaty", "russia-china-2001", "--json").json()
    assert {topic["topic"] for topic in treaty["topics"]} < {topic["topic"] for topic in whole["topics"]}
    assert briefing("library", "report", "--treaty", "gone").code == 1
    briefing("sample", "-o", "example.briefing")
    assert "3 treaties" in briefing("library", "report", "example.briefing").out


def test_what_uses_a_record_is_named_before_it_goes(briefing: Command, tmp_path: Path) -> None:
    folder = ("--folder", str(tmp_path / "mine"))
    own_source = {"id": "diary", "publisher_id": "tass", "kind": "interview", "description": "A diary"}
    own_fact = {**FACT, "id": "rc-new", "citations": [{"source_id": "diary"}]}
    new = edits_file(
        tmp_path, {"type": "PutFact", "fact": own_fact}, {"type": "PutSource", "source": own_source}
    )
    assert briefing("library", "edit", "--edits", new, *folder).code == 0
    assert "Used by: fact rc-new" in briefing("library", "show", "source", "diary", *folder).out

    delete = edits_file(tmp_path, {"type": "DeleteRecord", "kind": "source", "id": "diary"})
    refused = briefing("library", "edit", "--edits", delete, *folder)
    assert refused.code == 1
    assert "The source diary is used by fact rc-new." in refused.err

    started = briefing(
        "new", "p.briefing", "--title", "P", "--treaty", "russia-china-2001", "--library", folder[1]
    )
    assert started.code == 0, started.err
    assert briefing("add", "p.briefing", "rc-new", "--section", "s1", "--library", folder[1]).code == 0
    gone = edits_file(tmp_path, {"type": "DeleteRecord", "kind": "fact", "id": "rc-new"})
    deletion = ("library", "edit", "--edits", gone, "--project", "p.briefing", *folder)
    named = briefing(*deletion)
    assert named.code == 1
    assert "The project 'P' carries the fact rc-new" in named.err
    assert (
        briefing("library", "edit", "--edits", gone, "--project", "p.briefing", "--force", *folder).code
        == 0
    )
    unknown = briefing("library", "show", "fact", "rc-new", *folder)
    assert "There is no fact 'rc-new'." in unknown.err
    kept = briefing("library", "list", "source", "--json", *folder).json()
    assert "diary" in {row["id"] for row in kept}


def test_a_record_that_changed_below_is_listed_until_it_is_kept(briefing: Command, tmp_path: Path) -> None:
    below, mine = tmp_path / "below", tmp_path / "mine"
    folders = ("--library", str(below), "--folder", str(mine))
    theirs = edits_file(tmp_path, {"type": "PutFact", "fact": {**FACT, "statement": "He signed it."}})
    assert briefing("library", "edit", "--edits", theirs, "--folder", str(below)).code == 0
    ours = edits_file(tmp_path, {"type": "PutFact", "fact": FACT})
    assert briefing("library", "edit", "--edits", ours, *folders).code == 0
    facts = below / "russia-china-2001" / "facts.yaml"
    facts.write_text(facts.read_text().replace("He signed it.", "He put his name to it."))

    shown = briefing("library", "show", "fact", "rc-putin-signed", *folders).out
    assert "Changed below since it was overridden:" in shown
    for version in ("He signed it.", "He put his name to it.", "Vladimir Putin signed it in Moscow."):
        assert version in shown
    assert "changed below since" in briefing("library", "list", "--overrides", *folders).out
    assert briefing("library", "keep", "fact", "rc-putin-signed", *folders).code == 0
    assert "changed below" not in briefing("library", "list", "--overrides", *folders).out
    assert (
        "overrides no record" in briefing("library", "keep", "fact", "rc-jiang-zemin-signed", *folders).err
    )
