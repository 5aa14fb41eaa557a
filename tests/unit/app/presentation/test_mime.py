"""Facts and rows survive the way through MIME data; damaged data gives nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData

from briefing.app.presentation.fact_text import plain_text
from briefing.app.presentation.mime import (
    FACTS_MIME,
    ROWS_MIME,
    fact_ids_from_mime,
    facts_to_mime,
    rows_from_mime,
    rows_to_mime,
)
from briefing.app.presentation.rich_text import html_of
from tests.builders import CATALOGUE, PICTURE, PICTURE_ID, a_briefing


def mime(mime_type: str, content: bytes) -> QMimeData:
    data = QMimeData()
    data.setData(mime_type, content)
    return data


def test_fact_ids_keep_their_order_and_other_programs_get_text() -> None:
    facts = [CATALOGUE.facts["price-open"], CATALOGUE.facts["bases-offered"]]
    data = facts_to_mime(iter(facts), CATALOGUE)
    assert fact_ids_from_mime(data) == ["price-open", "bases-offered"]
    assert data.text() == "\n".join(plain_text(fact, CATALOGUE) for fact in facts)


@pytest.mark.parametrize("content", [b"", b"no JSON", b'{"id": "price-open"}', b'"price-open"', b"\xff"])
def test_damaged_facts_give_no_ids(content: bytes) -> None:
    assert fact_ids_from_mime(mime(FACTS_MIME, content)) == []


def test_what_is_no_id_among_fact_ids_is_skipped() -> None:
    assert fact_ids_from_mime(mime(FACTS_MIME, b'["price-open", 3, null]')) == ["price-open"]


def test_rows_keep_ids_document_items_and_attachments() -> None:
    data = rows_to_mime(a_briefing(), ["f1", "g1"], "document-1", {PICTURE_ID: PICTURE})
    rows = rows_from_mime(data)
    assert rows is not None
    assert (rows.document_id, rows.ids) == ("document-1", ("f1", "g1"))
    assert {item.id for item in rows.clipping.items} == {"f1", "g1"}
    assert rows.clipping.attachments == {PICTURE_ID: PICTURE}
    assert CATALOGUE.facts["route-agreed"].statement in data.text()


@pytest.mark.parametrize("content", [b"", b"no msgpack", b"\x81\xa1a\x01"])
def test_damaged_rows_give_nothing(content: bytes) -> None:
    assert rows_from_mime(mime(ROWS_MIME, content)) is None


def test_data_of_another_type_holds_neither_facts_nor_rows() -> None:
    data = mime("text/plain", b'["price-open"]')
    assert fact_ids_from_mime(data) == []
    assert rows_from_mime(data) is None


def test_copied_facts_and_rows_are_also_html_with_their_addresses_as_links() -> None:
    fact = CATALOGUE.facts["price-open"]
    address = next(CATALOGUE.sources[c.source_id].url for c in fact.citations)
    html = facts_to_mime([fact], CATALOGUE).html()
    assert html.startswith(f"<p>{fact.statement} <small>[")
    assert f'<a href="{address}">' in html
    assert "<small>[" in rows_to_mime(a_briefing(), ["f1"], "document-1", {}).html()


def test_signs_of_html_in_copied_text_stay_signs() -> None:
    assert html_of("a <b> & c\nd") == "<p>a &lt;b&gt; &amp; c</p><p>d</p>"
    assert html_of("see https://a.org/?b=1&c=2.") == (
        '<p>see <a href="https://a.org/?b=1&amp;c=2">https://a.org/?b=1&amp;c=2</a>.</p>'
    )
