"""The file in which each record of a library is, and the number of records in each file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from briefing.library.records import RecordKey


class RecordFiles(Mapping[RecordKey, Path]):
    """Maps records to their files."""

    def __init__(self, files: Mapping[RecordKey, Path]) -> None:
        self._files = dict(files)
        self._numbers = Counter(self._files.values())

    def __getitem__(self, key: RecordKey) -> Path:
        return self._files[key]

    def __iter__(self) -> Iterator[RecordKey]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def number_in(self, path: Path) -> int:
        """Return the number of records in a file."""
        return self._numbers[path]

    def move_folder(self, source: Path, target: Path) -> None:
        """Take the files in a folder to be in another one."""
        for key, path in list(self._files.items()):
            if path.is_relative_to(source):
                self.put(key, target / path.relative_to(source))

    def put(self, key: RecordKey, path: Path | None) -> None:
        """Take a record to be in a file; in none with None."""
        before = self._files.pop(key, None)
        if before is not None:
            self._numbers[before] -= 1
        if path is not None:
            self._files[key] = path
            self._numbers[path] += 1
