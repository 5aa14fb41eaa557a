"""Text files are decoded whatever their encoding, and other files are refused."""

from __future__ import annotations

import pytest

from briefing.text.decoding import EncodingError, decoded

RUSSIAN = "Высокие Договаривающиеся Стороны согласились о нижеследующем. " * 8
FRENCH = "Les Parties contractantes sont convenues de ce qui suit, à l’égard des pêcheries. " * 8


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_unicode_encoding_is_recognised(encoding: str) -> None:
    assert decoded(FRENCH.encode(encoding)) == FRENCH


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
def test_cyrillic_encodings_are_recognised(encoding: str) -> None:
    assert decoded(RUSSIAN.encode(encoding)) == RUSSIAN


def test_western_encodings_are_recognised() -> None:
    assert decoded(FRENCH.encode("cp1252")) == FRENCH


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(EncodingError):
        decoded(bytes(range(256)) * 8)
