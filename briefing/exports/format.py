"""The declaration of an export format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from briefing.exports.edition import Edition


@dataclass(frozen=True, slots=True)
class Format:
    """A format beside the PDF.

    `ending` begins with a dot. `purpose` and `lost`, what the PDF has and this format has not, are shown in
    the window and on the command line. `write` returns the bytes of the file and loads the libraries that
    it needs; it raises RenderError for a briefing that cannot be written.
    """

    id: str
    name: str
    ending: str
    media_type: str
    purpose: str
    lost: str
    write: Callable[[Edition], bytes]
