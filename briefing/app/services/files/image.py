"""Read an image file that the user picks."""

from __future__ import annotations

from pathlib import Path

from briefing.app.i18n import tr
from briefing.errors import BriefingError, Problem
from briefing.input_file import read_regular
from briefing.pictures import JPEG, PNG, PictureError, without_metadata

_MAX_BYTES = 64 * 2**20


def read_image(path: Path) -> bytes:
    """Return the picture in a PNG or JPEG file, upright and without metadata.

    Raises BriefingError for other, damaged, very large or unreadable files.
    """
    content = read_regular(path, _MAX_BYTES, tr("Use a smaller version of the picture."))
    if not content.startswith((PNG, JPEG)):
        raise BriefingError(
            Problem("The file is not a PNG or JPEG picture.", "Choose another file.", str(path))
        )
    try:
        return without_metadata(content)
    except PictureError as error:
        message = f"The picture cannot be used: {error}."
        raise BriefingError(
            Problem(message, "Choose another file, or a smaller version.", str(path))
        ) from None
