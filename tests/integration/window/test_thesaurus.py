"""The dialog with the thesaurus of the organisation."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from briefing.app.dialogs.wording.thesaurus import ThesaurusDialog
from briefing.organisation.thesaurus import (
    Acceptance,
    AcceptedPair,
    Thesaurus,
    accept_pair,
    read_thesaurus,
    thesaurus_file,
    thesaurus_text,
)

OTHER = Acceptance("B. Other", "2026-01-02")


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ThesaurusDialog:
    monkeypatch.setenv("TREATY_BRIEFING_HOME", str(tmp_path))
    accept_pair(AcceptedPair("gas", "fuel", accepted=(OTHER,)))
    opened = ThesaurusDialog(None, Acceptance("A. Nalyst", "2026-11-26"), [("Russia–Iran", "ri")])  # type: ignore[arg-type]
    qtbot.addWidget(opened)
    return opened


def listed(dialog: ThesaurusDialog) -> list[list[str]]:
    return [[entry.text(column) for column in range(5)] for entry in dialog.list.entries()]


def test_pairs_are_listed_added_changed_and_removed(dialog: ThesaurusDialog) -> None:
    assert listed(dialog) == [["gas", "fuel", "all", "B. Other, 2026-01-02", ""]]
    assert not dialog.change_button.isEnabled()
    dialog.list.setCurrentItem(dialog.list.entries()[0])
    dialog.treaty.setCurrentIndex(1)
    dialog.note.setText("of the pipeline")
    dialog.change_button.click()
    (pair,) = read_thesaurus(thesaurus_file()).pairs
    assert (pair.treaty, pair.note) == ("ri", "of the pipeline")
    assert [each.by for each in pair.accepted] == ["B. Other", "A. Nalyst"]
    dialog.wording.setText("methane")
    dialog.add_button.click()
    assert [row[:3] for row in listed(dialog)] == [
        ["gas", "fuel", "Russia–Iran"],
        ["gas", "methane", "Russia–Iran"],
    ]
    assert dialog.current is not None
    assert dialog.current.wording == "methane"
    dialog.remove_button.click()
    assert [row[1] for row in listed(dialog)] == ["fuel"]


def test_pairs_are_exported_without_names_and_merged(dialog: ThesaurusDialog, tmp_path: Path) -> None:
    dialog.export(tmp_path / "out.yaml")
    assert "Other" not in (tmp_path / "out.yaml").read_text(encoding="utf-8")
    assert "1 pair written" in dialog.message.text()
    theirs = Thesaurus((AcceptedPair("oil", "crude"),))
    (tmp_path / "theirs.yaml").write_text(thesaurus_text(theirs), encoding="utf-8")
    dialog.merge(tmp_path / "theirs.yaml")
    assert [row[1] for row in listed(dialog)] == ["fuel", "crude"]
    assert dialog.message.text() == "Merged: 1 new pair."


def test_an_export_does_not_replace_the_thesaurus_itself(dialog: ThesaurusDialog, tmp_path: Path) -> None:
    before = thesaurus_file().read_bytes()
    link = tmp_path / "out.yaml"
    link.symlink_to(thesaurus_file())
    for path in (link, thesaurus_file(), tmp_path / "gas.briefing"):
        dialog.export(path)
        assert "Nothing was changed" in dialog.message.text()
    assert thesaurus_file().read_bytes() == before
    assert not (tmp_path / "gas.briefing").exists()


def test_a_file_with_faults_is_reported_and_left_as_it_is(dialog: ThesaurusDialog) -> None:
    thesaurus_file().write_text("pairs: 3\n", encoding="utf-8")
    dialog.show_pairs()
    assert "thesaurus.yaml" in dialog.message.text()
    dialog.fact.setText("a")
    dialog.wording.setText("b")
    dialog.add_button.click()
    assert thesaurus_file().read_text(encoding="utf-8") == "pairs: 3\n"
