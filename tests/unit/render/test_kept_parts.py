"""The parts of the document that was laid out last are kept, whatever is laid out besides."""

from __future__ import annotations

import pytest

from briefing.render.layout.finished_pages.kept_parts import KeptParts

DOCUMENT = [f"part {number}" for number in range(20)]


@pytest.fixture
def kept() -> KeptParts[str]:
    kept: KeptParts[str] = KeptParts(most=5)
    with kept.whole_document(most_others=2):
        for html in DOCUMENT:
            kept.most = len(DOCUMENT)
            kept.keep(html, html.upper())
    kept.most = 5
    return kept


def test_parts_of_the_document_are_kept_while_one_row_is_typed(kept: KeptParts[str]) -> None:
    for letter in range(100):
        kept.keep(f"typed {letter}", "")
    assert [kept.get(html) for html in DOCUMENT] == [html.upper() for html in DOCUMENT]
    assert len(kept) == len(DOCUMENT) + 5


def test_what_a_whole_document_does_not_use_is_forgotten_but_for_the_latest(kept: KeptParts[str]) -> None:
    for letter in range(4):
        kept.keep(f"typed {letter}", "typed")
    with kept.whole_document(most_others=2):
        for html in DOCUMENT[:-1]:
            kept.keep(html, html.upper())
    others = [kept.get(html) for html in ("typed 1", "typed 2", "typed 3")]
    assert (others, len(kept)) == ([None, "typed", "typed"], len(DOCUMENT) + 1)


def test_an_interrupted_layout_forgets_no_part_of_the_document_before_it(kept: KeptParts[str]) -> None:
    with pytest.raises(ZeroDivisionError), kept.whole_document(most_others=2):
        kept.keep("other", str(1 // len(kept.get("nothing") or "")))
    assert all(kept.get(html) for html in DOCUMENT)


def test_a_part_of_a_former_document_is_kept_if_it_is_worth_it() -> None:
    kept: KeptParts[str] = KeptParts(most=5, is_worth=lambda part: part != "LONG")
    for html in ("long", "short", "new"):
        with kept.whole_document(most_others=2):
            kept.keep(html, html.upper())
    assert [kept.get(html) for html in ("long", "short", "new")] == [None, "SHORT", "NEW"]
