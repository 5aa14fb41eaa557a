"""Record what is read in the valid documents: ``python -m tests.unit.sources.readers.record_results``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from briefing.sources.readers.registry import READERS, read_document
from tests.unit.sources.readers.documents import valid_documents

RECORDED = Path(__file__).parent / "recorded.json"


def results() -> dict[str, Any]:
    """Return for each reader the text of its valid document, with its blocks, divisions and metadata."""
    documents = valid_documents()
    return {reader_id: _result(*documents[reader_id]) for reader_id in READERS}


def _result(name: str, raw: bytes) -> dict[str, Any]:
    text = read_document(raw, name)
    return {
        "text": text.text,
        "blocks": [[each.start, each.end, each.kind.value, each.level] for each in text.blocks],
        "divisions": [[each.start, each.end, each.eid, each.heading] for each in text.divisions],
        "pages": [[each.start, each.end, each.label] for each in text.pages],
        "metadata": text.metadata,
    }


if __name__ == "__main__":
    RECORDED.write_text(json.dumps(results(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
