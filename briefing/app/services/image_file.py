"""Read an image file that the user picks."""

from __future__ import annotations

from pathlib import Path

from briefing.errors import BriefingError, Problem

_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"


def read_image(path: Path) -> bytes:
    """Return the bytes of a PNG or JPEG file. Raises BriefingError for other or unreadable files."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BriefingError(
            Problem(f"The picture cannot be read: {error.strerror}.", "", str(path))
        ) from None
    if not content.startswith((_PNG, _JPEG)):
        raise BriefingError(
            Problem("The file is not a PNG or JPEG picture.", "Choose another file.", str(path))
        )
    return content
