"""Members of ZIP archives that are the same whenever and wherever they are written."""

from __future__ import annotations

import zipfile

_EPOCH = (1980, 1, 1, 0, 0, 0)
_REGULAR_FILE = 0o100644 << 16
_UNIX = 3


def zip_member(name: str, compression: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    """Return the entry of a regular file with a fixed date."""
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.create_system = _UNIX
    entry.external_attr = _REGULAR_FILE
    entry.compress_type = compression
    return entry


def store_member(
    archive: zipfile.ZipFile, name: str, raw: bytes, compression: int = zipfile.ZIP_DEFLATED
) -> None:
    """Write a member to an archive."""
    archive.writestr(zip_member(name, compression), raw, compresslevel=6)
