"""The `.briefing` file: a deterministic ZIP of JSON with a SHA-256 for every member."""

from __future__ import annotations

import hashlib
import io
import lzma
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

import briefing
from briefing import template_files
from briefing.codec import decode, encode
from briefing.codec.decoders import json_decoder
from briefing.codec.zip_members import store_member
from briefing.editing import broken_invariants
from briefing.errors import BriefingError, Problem, ProjectError
from briefing.model.briefing import Briefing
from briefing.model.issue import SavedReview
from briefing.model.library import Material
from briefing.model.remembered import remembered
from briefing.model.sections import used_picture_ids
from briefing.project.history import HistoryEntry
from briefing.project.migrations import MIGRATIONS, migrate

FORMAT = 1 + len(MIGRATIONS)
MIMETYPE = b"application/vnd.treaty-briefing+zip"
BRIEFING, HISTORY, REVIEW = "briefing.json", "history.jsonl", "review.json"
ATTACHMENTS, TEMPLATE = "attachments/", "template/"
MAX_UNPACKED_BYTES = 256 * 2**20
MAX_TEXT_BYTES = {BRIEFING: 32 * 2**20, HISTORY: 64 * 2**20, REVIEW: 2**20}
"""Tighter limits for members that are parsed: parsed, they take many times their size in memory."""
MAX_MEMBERS = 2_000
_LIMIT = f"{MAX_MEMBERS:,} members or {MAX_UNPACKED_BYTES // 2**20} MB"
_MANIFEST_BYTES_PER_MEMBER = 256
"""An upper bound of what one member adds to the manifest: its name, its hash and punctuation."""

_ADDED = frozenset({".DS_Store", "Thumbs.db", "desktop.ini", ".directory"})
"""Files that file managers leave in folders."""
USE_BACKUP = "Use a backup."
"""The remedy for a file that is broken; a caller that knows of another version of it may name that."""
_UNCHANGED = "The file was not changed."


@dataclass(frozen=True, slots=True)
class Project:
    """A briefing with its history; attachments are bytes by their SHA-256.

    `template` contains the files, by name, of the template of the last export; it is empty without one.
    `review` are the findings of this very briefing, None where it was saved without a review. `saved_by` is
    the version of the program that wrote the file, empty for a project that was not read from one.
    """

    briefing: Briefing
    history: tuple[HistoryEntry, ...] = ()
    attachments: Mapping[str, bytes] = field(default_factory=dict)
    template: template_files.Files = field(default_factory=dict)
    review: SavedReview | None = None
    saved_by: str = field(default="", compare=False)


class _Manifest(msgspec.Struct, frozen=True):
    format: int
    program: str
    members: dict[str, str]


def attachment_ids(briefing: Briefing) -> set[str]:
    """Return the ids of the attachments that a briefing refers to."""
    return picture_ids(briefing) | archived_ids(briefing)


def picture_ids(briefing: Briefing) -> set[str]:
    """Return the ids of the pictures that are printed: figures and the organisation's emblem."""
    figures = used_picture_ids(briefing)
    return figures | {briefing.issue.emblem} if briefing.issue.emblem else figures


def archived_ids(briefing: Briefing) -> set[str]:
    """Return the ids of the archived copies of sources; a project need not contain them."""
    return set(_archived_in(briefing.library))


@remembered(8)
def _archived_in(library: Material) -> frozenset[str]:
    return frozenset(copy.sha256 for source in library.sources for copy in source.attachments)


# Writing


