"""The bytes of a project file: the same for the same project, and refused whole where they are not ours."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import io
import os
import random
import struct
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import briefing
from briefing.editing import Batch, Edit, SetEvidence, SetNote
from briefing.errors import EditError, ProjectError
from briefing.model.briefing import Briefing, Evidence
from briefing.project import FORMAT, HistoryEntry, Project, open_project, pack, unpack
from briefing.project.format import MAX_MEMBERS, MAX_UNPACKED_BYTES, MIMETYPE
from briefing.project.migrations import migrate
from tests import ROOT
from tests.builders import PICTURE_ID, a_full_session, a_project
from tests.examples import examples
from tests.unit.project import zips
from tests.unit.project.strategies import PROJECTS

RAW = pack(a_project())
MEMBERS = zips.members(RAW)


def refusal(raw: bytes, folder: Path) -> str:
    """What opening these bytes says; the file and its folder must stay as they were."""
    path = folder / "gas.briefing"
    path.write_bytes(raw)
    with pytest.raises(ProjectError) as refused:
        open_project(path)
    assert path.read_bytes() == raw
    assert list(folder.iterdir()) == [path]
    said = str(refused.value)
    assert str(path) in said
    return said


def refused_or_equal(raw: bytes) -> bool:
    try:
        return unpack(raw, "p") == a_project()
    except ProjectError:
        return True


# What is written


@settings(max_examples=examples(60), deadline=None)
@given(PROJECTS)
def test_a_project_unpacks_to_an_equal_one(project: Project) -> None:
    assert unpack(pack(project), "p") == project


@settings(max_examples=examples(60), deadline=None)
@given(PROJECTS)
def test_equal_projects_pack_to_equal_bytes(project: Project) -> None:
    assert pack(unpack(pack(project), "p")) == pack(project)


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_packs_the_same_bytes(seed: str) -> None:
    code = (
        "import sys; from briefing.project import pack; from tests.builders import a_project;"
        "sys.stdout.buffer.write(pack(a_project()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
    )
    assert done.stdout == RAW


def test_attachments_pack_to_the_same_bytes_in_whatever_order_they_came() -> None:
    pictures = [b"one", b"two", b"three", b"four"]
    kept = {hashlib.sha256(picture).hexdigest(): picture for picture in pictures}
    turned = dict(reversed(kept.items()))
    empty = Briefing(id="gas", title="Gas")
    assert pack(Project(empty, (), kept)) == pack(Project(empty, (), turned))


def test_the_mimetype_comes_first_and_is_stored_where_other_programs_look_for_it() -> None:
    assert RAW[30:38] == b"mimetype"
    assert RAW[38 : 38 + len(MIMETYPE)] == MIMETYPE == b"application/vnd.treaty-briefing+zip"


def test_the_manifest_holds_the_hash_of_every_member() -> None:
    manifest = msgspec.json.decode(MEMBERS["manifest.json"])
    assert manifest["format"] == FORMAT
    assert manifest["members"] == {
        name: hashlib.sha256(raw).hexdigest()
        for name, raw in MEMBERS.items()
        if name not in {"mimetype", "manifest.json"}
    }


def test_a_project_put_together_by_hand_opens() -> None:
    assert unpack(zips.with_members(RAW, {}), "p") == a_project()


@pytest.mark.parametrize("depth", [1, 8, 9, 25])
def test_an_edit_that_a_session_accepts_can_be_read_back_however_deep_it_nests(depth: int) -> None:
    session = a_full_session()
    nested: Edit = SetEvidence(item_id="p1", evidence=(Evidence(item_id="f1"),))
    for _ in range(depth):
        nested = Batch(edits=(nested,))
    with contextlib.suppress(EditError):
        session.apply(nested)
    assert unpack(pack(session.project), "p") == session.project


@pytest.mark.parametrize(
    "attachments",
    [{PICTURE_ID: bytes(MAX_UNPACKED_BYTES)}, {f"{number:064x}": b"" for number in range(MAX_MEMBERS)}],
    ids=["large", "many"],
)
def test_a_project_that_could_not_be_opened_again_is_not_packed(attachments: dict[str, bytes]) -> None:
    with pytest.raises(ProjectError, match="could not be opened again"):
        pack(Project(a_project().briefing, (), attachments))


# What is damaged


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    assert "The file is empty." in refusal(b"", tmp_path)


@given(st.binary(min_size=1, max_size=200))
def test_bytes_of_something_else_are_refused(raw: bytes) -> None:
    with pytest.raises(ProjectError, match=r"not a Treaty Briefing project|cut short or damaged"):
        unpack(raw, "p")


@pytest.mark.parametrize(
    "raw",
    [
        zips.zipped([("word/document.xml", b"<w/>")]),
        zips.zipped([("mimetype", b"application/epub+zip"), ("manifest.json", b"{}")]),
        zips.zipped([(name, raw) for name, raw in MEMBERS.items() if name != "mimetype"]),
        zips.zipped([]),
        b"%PDF-1.7 and so on",
    ],
    ids=["document", "book", "no mimetype", "empty zip", "pdf"],
)
def test_a_file_of_another_program_is_refused(raw: bytes, tmp_path: Path) -> None:
    assert "not a Treaty Briefing project" in refusal(raw, tmp_path)


def test_a_project_cut_short_anywhere_is_refused() -> None:
    for length in [*range(1, len(RAW) - 40, 23), *range(len(RAW) - 40, len(RAW))]:
        with pytest.raises(ProjectError):
            unpack(RAW[:length], "p")


def test_a_project_cut_short_says_that_it_is_damaged_and_where_a_copy_is(tmp_path: Path) -> None:
    said = refusal(RAW[: len(RAW) // 2], tmp_path)
    assert said.endswith("The file is cut short or damaged. The file was not changed. Use a backup.")


def test_a_flipped_byte_is_refused_or_changes_nothing() -> None:
    chance = random.Random(7)  # noqa: S311 - which bytes to try
    for _ in range(1_200):
        damaged = bytearray(RAW)
        damaged[chance.randrange(len(RAW))] ^= chance.randrange(1, 256)
        assert refused_or_equal(bytes(damaged))


def test_every_byte_of_the_directory_flipped_is_refused_or_changes_nothing() -> None:
    directory = RAW.index(b"PK\x01\x02")
    for place in range(directory, len(RAW)):
        damaged = bytearray(RAW)
        damaged[place] ^= 0xFF
        assert refused_or_equal(bytes(damaged))


@pytest.mark.parametrize("name", ["briefing.json", "history.jsonl", f"attachments/{PICTURE_ID}"])
def test_a_member_with_a_wrong_hash_is_refused_by_name(name: str, tmp_path: Path) -> None:
    damaged = zips.zipped((MEMBERS | {name: MEMBERS[name] + b" "}).items())
    assert f"The member '{name}' is not what was saved" in refusal(damaged, tmp_path)


# What no project ever holds


@pytest.mark.parametrize(
    "name",
    [
        "../x",
        "attachments/../../x",
        "/etc/passwd",
        "C:\\x",
        "notes.txt",
        "attachments/" + "g" * 64,
        "attachments/" + "0" * 63,
        "attachments/",
        "Briefing.json",
        "",
    ],
)
def test_a_member_that_projects_never_have_is_refused(name: str, tmp_path: Path) -> None:
    said = refusal(zips.with_members(RAW, {name: b"x"}), tmp_path)
    assert "a member that projects never have" in said
    assert not (tmp_path.parent / "x").exists()


def test_two_members_of_one_name_are_refused(tmp_path: Path) -> None:
    twice = zips.zipped([*MEMBERS.items(), ("briefing.json", MEMBERS["briefing.json"])])
    assert "two members of the same name" in refusal(twice, tmp_path)


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    locked = bytearray(RAW)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[RAW.rindex(signature) + offset] |= 1
    assert "packed in a way that projects never use" in refusal(bytes(locked), tmp_path)


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_damage_to_a_member_under_another_compression_is_refused(compression: int, tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", compression) as archive:
        archive.writestr("mimetype", MIMETYPE, zipfile.ZIP_STORED)
        archive.writestr("briefing.json", MEMBERS["briefing.json"])
    damaged = bytearray(packed.getvalue())
    middle = damaged.index(b"briefing.json") + 60
    damaged[middle : middle + 200] = bytes(200)
    refusal(bytes(damaged), tmp_path)


def test_a_file_that_says_it_unpacks_past_the_limit_is_refused(tmp_path: Path) -> None:
    claiming = bytearray(RAW)
    size = RAW.rindex(b"PK\x01\x02") + 24
    claiming[size : size + 4] = struct.pack("<I", MAX_UNPACKED_BYTES + 1)
    assert "unpacks to more than" in refusal(bytes(claiming), tmp_path)


def bomb() -> bytes:
    """A small ZIP with a member of zeros that passes the limit by itself."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("mimetype", MIMETYPE, zipfile.ZIP_STORED)
        with archive.open("briefing.json", "w") as member:
            for _ in range(MAX_UNPACKED_BYTES // 2**20 + 1):
                member.write(bytes(2**20))
    return packed.getvalue()


def test_a_bomb_is_refused_whether_its_directory_tells_its_size_or_not(tmp_path: Path) -> None:
    honest = bomb()
    assert "unpacks to more than" in refusal(honest, tmp_path)
    lying = bytearray(honest)
    size = honest.rindex(b"PK\x01\x02") + 24
    lying[size : size + 4] = struct.pack("<I", 10)
    assert "The file was not changed." in refusal(bytes(lying), tmp_path)


def test_more_members_than_the_limit_are_refused(tmp_path: Path) -> None:
    many = {f"attachments/{number:064x}": b"" for number in range(MAX_MEMBERS)}
    assert f"{MAX_MEMBERS:,} members" in refusal(zips.with_members(RAW, {**many}), tmp_path)


# What is missing or does not fit together


def test_a_newer_format_is_refused_with_both_versions(tmp_path: Path) -> None:
    said = refusal(zips.with_manifest(RAW, format=FORMAT + 1, program="9.9.1"), tmp_path)
    assert f"format {FORMAT + 1}, from Treaty Briefing 9.9.1" in said
    assert f"this is {briefing.__version__}, which reads formats up to {FORMAT}" in said
    assert "Update the program." in said


@pytest.mark.parametrize("version", [0, -1])
def test_a_format_that_never_was_is_refused(version: int, tmp_path: Path) -> None:
    assert "states an unknown format" in refusal(zips.with_manifest(RAW, format=version), tmp_path)


@pytest.mark.parametrize("manifest", [None, b"", b"{", b"[]", b'{"format": "1"}', b"[" * 100_000])
def test_a_manifest_that_is_missing_or_damaged_is_refused(manifest: bytes | None, tmp_path: Path) -> None:
    changed = {name: raw for name, raw in MEMBERS.items() if name != "manifest.json"}
    if manifest is not None:
        changed["manifest.json"] = manifest
    assert "The file's manifest is missing or damaged." in refusal(zips.zipped(changed.items()), tmp_path)


def test_a_member_that_the_manifest_names_and_the_file_lacks_is_refused(tmp_path: Path) -> None:
    lacking = zips.zipped([(name, raw) for name, raw in MEMBERS.items() if name != "history.jsonl"])
    assert "The member 'history.jsonl' is missing." in refusal(lacking, tmp_path)


def test_a_file_without_a_briefing_is_refused(tmp_path: Path) -> None:
    lacking = zips.with_members(RAW, {"briefing.json": None})
    assert "The member 'briefing.json' is missing." in refusal(lacking, tmp_path)


def test_a_figure_without_its_picture_is_refused(tmp_path: Path) -> None:
    lacking = zips.with_members(RAW, {f"attachments/{PICTURE_ID}": None})
    assert "The picture of a figure or the emblem is missing" in refusal(lacking, tmp_path)


def test_an_attachment_that_is_not_what_its_name_says_is_refused(tmp_path: Path) -> None:
    swapped = zips.with_members(RAW, {f"attachments/{PICTURE_ID}": b"another picture"})
    assert "does not match its name" in refusal(swapped, tmp_path)


def packed_with(**changes: Any) -> bytes:
    project = a_project()
    return pack(Project(replace(project.briefing, **changes), project.history, project.attachments))


def test_a_reference_to_something_missing_is_refused_with_its_name(tmp_path: Path) -> None:
    library = a_project().briefing.library
    said = refusal(packed_with(library=replace(library, sources=library.sources[1:])), tmp_path)
    assert f"Source '{library.sources[0].id}' is cited and missing." in said


def test_a_library_that_holds_more_than_is_used_is_refused(tmp_path: Path) -> None:
    assert "contains unused material" in refusal(packed_with(sections=()), tmp_path)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "https://a b"])
