"""Change records in the bytes of a file, and check that reading them gives exactly these changes."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from msgspec.structs import replace

from briefing.codec import parse_text
from briefing.codec.parse import decode_text
from briefing.errors import BriefingError, LibraryError, Problem
from briefing.library.files import FileContent, LibraryFile, content_of
from briefing.library.records import Record
from briefing.library.yaml_text.differences import Differences
from briefing.library.yaml_text.nodes import TextNode, UnsupportedLayoutError, parse_nodes
from briefing.library.yaml_text.parts import ListText, Part, RecordChange, may_have_too_many_values
from briefing.library.yaml_text.render import flow, item_lines, mapping_lines, plain
from briefing.library.yaml_text.splices import Lines, Splice, spliced
from briefing.model.fact import Fact

_Values = dict[str, list[Record]]


def rewritten(
    raw: bytes, file: LibraryFile, changes: Sequence[RecordChange], *, number: int | None = None
) -> bytes:
    """Return the bytes of a file with these changes; all text outside the records stays as it is.

    With `number`, the file is known to be sound and to have so many records, none of which has the id of a
    new one: where its layout permits, only the changed records and those beside them are read.
    Raises LibraryError where the file has problems, where it does not have the records before, or where no
    way was found to write the records so that reading them gives the same values.
    """
    text = decode_text(raw, str(file.path))
    after = _rewritten_in_parts(text, file, changes, number) if number is not None else None
    if after is None:
        after = _rewritten_text(text, file, changes)
    mark = codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b""
    return mark + after.encode("utf-8")


def _rewritten_in_parts(
    text: str, file: LibraryFile, changes: Sequence[RecordChange], number: int
) -> str | None:
    """Return the text with the changes; None where it has to be read as a whole for that."""
    content = ListText.of(text, number)
    if content is None or any(change.key != content.key for change in changes):
        return None
    parts = content.parts(changes)
    if parts is None or sum(part.end - part.start for part in parts) > len(text) // 2:
        return None
    splices = []
    for part in parts:
        new = _rewritten_part(content, part, file)
        if new is None:
            return None
        splices.append(Splice(part.start, part.end, new))
    after = spliced(text, splices)
    return None if len(after) > len(text) and may_have_too_many_values(after) else after


def _rewritten_part(content: ListText, part: Part, file: LibraryFile) -> str | None:
    """Return a part of a list with its changes; None where that cannot be done by itself."""
    before = part.head + content.text[part.start : part.end]
    try:
        after = _rewritten_text(before, file, part.changes)
    except LibraryError:  # the whole text has the lines that an error names
        return None
    added = sum((change.before is None) - (change.after is None) for change in part.changes)
    is_list = content.count(after) == content.count(before) + added
    is_ended = part.end == len(content.text) or after.endswith("\n")
    return after.removeprefix(part.head) if is_list and is_ended and after.startswith(part.head) else None


def _rewritten_text(text: str, file: LibraryFile, changes: Sequence[RecordChange]) -> str:
    """Return a text with the changes. Raises LibraryError."""
    content = _sound_content(text, file)
    wanted = _wanted(_values(content), changes, file)
    for write in (_differences, _whole_records):
        try:
            after = write(text, content, changes)
        except UnsupportedLayoutError:
            continue
        if _reads_as(after, file, wanted):
            return after
    message = (
        "The records cannot be changed in this file: its layout is not one that can be changed in part."
    )
    raise LibraryError(
        Problem(message, "Write each record as an item of its own in a list.", str(file.path))
    )


def new_file(file: LibraryFile, records: Sequence[tuple[str, Record]]) -> bytes:
    """Return the bytes of a new file with these records, each with the key of its list.

    Raises LibraryError where a record cannot be written so that reading it gives the same value.
    """
    if file.keys:
        lines = [
            line for key in file.keys for line in _list_lines(key, [r for k, r in records if k == key])
        ]
    else:
        lines = [line for _, record in records for line in mapping_lines(plain(record))]
    text = "\n".join((*lines, ""))
    wanted: _Values = {key: [] for key in file.keys or ("treaty",)}
    for key, record in records:
        wanted[key].append(_in_file(record))
    if not _reads_as(text, file, wanted):
        raise LibraryError(Problem("A record cannot be written as YAML.", "Report this.", str(file.path)))
    return text.encode("utf-8")


def record_text(record: Record) -> str:
    """Return a record as YAML, as a file of a treaty would have it."""
    return "\n".join((*mapping_lines(plain(record)), ""))


def _list_lines(key: str, records: Sequence[Record]) -> list[str]:
    if not records:
        return [f"{key}: []"]
    lines = [f"{key}:"]
    for number, record in enumerate(records):
        lines += [""] if number else []
        lines += ["  " + line if line else "" for line in item_lines(plain(_in_file(record)))]
    return lines


def _sound_content(text: str, file: LibraryFile) -> FileContent:
    content = _read(text, file)
    if content.problems:
        raise LibraryError(content.problems)
    return content


def _read(text: str, file: LibraryFile) -> FileContent:
    try:
        return content_of(parse_text(text, str(file.path)), file)
    except BriefingError as error:
        return FileContent(problems=list(error.problems), lost=True)


def _values(content: FileContent) -> _Values:
    return {key: [record.value for record in records] for key, records in content.records.items()}


def _wanted(values: _Values, changes: Iterable[RecordChange], file: LibraryFile) -> _Values:
    """Return the values with the changes: what reading the file must give afterwards."""
    for change in changes:
        records = values.setdefault(change.key, [])
        number = next((n for n, record in enumerate(records) if record.id == change.id), None)
        if number is None:
            if change.before is not None or change.after is None:
                raise _foreign_change(file)
            records.append(_in_file(change.after))
            continue
        if change.before is None or _in_file(records[number]) != _in_file(change.before):
            raise _foreign_change(file)
        if change.after is None:
            del records[number]
        else:
            records[number] = _as_before(change.after, records[number])
    return values


def _foreign_change(file: LibraryFile) -> LibraryError:
    message = "The file was changed by another program since it was read. Nothing was written."
    return LibraryError(Problem(message, "Read the library again, then repeat the change.", str(file.path)))


def _in_file(record: Record) -> Record:
    """Return a record as a file has it: a fact gets its treaty from its folder."""
    return replace(record, treaty_id="") if isinstance(record, Fact) else record


def _as_before(record: Record, before: Record) -> Record:
    """Return a record as it replaces another: with the name of its treaty where that one has it."""
    if isinstance(record, Fact) and isinstance(before, Fact) and before.treaty_id:
        return record
    return _in_file(record)


def _reads_as(text: str, file: LibraryFile, wanted: _Values) -> bool:
    content = _read(text, file)
    values = _values(content)
    return not content.problems and all(values.get(key, []) == records for key, records in wanted.items())


# Two ways to write the changes


def _differences(text: str, content: FileContent, changes: Sequence[RecordChange]) -> str:
    """Replace within the records only the fields that differ."""

    def changed(differences: Differences, item: TextNode, old: Record, new: Record) -> Iterable[Splice]:
        return differences.of_mapping(item, old, new)

    return _Rewriting(text, content).result(changes, changed)


def _whole_records(text: str, content: FileContent, changes: Sequence[RecordChange]) -> str:
    """Replace the records as wholes."""

    def changed(differences: Differences, item: TextNode, _old: Record, new: Record) -> Iterable[Splice]:
        return [differences.replaced_item(item, plain(new))]

    return _Rewriting(text, content).result(changes, changed)


_Change = Callable[[Differences, TextNode, Record, Record], Iterable[Splice]]


class _Rewriting:
    """Changes of records in one text."""

    def __init__(self, text: str, content: FileContent) -> None:
        self._text = text
        self._content = content
        self._root = parse_nodes(text)
        self._lines = Lines.of(text)
        self._differences = Differences(self._lines)

    def result(self, changes: Sequence[RecordChange], changed: _Change) -> str:
        splices: list[Splice] = []
        numbers = {
            (key, record.value.id): number
            for key, records in self._content.records.items()
            for number, record in enumerate(records)
        }
        new: dict[str, list[Any]] = {}
        deleted: dict[str, set[int]] = {}
        for change in changes:
            number = numbers.get((change.key, change.id))
            if number is not None and change.after is not None:
                splices += self._changed(change.key, number, change.after, changed)
            elif number is not None:
                deleted.setdefault(change.key, set()).add(number)
            elif change.after is not None:
                new.setdefault(change.key, []).append(plain(_in_file(change.after)))
        for key, gone in deleted.items():
            splices += self._deleted(key, gone)
        splices += [self._inserted(key, records, deleted.get(key, set())) for key, records in new.items()]
        return spliced(self._text, splices)

    def _changed(self, key: str, number: int, after: Record, changed: _Change) -> Iterable[Splice]:
        before = self._content.records[key][number].value
        if key == "treaty":
            return changed(self._differences, self._required_root(), before, after)
        item = (self._sequence(key).items or [])[number]
        return changed(self._differences, item, before, _as_before(after, before))

    def _deleted(self, key: str, numbers: set[int]) -> Iterable[Splice]:
        sequence = self._sequence(key)
        items = sequence.items or []
        if not sequence.is_flow:
            return [self._differences.deleted_item(sequence, items[number]) for number in sorted(numbers)]
        remaining = [number for number in range(len(items)) if number not in numbers]
        last = remaining[-1] if remaining else -1
        splices = [
            Splice(items[number].start, items[number + 1].start, "") for number in numbers if number < last
        ]
        if last < len(items) - 1:
            splices.append(Splice(items[last].end if remaining else items[0].start, items[-1].end, ""))
        return splices

    def _required_root(self) -> TextNode:
        if self._root is None:
            raise UnsupportedLayoutError("the file is empty")
        return self._root

    def _sequence(self, key: str) -> TextNode:
        entry = self._required_root().get(key)
        if entry is None or entry[1].items is None:
            raise UnsupportedLayoutError("the list is missing")
        return entry[1]

    def _inserted(self, key: str, records: Sequence[Any], deleted: set[int]) -> Splice:
        """Return the insertion of records at the end of their list, of which some items are deleted."""
        root = self._required_root()
        entry = root.get(key)
        if entry is None:
            return self._with_new_list(root, key, records)
        return self._into_list(entry, key, records, deleted)

    def _with_new_list(self, root: TextNode, key: str, records: Sequence[Any]) -> Splice:
        if root.is_flow:
            separator = ", " if root.entries else ""
            return Splice(root.end - 1, root.end - 1, f"{separator}{key}: {flow(list(records))}")
        return self._lines.after(root.end, self._lines_of_list(key, records), root.column)

    def _into_list(
        self, entry: tuple[TextNode, TextNode], key: str, records: Sequence[Any], deleted: set[int]
    ) -> Splice:
        name, value = entry
        if value.items and value.is_flow:
            separator = ", " if len(deleted) < len(value.items) else ""
            end = value.items[-1].end
            return Splice(end, end, separator + flow(list(records))[1:-1])
        if value.is_flow and name.is_flow:
            return Splice(value.start, value.end, flow(list(records)))
        if value.items:
            return self._into_block(value, records, deleted)
        lines = self._lines_of_list(key, records)
        end = value.end if value.end > value.start else name.end + 1
        if rest := self._lines.rest(end).strip():
            lines[0] = f"{lines[0]} {rest}"
        return Splice(name.start, self._lines.end(end), self._lines.joined(lines, name.column))

    def _into_block(self, sequence: TextNode, records: Sequence[Any], deleted: set[int]) -> Splice:
        items = sequence.items or []
        between = self._text[items[-2].end : items[-1].start] if len(items) > 1 else "\n\n"
        blank = [""] if any(not line.strip() for line in between.split("\n")[1:-1]) else []
        lines = [line for record in records for line in (*blank, *item_lines(record))]
        indent, newline = " " * sequence.column, self._lines.newline
        remaining = [item for number, item in enumerate(items) if number not in deleted]
        if remaining:
            end = self._lines.end(max(remaining[-1].end, self._lines.dash(remaining[-1], sequence) + 1))
            return Splice(end, end, "".join(f"{newline}{indent if line else ''}{line}" for line in lines))
        start = self._lines.start(self._lines.dash(items[0], sequence))
        text = "".join(f"{indent if line else ''}{line}{newline}" for line in lines[len(blank) :])
        return Splice(start, start, text)

    def _lines_of_list(self, key: str, records: Sequence[Any]) -> list[str]:
        lines = [f"{key}:"]
        for number, record in enumerate(records):
            lines += [""] if number else []
            lines += ["  " + line if line else "" for line in item_lines(record)]
        return lines
