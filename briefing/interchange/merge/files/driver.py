"""Merge two versions of a file of a library by its records, changing as little of the text as possible.

Where two branches changed different fields, or added records at the same place, there is no conflict. A
real conflict is marked as Git marks it, and only around the lines that differ.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from briefing.codec import parse_text
from briefing.codec.parse import decode_text
from briefing.errors import BriefingError
from briefing.interchange.merge.collisions import describe_same
from briefing.interchange.merge.files.comments import lost_comments, with_comments
from briefing.interchange.merge.files.lines import (
    Hunk,
    hunks_of,
    joined,
    marked_differences,
    newline_of,
    with_markers,
    with_newlines,
)
from briefing.interchange.merge.records import Records, merge_record, merge_records
from briefing.interchange.merge.report import Conflict, MergeStatus, RecordMerge, Side
from briefing.library.bases import BASES_FILE, decode_bases, encode_bases
from briefing.library.files import LIST_KEYS, ROOT_FILES, LibraryFile, content_of
from briefing.library.records import Record, RecordKey, RecordKind, key_of, records_by_key, with_records
from briefing.library.yaml_text import RecordChange, rewritten
from briefing.model.library import Material
from briefing.model.treaty import Treaty

_THE_TREATY = RecordKey(RecordKind.TREATY, "")
"""The key of the one record of a treaty's file, whatever its id."""


@dataclass(frozen=True, slots=True)
class FileMerge:
    """The merged file, and a sentence for each part that somebody must look at."""

    content: bytes
    conflicts: list[str] = field(default_factory=list)


class _NotReadableError(Exception):
    """A version of a file has no records that can be merged."""


def merge_files(path: Path, base: bytes, mine: bytes, theirs: bytes) -> FileMerge:
    """Merge two versions of the library's file at `path`; `base` is empty where there is none.

    A version that cannot be read, or a file of another name, is merged by lines.
    """
    if theirs in (mine, base):
        return FileMerge(mine)
    if mine == base:
        return FileMerge(theirs)
    try:
        versions = _Texts(*(decode_text(each, str(path)) for each in (base, mine, theirs)))
    except BriefingError:
        return _by_lines(_Texts(*(each.decode("latin-1") for each in (base, mine, theirs))), "latin-1")
    try:
        merged = _by_records(path, versions.with_one_newline())
    except (_NotReadableError, BriefingError):
        merged = _by_lines(versions.with_one_newline(), "utf-8")
    mark = codecs.BOM_UTF8 if mine.startswith(codecs.BOM_UTF8) else b""
    return FileMerge(mark + merged.content, merged.conflicts)


@dataclass(frozen=True, slots=True)
class _Texts:
    base: str
    mine: str
    theirs: str

    @property
    def newline(self) -> str:
        return newline_of(self.mine)

    def with_one_newline(self) -> _Texts:
        """Return the versions with the line breaks of mine in all of them."""
        base, theirs = (with_newlines(each, self.newline) for each in (self.base, self.theirs))
        return _Texts(base, self.mine, theirs)

    @property
    def hunks(self) -> list[Hunk]:
        return hunks_of(self.base, self.mine, self.theirs)


def _by_lines(versions: _Texts, encoding: str) -> FileMerge:
    hunks = versions.hunks
    conflicts = ["Both versions changed the same lines."] if any(h.is_conflict for h in hunks) else []
    return FileMerge(with_markers(hunks, versions.newline).encode(encoding), conflicts)


def _by_records(path: Path, versions: _Texts) -> FileMerge:
    if path.name == BASES_FILE:
        return _overrides(path, versions)
    file = _file_at(path)
    base, mine, theirs = (_records(text, file) for text in (versions.base, versions.mine, versions.theirs))
    sides = {side: list(_merged(base, mine, theirs, side)) for side in Side}
    write = _writer(file, versions, sides[Side.MINE])
    conflicts = [sentence for each in sides[Side.MINE] for sentence in sentences(each)]
    merged = write(sides[Side.MINE])
    lost = lost_comments(versions.base, versions.mine, versions.theirs, merged)
    if conflicts:
        merged = marked_differences(merged, write(sides[Side.THEIRS]), versions.newline)
    if lost := [each for each in lost if each not in merged]:
        merged = with_comments(merged, lost, versions.newline)
        conflicts.append("Comments were moved to the end of the file: put them in their place.")
    return FileMerge(merged.encode(), conflicts)