def test_an_address_that_is_no_web_address_is_refused_with_its_field(url: str, tmp_path: Path) -> None:
    library = a_project().briefing.library
    sources = (replace(library.sources[0], url=url), *library.sources[1:])
    said = refusal(packed_with(library=replace(library, sources=sources)), tmp_path)
    assert f"library, source 1, url (library.sources[0].url): '{url}' is not a web address" in said


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"[]", b"\xff", b'{"id": 1}', b'{"a":' * 2_000 + b"1" + b"}" * 2_000]
)
def test_a_briefing_that_cannot_be_read_is_refused(raw: bytes, tmp_path: Path) -> None:
    refusal(zips.with_members(RAW, {"briefing.json": raw}), tmp_path)


def test_a_history_that_cannot_be_read_is_refused_with_its_line(tmp_path: Path) -> None:
    history = MEMBERS["history.jsonl"] + b'{"at": "yesterday", "by": "me"}\n'
    line = history.count(b"\n")
    said = refusal(zips.with_members(RAW, {"history.jsonl": history}), tmp_path)
    assert f"history.jsonl line {line}" in said


# What is older


def renamed(content: dict[str, Any]) -> dict[str, Any]:
    return {"title" if key == "name" else key: value for key, value in content.items()}


def versioned(content: dict[str, Any]) -> dict[str, Any]:
    return content | {"version": 1}


