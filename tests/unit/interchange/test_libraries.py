"""Another library, as a folder or as one file: all records come over, and nothing else."""

from __future__ import annotations

import hashlib
import io
import zipfile

import msgspec
import pytest
from msgspec.structs import replace

from briefing.errors import ImportFileError
from briefing.grading import load_scales
from briefing.interchange.libraries.archive import MIMETYPE, copies_in, records_above, write_archive
from briefing.interchange.libraries.reading import reading_of_library
from briefing.interchange.plan import EntryStatus
from briefing.library import load_library
from briefing.library.records import key_of, records_of
from briefing.model.library import Material
from tests.builders import ARCHIVED, LIBRARY, bundled_report
from tests.unit.interchange.importing import changes_of_a_second_import, imported, losses, plan, read

COPY = b"%PDF a text of others"
COPY_ID = hashlib.sha256(COPY).hexdigest()


def without_origins(material: Material) -> list[object]:
    return [replace(each, origin=None) for each in records_of(material)]


def test_all_records_of_the_bundled_library_come_back_and_are_written_to_the_same_bytes() -> None:
    material = bundled_report().material
    written = write_archive(material)
    back = imported(read(written.content, "all.treaties"), Material())
    assert without_origins(back) == without_origins(material)
    assert write_archive(back).content == written.content


def test_what_is_lost_is_what_is_listed() -> None:
    written = write_archive(LIBRARY)
    back = imported(read(written.content, "all.treaties"), Material())
    assert without_origins(back) == without_origins(LIBRARY)
    differing = {str(key_of(each)) for each in records_of(LIBRARY) if each.origin is not None}
    assert {loss.place for loss in written.losses if loss.field == "origin"} == differing
    assert {loss.text for loss in written.losses if loss.field == "archived copy"} == {"alpha.pdf"}


def test_an_archive_is_a_library_when_unpacked(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("unpacked") / "library"
    with zipfile.ZipFile(io.BytesIO(write_archive(LIBRARY).content)) as archive:
        archive.extractall(folder)
    report = load_library([folder])
    assert report.problems == ()
    assert without_origins(report.material) == without_origins(LIBRARY)


def test_a_library_with_the_same_records_changes_nothing() -> None:
    reading = reading_of_library(LIBRARY)
    assert plan(reading).count(EntryStatus.SAME) == len(reading.proposed)
    assert changes_of_a_second_import(reading, Material()) == []
    assert losses(reading) == {
        ("fact price-open", "origin", "captured, 2025-11-03, A. Nalyst, alpha.pdf, page 3")
    }


def test_copies_of_texts_are_in_the_archive_only_on_request() -> None:
    source = replace(LIBRARY.sources[0], attachments=(replace(ARCHIVED, sha256=COPY_ID),))
    material = replace(LIBRARY, sources=(source, *LIBRARY.sources[1:]))
    without = write_archive(material)
    assert COPY not in without.content
    assert copies_in(without.content, "a.treaties") == {}
    text = f"{COPY_ID}.text"
    with_copy = write_archive(material, {COPY_ID: COPY, text: b"words", "0" * 64: b"of nobody"})
    assert copies_in(with_copy.content, "a.treaties") == {COPY_ID: COPY, text: b"words"}
    assert "archived copy" in {loss.field for loss in without.losses}
    assert source.id not in {loss.place.split()[1] for loss in with_copy.losses}


def test_records_above_a_marking_are_listed() -> None:
    markings = load_scales([]).marking_sets["tlp-2"]
    labels = ("TLP:RED", "TLP:GREEN", "TLP:AMBER", "OWN")
    facts = [replace(each, marking=label) for each, label in zip(LIBRARY.facts, labels, strict=False)]
    material = Material.of(facts=facts)
    above = records_above(material, markings, "TLP:GREEN")
    assert {each.text for each in above} == {"TLP:RED", "TLP:AMBER", "OWN"}


# Files that are not what was written


def archive(*members: tuple[str, bytes], form: int = 1, mimetype: bytes = MIMETYPE) -> bytes:
    raw = io.BytesIO()
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in members}
    manifest = msgspec.json.encode({"format": form, "members": hashes})
    with zipfile.ZipFile(raw, "w") as packed:
        for name, content in (("mimetype", mimetype), ("manifest.json", manifest), *members):
            packed.writestr(zipfile.ZipInfo(name), content)
    return raw.getvalue()


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "no archive"),
        (b"PK\x03\x04", "no archive"),
        (archive(mimetype=b"application/zip"), "not an archive of treaties"),
        (archive(form=2), "format 2.*Update"),
        (archive(("../x.yaml", b"")), "never have: '../x.yaml'"),
        (archive(("/etc/facts.yaml", b"")), "never have"),
        (archive(("a/b.exe", b"")), "never have"),
        (archive(("", b"without a name")), "never have"),
        (archive(("archive/" + "0" * 64, b"other")), "does not match its name"),
        (archive(("a/facts.yaml", b"\xff")), "not UTF-8"),
        (write_archive(LIBRARY).content[:-300], "no archive"),
    ],
)
def test_a_file_that_is_not_what_was_written_is_refused(raw: bytes, message: str) -> None:
    with pytest.raises(ImportFileError, match=message):
        read(raw, "a.treaties")


def test_a_member_that_was_changed_is_refused() -> None:
    good = io.BytesIO(write_archive(LIBRARY).content)
    changed = io.BytesIO()
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content + b"\n" if name == "sources.yaml" else content)
    with pytest.raises(ImportFileError, match=r"'sources\.yaml' is not what was saved"):
        read(changed.getvalue(), "a.treaties")


def test_a_record_that_cannot_be_read_is_refused_with_its_place_and_the_others_are_read() -> None:
    publishers = (
        b"publishers:\n- {id: a, name: A, kind: newspaper, reliability: B, rationale: x}\n- {id: b}\n"
    )
    reading = read(archive(("publishers.yaml", publishers)), "a.treaties")
    assert [each.record.id for each in reading.proposed] == ["a"]
    assert reading.refused[0].place.startswith("publishers.yaml:3")
