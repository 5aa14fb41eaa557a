"""The `.treaties` archive: a library in one file, a deterministic ZIP of YAML with hashes of its members.

The YAML is that of a library's folder, so that the archive can be unpacked and used as one. Archived copies
of sources are the texts of others: they are in it only where asked for.
"""

from __future__ import annotations

import hashlib
import io
import lzma
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec

from briefing.codec import parse_text
from briefing.codec.decoders import json_decoder
from briefing.codec.zip_members import store_member
from briefing.errors import BriefingError, ImportFileError, Problem
from briefing.grading.scheme import MarkingSet
from briefing.interchange.libraries.reading import lost_origin, reading_of_library
from briefing.interchange.reading import Importer, ImportOptions, Loss, Reading
from briefing.interchange.writing import Exporter, Written
from briefing.library.files import FileContent, LibraryFile, content_of, library_file
from briefing.library.records import Record, key_of, records_of, with_records
from briefing.library.yaml_text import new_file
from briefing.model.fact import Fact
from briefing.model.library import Material
from briefing.model.source import Source

FORMAT = 1
MIMETYPE = b"application/vnd.treaty-briefing.library+zip"
MANIFEST = "manifest.json"
COPIES = "archive/"
MAX_MEMBERS = 10_000
MAX_UNPACKED_BYTES = 512 * 2**20
MAX_TEXT_BYTES = 16 * 2**20
_FACTS_A_FILE = 2_000
_ROOT = Path("/library")
"""A folder that is never opened: the files of a library have their kind by their place in it."""
_SLUG = "[a-z0-9]+(?:-[a-z0-9]+)*"
_RECORDS = re.compile(
    rf"(?:publishers|actors|sources)\.yaml|{_SLUG}/(?:treaty|sources|facts)\.yaml|{_SLUG}/facts/[a-z0-9-]+\.yaml"
)
_COPY = re.compile(r"archive/[0-9a-f]{64}(?P<text>(?:\.[0-9a-f]{12})?\.text)?")
"""An archived copy, by its SHA-256, or a text that was extracted from it."""
_HASH_LENGTH = 64
_REMEDY = "Ask for the file again."


class _LibraryManifest(msgspec.Struct, frozen=True):
    format: int
    members: dict[str, str]


# Writing


def write_archive(material: Material, copies: Mapping[str, bytes] | None = None) -> Written:
    """Return the bytes of an archive; equal material gives equal bytes.

    `copies` are files of the library's folder `archive` by their names: copies of sources and extracted
    texts; those that no source names are left out.
    """
    named = {each.sha256 for source in material.sources for each in source.attachments}
    wanted = {key: raw for key, raw in sorted((copies or {}).items()) if key[:_HASH_LENGTH] in named}
    members = dict(_files(material))
    members |= {f"{COPIES}{key}": raw for key, raw in wanted.items()}
    manifest = _LibraryManifest(FORMAT, {name: _sha256(raw) for name, raw in sorted(members.items())})
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        store_member(archive, "mimetype", MIMETYPE, zipfile.ZIP_STORED)
        store_member(archive, MANIFEST, msgspec.json.encode(manifest))
        for name, raw in sorted(members.items()):
            store_member(archive, name, raw)
    return Written(packed.getvalue(), tuple(_losses(material, wanted)))


def records_above(material: Material, markings: MarkingSet, highest: str) -> tuple[Loss, ...]:
    """Return the records marked above the label `highest`, for a decision before they leave the library.

    A label that the set does not have counts as above. Raises KeyError where `highest` is not in it.
    """
    orders = {marking.label: marking.order for marking in markings.markings}
    limit = orders[highest]
    records: tuple[Source | Fact, ...] = (*material.sources, *material.facts)
    return tuple(
        Loss(str(key_of(record)), "marking", record.marking)
        for record in records
        if record.marking and orders.get(record.marking, limit + 1) > limit
    )


def _losses(material: Material, copies: Mapping[str, bytes]) -> Iterator[Loss]:
    for record in records_of(material):
        yield from lost_origin(record)
    for source in material.sources:
        for copy in source.attachments:
            if copy.sha256 not in copies:
                yield Loss(str(key_of(source)), "archived copy", copy.name or copy.sha256)


def _files(material: Material) -> Iterator[tuple[str, bytes]]:
    """Yield the names and bytes of the library's files."""
    for name, keyed in (
        ("publishers.yaml", {"publishers": material.publishers}),
        ("actors.yaml", {"actors": material.actors}),
        ("sources.yaml", {"sources": material.sources}),
    ):
        if any(keyed.values()):
            yield name, _yaml(name, [(key, each) for key, values in keyed.items() for each in values])
    for treaty in material.treaties:
        yield f"{treaty.id}/treaty.yaml", _yaml(f"{treaty.id}/treaty.yaml", [("treaty", treaty)])
        yield f"{treaty.id}/sources.yaml", _yaml(f"{treaty.id}/sources.yaml", [])
    known = {treaty.id for treaty in material.treaties}
    for treaty_id in sorted(known | {fact.treaty_id for fact in material.facts}):
        facts = [("facts", fact) for fact in material.facts if fact.treaty_id == treaty_id]
        for number in range(0, len(facts) or 1, _FACTS_A_FILE):
            name = f"facts/{number // _FACTS_A_FILE + 1:04d}" if number else "facts"
            path = f"{treaty_id}/{name}.yaml"
            yield path, _yaml(path, facts[number : number + _FACTS_A_FILE])


def _yaml(name: str, records: list[tuple[str, Any]]) -> bytes:
    return new_file(_library_file(name), [(key, _without_origin(record)) for key, record in records])


