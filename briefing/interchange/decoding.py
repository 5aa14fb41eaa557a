"""Decode text files in any encoding."""

from __future__ import annotations

from briefing.errors import ImportFileError, Problem

_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def decoded(raw: bytes, name: str) -> str:
    """Decode a file: by its byte order mark, as UTF-8, else in the most likely encoding.

    Raises ImportFileError for one that is no text.
    """
    for mark, encoding in _MARKS.items():
        if raw.startswith(mark):
            return raw.decode(encoding, errors="replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(raw, name)


def _guessed(raw: bytes, name: str) -> str:
    import charset_normalizer

    best = charset_normalizer.from_bytes(raw).best()
    if best is None:
        message = "The encoding of the file is not recognised; it is perhaps no text."
        raise ImportFileError(Problem(message, "Save it as UTF-8.", name))
    return str(best)
