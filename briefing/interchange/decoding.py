"""Decode the text files of other programs."""

from __future__ import annotations

from briefing.errors import ImportFileError, Problem
from briefing.text import decoding


def decoded(raw: bytes, name: str) -> str:
    """Decode a file in any encoding. Raises ImportFileError for one that is no text."""
    try:
        return decoding.decoded(raw)
    except decoding.EncodingError:
        message = "The encoding of the file is not recognised; it is perhaps no text."
        raise ImportFileError(Problem(message, "Save it as UTF-8.", name)) from None
