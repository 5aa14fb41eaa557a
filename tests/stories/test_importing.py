"""Records come from other programs and go to them: listed before they are written, and lost by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.stories.conftest import Command

RIS = (
    "TY  - NEWS\nTI  - A treaty is signed\nAU  - Doe, J.\nDA  - 2014/04/01/\n"
    "UR  - https://example.org/a\nT2  - The Paper\nLA  - English\nKW  - gas\nER  - \n"
)


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TREATY_BRIEFING_HOME", str(tmp_path / "home"))
    (tmp_path / "export.ris").write_text(RIS)
    return tmp_path / "home" / "library"


def test_an_import_lists_what_it_would_do_and_writes_only_when_asked(briefing: Command, own: Path) -> None:
    listed = briefing("library", "import", "export.ris")
    assert listed.code == 0
    assert "source a-treaty-is-signed" in listed.out
    assert "reference 1: keywords: gas" in listed.err
    assert "Nothing was changed. Give --yes" in listed.err
    assert not own.exists()

    written = briefing("library", "import", "export.ris", "--yes", "--author", "A. Nalyst")
    assert "2 new." in written.err
    text = (own / "sources.yaml").read_text()
    assert "by: A. Nalyst" in text
    assert "place: reference 1" in text
    again = briefing("library", "import", "export.ris", "--yes")
    assert "2 same." in again.err
    assert (own / "sources.yaml").read_text() == text
    assert briefing("validate").code == 0


def test_an_imported_source_is_not_graded_and_exported_again(briefing: Command, tmp_path: Path) -> None:
    briefing("library", "import", "export.ris", "--yes")
    out = tmp_path / "out.bib"
    exported = briefing("library", "export", "bibtex", out)
    assert "Not in the file: source" in exported.err
    assert "title = {A treaty is signed}" in out.read_text()
    refused = briefing("library", "export", "bibtex", out)
    assert (refused.code, "exists already" in refused.err) == (1, True)


def test_files_that_cannot_be_imported_are_refused_with_their_name(
    briefing: Command, tmp_path: Path
) -> None:
    (tmp_path / "nothing.bin").write_bytes(b"\0\1\2")
    refused = briefing("library", "import", "nothing.bin")
    assert (refused.code, "nothing.bin" in refused.err, "not recognised" in refused.err) == (1, True, True)
    assert "no such file" in briefing("library", "import", "missing.ris").err
    assert briefing("library", "import", "export.ris", "--format", "csl-json").code == 1
    assert briefing("library", "export", "ris", "x.ris", "--treaty", "nowhere").code == 1


FACTS = "statement,source,article\nThe parties consult each other,https://example.org/a,1.10\nNo source,,\n"


def test_a_table_a_folder_and_an_archive_carry_facts_from_one_library_to_another(
    briefing: Command, own: Path, tmp_path: Path
) -> None:
    (tmp_path / "facts.csv").write_text(FACTS)
    table = ("library", "import", "facts.csv", "--treaty", "russia-iran-2025", "--yes")
    listed = briefing(*table)
    assert "row 3, column B" in listed.out
    assert "Read as: statement → statement; source → source; article → article." in listed.err
    shown = briefing("library", "show", "fact", "the-parties-consult-each-other")
    assert "1.10" in shown.out
    assert "graded: false" in shown.out

    exported = briefing("library", "export", "treaties", "all.treaties", "--up-to", "TLP:GREEN")
    assert exported.code == 0
    again = briefing("library", "import", "all.treaties", "--yes")
    assert "Nothing was changed" not in again.err
    assert "new" not in again.err.rpartition(":")[2]

    for source in (str(own), "all.treaties"):
        target = str(tmp_path / f"copy-of-{Path(source).stem}")
        carried = briefing("library", "import", source, "--folder", target, "--yes")
        assert carried.code == 0
        show = ("library", "show", "fact", "the-parties-consult-each-other", "--library", target)
        assert briefing(*show).code == 0
