"""A treaty of one's own: a PDF, a bibliography and a spreadsheet become a library and then a graded PDF."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
import xlsxwriter

from tests import ROOT
from tests.stories.conftest import Command
from tests.unit.sources.readers.documents import pdf

TEXT = (
    "Agreement on Fisheries between Norway and Iceland", "",
    "Article 1", "The Parties shall exchange data on catches every year.", "",
    "Article 2", "1. Each Party may license up to 120 vessels of the other Party.",
    "2. The number of licences shall be published.", "",
    "Article 3", "This Agreement enters into force when both Parties have ratified it.",
)  # fmt: skip
TREATY = """
- type: PutTreaty
  treaty:
    id: norway-iceland-2025
    title: Agreement on Fisheries between Norway and Iceland
    short_title: Norway–Iceland 2025
    parties: [{country: NO, name: Norway}, {country: IS, name: Iceland}]
    concluded: {date: 2025-03-04, place: {country: IS, name: Reykjavík}}
    actions: [{kind: signature, date: 2025-03-04}]
"""
BIBLIOGRAPHY = """TY  - NEWS
ID  - northern-post-fisheries
TI  - Norway and Iceland sign a fisheries agreement
DA  - 2025/03/05/
UR  - https://example.org/fisheries
T2  - The Northern Post
LA  - en
ER  -
"""
FACTS = (
    ("statement", "standing", "date", "source", "topics", "attributed_to"),
    ("The agreement is reported to have been signed in Reykjavík", "reported", "2025-03-04",
     "northern-post-fisheries", "signature", ""),
    ("Minister Ana Berg says that catches will be lower", "asserted", "2025-03",
     "northern-post-fisheries", "catches", "Ana Berg"),
)  # fmt: skip
QUOTE = "Each Party may license up to 120 vessels of the other Party."
CAPTURED = "each-party-may-license-up-to"


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TREATY_BRIEFING_HOME", str(tmp_path / "home"))
    (tmp_path / "agreement.pdf").write_bytes(
        pdf([[(72, 72 + 16 * number, line) for number, line in enumerate(TEXT) if line]])
    )
    (tmp_path / "treaty.yaml").write_text(TREATY, encoding="utf-8")
    (tmp_path / "zotero.ris").write_text(BIBLIOGRAPHY)
    with xlsxwriter.Workbook(tmp_path / "facts.xlsx") as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate(FACTS):
            sheet.write_row(row, 0, cells)


def test_a_treaty_becomes_a_library_with_quotes_and_then_a_graded_pdf(
    briefing: Command, tmp_path: Path
) -> None:
    def done(*arguments: str) -> str:
        answer = briefing(*arguments)
        assert answer.code == 0, answer.err
        return answer.out + answer.err

    done("library", "edit", "--edits", "treaty.yaml")
    added = done(
        "source", "add", "agreement.pdf", "--id", "agreement", "--kind", "treaty_text", "--title",
        "Agreement on Fisheries", "--publisher", "Ministry of Fisheries", "--date", "2025-03-04",
        "--treaty", "norway-iceland-2025",
    )  # fmt: skip
    assert "3 articles will be added" in added
    done("library", "import", "zotero.ris", "--yes")
    imported = done("library", "import", "facts.xlsx", "--treaty", "norway-iceland-2025", "--yes")
    assert "2 new" in imported
    captured = done("capture", "agreement", "--quote", QUOTE, "--topic", "licences", "--yes")
    assert "art. 2(1), p. 1" in captured.replace("\u00a0", " ")
    done("validate")

    facts = briefing("facts", "--treaty", "norway-iceland-2025", "--json").json()
    assert len(facts) == 3
    assert not any(fact["graded"] for fact in facts)
    (quoted,) = [fact for fact in facts if fact["id"] == CAPTURED]
    assert quoted["citations"][0]["quotes"][0]["exact"] == QUOTE

    done("new", "fisheries.briefing", "--title", "Fisheries", "--treaty", "norway-iceland-2025")
    done("add", "fisheries.briefing", *(fact["id"] for fact in facts))
    done("grade", "fisheries.briefing", "f1", "f2", "f3", "--confidence", "low", "--rationale", "Unread.")
    assert "unassessed-evidence" in briefing("review", "fisheries.briefing").out
    done("render", "fisheries.briefing", "--output", "fisheries.pdf")
    text = " ".join(
        " ".join(page.get_textpage().get_text_range().split())
        for name in ("fisheries.pdf", "fisheries A.pdf")
        for page in pypdfium2.PdfDocument(tmp_path / name)
    )
    for words in ("low · F6", "information not graded", f"“{QUOTE}”", "The Northern Post"):
        assert words in text, words


def test_the_page_of_the_guide_has_the_commands_of_the_story() -> None:
    page = (ROOT / "docs" / "user" / "your-own-treaty.md").read_text(encoding="utf-8")
    commands = re.findall(r"^    briefing ([a-z]+(?: [a-z]+)?)", page, re.MULTILINE)
    assert [*dict.fromkeys(commands)] == [
        "library edit", "source add", "library import", "capture agreement", "validate", "facts",
        "new fisheries", "add fisheries", "grade fisheries", "review fisheries", "render fisheries",
    ]  # fmt: skip