@pytest.mark.parametrize(
    ("version", "content"),
    [
        (1, {"id": "gas", "name": "Gas"}),
        (2, {"id": "gas", "title": "Gas"}),
        (3, {"id": "gas", "title": "Gas", "version": 1}),
    ],
)
def test_each_older_format_reaches_the_newest_by_the_migrations_that_it_lacks(
    version: int, content: dict[str, Any]
) -> None:
    migrated = migrate(content, version, (renamed, versioned))
    assert msgspec.convert(migrated, Briefing) == Briefing(id="gas", title="Gas")
    assert migrated["version"] == 1


RECORDED = Path(__file__).with_name("files")


@pytest.mark.parametrize("version", range(1, FORMAT + 1))
def test_a_file_recorded_under_each_format_opens_with_its_content(version: int) -> None:
    project = open_project(RECORDED / f"format-{version}.briefing")
    kept = msgspec.json.decode((RECORDED / f"format-{version}.json").read_bytes())
    assert project.briefing == msgspec.convert(kept["briefing"], Briefing)
    assert project.history == msgspec.convert(kept["history"], tuple[HistoryEntry, ...])
    assert sorted(project.attachments) == kept["attachments"]
    assert sorted(project.template) == kept.get("template", [])


# Characters that earlier versions accepted


