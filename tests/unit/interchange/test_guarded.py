"""Importers in a process of their own: the same result, and limits of time and memory."""

from __future__ import annotations

import pytest

from briefing.errors import ImportFileError
from briefing.guarded_process import Limits
from briefing.interchange.guarded import limits_for, read_guarded
from briefing.interchange.reading import ImportOptions
from briefing.interchange.registry import EXPORTERS, IMPORTERS
from tests.builders import LIBRARY

RIS = b"TY  - NEWS\nTI  - A treaty\nT2  - The Paper\nKW  - gas\nER  - \nTY  - NEWS\nER  - \n"


def test_a_file_is_read_as_without_the_process() -> None:
    reading = read_guarded("ris", RIS, "a.ris", ImportOptions())
    assert reading == IMPORTERS["ris"].read(RIS, "a.ris", ImportOptions())
    assert (len(reading.proposed), len(reading.refused), len(reading.losses)) == (2, 1, 1)


def test_a_library_and_ids_come_through_the_process() -> None:
    archive = EXPORTERS["treaties"].write(LIBRARY).content
    reading = read_guarded("treaties", archive, "a.treaties", ImportOptions())
    assert reading == IMPORTERS["treaties"].read(archive, "a.treaties", ImportOptions())
    assert reading.is_library
    assert all(each.by_id for each in reading.proposed)


def test_what_the_importer_refuses_is_refused() -> None:
    with pytest.raises(ImportFileError, match=r"a\.ris.*no reference"):
        read_guarded("ris", b"no reference", "a.ris", ImportOptions())


def test_a_file_beyond_a_limit_is_refused_with_the_limit() -> None:
    with pytest.raises(ImportFileError, match=r"a\.ris.*within 0\.01 seconds"):
        read_guarded("ris", RIS, "a.ris", ImportOptions(), Limits(silence_s=0.01, total_s=0.01))
    large = RIS + b"TY  - NEWS\nAB  - " + b"x" * 30_000_000
    with pytest.raises(ImportFileError, match=r"a\.ris.*60 MB of memory"):
        read_guarded("ris", large, "a.ris", ImportOptions(), Limits(memory_mb=60))


def test_limits_grow_with_the_file() -> None:
    small, large = limits_for(b"x"), limits_for(b"x" * 2**22)
    assert small.total_s < large.total_s
    assert small.memory_mb < large.memory_mb <= 3_072
