"""A fact is captured from an archived source: drafted, held to its passage, stored when confirmed."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing.library.editing import PutSource
from briefing.library.load import bundled_folder
from briefing.library.session import LibrarySession
from briefing.model.source import Attachment
from briefing.sources.archive import SourceArchive, extracted
from briefing.sources.source_text import SourceText, TextPage
from briefing.sources.structure import divisions_of
from tests.stories.conftest import Command

CONTENT = (
    "TREATY\n\nArticle 1\n\nThe Parties shall be friends.\n\nArticle 2\n\n1. The Parties shall consult.\n"
    "2. A Party may buy up to 55 bcm of\ngas a year from the other Party.\n"
)
QUOTE = "A Party may buy up to 55 bcm of gas a year from the other Party."
SOURCE = "wiki-china"


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a library of one's own in which a source has an archived copy, marked TLP:AMBER."""
    monkeypatch.setenv("TREATY_BRIEFING_HOME", str(tmp_path / "home"))
    folder = tmp_path / "home" / "library"
    text = SourceText(
        CONTENT, "text", "1", pages=(TextPage(0, len(CONTENT), "7"),), divisions=divisions_of(CONTENT)
    )
    archive = SourceArchive(folder)
    sha256 = archive.add(CONTENT.encode())
    assert sha256 == hashlib.sha256(CONTENT.encode()).hexdigest()
    archive.add_text(sha256, text)
    session = LibrarySession([bundled_folder()], folder)
    source = next(each for each in session.library.material.sources if each.id == SOURCE)
    copy = Attachment(sha256=sha256, media_type="text/plain", name="treaty.txt", text=extracted(text))
    session.apply(PutSource(source=replace(source, attachments=(copy,), marking="TLP:AMBER")))
    return folder


def test_a_draft_is_shown_with_its_basis_and_stored_only_when_confirmed(
    briefing: Command, own: Path
) -> None:
    shown = briefing("capture", SOURCE, "--quote", QUOTE)
    assert shown.code == 0
    for words in ("possible", "“may”", "up to 55", "art. 2(2), p. 7", "TLP:AMBER", "russia-china-2001"):
        assert words in shown.out.replace("\u00a0", " "), words
    assert "Nothing was stored" in shown.err
    before = briefing("library", "list", "fact", "--json").json()
    stored = briefing(
        "capture", SOURCE, "--quote", QUOTE, "--statement", "Either may buy up to 55 bcm of gas a year",
        "--topic", "gas", "--author", "A. Nalyst", "--yes",
    )  # fmt: skip
    assert stored.code == 0, stored.err
    after = briefing("library", "list", "fact", "--json").json()
    assert len(after) == len(before) + 1
    text = (own / "russia-china-2001" / "facts.yaml").read_text()
    assert "exact: A Party may buy up to 55 bcm of gas a year from the other Party." in text
    assert "graded: false" in text
    assert "by: A. Nalyst" in text
    assert "To do:" not in text
    assert briefing("validate").code == 0


def test_a_statement_that_reads_stronger_than_its_passage_is_reported(briefing: Command, own: Path) -> None:
    statement = "They will buy 55 bcm of gas a year"
    stronger = briefing("capture", SOURCE, "--quote", QUOTE, "--statement", statement, "--yes")
    assert "The statement and the passage:" in stronger.err
    assert "To do: statement and quote." in (own / "russia-china-2001" / "facts.yaml").read_text()
    checked = briefing("validate", "--quotes", str(own))
    assert checked.code == 0
    assert "facts.yaml:" in checked.out
    assert "The statement of 'they-will-buy-55-bcm-of' does not keep to its quote:" in checked.out


def test_what_cannot_be_captured_is_refused_with_the_reason(briefing: Command) -> None:
    assert (
        "does not have these words"
        in briefing("capture", SOURCE, "--quote", "Nothing of the kind, ever").err
    )
    assert "no archived copy" in briefing("capture", "tass-tsivilev", "--quote", "x").err
    assert "There is no source" in briefing("capture", "nobody", "--quote", "x").err
    undecided = briefing("capture", SOURCE, "--quote", "TREATY", "--yes")
    assert (undecided.code, "--standing" in undecided.err) == (1, True)
