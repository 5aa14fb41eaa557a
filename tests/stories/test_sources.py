"""Documents become sources: added with values from the document, shown, read, opened and replaced."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from briefing.sources.readers.guarded import GuardedReader
from briefing.sources.readers.registry import read_document
from briefing.sources.source_text import SourceText
from tests.stories.conftest import Command
from tests.unit.sources.readers.documents import HTML, lines, pdf

TREATY = pdf(
    [lines(["Article 1", "The parties keep the lake clean.", "", "Article 2", "They meet each year.", "",
            "Article 3", "It ends after ten years."])],
    info="/Title (Pact on the Upper Lake) /Author (A. Author)",
)  # fmt: skip
NEWER = pdf(
    [lines(["Article 1", "The parties keep the whole lake clean.", "", "Article 2", "They meet each",
            "year.", "", "Article 3", "It never ends."])]
)  # fmt: skip


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TREATY_BRIEFING_HOME", str(tmp_path / "home"))
    return tmp_path / "home" / "library"


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in this process, which starts no other; the process itself has tests of its own."""

    def read(_reader: GuardedReader, raw: bytes, name: str, _recognised: object = None) -> SourceText:
        return read_document(raw, name)

    monkeypatch.setattr(GuardedReader, "read", read)


def written(folder: Path, name: str, raw: bytes) -> Path:
    path = folder / name
    path.write_bytes(raw)
    return path


@pytest.mark.usefixtures("here")
def test_a_document_becomes_a_source_with_values_that_say_where_they_come_from(
    briefing: Command, tmp_path: Path, home: Path
) -> None:
    file = written(tmp_path, "lake.pdf", TREATY)
    added = briefing("source", "add", file, "--publisher", "Lake Office", "--date", "2001-02-03")
    assert added.code == 0, added.err
    for words in (
        "Pact on the Upper Lake",
        "title of the PDF",
        "treaty_text",
        "the text has 3 articles",
        "given",
    ):
        assert words in added.out
    (row,) = briefing("source", "list", "--archived", "--json").json()
    assert (row["id"], row["copies"]) == ("pact-on-the-upper-lake", 1)
    shown = briefing("source", "show", row["id"])
    assert "archived and unchanged, 1 page, 3 articles" in shown.out
    sha256 = hashlib.sha256(TREATY).hexdigest()
    assert (home / "archive" / sha256).read_bytes() == TREATY
    article = briefing("source", "text", row["id"], "--article", "2")
    assert article.out == "Article 2\nThey meet each year.\n"
    copy = tmp_path / "copy.pdf"
    assert briefing("source", "open", row["id"], "-o", copy).code == 0
    assert copy.read_bytes() == TREATY
    assert briefing("validate").code == 0


@pytest.mark.usefixtures("here")
def test_a_source_that_the_library_has_is_recognised(briefing: Command, tmp_path: Path) -> None:
    page = written(tmp_path, "a.html", HTML.encode())
    assert briefing("source", "add", page, "--kind", "official_statement").code == 0
    again = briefing("source", "add", page, "--kind", "official_statement")
    assert "You have this source: the same file is archived for 'a-statement'" in again.err
    other = written(tmp_path, "b.html", HTML.replace("bold", "brave").encode())
    refused = briefing("source", "add", other, "--kind", "official_statement")
    assert refused.code == 1
    assert "'a-statement' has the same address" in refused.err
    assert briefing("source", "add", other, "--kind", "interview", "--as-new").code == 0
    assert len(briefing("source", "list", "--archived", "--json").json()) == 2


