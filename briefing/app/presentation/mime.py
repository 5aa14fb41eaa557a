"""MIME types of dragged and copied facts and rows, and their contents."""

from __future__ import annotations

import json
from collections.abc import Iterable

import msgspec
from PySide6.QtCore import QMimeData

from briefing.app.presentation.fact_text import plain_text
from briefing.app.presentation.rich_text import set_text
from briefing.codec.decoders import msgpack_decoder
from briefing.editing import Clipping, clip, text_of
from briefing.model.briefing import Briefing
from briefing.model.fact import Fact
from briefing.model.library import Catalogue

FACTS_MIME = "application/x-treaty-briefing-facts"
ROWS_MIME = "application/x-treaty-briefing-rows"


class CopiedRows(msgspec.Struct, frozen=True):
    """Rows with everything they refer to; `ids` are their ids in the document `document_id`."""

    document_id: str
    ids: tuple[str, ...]
    clipping: Clipping


def facts_to_mime(facts: Iterable[Fact], catalogue: Catalogue) -> QMimeData:
    """Return fact ids for this program and the statements with their sources as text for others."""
    facts = list(facts)
    data = QMimeData()
    data.setData(FACTS_MIME, json.dumps([fact.id for fact in facts]).encode())
    set_text(data, "\n".join(plain_text(fact, catalogue) for fact in facts))
    return data


def fact_ids_from_mime(data: QMimeData) -> list[str]:
    """Return the ids of dragged or pasted facts; none where the data is of another type or damaged."""
    if not data.hasFormat(FACTS_MIME):
        return []
    try:
        ids = json.loads(bytes(data.data(FACTS_MIME).data()))
    except ValueError:
        return []
    return [fact_id for fact_id in ids if isinstance(fact_id, str)] if isinstance(ids, list) else []


def rows_to_mime(
    briefing: Briefing, ids: list[str], document_id: str, attachments: dict[str, bytes]
) -> QMimeData:
    """Return rows and sections with what they refer to for this program, and as text for others."""
    clipping = clip(briefing, ids, attachments)
    rows = CopiedRows(document_id=document_id, ids=tuple(ids), clipping=clipping)
    data = QMimeData()
    data.setData(ROWS_MIME, msgspec.msgpack.encode(rows))
    set_text(data, text_of(clipping))
    return data


def rows_from_mime(data: QMimeData) -> CopiedRows | None:
    """Return dragged or pasted rows; None where the data is of another type or damaged."""
    if not data.hasFormat(ROWS_MIME):
        return None
    try:
        return msgpack_decoder(CopiedRows).decode(bytes(data.data(ROWS_MIME).data()))
    except msgspec.MsgspecError:
        return None