def _without_origin(record: Record) -> Record:
    return msgspec.structs.replace(record, origin=None)


def _library_file(name: str) -> LibraryFile:
    file = library_file(_ROOT.joinpath(*PurePosixPath(name).parts), _ROOT)
    return LibraryFile(Path(name), Path(), file.keys)


def _sha256(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


# Reading


def copies_in(raw: bytes, name: str) -> dict[str, bytes]:
    """Return the archived copies of sources, and their texts, by their names. Raises ImportFileError."""
    members = _members(raw, name)
    return {key.removeprefix(COPIES): each for key, each in members.items() if key.startswith(COPIES)}


def _recognises(raw: bytes, name: str) -> bool:
    return (raw.startswith(b"PK") and MIMETYPE in raw[:200]) or name.endswith(".treaties")


def _read(raw: bytes, name: str, options: ImportOptions) -> Reading:  # noqa: ARG001 - the interface
    records: list[Record] = []
    problems: list[Problem] = []
    for member, content in sorted(_members(raw, name).items()):
        if not member.startswith(COPIES):
            records += _records(member, content, name, problems)
    return reading_of_library(_material(records), problems)


def _material(records: list[Record]) -> Material:
    return with_records(Material(), {key_of(record): record for record in records})


def _records(member: str, content: bytes, name: str, problems: list[Problem]) -> Iterator[Record]:
    file = _library_file(member)
    try:
        read = content_of(parse_text(content.decode("utf-8"), f"{name}: {member}"), file)
    except UnicodeDecodeError:
        message = f"'{member}' in the file is not UTF-8."
        raise ImportFileError(Problem(message, _REMEDY, name)) from None
    except (BriefingError, RecursionError) as error:
        read = FileContent(problems=list(getattr(error, "problems", [])), lost=True)
    problems.extend(read.problems)
    treaty_id = member.partition("/")[0]
    for key, drafts in read.records.items():
        for draft in drafts:
            is_fact = key == "facts"
            yield msgspec.structs.replace(draft.value, treaty_id=treaty_id) if is_fact else draft.value


def _refused(name: str, message: str, remedy: str = _REMEDY) -> ImportFileError:
    return ImportFileError(Problem(message, remedy, name))


def _members(raw: bytes, name: str) -> dict[str, bytes]:
    """Return the members that a manifest names, after checks of names, sizes and hashes."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.filename.endswith("/")]
            _check_entries(entries, name)
            members = {entry.filename: _content(archive, entry, name) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError):
        raise _refused(name, "The file is cut short, damaged or no archive of treaties.") from None
    except (NotImplementedError, RuntimeError) as error:
        raise _refused(name, f"The file is packed in a way that archives never use ({error}).") from None
    if members.pop("mimetype") != MIMETYPE:
        raise _refused(name, "The file is not an archive of treaties.", "Choose a .treaties file.")
    _check_manifest(members, name)
    return members


def _check_entries(entries: list[zipfile.ZipInfo], name: str) -> None:
    names = [entry.filename for entry in entries]
    if "mimetype" not in names or MANIFEST not in names:
        raise _refused(name, "The file is not an archive of treaties.", "Choose a .treaties file.")
    if len(names) > MAX_MEMBERS or sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
        limit = f"{MAX_MEMBERS:,} members or {MAX_UNPACKED_BYTES // 2**20} MB"
        raise _refused(name, f"The file unpacks to more than {limit}.", "Do not trust this file.")
    if len(names) != len(set(names)):
        raise _refused(name, "The file contains two members of the same name.")
    for entry in entries:
        if not _is_ours(entry.filename):
            shown = entry.filename[:80]
            raise _refused(name, f"The file contains a member that archives never have: '{shown}'.")
        if entry.file_size > MAX_TEXT_BYTES and not _COPY.fullmatch(entry.filename):
            raise _refused(name, f"'{entry.filename}' is larger than {MAX_TEXT_BYTES // 2**20} MB.")


def _is_ours(member: str) -> bool:
    """Check that a name belongs to this format; paths that leave the folder do not."""
    if member in {"mimetype", MANIFEST}:
        return True
    is_clean = posixpath.normpath(member) == member and not member.startswith("/")
    return is_clean and bool(_RECORDS.fullmatch(member) or _COPY.fullmatch(member))


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> bytes:
    """Read a member, no further than its stated size: the directory of the ZIP may be forged."""
    with archive.open(entry) as member:
        content = member.read(entry.file_size)
        if member.read(1):
            raise _refused(name, f"'{entry.filename}' is larger than its stated size.")
    return content


def _check_manifest(members: dict[str, bytes], name: str) -> None:
    """Check the members against the manifest, which is removed from them."""
    try:
        manifest = json_decoder(_LibraryManifest).decode(members.pop(MANIFEST))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise _refused(name, "The file's manifest is damaged.") from None
    if not 1 <= manifest.format <= FORMAT:
        message = f"The file has format {manifest.format}; this program reads formats up to {FORMAT}."
        raise _refused(name, message, "Update the program.")
    for missing in sorted(manifest.members.keys() - members.keys()):
        raise _refused(name, f"'{missing[:80]}' is missing in the file.")
    for member, content in members.items():
        if manifest.members.get(member) != _sha256(content):
            raise _refused(name, f"'{member}' is not what was saved (wrong SHA-256).")
        copy = _COPY.fullmatch(member)
        if copy and not copy["text"] and member.removeprefix(COPIES) != _sha256(content):
            raise _refused(name, f"The copy '{member[:24]}…' does not match its name.")


IMPORTER = Importer("treaties", "Archive of treaties", (".treaties",), _recognises, _read)
EXPORTER = Exporter("treaties", "Archive of treaties", ".treaties", write_archive)
