"""The form of a treaty: parties, obligations with article and quote, articles from a text."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing.app.library_side import LibrarySide
from briefing.app.library_side.forms.part_dialog import PartDialog
from briefing.app.library_side.forms.part_list import PartList
from briefing.app.library_side.forms.split_dialog import SplitDialog
from briefing.library.editing import PutSource
from briefing.library.records import RecordKey, RecordKind
from briefing.model.source import Attachment
from briefing.model.treaty import Treaty
from briefing.sources.archive import SourceArchive, extracted
from briefing.sources.source_text import SourceText
from briefing.sources.structure import divisions_of
from tests.integration.window.driver import Program
from tests.integration.window.library_sides import shown_side

pytestmark = pytest.mark.one_program

TREATY = "russia-china-2001"
TEXT = "TREATY\n\nArticle 98\n\nThe Parties shall be friends.\n\nArticle 99\n\nThey shall meet.\n"


@pytest.fixture
def side(program: Program, tmp_path: Path) -> LibrarySide:
    """The library side with the form of a treaty, on a library of the test's own."""
    side = shown_side(program, tmp_path / "library")
    side.show_record(RecordKey(RecordKind.TREATY, TREATY))
    return side


def treaty(side: LibrarySide) -> Treaty:
    return side.editor.catalogue.treaties[TREATY]


def archive_text(side: LibrarySide, content: str) -> None:
    """Make a text the archived copy of a source."""
    archive = SourceArchive(side.editor.session.folder)
    sha256 = archive.add(content.encode())
    text = SourceText(content, "text", "1", divisions=divisions_of(content))
    archive.add_text(sha256, text)
    copy = Attachment(sha256=sha256, media_type="text/plain", name="treaty.txt", text=extracted(text))
    source = side.editor.catalogue.sources["wiki-china"]
    side.editor.apply(PutSource(source=replace(source, attachments=(copy,))))


def part(side: LibrarySide, name: str) -> PartList:
    return side.form.parts[name]


def dialog(side: LibrarySide) -> PartDialog:
    opened = PartDialog.raised(side.window())
    assert opened is not None
    return opened


def enter(opened: PartDialog, **texts: str) -> None:
    for name, text in texts.items():
        opened.fields[name.replace("__", ".")].show_text(text)


def test_annexes_and_chapters_are_taken_from_a_text_with_their_titles(
    program: Program, side: LibrarySide
) -> None:
    archive_text(
        side,
        "Chapter IX\nFish\n\nArticle 98\n\nCod.\n\nArticle 99\n\nMore.\n\n"
        "ANNEX A\nLIST OF SPECIES\n\nHerring.\n\n"
        "Annex B: Maps\n\nA map.\n\nArticle 1\n\nScale.\n\nArticle 2\n\nSheets.\n",
    )
    program.click(side.form.split)
    opened = SplitDialog.raised(side.window())
    assert opened is not None
    program.until(lambda: opened.list.count() == 7)
    assert [opened.list.item(row).text() for row in range(5)] == [
        "Chapter IX: Fish",
        "Article 98: Cod.",
        "Article 99: More.",
        "Annex A: LIST OF SPECIES",
        "Annex B: Maps",
    ]
    opened.accept()
    taken = treaty(side).divisions[-7:-2]
    assert [(each.eid, each.number, each.heading) for each in taken] == [
        ("chp_9", "IX", "Fish"),
        ("art_98", "98", None),
        ("art_99", "99", None),
        ("att_a", "A", "LIST OF SPECIES"),
        ("att_b", "B", "Maps"),
    ]
    listed = part(side, "divisions").list
    assert [listed.item(listed.count() - row).text() for row in (3, 2)] == [
        "Annex B: Maps",
        "Annex B art 1: Scale.",
    ]
    locators = [each.citations[0].locator for each in treaty(side).divisions[-2:]]
    assert [each.article for each in locators if each] == ["Annex B art. 1", "Annex B art. 2"]


def test_an_obligation_is_entered_with_its_article_source_and_quote(side: LibrarySide) -> None:
    before = treaty(side).obligations
    part(side, "obligations").append()
    source_id = next(iter(side.editor.catalogue.sources))
    opened = dialog(side)
    enter(opened, kind="intelligence", presence="partial", article="16")
    enter(opened, citation__source_id=source_id, citation__quote="The Parties exchange information.")
    opened.accept_entered()
    added = treaty(side).obligations[-1]
    assert len(treaty(side).obligations) == len(before) + 1
    (citation,) = added.citations
    assert (citation.source_id, citation.quotes[0].exact) == (
        source_id,
        "The Parties exchange information.",
    )
    assert citation.locator is not None
    assert citation.locator.article == "16"
    side.step_back("undo")
    assert treaty(side).obligations == before


def test_the_quote_of_an_obligation_is_checked_against_the_copy_and_located(
    program: Program, side: LibrarySide
) -> None:
    archive_text(side, TEXT)
    part(side, "obligations").append()
    opened = dialog(side)
    enter(opened, kind="consultation", presence="yes", article="98", citation__source_id="wiki-china")
    enter(opened, citation__quote="The Parties may be friends.")
    program.until(lambda: "the source says something else" in opened.quote_check.label.text())
    assert "“shall”, not “may”" in opened.quote_check.label.text()
    enter(opened, citation__quote="The Parties shall be friends.")
    program.until(lambda: "✓ verbatim" in opened.quote_check.label.text())
    opened.accept_entered()
    (quote,) = treaty(side).obligations[-1].citations[0].quotes
    assert (quote.start, quote.prefix) == (TEXT.index("The Parties"), "TREATY Article 98")


def test_kind_and_presence_of_an_obligation_are_not_chosen_for_the_user(side: LibrarySide) -> None:
    part(side, "obligations").append()
    opened = dialog(side)
    assert (opened.fields["kind"].text, opened.fields["presence"].text) == ("", "")
    opened.accept_entered()
    assert opened.entry is None
    assert opened.problem.isVisible()
    opened.reject()


def test_an_entry_that_is_opened_and_saved_is_as_it_was(side: LibrarySide) -> None:
    before = treaty(side)
    for name in side.form.parts:
        listed = part(side, name)
        for row in range(min(3, listed.list.count())):
            listed.list.setCurrentRow(row)
            listed.change()
            dialog(side).accept_entered()
    assert treaty(side) == before


def test_a_party_without_country_and_organisation_is_refused_and_one_is_removed(side: LibrarySide) -> None:
    parties = part(side, "parties")
    parties.append()
    opened = dialog(side)
    enter(opened, name="Atlantis", country="Nowhere")
    opened.accept_entered()
    assert opened.entry is None
    assert opened.problem.isVisible()
    enter(opened, country="MT")
    opened.accept_entered()
    assert treaty(side).parties[-1].country == "MT"
    parties.list.setCurrentRow(parties.list.count() - 1)
    parties.delete()
    assert [each.country for each in treaty(side).parties] == ["RU", "CN"]


def test_articles_of_a_text_are_added_after_a_preview(program: Program, side: LibrarySide) -> None:
    archive_text(side, TEXT)
    before = len(treaty(side).divisions)
    side.form.split.click()
    opened = SplitDialog.raised(side.window())
    assert opened is not None
    program.until(lambda: opened.list.count() == 2)
    assert "The Parties shall be friends." in opened.list.item(0).text()
    opened.accept()
    added = treaty(side).divisions[before:]
    assert [(each.number, each.citations[0].source_id) for each in added] == [
        ("98", "wiki-china"), ("99", "wiki-china"),
    ]  # fmt: skip
