"""Decode text files in any encoding."""

from __future__ import annotations

_MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe\x00\x00": "utf-32",
    b"\x00\x00\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_SAMPLE_BYTES = 1 << 16
_MOST_CONTROLS = 0.05
_CONTROLS = bytes(range(9)) + bytes(range(14, 27)) + bytes(range(28, 32))


class EncodingError(ValueError):
    """The bytes are in no known encoding; perhaps they are no text."""


def decoded(raw: bytes) -> str:
    """Decode by the byte order mark, as UTF-8, else in the most likely encoding. Raises EncodingError."""
    for mark, encoding in _MARKS.items():
        if raw.startswith(mark):
            return raw.decode(encoding, errors="replace")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(raw)
    if "\0" in text:
        return _guessed(raw)
    return text


def _guessed(raw: bytes) -> str:
    sample = raw[:_SAMPLE_BYTES]
    for encoding, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        # In UTF-16 most letters of European languages have a zero byte; in other files it is rare.
        if zeros.count(0) > len(zeros) // 3:
            return raw.decode(encoding, errors="replace")
    if len(sample) - len(sample.translate(None, _CONTROLS)) > _MOST_CONTROLS * len(sample):
        raise EncodingError("it is perhaps no text")
    import charset_normalizer

    # A sample, because the time for the guess grows with the size.
    best = charset_normalizer.from_bytes(sample).best()
    if best is None:
        raise EncodingError("the encoding is not recognised")
    return raw.decode(best.encoding, errors="replace")