def _merged(base: Records, mine: Records, theirs: Records, taking: Side) -> Iterable[RecordMerge]:
    for key in (*mine, *(key for key in theirs if key not in mine)):
        own, other = mine.get(key), theirs.get(key)
        if own is not None and other is not None and key not in base and not describe_same(own, other):
            reason = "Two different records have this id. Rename one, and what refers to it."
            taken = own if taking is Side.MINE else other
            yield RecordMerge(
                key, MergeStatus.CONFLICT, taken, conflicts=(Conflict("", None, own, other, reason),)
            )
        else:
            yield merge_record(key, base.get(key), own, other, taking)


def sentences(merged: RecordMerge) -> Iterable[str]:
    """Yield a sentence for each conflict of a record."""
    name = str(merged.key).strip()
    for conflict in merged.conflicts:
        if conflict.reason:
            yield f"The {name}: {conflict.reason}"
        elif not conflict.field:
            sides = ("ours", "theirs") if conflict.mine is None else ("theirs", "ours")
            yield f"The {name} was deleted in {sides[0]} and changed in {sides[1]}."
        else:
            yield f"The {name} was changed in both: {conflict.field}."


# Records and text


def _file_at(path: Path) -> LibraryFile:
    if path.name == "treaty.yaml":
        return LibraryFile(path, path.parent)
    if path.name == "facts.yaml" or (path.parent.name == "facts" and path.suffix == ".yaml"):
        return LibraryFile(path, path.parent, ("facts",))
    if path.name in ROOT_FILES:
        return LibraryFile(path, path.parent, ROOT_FILES[path.name])
    raise _NotReadableError


def _records(text: str, file: LibraryFile) -> dict[RecordKey, Record]:
    """Return the records of a text. Raises _NotReadableError if it has problems or an id twice."""
    if not text.strip():
        return {}
    content = content_of(parse_text(text, str(file.path)), file)
    values = [record.value for records in content.records.values() for record in records]
    keyed = {_key(value): value for value in values}
    if content.problems or len(keyed) != len(values):
        raise _NotReadableError
    return keyed


def _key(record: Record) -> RecordKey:
    return _THE_TREATY if isinstance(record, Treaty) else key_of(record)


_Write = Callable[[Iterable[RecordMerge]], str]


def _writer(file: LibraryFile, versions: _Texts, merges: Iterable[RecordMerge]) -> _Write:
    """Return a function that writes merged records into the text that keeps most of both versions.

    The text is one that was merged by lines, if that can be read, so that comments of theirs are kept.
    """
    hunks = versions.hunks
    texts = (joined(h.united for h in hunks), joined(h.merged for h in hunks), versions.mine)
    usable: list[tuple[int, _Write]] = []
    for number, text in enumerate(texts):
        try:
            write = _writing(file, text)
            written = write(merges)
        except (_NotReadableError, BriefingError):
            continue
        lost = lost_comments(versions.base, versions.mine, versions.theirs, written)
        if not lost:
            return write
        usable.append((number, write))
    if not usable:
        raise _NotReadableError
    return usable[0][1]


def _writing(file: LibraryFile, text: str) -> _Write:
    present = _records(text, file)

    def write(merges: Iterable[RecordMerge]) -> str:
        changes = _changes(present, {each.key: each.record for each in merges})
        return rewritten(text.encode(), file, changes).decode() if changes else text

    return write


def _changes(
    present: Mapping[RecordKey, Record], wanted: Mapping[RecordKey, Record | None]
) -> list[RecordChange]:
    keys = (*present, *(key for key in wanted if key not in present))
    return [
        RecordChange(LIST_KEYS.get(key.kind, "treaty"), present.get(key), wanted.get(key))
        for key in keys
        if present.get(key) != wanted.get(key)
    ]


# The lower versions of overridden records


def _overrides(path: Path, versions: _Texts) -> FileMerge:
    base, mine, theirs = (
        records_by_key(decode_bases(text.encode() if text.strip() else None, path))
        for text in (versions.base, versions.mine, versions.theirs)
    )
    sides = {side: list(merge_records(mine, theirs, base, side)) for side in Side}
    texts = {side: _overrides_text(merges) for side, merges in sides.items()}
    conflicts = [sentence for each in sides[Side.MINE] for sentence in sentences(each)]
    merged = marked_differences(texts[Side.MINE], texts[Side.THEIRS], versions.newline)
    return FileMerge(merged.encode(), conflicts)


def _overrides_text(merges: Iterable[RecordMerge]) -> str:
    return encode_bases(with_records(Material(), {each.key: each.record for each in merges})).decode()
