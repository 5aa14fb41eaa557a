"""Read library files of earlier versions, with one quote of a citation and one attachment of a source."""

from __future__ import annotations

from briefing.codec import Node

_LISTS = {"quote": "quotes", "attachment": "attachments"}
"""Fields that had one value, and the fields that have a list of them since format 4 of projects."""

EARLIER_NAMES = {current: earlier for earlier, current in _LISTS.items()}


def with_current_fields(node: Node) -> None:
    """Rename the fields of earlier versions in a record and in the records within it."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        waiting.extend(current.items or ())
        entries = current.entries or []
        for number, (key, value) in enumerate(entries):
            waiting.append(value)
            if key.text in _LISTS and current.get(_LISTS[key.text]) is None:
                entries[number] = _as_list(key, value)


def _as_list(key: Node, value: Node) -> tuple[Node, Node]:
    renamed = Node(key.line, key.column, _LISTS[key.text or ""], key.plain)
    item = value
    if value.text is not None and not value.is_null and key.text == "attachment":
        sha256 = Node(key.line, key.column, "sha256")
        item = Node(value.line, value.column, entries=[(sha256, value)])
    return renamed, Node(value.line, value.column, items=[] if value.is_null else [item])
