"""What an importer reads in a file: records, refused entries, and losses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from briefing.library.records import Record
from briefing.model.value import Value


class Loss(Value, frozen=True):
    """A property of an entry that records have no field for, or that was changed to fit one."""

    place: str
    field: str
    text: str


class Refusal(Value, frozen=True):
    """An entry of which no record can be made."""

    place: str
    reason: str
    remedy: str = ""


class Proposed(Value, frozen=True):
    """A record that an import would add or change. `questions` are sentences on what the user must decide.

    `place` is the entry's place in the file, such as "row 12" or "item smith2020". `by_id` is set where
    the file names the record by its id in the library.
    """

    place: str
    record: Record
    questions: tuple[str, ...] = ()
    by_id: bool = False


class Reading(Value, frozen=True):
    """The result of an importer. `mapping` says which property became which field, for the user to see.

    `is_library` is set where the file is itself a library: its records with different ids are different.
    """

    proposed: tuple[Proposed, ...] = ()
    refused: tuple[Refusal, ...] = ()
    losses: tuple[Loss, ...] = ()
    mapping: tuple[tuple[str, str], ...] = ()
    remarks: tuple[str, ...] = ()
    is_library: bool = False


class ImportOptions(Value, frozen=True):
    """Options of an import. Facts go to `treaty_id`; `columns` maps columns of a table to fields.

    `today` is the day of the import, for the records' origins.
    """

    treaty_id: str = ""
    by: str = ""
    today: str = ""
    columns: dict[str, str] = {}
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Importer:
    """An importer of one format. `recognises` and `read` take the bytes of a file and its name.

    `read` raises ImportFileError for bytes that are not in its format; it opens no other file.
    """

    id: str
    name: str
    suffixes: tuple[str, ...]
    recognises: Callable[[bytes, str], bool]
    read: Callable[[bytes, str, ImportOptions], Reading]
