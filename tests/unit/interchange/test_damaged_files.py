"""Every importer reads its valid file as recorded, and damaged ones with a result or an error.

`bench/import_files.py` does the same with 1,000 files for each importer.
"""

from __future__ import annotations

import pytest

from bench.import_files import damaged_files, has_recorded_result, outcome_of
from briefing.interchange.registry import IMPORTERS, importer_for
from tests.unit.interchange.valid_files import VALID_FILES, ValidFile

FILES = pytest.mark.parametrize(
    "file", VALID_FILES, ids=[f"{each.importer_id}-{each.name}" for each in VALID_FILES]
)
SAMPLE = 24


@FILES
def test_a_valid_file_is_recognised_and_gives_the_recorded_result(file: ValidFile) -> None:
    assert importer_for(file.raw, file.name).id == file.importer_id
    assert has_recorded_result(file)


def test_there_is_a_valid_file_for_every_importer() -> None:
    assert {each.importer_id for each in VALID_FILES} == set(IMPORTERS)


@FILES
def test_a_damaged_file_gives_a_result_or_an_error_with_name_and_remedy(file: ValidFile) -> None:
    for raw, name in damaged_files([file], SAMPLE, seed=7):
        outcome = outcome_of(file.importer_id, raw, name)
        assert not outcome.startswith("fault"), (raw, outcome)
