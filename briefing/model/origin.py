"""The origin of a record: who brought it into the library, when, and from what."""

from __future__ import annotations

from briefing.model.terms import Edtf, Line, OriginKind, Sha256
from briefing.model.value import Value


class Origin(Value, frozen=True):
    """The origin of a record.

    `file` is the name of the file that it was imported or merged from, with its hash in `file_sha256`;
    `place` is the row, entry or element in that file.
    """

    kind: OriginKind
    at: Edtf | None = None
    by: Line | None = None
    file: Line | None = None
    file_sha256: Sha256 | None = None
    place: Line | None = None