def pack(project: Project) -> bytes:
    """Return the bytes of the project file; equal projects give equal bytes.

    Raises ProjectError for a project beyond the limits, which could not be opened again.
    """
    members = {
        BRIEFING: encode(project.briefing),
        HISTORY: b"".join(encode(entry) + b"\n" for entry in project.history),
        **{ATTACHMENTS + key: project.attachments[key] for key in sorted(project.attachments)},
        **{TEMPLATE + name: project.template[name] for name in sorted(project.template)},
        **({REVIEW: encode(project.review)} if project.review else {}),
    }
    _check_size(members)
    if objections := _objections_to_template(project.template):
        raise ProjectError([Problem(objection, "Correct the template.") for objection in objections])
    manifest = _Manifest(
        FORMAT, briefing.__version__, {name: _sha256(raw) for name, raw in members.items()}
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        store_member(archive, "mimetype", MIMETYPE, zipfile.ZIP_STORED)
        store_member(archive, "manifest.json", encode(manifest))
        for name, raw in members.items():
            store_member(archive, name, raw)
    return packed.getvalue()


def _check_size(members: Mapping[str, bytes]) -> None:
    size = _MANIFEST_BYTES_PER_MEMBER * (len(members) + 2) + sum(map(len, members.values()))
    if len(members) + 2 > MAX_MEMBERS or size > MAX_UNPACKED_BYTES:
        message = f"The project would contain more than {_LIMIT}, and could not be opened again."
        raise ProjectError(Problem(message, "Remove figures, or use smaller pictures."))
    for member, limit in MAX_TEXT_BYTES.items():
        if len(members.get(member, b"")) > limit:
            message = f"'{member}' would be larger than {limit // 2**20} MB, and could not be opened again."
            raise ProjectError(Problem(message, "Start a new project from this one."))


def _sha256(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


# Reading


def unpack(raw: bytes, name: str) -> Project:
    """Read a project from the bytes of its file; errors call the file `name`. Raises ProjectError."""
    members = _members(raw, name)
    manifest = _manifest(members, name)
    _check_members(members, manifest, name)
    members = _migrated(members, manifest.format, name)
    content = _briefing(members[BRIEFING], name)
    history = _history(members.get(HISTORY, b""), name)
    attachments = _members_in(ATTACHMENTS, members)
    _check_attachments(content, attachments, name)
    template = _members_in(TEMPLATE, members)
    for objection in _objections_to_template(template):
        raise _refused(name, f"The template in the file is not valid: {objection}")
    review = _review(members[REVIEW], name) if REVIEW in members else None
    return Project(content, history, attachments, template, review, manifest.program)


def format_of(raw: bytes, name: str) -> int:
    """Return the format version of a project from the bytes of its file. Raises ProjectError."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        read = {"mimetype", "manifest.json"}
        entries = [entry for entry in _own_entries(archive.infolist()) if entry.filename in read]
        return _manifest(_contents(archive, entries, name), name).format


def _members_in(folder: str, members: Mapping[str, bytes]) -> dict[str, bytes]:
    return {key.removeprefix(folder): raw for key, raw in members.items() if key.startswith(folder)}


def _objections_to_template(files: template_files.Files) -> list[str]:
    return template_files.objections({name: len(raw) for name, raw in files.items()}) if files else []


def _refused(name: str, message: str, remedy: str = USE_BACKUP) -> ProjectError:
    return ProjectError(Problem(f"{message} {_UNCHANGED}", remedy, name))


def _members(raw: bytes, name: str) -> dict[str, bytes]:
    if not raw:
        raise _refused(name, "The file is empty.")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            entries = _own_entries(archive.infolist())
            _check_entries(entries, name)
            return _contents(archive, entries, name)
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError):
        foreign = "not a Treaty Briefing project" if not raw.startswith(b"PK") else "cut short or damaged"
        raise _refused(name, f"The file is {foreign}.") from None
    except (NotImplementedError, RuntimeError) as error:
        raise _refused(name, f"The file is packed in a way that projects never use ({error}).") from None


def _own_entries(entries: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """Leave out what file managers add when they pack the members of a project again.

    Those are entries for folders, files of their own, and a folder around all members.
    """
    entries = [entry for entry in entries if not _is_added(entry)]
    folders = {entry.filename.partition("/")[0] for entry in entries}
    if len(folders) == 1 and "mimetype" not in folders:
        around = f"{folders.pop()}/"
        for entry in entries:
            entry.filename = entry.filename.removeprefix(around)
    return entries


def _is_added(entry: zipfile.ZipInfo) -> bool:
    if entry.filename.endswith("/"):
        return entry.file_size == 0
    folder, _, name = entry.filename.rpartition("/")
    return folder.partition("/")[0] == "__MACOSX" or name in _ADDED or name.startswith("._")


def _check_entries(entries: list[zipfile.ZipInfo], name: str) -> None:
    names = [entry.filename for entry in entries]
    if "mimetype" not in names:
        raise _refused(name, "The file is not a Treaty Briefing project.", "Choose a .briefing file.")
    if len(names) > MAX_MEMBERS or sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
        raise _refused(
            name,
            f"The file unpacks to more than {_LIMIT}.",
            "Do not trust this file: projects are smaller.",
        )
    if any(entry.file_size > MAX_TEXT_BYTES.get(entry.filename, entry.file_size) for entry in entries):
        raise _refused(name, "The briefing in the file is larger than the program ever saves.")
    if len(names) != len(set(names)):
        raise _refused(name, "The file contains two members of the same name.")
    for member in names:
        if not _is_ours(member):
            raise _refused(name, f"The file contains a member that projects never have: '{member[:80]}'.")


def _is_ours(member: str) -> bool:
    """Check that a member's name belongs to this format; paths that leave the folder do not."""
    if member in {"mimetype", "manifest.json", BRIEFING, HISTORY, REVIEW}:
        return True
    folder, _, key = member.partition("/")
    if folder + "/" == TEMPLATE:
        return template_files.is_name(key)
    return folder == "attachments" and len(key) == 64 and set(key) <= set("0123456789abcdef")  # noqa: PLR2004


def _contents(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], name: str) -> dict[str, bytes]:
    """Read every member, no further than its stated size: the directory of the ZIP may be forged."""
    contents = {}
    for entry in entries:
        with archive.open(entry) as member:
            contents[entry.filename] = member.read(entry.file_size)
            if member.read(1):
                raise _refused(name, f"The member '{entry.filename}' is larger than its stated size.")
    return contents


def _manifest(members: Mapping[str, bytes], name: str) -> _Manifest:
    if members["mimetype"] != MIMETYPE:
        raise _refused(name, "The file is not a Treaty Briefing project.", "Choose a .briefing file.")
    try:
        manifest = json_decoder(_Manifest).decode(members.get("manifest.json", b""))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise _refused(name, "The file's manifest is missing or damaged.") from None
    if manifest.format > FORMAT:
        raise _refused(
            name,
            f"The file has format {manifest.format}, from Treaty Briefing {manifest.program[:40]}; "
            f"this is {briefing.__version__}, which reads formats up to {FORMAT}.",
            "Update the program.",
        )
    if manifest.format < 1:
        raise _refused(name, f"The file states an unknown format: {manifest.format}.")
    return manifest


def _check_members(members: Mapping[str, bytes], manifest: _Manifest, name: str) -> None:
    present = members.keys() - {"mimetype", "manifest.json"}
    for missing in sorted({*manifest.members, BRIEFING} - present):
        raise _refused(name, f"The member '{missing[:80]}' is missing.")
    for member in sorted(present):
        if manifest.members.get(member) != _sha256(members[member]):
            raise _refused(name, f"The member '{member}' is not what was saved (wrong SHA-256).")


def _migrated(members: dict[str, bytes], version: int, name: str) -> dict[str, bytes]:
    """Return the members with `briefing.json` and `history.jsonl` converted to the current format."""
    if version == FORMAT:
        return members
    try:
        lines = members.get(HISTORY, b"").splitlines()
        content = {
            "briefing": msgspec.json.decode(members[BRIEFING]),
            "history": [msgspec.json.decode(line) for line in lines],
        }
        current = migrate(content, version)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise _refused(name, f"The briefing in the file is damaged ({error}).") from None
    history = b"".join(msgspec.json.encode(entry) + b"\n" for entry in current["history"])
    return {**members, BRIEFING: msgspec.json.encode(current["briefing"]), HISTORY: history}


def _briefing(raw: bytes, name: str) -> Briefing:
    try:
        content = decode(raw, Briefing, f"{name}: {BRIEFING}", is_saved=True)
    except BriefingError as error:
        raise ProjectError(error.problems) from None
    if sentences := broken_invariants(content):
        raise ProjectError(
            [Problem(f"{sentence} {_UNCHANGED}", "Use a backup.", name) for sentence in sentences]
        )
    return content


def _history(raw: bytes, name: str) -> tuple[HistoryEntry, ...]:
    try:
        return tuple(
            decode(line, HistoryEntry, f"{name}: {HISTORY} line {number}", is_saved=True)
            for number, line in enumerate(raw.splitlines(), start=1)
        )
    except BriefingError as error:
        raise ProjectError(error.problems) from None


def _review(raw: bytes, name: str) -> SavedReview:
    try:
        return decode(raw, SavedReview, f"{name}: {REVIEW}", is_saved=True)
    except BriefingError as error:
        raise ProjectError(error.problems) from None


def _check_attachments(content: Briefing, attachments: Mapping[str, bytes], name: str) -> None:
    for key, raw in attachments.items():
        if _sha256(raw) != key:
            raise _refused(name, f"The content of attachment {key[:12]}… does not match its name.")
    for missing in sorted(picture_ids(content) - attachments.keys()):
        raise _refused(
            name, f"The picture of a figure or the emblem is missing (attachment {missing[:12]}…)."
        )
