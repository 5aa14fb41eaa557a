"""Reports of errors in the program are read back from their folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import faults, paths


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TREATY_BRIEFING_HOME", str(tmp_path))
    return paths.fault_reports()


def a_fault(part: str) -> faults.Fault:
    def fail() -> None:
        raise LookupError("quoted words of a briefing")

    fault = faults.isolated(part, fail)
    assert fault is not None
    return fault


def test_without_a_folder_there_are_no_reports(folder: Path) -> None:
    assert faults.written_reports() == []
    assert not folder.exists()


def test_a_report_is_read_back_with_its_part_and_time(folder: Path) -> None:
    path = faults.report(a_fault("Inspector, fact"))
    assert path is not None
    [report] = faults.written_reports()
    assert (report.path, report.part) == (path, "Inspector, fact")
    assert report.time[:10] == path.name[:10]
    assert report.text == path.read_text(encoding="utf-8")
    assert "quoted words" not in report.text
    assert path.parent == folder


def test_reports_are_listed_the_latest_first_and_what_is_no_report_is_harmless(folder: Path) -> None:
    folder.mkdir(parents=True)
    for day in ("2026-01-01", "2026-01-03", "2026-01-02"):
        (folder / f"{day}.txt").write_text(f"Part:     Library\nTime:     {day}T00:00:00Z\n")
    (folder / "2026-01-04.txt").write_bytes(b"\xff\xfe nothing")
    (folder / "2026-01-05.txt").mkdir()
    (folder / "2026-01-06.txt").symlink_to(folder / "absent")
    reports = faults.written_reports()
    assert [report.path.stem for report in reports] == [
        "2026-01-04", "2026-01-03", "2026-01-02", "2026-01-01",
    ]  # fmt: skip
    assert (reports[0].part, reports[0].time) == ("", "")
    assert (reports[1].part, reports[1].time) == ("Library", "2026-01-03T00:00:00Z")