def _with_hidden_characters(text: str) -> Project:
    """Return a project that an earlier version could save, with unwanted characters."""
    project = a_project()
    renamed = replace(project.briefing, title=text, subtitle=text)
    entry = HistoryEntry(at="2025-11-03T12:00:00Z", by=text, edit=SetNote(item_id="f1", note=text))
    return dataclasses.replace(project, briefing=renamed, history=(*project.history, entry))


def test_an_earlier_project_with_hidden_characters_opens_and_shows_them() -> None:
    project = unpack(pack(_with_hidden_characters("Iran\u2067 and \u202eRussia\xad\ue000")), "p")
    shown = "Iran⟨U+2067⟩ and ⟨U+202E⟩Russia⟨U+00AD⟩⟨U+E000⟩"
    assert project.briefing.title == project.briefing.subtitle == shown
    edit = project.history[-1].edit
    assert isinstance(edit, SetNote)
    assert project.history[-1].by == edit.note == shown


def test_a_project_with_characters_made_visible_can_be_saved_and_opened_again() -> None:
    project = unpack(pack(_with_hidden_characters("\u2067" * 2_000)), "p")
    assert unpack(pack(project), "p") == project


def test_an_earlier_project_with_a_text_that_is_no_date_opens_and_saves() -> None:
    project = a_project()
    library = project.briefing.library
    fact = replace(library.facts[0], date="2025-02-3X")
    dated = replace(project.briefing, library=replace(library, facts=(fact, *library.facts[1:])))
    saved = dataclasses.replace(project, briefing=dated)
    assert unpack(pack(saved), "p") == saved


# What others do to a file


@pytest.mark.parametrize(
    "manifest",
    [
        b'{"format":3,"program":"\xff\xfe","members":{}}',
        b'{"format":3,"program":"1","x":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"format":' + b"9" * 10_000 + b"}",
    ],
)
def test_a_hostile_manifest_is_refused(manifest: bytes, tmp_path: Path) -> None:
    raw = zips.zipped((MEMBERS | {zips.MANIFEST: manifest}).items())
    assert "manifest is missing or damaged" in refusal(raw, tmp_path)


def test_ten_million_line_breaks_in_a_field_are_refused(tmp_path: Path) -> None:
    content = msgspec.json.decode(MEMBERS["briefing.json"]) | {"subtitle": "\n" * 10_000_000}
    raw = zips.with_members(RAW, {"briefing.json": msgspec.json.encode(content)})
    message = refusal(raw, tmp_path)
    assert "subtitle" in message
    assert "10,000,000 characters; the limit is 20,000" in message


@pytest.mark.parametrize("folder", ["", "gas/"])
def test_a_project_that_a_file_manager_has_packed_again_opens(folder: str) -> None:
    added = {
        "__MACOSX/._gas": b"x",
        f"{folder}.DS_Store": b"x",
        f"{folder}._mimetype": b"",
        "Thumbs.db": b"x",
    }
    if folder:
        added.pop("Thumbs.db")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_BZIP2) as archive:
        archive.mkdir(f"{folder}attachments")
        for name, raw in sorted(({folder + name: raw for name, raw in MEMBERS.items()} | added).items()):
            archive.writestr(name, raw)
    assert unpack(packed.getvalue(), "p") == a_project()
