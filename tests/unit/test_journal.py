"""Journal files: what was appended is read back, and a torn or damaged end costs no earlier record."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import BriefingError
from briefing.journal import MAGIC, Journal, read_records
from tests import ROOT

RECORDS = st.lists(st.binary(max_size=40), max_size=8)
WRITE_UNTIL_KILLED = """
import sys
from pathlib import Path
from briefing.journal import Journal

journal = Journal(Path(sys.argv[1]))
for number in range(1_000_000):
    journal.append(b"record %d" % number)
    print(number, flush=True)
"""


def written(path: Path, records: list[bytes]) -> Path:
    journal = Journal(path)
    for record in records:
        journal.append(record)
    journal.close()
    return path


def is_start(part: list[bytes], whole: list[bytes]) -> bool:
    return part == whole[: len(part)]


@settings(deadline=None)
@given(records=RECORDS)
def test_records_are_read_back_as_they_were_appended(
    tmp_path_factory: pytest.TempPathFactory, records: list[bytes]
) -> None:
    assert read_records(written(tmp_path_factory.mktemp("j") / "j", records)) == records


@settings(deadline=None)
@given(records=RECORDS, cut=st.integers(0, 400))
def test_a_file_cut_anywhere_gives_every_record_before_the_cut(
    tmp_path_factory: pytest.TempPathFactory, records: list[bytes], cut: int
) -> None:
    path = written(tmp_path_factory.mktemp("j") / "j", records)
    content = path.read_bytes()
    length = max(0, len(content) - cut)
    path.write_bytes(content[:length])
    ends = [len(MAGIC) + sum(8 + len(record) for record in records[:n]) for n in range(1, len(records) + 1)]
    assert read_records(path) == records[: sum(end <= length for end in ends)]


@settings(deadline=None)
@given(records=st.lists(st.binary(max_size=40), min_size=1, max_size=8), data=st.data())
def test_a_changed_bit_hides_its_record_and_those_after_it_and_no_other(
    tmp_path_factory: pytest.TempPathFactory, records: list[bytes], data: st.DataObject
) -> None:
    path = written(tmp_path_factory.mktemp("j") / "j", records)
    content = bytearray(path.read_bytes())
    position = data.draw(st.integers(len(MAGIC), len(content) - 1))
    content[position] ^= 1 << data.draw(st.integers(0, 7))
    path.write_bytes(content)
    ends = [len(MAGIC) + sum(8 + len(record) for record in records[:n]) for n in range(1, len(records) + 1)]
    assert read_records(path) == records[: sum(end <= position for end in ends)]


@settings(deadline=None)
@given(records=RECORDS, rubbish=st.binary(max_size=60), added=st.binary(max_size=20))
def test_a_journal_continued_after_rubbish_loses_no_record_that_was_whole(
    tmp_path_factory: pytest.TempPathFactory, records: list[bytes], rubbish: bytes, added: bytes
) -> None:
    path = written(tmp_path_factory.mktemp("j") / "j", records)
    with path.open("ab") as file:
        file.write(rubbish)
    before = read_records(path)
    assert is_start(records, before)
    written(path, [added])
    assert read_records(path) == [*before, added]


def test_zeros_left_by_a_power_failure_are_no_records(tmp_path: Path) -> None:
    path = written(tmp_path / "j", [b"one"])
    with path.open("ab") as file:
        file.write(bytes(64))
    assert read_records(path) == [b"one"]


def test_a_journal_whose_creation_was_cut_short_is_empty_and_can_be_continued(tmp_path: Path) -> None:
    (tmp_path / "j").write_bytes(MAGIC[:5])
    assert read_records(tmp_path / "j") == []
    assert read_records(written(tmp_path / "j", [b"one"])) == [b"one"]


def test_another_kind_of_file_is_refused_and_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir")
    with pytest.raises(BriefingError, match=r"letter\.txt.*not a journal of this version"):
        read_records(path)
    with pytest.raises(BriefingError, match="not a journal"):
        Journal(path)
    assert path.read_text() == "Dear Sir"


def test_a_record_that_does_not_fit_on_the_disk_leaves_no_part_of_itself(tmp_path: Path) -> None:
    # A limit on the size of files fails a write half way, as a full disk does.
    path = written(tmp_path / "j", [b"one"])
    size = path.stat().st_size
    code = (
        "import resource, sys; from pathlib import Path; from briefing.journal import Journal\n"
        "journal = Journal(Path(sys.argv[1]))\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200))\n"
        "try: journal.append(bytes(1000))\n"
        "except OSError: pass\n"
        "else: sys.exit('no error')\n"
        "journal.append(b'two')"
    )
    subprocess.run([sys.executable, "-c", code, path], check=True, cwd=ROOT)
    assert path.stat().st_size == size + 8 + len(b"two")
    assert read_records(path) == [b"one", b"two"]


def test_every_record_whose_append_returned_outlives_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "j"
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITE_UNTIL_KILLED, path], stdout=subprocess.PIPE, cwd=ROOT
    )
    assert writer.stdout is not None
    last = 0
    while last < 50:
        last = int(writer.stdout.readline())
    writer.send_signal(signal.SIGKILL)
    last = int((writer.stdout.read().split() or [b"%d" % last])[-1])
    assert writer.wait() == -signal.SIGKILL
    writer.stdout.close()
    records = read_records(path)
    assert len(records) in (last + 1, last + 2)  # the last was perhaps appended and not reported
    assert is_start([b"record %d" % number for number in range(last + 1)], records)
