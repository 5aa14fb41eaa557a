"""The boxes of parts that are laid out are kept as bytes; those of long parts once there is time."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.render.layout.laid_out_part import Document
from briefing.render.layout.packed.storing import is_waiting, store, store_waiting, stored_part
from briefing.render.layout.typesetter import Typesetter
from briefing.render.live.drawn_pages import DrawnPages

PAGE = "<p style='break-after: page'>Words with <a href='#there'>a link</a></p>"
END = "<p id=there>More.</p>"


@pytest.fixture
def typesetter(tmp_path: Path) -> Typesetter:
    (tmp_path / "style.css").write_text("p { color: navy }")
    return Typesetter(tmp_path, {})


def laid_out(typesetter: Typesetter, pages: int) -> Document:
    return typesetter.lay_out(f"<html><body>{PAGE * (pages - 1)}{END}</body></html>").document


def keys(document: Document, typesetter: Typesetter) -> list[str]:
    drawn = DrawnPages()
    return [drawn.key(document, page, typesetter) for page in document.pages]


def test_a_short_part_is_stored_at_once(typesetter: Typesetter) -> None:
    document = laid_out(typesetter, 2)
    store(document, typesetter.fetcher)
    assert not is_waiting(document)
    assert stored_part(document) is not None


def test_a_long_part_is_stored_in_a_pause_and_drawn_alike_before_and_after(
    typesetter: Typesetter, tmp_path: Path
) -> None:
    document, other = laid_out(typesetter, 5), Typesetter(tmp_path, {})
    expected = keys(laid_out(other, 5), other)
    store(document, typesetter.fetcher)
    assert is_waiting(document)
    assert keys(document, typesetter) == expected
    store_waiting()
    assert not is_waiting(document)
    assert keys(document, typesetter) == expected


def test_a_long_part_that_is_asked_for_as_bytes_is_stored(typesetter: Typesetter) -> None:
    document = laid_out(typesetter, 4)
    store(document, typesetter.fetcher)
    assert stored_part(document) is not None
    assert not is_waiting(document)


def test_of_many_long_parts_that_wait_the_first_is_stored(typesetter: Typesetter) -> None:
    documents = [laid_out(typesetter, pages) for pages in range(3, 9)]
    for document in documents:
        store(document, typesetter.fetcher)
    assert [is_waiting(document) for document in documents] == [False, False, True, True, True, True]
    store_waiting()


def test_parts_that_nobody_needs_any_more_are_not_stored(typesetter: Typesetter) -> None:
    kept = laid_out(typesetter, 3)
    store(kept, typesetter.fetcher)
    typesetter.kept.most = 1
    for pages in range(4, 9):
        store(laid_out(typesetter, pages), typesetter.fetcher)
    assert is_waiting(kept)
    store_waiting()
