"""Replace in the text of a record only the fields that differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from briefing.library.earlier_forms import EARLIER_NAMES
from briefing.library.yaml_text.nodes import TextNode, UnsupportedLayoutError
from briefing.library.yaml_text.render import (
    entry_lines,
    flow,
    is_default,
    item_lines,
    mapping_lines,
    names_of_fields,
    plain,
    scalar,
)
from briefing.library.yaml_text.splices import Lines, Splice

Entry = tuple[TextNode, TextNode]


class Differences:
    """Finds the replacements that turn the text of one value into that of another."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines

    def of_mapping(self, node: TextNode, old: Any, new: Any) -> Iterator[Splice]:
        """Yield the replacements in a mapping; `old` is the value that was read from it."""
        if node.entries is None:
            raise UnsupportedLayoutError("not a mapping")
        before, after = _fields(old), _fields(new)
        names = list({**after, **before})
        # A field at its default may be written out.
        entries = {name: entry for name in names if (entry := _entry(node, name))}
        changed = [name for name in names if before.get(name, _NONE) != after.get(name, _NONE)]
        if node.is_flow and any(name not in entries or name not in after for name in changed):
            yield Splice(node.start, node.end, flow(plain(new)))
            return
        remaining = [name for name in names if name in entries and name in after]
        for name in changed:
            if name not in after:
                yield from self._deleted(node, entries[name])
            elif name in entries:
                yield from self._changed(node, entries[name], name, (before.get(name), after[name]))
            else:
                yield self._inserted(
                    node, name, after[name], _anchor(name, list(after), remaining, entries)
                )

    def _changed(
        self, node: TextNode, entry: Entry, name: str, values: tuple[Any, Any]
    ) -> Iterator[Splice]:
        key, value = entry
        old, new = values
        if key.text != name:  # the field had another name and form in an earlier version
            end = max(value.end, key.end)
            if node.is_flow:
                yield Splice(key.start, end, f"{name}: {flow(plain(new))}")
            else:
                yield Splice(key.start, end, self._entry_text(name, plain(new), key.column, end))
        elif (
            value.entries is not None and type(old) is type(new) and isinstance(new, msgspec.Struct | dict)
        ):
            yield from self.of_mapping(value, old, new)
        elif value.items is not None and isinstance(new, tuple) and new and len(value.items) == len(old):
            yield from self._of_list(value, old, new)
        else:
            yield self._replaced_value(key, value, name, plain(new))

    def _replaced_value(self, key: TextNode, value: TextNode, name: str, data: Any) -> Splice:
        if value.is_flow and key.is_flow:
            return Splice(value.start, value.end, flow(data))
        if value.text is not None and not value.is_block_text and value.end > value.start:
            return Splice(value.start, value.end, self._value_text(name, data, key.column, value.end))
        end = max(value.end, key.end + 1)
        return Splice(key.start, end, self._entry_text(name, data, key.column, end))

    def _value_text(self, name: str, data: Any, column: int, end: int) -> str:
        text = self._entry_text(name, data, column, end)
        return text.removeprefix(f"{scalar(name)}:").removeprefix(" ")

    def _entry_text(self, name: str, data: Any, column: int, end: int) -> str:
        """Return an entry; on one line where something follows in the line, such as a comment."""
        one_line = bool(self._lines.rest(end).strip())
        return self._lines.joined(entry_lines(name, data, one_line=one_line), column)

    def _inserted(self, node: TextNode, name: str, value: Any, anchor: Entry | None) -> Splice:
        if anchor is None or any(key.column != node.column for key, _ in node.entries or ()):
            raise UnsupportedLayoutError("there is no entry to insert another after")
        key, before = anchor
        return self._lines.after(max(key.end, before.end), entry_lines(name, plain(value)), node.column)

    def _deleted(self, node: TextNode, entry: Entry) -> Iterator[Splice]:
        key, value = entry
        entries = node.entries or []
        if self._lines.is_first(key.start):
            yield Splice(self._lines.start(key.start), self._lines.next(max(key.end, value.end)), "")
            return
        number = entries.index(entry)
        following = entries[number + 1][0] if number + 1 < len(entries) else None
        if following is None or self._lines.text[max(key.end + 1, value.end) : following.start].strip():
            raise UnsupportedLayoutError("the first entry of an item cannot be deleted by itself")
        yield Splice(key.start, following.start, "")

    def _of_list(self, node: TextNode, old: Sequence[Any], new: Sequence[Any]) -> Iterator[Splice]:
        items = node.items or []
        if node.is_flow and len(old) != len(new):
            yield Splice(node.start, node.end, flow(plain(tuple(new))))
            return
        start = _common(old, new)
        tail = _common(old[start:][::-1], new[start:][::-1])
        paired = min(len(old), len(new)) - start - tail
        for number in range(start, start + paired):
            yield from self._of_item(node, items[number], old[number], new[number])
        for item in items[start + paired : len(old) - tail]:
            yield self.deleted_item(node, item)
        for value in new[start + paired : len(new) - tail]:
            yield self._inserted_item(node, start + paired, value)

    def _of_item(self, node: TextNode, item: TextNode, old: Any, new: Any) -> Iterator[Splice]:
        if item.entries is not None and isinstance(new, msgspec.Struct):
            yield from self.of_mapping(item, old, new)
        elif node.is_flow or item.is_flow:
            yield Splice(item.start, item.end, flow(plain(new)))
        else:
            yield self.replaced_item(item, plain(new))

    def replaced_item(self, item: TextNode, data: Any) -> Splice:
        """Return the replacement of a whole item of a block sequence."""
        one_line = item.is_flow or bool(self._lines.rest(item.end).strip())
        if not one_line and isinstance(data, dict):
            return Splice(item.start, item.end, self._lines.joined(mapping_lines(data), item.column))
        text = flow(data) if isinstance(data, dict | list) else scalar(data, in_flow=item.is_flow)
        return Splice(item.start, item.end, text)

    def deleted_item(self, node: TextNode, item: TextNode) -> Splice:
        """Return the deletion of an item of a block sequence, with a blank line if two would remain."""
        start = self._lines.start(self._lines.dash(item, node))
        end = self._lines.next(max(item.end, self._lines.dash(item, node)))
        before, after = self._lines.start(max(start - 1, 0)), self._lines.text[end:]
        ends_blank = not after.strip() or not after.partition("\n")[0].strip()
        if start and before < start and ends_blank and not self._lines.text[before:start].strip():
            start = before
        return Splice(start, end, "")

    def _inserted_item(self, node: TextNode, number: int, value: Any) -> Splice:
        items = node.items or []
        lines = item_lines(plain(value))
        if number:
            self._lines.dash(items[number - 1], node)
            return self._lines.after(items[number - 1].end, lines, node.column)
        start = self._lines.start(self._lines.dash(items[0], node))
        indent = " " * node.column
        text = f"{indent}{self._lines.joined(lines, node.column)}{self._lines.newline}"
        return Splice(start, start, text)


_NONE = object()
"""The value of a field that is left out."""


def _fields(value: Any) -> Mapping[str, Any]:
    """Return the fields that are not left out, or the entries of a mapping."""
    if isinstance(value, msgspec.Struct):
        return {
            name: getattr(value, name) for name in names_of_fields(value) if not is_default(value, name)
        }
    entries: Mapping[str, Any] = value
    return entries


def _entry(node: TextNode, name: str) -> Entry | None:
    """Return the entry of a field, perhaps by the name that it had in an earlier version."""
    return node.get(name) or (node.get(EARLIER_NAMES[name]) if name in EARLIER_NAMES else None)


def _anchor(
    name: str, order: Sequence[str], remaining: Sequence[str], entries: Mapping[str, Entry]
) -> Entry | None:
    """Return the entry after which a new one belongs: the last of those that come before it."""
    before = [each for each in order[: order.index(name)] if each in remaining]
    if before:
        return max((entries[each] for each in before), key=lambda entry: entry[0].start)
    return min((entries[each] for each in remaining), key=lambda entry: entry[0].start, default=None)


def _common(one: Sequence[Any], other: Sequence[Any]) -> int:
    """Return the number of equal items at the start of both."""
    number = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        number += 1
    return number
