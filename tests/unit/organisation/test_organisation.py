"""The defaults of an organisation: read from one file, applied to new briefings."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing import paths
from briefing.errors import BriefingError
from briefing.model.issue import SignOff
from briefing.organisation import (
    ReferenceScheme,
    begun,
    months_after,
    note_reference,
    organisation_file,
    read_organisation,
    share_file,
    used_references,
)
from tests.small_briefing import PICTURE, a_briefing

DEFAULTS = """\
unit: Policy Planning Unit
emblem: emblem.png
reference: PPU {year}/{number:3}
people:
  - {name: A. Nalyst, post: Desk officer}
distribution:
  Eurasia: [Director Eurasia, Sanctions unit]
distribution_by_default: Eurasia
contact: ppu@example.org
marking: TLP:GREEN
approval_required: true
"""
TODAY = "2025-11-03"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TREATY_BRIEFING_HOME", str(tmp_path))
    paths.user_organisation().mkdir(parents=True)
    return tmp_path


def written(folder: Path, text: str = DEFAULTS) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "emblem.png").write_bytes(PICTURE)
    path = folder / "organisation.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.usefixtures("home")
def test_without_a_file_a_new_briefing_is_as_it_was() -> None:
    briefing, attachments = begun(a_briefing(), read_organisation(), TODAY, ())
    assert (briefing, attachments) == (a_briefing(), {})


def test_a_new_briefing_begins_with_the_defaults(home: Path) -> None:
    written(home / "organisation")
    note_reference("PPU 2025/113")
    note_reference("PPU 2024/900")
    briefing, attachments = begun(a_briefing(), read_organisation(), TODAY, used_references())
    issue = briefing.issue
    assert (briefing.organisation, briefing.marking) == ("Policy Planning Unit", "TLP:GREEN")
    assert issue.reference == "PPU 2025/114"
    assert issue.prepared == SignOff(name="A. Nalyst", post="Desk officer")
    assert issue.distribution == ("Director Eurasia", "Sanctions unit")
    assert issue.emblem is not None
    assert hashlib.sha256(attachments[issue.emblem]).hexdigest() == issue.emblem


def test_a_briefing_keeps_the_organisation_that_it_names(home: Path) -> None:
    written(home / "organisation")
    briefing, _ = begun(replace(a_briefing(), organisation="Another"), read_organisation(), TODAY, ())
    assert briefing.organisation == "Another"


def test_a_shared_file_is_used_instead_and_a_missing_one_is_an_error(home: Path) -> None:
    written(home / "organisation")
    shared = written(home / "office", "unit: The office\n")
    share_file(shared)
    assert read_organisation().defaults.unit == "The office"
    shared.unlink()
    with pytest.raises(BriefingError) as caught:
        read_organisation()
    assert caught.value.problems[0].file == str(shared)
    share_file(None)
    assert read_organisation().defaults.unit == "Policy Planning Unit"


def test_a_faulty_file_is_not_shared(home: Path) -> None:
    before = organisation_file()
    with pytest.raises(BriefingError):
        share_file(written(home / "office", "unit: [1]\n"))
    assert organisation_file() == before


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("unit: A\ncontakt: b\n", 2, "contact"),
        ("unit: A\nreference: PPU\n", 2, "number"),
        ("unit: A\nreference: PPU {month}/{number}\n", 2, "{month}"),
        ("unit: A\n\nemblem: none.png\n", 3, "none.png"),
        ("marking: TLP:PINK\n", 1, "TLP:GREEN"),
        ("unit: A\ndistribution_by_default: Asia\n", 2, "Asia"),
    ],
)
def test_a_fault_has_its_file_line_and_cause(home: Path, text: str, line: int, words: str) -> None:
    path = written(home / "organisation", text)
    with pytest.raises(BriefingError) as caught:
        read_organisation(("TLP:CLEAR", "TLP:GREEN"))
    [problem] = caught.value.problems
    assert (problem.file, problem.line) == (str(path), line)
    assert words in str(problem)


def test_the_next_number_follows_the_highest_of_the_year() -> None:
    scheme = ReferenceScheme("PPU {year}/{number:3}")
    used = ("PPU 2025/007", "PPU 2025/12", "PPU 2024/099", "other")
    assert scheme.reference(2025, scheme.next_number(used, 2025)) == "PPU 2025/013"
    assert scheme.next_number((), 2026) == 1


def test_a_review_is_proposed_some_months_later_on_a_day_that_exists() -> None:
    assert months_after("2025-11-30", 3) == "2026-02-28"
    assert months_after("2025-12-31", 12) == "2026-12-31"