@pytest.mark.usefixtures("here")
def test_the_articles_of_a_text_are_added_to_its_treaty(briefing: Command, tmp_path: Path) -> None:
    record = {
        "id": "upper-lake", "title": "Pact on the Upper Lake", "short_title": "Upper Lake",
        "parties": [{"country": "NO", "name": "Norway"}, {"country": "SE", "name": "Sweden"}],
        "concluded": {"date": "2020-05-04", "place": {"country": "NO"}},
    }  # fmt: skip
    edits = written(tmp_path, "edits.json", json.dumps([{"type": "PutTreaty", "treaty": record}]).encode())
    assert briefing("library", "edit", "--edits", edits).code == 0
    file = written(tmp_path, "lake.pdf", TREATY)
    added = briefing("source", "add", file, "--treaty", "upper-lake", "--json").json()
    (treaty,) = [each for each in added["records"] if each["id"] == "upper-lake"]
    cited = [each["citations"][0] for each in treaty["divisions"] if each.get("citations")]
    own = [each for each in cited if each["source_id"] == "pact-on-the-upper-lake"]
    assert [each["locator"]["eid"] for each in own] == ["art_1", "art_2", "art_3"]
    assert briefing("validate").code == 0


@pytest.mark.usefixtures("here")
def test_replacing_a_copy_shows_what_happens_to_quotes_before_anything_is_written(
    briefing: Command, tmp_path: Path, home: Path
) -> None:
    briefing("source", "add", written(tmp_path, "lake.pdf", TREATY), "--id", "pact")
    quotes = ["The parties keep the lake clean.", "They meet each year.", "It ends after ten years."]
    fact = {
        "type": "PutFact",
        "fact": {
            "id": "rc-lake", "treaty_id": "russia-china-2001", "statement": "The lake is kept clean.",
            "standing": "reported", "credibility": 3,
            "citations": [{"source_id": "pact", "quotes": [{"exact": quote} for quote in quotes]}],
        },
    }  # fmt: skip
    edits = written(tmp_path, "edits.json", json.dumps([fact]).encode())
    assert briefing("library", "edit", "--edits", edits).code == 0
    newer = written(tmp_path, "newer.pdf", NEWER)
    before = {path: path.read_bytes() for path in home.rglob("*.yaml")}

    plan = briefing("source", "replace", "pact", newer)
    assert "1 found, 1 with other words, 0 where the new text says something else, 1 lost" in plan.err
    assert "Nothing was changed" in plan.err
    assert {path: path.read_bytes() for path in home.rglob("*.yaml")} == before

    assert briefing("source", "replace", "pact", newer, "--yes").code == 0
    found = briefing("library", "show", "fact", "rc-lake", "--json").json()["record"]["citations"][0][
        "quotes"
    ]
    assert [each["exact"] for each in found] == quotes
    assert [each.get("text_sha256") is not None for each in found] == [False, True, False]
    assert len(briefing("source", "show", "pact", "--json").json()["copies"]) == 2
    assert "You have this copy" in briefing("source", "replace", "pact", newer).err
    (home / "archive" / hashlib.sha256(NEWER).hexdigest()).unlink()
    assert briefing("source", "open", "pact", "-o", "copy.pdf").code == 1
    assert "You have this copy" in briefing("source", "replace", "pact", newer, "--yes").err
    assert briefing("source", "open", "pact", "-o", "copy.pdf").code == 0


def test_a_document_is_read_in_a_process_with_limits(briefing: Command, tmp_path: Path) -> None:
    slow = written(tmp_path, "slow.md", b"*a " * 300_000)
    stopped = briefing("source", "add", slow, "--kind", "interview", "--seconds", "0.3")
    assert stopped.code == 1
    assert "slow.md: Reading was stopped: the file needs more than 0.3 seconds" in stopped.err


@pytest.mark.usefixtures("here")
def test_what_cannot_be_added_is_refused_with_a_remedy(
    briefing: Command, tmp_path: Path, home: Path
) -> None:
    note = written(tmp_path, "note.txt", b"A note without articles.")
    assert "Give --kind" in briefing("source", "add", note).err
    wrong = briefing("source", "add", note, "--kind", "interview", "--date", "31.02.2001")
    assert (wrong.code, "issued" in wrong.err) == (1, True)
    assert briefing("source", "add", tmp_path / "none.pdf").code == 1
    assert "There is no source 'none'" in briefing("source", "text", "none").err
    assert not home.exists()
